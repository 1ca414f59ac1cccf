import { randomBytes } from 'node:crypto'
import { copyFile, link, open, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf } from './faults.ts'

export interface ReplaceOptions {
  /** Where the file that is replaced stays until the next time. */
  readonly keepAs?: string
  readonly mode?: number
}

/** Replaces the file at `path` whole: written beside, fsynced, renamed over, and the folder fsynced; a crash leaves the old file or the new. */
export async function replaceFile(path: string, bytes: Uint8Array | string, options: ReplaceOptions = {}): Promise<void> {
  const beside = uniqueBeside(path)
  try {
    await writeNew(beside, bytes, options.mode ?? 0o600)
    if (options.keepAs) await keepCopy(path, options.keepAs)
    await rename(beside, path)
  } catch (error) {
    await unlink(beside).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes names that were added to, or taken from, a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle on a folder to sync; NTFS journals its names itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A name beside `path` that nobody else uses; left over only by a crash. */
export const uniqueBeside = (path: string): string => join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)

/** Whether a name in a folder is what a crash left of `uniqueBeside`. */
export const isLeftover = (name: string): boolean => /^\..+\.[0-9a-f]{12}\.tmp$/.test(name)

async function writeNew(path: string, bytes: Uint8Array | string, mode: number): Promise<void> {
  const handle = await open(path, 'wx', mode)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function keepCopy(path: string, keepAs: string): Promise<void> {
  const beside = uniqueBeside(keepAs)
  try {
    await link(path, beside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    // Some file systems (FAT, some shares) know no second name for a file.
    await copyFile(path, beside)
  }
  try {
    await rename(beside, keepAs)
  } finally {
    // Renaming one name of a file over another name of it is nothing done: the spare name stays.
    await unlink(beside).catch(() => undefined)
  }
}
