import { createHash, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, chmod, mkdir, readdir, readFile, stat, unlink } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { deriveKey, keyBytes } from './codec.ts'
import { isLeftover, replaceFile } from './durable-file.ts'
import { asStorageFault, codeOf } from './faults.ts'
import { StorageFault } from './ports.ts'

/** Raised when a release before cannot read what this one writes. */
const dataFormat = 1
const product = 'hopso'

/** Strict: a flipped bit in the name `keys` must not make an encrypted folder look like an open one. */
const formatSchema = z.strictObject({
  product: z.literal(product),
  format: z.number().int().positive(),
  /** Which master key private rooms are closed with; absent while there is none. */
  keys: z.string().optional()
})
export type DataFormat = z.infer<typeof formatSchema>

/** One level after the other: Node's own recursion never ends where a parent is there but takes no folders, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  if (
    await stat(folder).then(
      found => found.isDirectory(),
      () => false
    )
  )
    return
  if (dirname(folder) !== folder) await makeFolder(dirname(folder))
  await mkdir(folder, { mode: 0o700 })
}

/** Makes the folder where it is missing and makes sure that it can be read and written. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await makeFolder(resolve(folder))
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    await readdir(folder)
  } catch (error) {
    const fault = asStorageFault(error, `opening the folder ${folder}`)
    throw fault.kind === 'disk-full' ? fault : new StorageFault('unreadable', fault.message, { cause: error })
  }
}

/** What a crash left of half-written files. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) if (isLeftover(name)) await unlink(join(folder, name))
}

/** Reads `format.json`, writing it into a folder that has none; refuses what a newer release or another program wrote. */
export async function readFormat(folder: string): Promise<DataFormat> {
  const path = join(folder, 'format.json')
  const text = await readFile(path, 'utf8').catch(error => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (text === null) {
    const names = await readdir(folder)
    if (names.includes('level') || names.includes('directory.json'))
      throw new StorageFault('damaged', 'the data folder has lost its format.json')
    return writeFormat(folder, { product, format: dataFormat })
  }
  return parseFormat(text)
}

/** What `format.json` says; refuses a newer format before it looks at anything else in it. */
export function parseFormat(text: string): DataFormat {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new StorageFault('damaged', 'format.json is damaged', { cause: error })
  }
  const version = z.object({ product: z.literal(product), format: z.number() }).safeParse(json)
  if (version.success && version.data.format > dataFormat)
    throw new StorageFault('newer-format', `the data folder has format ${version.data.format}; this release reads up to ${dataFormat}`)
  const format = formatSchema.safeParse(json)
  if (!format.success) throw new StorageFault('damaged', 'format.json is not what this program writes')
  return format.data
}

/** For a folder that is made of a backup: until this is written nothing opens it. */
export const writeRestoredFormat = (folder: string, format: DataFormat): Promise<DataFormat> => writeFormat(folder, format)

/** Refuses a folder that is no data folder instead of making one. */
export async function expectDataFolder(folder: string): Promise<void> {
  await access(join(folder, 'format.json'), constants.R_OK).catch(error => {
    throw new StorageFault('unreadable', `${folder} is no data folder`, { cause: error })
  })
}

async function writeFormat(folder: string, format: DataFormat): Promise<DataFormat> {
  await replaceFile(join(folder, 'format.json'), `${JSON.stringify(format)}\n`)
  return format
}

/**
 * The master key for this data folder, or null when there is to be none. A new key is made only for a folder that was never encrypted;
 * a folder that was does not open without its own.
 */
export async function masterKeyFor(folder: string, keysDir: string | undefined, format: DataFormat): Promise<Uint8Array | null> {
  if (keysDir === undefined) {
    if (format.keys !== undefined)
      throw new StorageFault('unreadable', 'private rooms in this data folder are encrypted: the folder with the key is needed')
    return null
  }
  const way = relative(resolve(folder), resolve(keysDir))
  if (way === '' || !(way.startsWith('..') || resolve(way) === way))
    throw new StorageFault('unreadable', 'the folder with the key must lie outside the data folder')
  await prepareFolder(keysDir)
  const path = join(keysDir, 'master.key')
  let key = await readKey(path)
  if (key === null) {
    if (format.keys !== undefined) throw new StorageFault('unreadable', `the key of this data folder is not in ${keysDir}`)
    key = new Uint8Array(randomBytes(keyBytes))
    await replaceFile(path, key, { mode: 0o600 })
  }
  const fingerprint = fingerprintOf(key)
  if (format.keys !== undefined && format.keys !== fingerprint)
    throw new StorageFault('unreadable', `the key in ${keysDir} is not the one of this data folder`)
  if (format.keys === undefined) await writeFormat(folder, { ...format, keys: fingerprint })
  return key
}

async function readKey(path: string): Promise<Uint8Array | null> {
  try {
    const key = new Uint8Array(await readFile(path))
    if (key.length !== keyBytes) throw new StorageFault('unreadable', `the key has ${key.length} bytes, not ${keyBytes}`)
    if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600)
    return key
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

const fingerprintOf = (key: Uint8Array): string => createHash('sha256').update(deriveKey(key, 'fingerprint')).digest('hex').slice(0, 32)
