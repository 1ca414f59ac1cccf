import { createMemoryPlatform } from './memory.ts'
import { paperStoreContract } from './paper-store.contract.ts'
import { paperTextStoreContract } from './paper-text-store.contract.ts'

paperStoreContract('the memory platform', () => createMemoryPlatform().papers)
paperTextStoreContract('the memory platform', createMemoryPlatform)
