import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type Head, openJson } from '../storage/chain-row.ts'
import { parseFormat, prepareFolder, writeRestoredFormat } from '../storage/data-folder.ts'
import { replaceFile, syncFolder } from '../storage/durable-file.ts'
import { codeOf, guarded } from '../storage/faults.ts'
import { lockFolder } from '../storage/folder-lock.ts'
import { LevelChains } from '../storage/level-chains.ts'
import { LevelDatabase, type LevelOperation } from '../storage/level-database.ts'
import { LevelRoomStorage } from '../storage/level-room-storage.ts'
import { parseDirectory } from '../storage/lowdb-directory.ts'
import { writeWitness } from '../storage/witness.ts'
import { contentOf, type IndexedEntry, indexOf, manifestName, manifestSumName, sha256Of } from './archive.ts'
import { backupVersion, rowsIn } from './backup.ts'

export type BackupFaultKind = 'unreadable' | 'damaged' | 'newer' | 'not-empty'
/** Why a backup is not restored; `message` names what is wrong with it. */
export class BackupFault extends Error {
  constructor(
    readonly kind: BackupFaultKind,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
    this.name = 'BackupFault'
  }
}

/** A backup all of whose bytes are what was written. */
export interface VerifiedBackup {
  readonly at: string
  readonly entries: readonly IndexedEntry[]
  /** Papers that were damaged already when the backup was made. */
  readonly damagedPapers: number
}

/** The only names there are: none of them leads out of a folder. */
const names = /^(format\.json|directory\.json|level\/\d{6}\.rows|(files|damaged)\/[0-9a-f]{64})$/
const manifestShape = z.object({
  product: z.literal('hopso'),
  backup: z.number(),
  at: z.string(),
  entries: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() }))
})

/** Looks at every byte of the archive. Rejects with BackupFault. */
export async function verifyBackup(path: string): Promise<VerifiedBackup> {
  return withFile(path, file => verify(file))
}

/**
 * Makes a data folder of a backup, all of which is verified before the first byte is put in place. `folder` must be missing or empty, or
 * `replace` moves it aside. Every room gets a new epoch. `format.json` comes last: a restore that is cut short leaves a folder that nothing
 * opens. Resolves with what was restored and where the folder before it lies.
 */
export function restoreBackup(
  path: string,
  folder: string,
  replace: boolean
): Promise<VerifiedBackup & { readonly before: string | null }> {
  return withFile(path, async file => {
    const verified = await verify(file)
    const before = await makeRoom(resolve(folder), replace)
    await guarded('restoring', () => put(file, verified.entries, resolve(folder)))
    return { ...verified, before }
  })
}

async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, 'r').catch(error => {
    throw new BackupFault('unreadable', String(error), { cause: error })
  })
  try {
    return await use(file)
  } finally {
    await file.close()
  }
}

async function verify(file: FileHandle): Promise<VerifiedBackup> {
  const damaged = (what: string) => new BackupFault('damaged', what)
  const index = await indexOf(file)
  if (typeof index === 'string') throw damaged(index)
  const byName = new Map(index.map(entry => [entry.name, entry]))
  const [manifestEntry, sumEntry] = [byName.get(manifestName), byName.get(manifestSumName)]
  if (!manifestEntry || !sumEntry) throw damaged(`${manifestEntry ? manifestSumName : manifestName} is missing`)
  const bytes = await bytesOf(file, manifestEntry)
  if ((await bytesOf(file, sumEntry)).toString() !== sha256Of(bytes)) throw damaged(manifestName)
  const manifest = manifestShape.safeParse(jsonOf(bytes))
  if (!manifest.success) throw damaged(manifestName)
  if (manifest.data.backup > backupVersion) throw new BackupFault('newer', `version ${manifest.data.backup}`)

  const listed = new Map(manifest.data.entries.map(line => [line.name, line]))
  const content = index.filter(({ name }) => name !== manifestName && name !== manifestSumName)
  for (const { name } of content) if (!names.test(name) || !listed.has(name)) throw damaged(`${JSON.stringify(name)} does not belong there`)
  const wrong: string[] = []
  for (const { name, size, sha256 } of listed.values()) {
    const entry = byName.get(name)
    if (!entry || entry.size !== size || (await hashOf(file, entry)) !== sha256) wrong.push(name)
    else if (name.startsWith('files/') && name !== `files/${sha256}`) wrong.push(name)
  }
  for (const name of ['format.json', 'directory.json']) if (!byName.has(name)) wrong.push(name)
  if (wrong.length === 0) for (const entry of content) if (!(await isReadable(file, entry))) wrong.push(entry.name)
  if (wrong.length > 0) throw damaged(wrong.slice(0, 10).join(', ') + (wrong.length > 10 ? ` (${wrong.length})` : ''))
  return { at: manifest.data.at, entries: content, damagedPapers: content.filter(({ name }) => name.startsWith('damaged/')).length }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}

