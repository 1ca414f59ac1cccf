import { randomBytes } from 'node:crypto'
import { newId } from '#core/ids.ts'
import { type DirectoryState, StoredDirectory } from './directory-state.ts'

/** A directory without anybody in it, with a name of its own. */
export const emptyDirectory = (): DirectoryState => ({
  serverId: newId(randomBytes),
  units: new Map(),
  users: new Map(),
  sessions: new Map(),
  videoHosts: null,
  houseRules: null
})

/** A directory that lives as long as the process. */
export class MemoryDirectory extends StoredDirectory {
  constructor() {
    super(emptyDirectory(), async () => undefined)
  }
}
