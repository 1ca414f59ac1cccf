import { open, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Text } from '#text/index.ts'
import { backupOfStopped } from '../backup/backup.ts'
import { knock } from '../backup/backup-door.ts'
import { BackupFault, restoreBackup, verifyBackup } from '../backup/restore.ts'
import { expectDataFolder } from '../storage/data-folder.ts'
import { syncFolder, uniqueBeside } from '../storage/durable-file.ts'

export interface Outcome {
  readonly done: boolean
  readonly sentence: string
}

/** Writes a backup of a data folder to a new file, with its server running or not, and reads it back before it gets its name. */
export async function makeBackup(dataDir: string, file: string, text: Text['command']): Promise<Outcome> {
  if (await stat(file).catch(() => null)) return { done: false, sentence: text.backupThere(file) }
  await expectDataFolder(dataDir)
  const beside = uniqueBeside(file)
  try {
    const source = (await knock(dataDir)) ?? backupOfStopped(dataDir, () => new Date())
    const target = await open(beside, 'wx', 0o600)
    try {
      for await (const piece of source) await target.writeFile(piece)
      await target.sync()
    } finally {
      await target.close()
    }
    const { entries, damagedPapers } = await verifyBackup(beside)
    const { size } = await stat(beside)
    await rename(beside, file)
    await syncFolder(dirname(file))
    const papers = entries.filter(({ name }) => name.startsWith('files/')).length
    const written = text.backupWritten(file, papers, size)
    return { done: true, sentence: damagedPapers > 0 ? `${written}\n${text.backupWithoutPapers(damagedPapers)}` : written }
  } catch (error) {
    await unlink(beside).catch(() => undefined)
    if (error instanceof BackupFault) return { done: false, sentence: text.backupBroken(error.message) }
    throw error
  }
}

/** Makes a data folder of a backup. */
export async function restore(file: string, dataDir: string, replace: boolean, text: Text['command']): Promise<Outcome> {
  try {
    const { at, damagedPapers, before } = await restoreBackup(file, dataDir, replace)
    const sentences = [
      text.restored(dataDir, at),
      ...(before === null ? [] : [text.restoredBefore(before)]),
      ...(damagedPapers === 0 ? [] : [text.backupWithoutPapers(damagedPapers)])
    ]
    return { done: true, sentence: sentences.join('\n') }
  } catch (error) {
    if (!(error instanceof BackupFault)) throw error
    switch (error.kind) {
      case 'unreadable':
        return { done: false, sentence: text.backupUnreadable(file) }
      case 'newer':
        return { done: false, sentence: text.backupNewer(file) }
      case 'not-empty':
        return { done: false, sentence: text.folderNotEmpty(dataDir) }
      case 'damaged':
        return { done: false, sentence: text.backupDamaged(file, error.message) }
    }
  }
}
