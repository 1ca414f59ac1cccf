import { copyFile, link, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'

/** As much of a file system as our own files need. The narrowest port there is: a test puts a disk behind it that loses what was not synced. */
export interface FileSystem {
  open(path: string, flags: string | number, mode?: number): Promise<OpenFile>
  readFile(path: string): Promise<Uint8Array>
  stat(path: string): Promise<{ readonly size: number; readonly mtimeMs: number }>
  readdir(path: string): Promise<string[]>
  /** With parents; resolves with the first folder that was made, or undefined. */
  mkdir(path: string, options: { readonly recursive: true }): Promise<string | undefined>
  rename(from: string, to: string): Promise<void>
  link(from: string, to: string): Promise<void>
  copyFile(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
}
export interface OpenFile {
  stat(): Promise<{ readonly size: number }>
  read(into: Uint8Array, offset: number, length: number, position: number | null): Promise<{ readonly bytesRead: number }>
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>
  /** Appends where the file was opened anew. */
  writeFile(bytes: Uint8Array | string): Promise<void>
  truncate(length: number): Promise<void>
  /** What was written before is on disk when it resolves. After it rejected nobody knows: the same file is never synced again. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** The machine's own. */
export const machineFileSystem: FileSystem = { open, readFile, stat, readdir, mkdir, rename, link, copyFile, unlink }
