import { stat } from 'node:fs/promises'
import type { Text } from '#text/index.ts'
import { backupOfStopped } from '../backup/backup.ts'
import { knock } from '../backup/backup-door.ts'
import { BackupFault, restoreBackup, verifyBackup } from '../backup/restore.ts'
import { expectDataFolder } from '../storage/data-folder.ts'
import { writeFileWhole } from '../storage/durable-file.ts'

export interface Outcome {
  readonly done: boolean
  readonly sentence: string
}

/** Writes a backup of a data folder to a new file, with its server running or not, and reads it back before it gets its name. */
export async function makeBackup(dataDir: string, file: string, text: Text['command']): Promise<Outcome> {
  if (await stat(file).catch(() => null)) return { done: false, sentence: text.backupThere(file) }
  await expectDataFolder(dataDir)
  try {
    const source = (await knock(dataDir)) ?? backupOfStopped(dataDir, () => new Date())
    const found = { papers: 0, damagedPapers: 0 }
    await writeFileWhole(file, source, async beside => {
      const { entries, damagedPapers } = await verifyBackup(beside)
      Object.assign(found, { papers: entries.filter(({ name }) => name.startsWith('files/')).length, damagedPapers })
    })
    const { papers, damagedPapers } = found
    const written = text.backupWritten(file, papers, (await stat(file)).size)
    return { done: true, sentence: damagedPapers > 0 ? `${written}\n${text.backupWithoutPapers(damagedPapers)}` : written }
  } catch (error) {
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