/** A part may bear its own hash and still not be what this program writes. A format of a newer program is looked at when it is put in place. */
async function isReadable(file: FileHandle, entry: IndexedEntry): Promise<boolean> {
  try {
    if (entry.name === 'directory.json') parseDirectory((await bytesOf(file, entry)).toString())
    if (entry.name.startsWith('level/'))
      for (const [key, value] of rowsIn(await bytesOf(file, entry))) if (key.startsWith('h!')) openJson(key, value)
    return true
  } catch {
    return false
  }
}

/** Resolves with where the folder that was in the way lies now, or null. */
async function makeRoom(folder: string, replace: boolean): Promise<string | null> {
  const there = await readdir(folder).catch(error => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  let before: string | null = null
  if (there.length > 0) {
    if (!replace) throw new BackupFault('not-empty', folder)
    // No server may be running on what is moved aside.
    const unlock = await lockFolder(join(folder, 'lock'))
    await unlock()
    before = `${folder}.${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}.old`
    await rename(folder, before)
  }
  await prepareFolder(folder)
  return before
}

async function put(file: FileHandle, entries: readonly IndexedEntry[], folder: string): Promise<void> {
  const unlock = await lockFolder(join(folder, 'lock'))
  try {
    const named = (name: string) => entries.filter(entry => entry.name.startsWith(name))
    const format = parseFormat((await joined(file, named('format.json'))).toString())
    await mkdir(join(folder, 'files'), { recursive: true })
    for (const entry of named('files/')) await putFile(file, entry, join(folder, 'files'))
    await putRows(file, named('level/'), join(folder, 'level'))
    const directory = parseDirectory(await joined(file, named('directory.json')).then(String))
    await replaceFile(join(folder, 'directory.json'), `${JSON.stringify({ ...directory, sessions: [] }, null, 1)}\n`)
    await syncFolder(join(folder, 'files'))
    await writeRestoredFormat(folder, format)
  } finally {
    await unlock()
  }
}

async function putFile(file: FileHandle, entry: IndexedEntry, files: string): Promise<void> {
  const hash = entry.name.slice('files/'.length)
  const folder = join(files, hash.slice(0, 2))
  await mkdir(folder, { recursive: true })
  const target = await open(join(folder, hash), 'wx', 0o600)
  try {
    const found = createHash('sha256')
    for await (const piece of contentOf(file, entry)) {
      found.update(piece)
      await target.writeFile(piece)
    }
    if (found.digest('hex') !== hash) throw new BackupFault('damaged', entry.name)
    await target.sync()
  } finally {
    await target.close()
  }
  await syncFolder(folder)
}

async function putRows(file: FileHandle, parts: readonly IndexedEntry[], location: string): Promise<void> {
  const lasts = new Map<string, number>()
  const database = await LevelDatabase.open(location)
  try {
    for (const part of parts) {
      const operations: LevelOperation[] = []
      for (const [key, value] of rowsIn(await bytesOf(file, part))) {
        operations.push({ type: 'put', key, value })
        const head = key.startsWith('h!') ? (openJson(key, value) as Head | null) : null
        if (head) lasts.set(key.slice(2), head.last)
      }
      await database.write(operations)
    }
  } finally {
    await database.close()
  }
  await writeWitness(`${location}.witness`, lasts)
  const chains = await LevelChains.open(location)
  try {
    // Only heads are touched: what private rooms hold stays closed, and no key is needed.
    await new LevelRoomStorage(chains).renewEpochs()
  } finally {
    await chains.close()
  }
}

async function hashOf(file: FileHandle, entry: IndexedEntry): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of contentOf(file, entry)) hash.update(piece)
  return hash.digest('hex')
}

const bytesOf = (file: FileHandle, entry: IndexedEntry): Promise<Buffer> => joined(file, [entry])

async function joined(file: FileHandle, entries: readonly IndexedEntry[]): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for (const entry of entries) for await (const piece of contentOf(file, entry)) pieces.push(piece)
  return Buffer.concat(pieces)
}
