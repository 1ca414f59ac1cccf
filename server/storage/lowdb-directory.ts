import { createHash, randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { Low } from 'lowdb'
import { z } from 'zod'
import type { UnitId, UserId } from '#core/ids.ts'
import { type Unit, unitRoles } from '#core/organisation/organisation.ts'
import { canonicalJson } from '#core/record/chain.ts'
import { deviceApps, deviceSystems } from '#protocol/http-api.ts'
import { type DirectoryState, StoredDirectory } from './directory-state.ts'
import { replaceFile, syncFolder } from './durable-file.ts'
import { asStorageFault, codeOf } from './faults.ts'
import { type FileSystem, machineFileSystem } from './file-system.ts'
import { emptyDirectory } from './memory-directory.ts'
import { StorageFault, type StoredSession, type StoredUser } from './ports.ts'

const unitSchema = z.object({ id: z.string(), parent: z.string().nullable(), name: z.string(), shortName: z.string() })
const userSchema = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  title: z.string(),
  unit: z.string(),
  role: z.enum(unitRoles),
  locked: z.boolean(),
  passwordHash: z.string(),
  mustChangePassword: z.boolean(),
  reset: z.object({ at: z.string(), by: z.string() }).optional(),
  devices: z.array(z.string()).optional(),
  pins: z.array(z.object({ device: z.string(), hash: z.string(), wrong: z.number() })).optional()
})
const sessionSchema = z.object({
  tokenHash: z.string(),
  user: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  app: z.enum(deviceApps).optional(),
  system: z.enum(deviceSystems).optional(),
  network: z.string().optional(),
  privateFrom: z.string().optional()
})
const fileSchema = z.object({
  serverId: z.string().min(1),
  units: z.array(unitSchema),
  users: z.array(userSchema),
  sessions: z.array(sessionSchema),
  videoHosts: z.array(z.string()).optional(),
  // A newer release may have written what this one does not know; that shuts nobody out.
  houseRules: z.unknown().optional()
})
const checksumOf = (file: object): string => createHash('sha256').update(canonicalJson(file)).digest('hex')
type DirectoryFile = z.infer<typeof fileSchema>

/** Units, people and sessions in one JSON file, replaced whole; the last good one stays beside it as `.bak`. */
export class LowdbDirectory extends StoredDirectory {
  /** `warn` is told when the file was damaged and the one before it had to take its place. */
  static async open(
    path: string,
    warn: (message: string) => void = () => undefined,
    fs: FileSystem = machineFileSystem
  ): Promise<LowdbDirectory> {
    try {
      const file = new DurableJsonFile(path, warn, fs)
      const low = new Low<DirectoryFile>(file, toFile(emptyDirectory()))
      await low.read()
      if (!file.isCurrent) await low.write()
      return new LowdbDirectory(toState(low.data), async next => {
        const before = low.data
        low.data = toFile(next)
        try {
          await low.write()
        } catch (error) {
          low.data = before
          throw error
        }
      })
    } catch (error) {
      throw asStorageFault(error, 'opening the directory')
    }
  }
}

/** The directory as it lies on disk, the last good copy where the newest is damaged. */
export async function readDirectoryFile(path: string): Promise<DirectoryFile> {
  const readings = [await readGood(machineFileSystem, path), await readGood(machineFileSystem, `${path}.bak`)]
  for (const reading of readings) if (reading.kind === 'good') return reading.data
  throw new StorageFault('damaged', `the directory is ${readings[0]?.kind}`)
}

/** The directory a text stands for; throws StorageFault 'damaged' where it stands for none. */
export function parseDirectory(text: string): DirectoryFile {
  const reading = judge(text)
  if (reading.kind === 'good') return reading.data
  throw new StorageFault('damaged', 'the directory is damaged')
}

/** Lowdb's own adapter renames without fsync and takes any JSON for its own. */
class DurableJsonFile {
  readonly #path: string
  readonly #warn: (message: string) => void
  readonly #fs: FileSystem
  #isCurrent = false

  constructor(path: string, warn: (message: string) => void, fs: FileSystem) {
    this.#path = path
    this.#fs = fs
    this.#warn = warn
  }

  /** Whether what was read last lies under its own name. */
  get isCurrent(): boolean {
    return this.#isCurrent
  }

  async read(): Promise<DirectoryFile | null> {
    const now = await readGood(this.#fs, this.#path)
    this.#isCurrent = now.kind === 'good'
    if (now.kind === 'good') return now.data
    const before = await readGood(this.#fs, `${this.#path}.bak`)
    if (before.kind === 'good') {
      this.#warn(`the directory is ${now.kind}; its last good copy is used${now.kind === 'damaged' ? ` (${now.why})` : ''}`)
      if (now.kind === 'damaged') await this.#setAside()
      return before.data
    }
    if (now.kind === 'missing' && before.kind === 'missing') return null
    throw new StorageFault('damaged', `the directory is ${now.kind} and its last good copy is ${before.kind}`)
  }

  async write(data: DirectoryFile): Promise<void> {
    await replaceFile(this.#path, `${JSON.stringify({ checksum: checksumOf(data), ...data }, null, 1)}\n`, {
      keepAs: `${this.#path}.bak`,
      fs: this.#fs
    })
  }

  async #setAside(): Promise<void> {
    await this.#fs.rename(this.#path, `${this.#path}.${randomBytes(4).toString('hex')}.damaged`)
    await syncFolder(dirname(this.#path), this.#fs)
  }
}

type Reading =
  | { readonly kind: 'good'; readonly data: DirectoryFile }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly why: string }

async function readGood(fs: FileSystem, path: string): Promise<Reading> {
  let text: string
  try {
    text = Buffer.from(await fs.readFile(path)).toString()
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'missing' }
    throw error
  }
  return judge(text)
}

function judge(text: string): Exclude<Reading, { kind: 'missing' }> {
  try {
    const { checksum, ...rest } = JSON.parse(text) as { readonly checksum?: unknown }
    // Releases before this one wrote none.
    if (checksum !== undefined && checksum !== checksumOf(rest)) return { kind: 'damaged', why: 'its checksum differs' }
    const parsed = fileSchema.safeParse(rest)
    return parsed.success ? { kind: 'good', data: parsed.data } : { kind: 'damaged', why: z.prettifyError(parsed.error) }
  } catch {
    return { kind: 'damaged', why: 'not JSON' }
  }
}

const toFile = (state: DirectoryState): DirectoryFile => ({
  serverId: state.serverId,
  units: [...state.units.values()],
  users: [...state.users.values()],
  sessions: [...state.sessions.values()],
  ...(state.videoHosts !== null && { videoHosts: [...state.videoHosts] }),
  ...(state.houseRules !== null && { houseRules: state.houseRules })
})

/** Ids were branded before they were stored; the schema has checked everything else. */
function toState(file: DirectoryFile): DirectoryState {
  const units = file.units as unknown as readonly Unit[]
  const users = file.users as unknown as readonly StoredUser[]
  const sessions = file.sessions as unknown as readonly StoredSession[]
  return {
    serverId: file.serverId,
    units: new Map<UnitId, Unit>(units.map(unit => [unit.id, unit])),
    users: new Map<UserId, StoredUser>(users.map(user => [user.id, user])),
    sessions: new Map(sessions.map(session => [session.tokenHash, session])),
    videoHosts: file.videoHosts ?? null,
    houseRules: file.houseRules ?? null
  }
}
