import { createMemoryPlatform } from './memory.ts'
import { paperStoreContract } from './paper-store.contract.ts'

paperStoreContract('the memory platform', () => createMemoryPlatform().papers)
