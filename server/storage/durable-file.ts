import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { codeOf } from './faults.ts'
import { type FileSystem, machineFileSystem } from './file-system.ts'

export interface ReplaceOptions {
  /** Where the file that is replaced stays until the next time. */
  readonly keepAs?: string
  readonly mode?: number
  readonly fs?: FileSystem
}

/** Replaces the file at `path` whole: written beside, fsynced, renamed over, and the folder fsynced; a crash leaves the old file or the new. */
export async function replaceFile(path: string, bytes: Uint8Array | string, options: ReplaceOptions = {}): Promise<void> {
  const fs = options.fs ?? machineFileSystem
  const beside = uniqueBeside(path)
  try {
    await writeNew(fs, beside, [bytes], options.mode ?? 0o600)
    if (options.keepAs) await keepCopy(fs, path, options.keepAs)
    await fs.rename(beside, path)
  } catch (error) {
    await fs.unlink(beside).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path), fs)
}

/** Writes a new file as its pieces come; it gets its name once it is on disk and `accept`, given where it lies, has not thrown. */
export async function writeFileWhole(
  path: string,
  pieces: AsyncIterable<Uint8Array>,
  accept: (beside: string) => Promise<void>,
  fs: FileSystem = machineFileSystem
): Promise<void> {
  const beside = uniqueBeside(path)
  try {
    await writeNew(fs, beside, pieces, 0o600)
    await accept(beside)
    await fs.rename(beside, path)
  } catch (error) {
    await fs.unlink(beside).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path), fs)
}

/** Makes names that were added to, or taken from, a folder survive a power cut. */
export async function syncFolder(folder: string, fs: FileSystem = machineFileSystem): Promise<void> {
  // Windows has no handle on a folder to sync; NTFS journals its names itself.
  if (process.platform === 'win32') return
  const handle = await fs.open(folder, 'r')
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

async function writeNew(
  fs: FileSystem,
  path: string,
  pieces: Iterable<Uint8Array | string> | AsyncIterable<Uint8Array>,
  mode: number
): Promise<void> {
  const handle = await fs.open(path, 'wx', mode)
  try {
    for await (const piece of pieces) await handle.writeFile(piece)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function keepCopy(fs: FileSystem, path: string, keepAs: string): Promise<void> {
  const beside = uniqueBeside(keepAs)
  try {
    await fs.link(path, beside)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return
    // Some file systems (FAT, some shares) know no second name for a file.
    await fs.copyFile(path, beside)
  }
  try {
    await fs.rename(beside, keepAs)
  } finally {
    // Renaming one name of a file over another name of it is nothing done: the spare name stays.
    await fs.unlink(beside).catch(() => undefined)
  }
}
