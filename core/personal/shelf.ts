import type { FolderId, PaperId, UserId } from '../ids.ts'
import type { PaperVersion } from '../paper/paper.ts'

/** One folder of a person's own papers. */
export interface Folder {
  readonly folder: FolderId
  readonly parent: FolderId | null
  readonly name: string
}

/** Somebody the owner named; name as of that day. */
export interface Reader {
  readonly user: UserId
  readonly name: string
  readonly since: string
}

/** A paper of one person's own. */
export interface PersonalPaper {
  readonly paper: PaperId
  readonly title: string
  readonly folder: FolderId | null
  readonly version: PaperVersion
  readonly readers: readonly Reader[]
  /** When its owner removed it; null while it is there. */
  readonly removedAt: string | null
}

/** A paper of somebody else's whose owner named me. */
export interface SharedPaper {
  readonly paper: PaperId
  readonly title: string
  readonly version: PaperVersion
  readonly owner: UserId
  readonly ownerName: string
  readonly since: string
}

/** Everything of one person's own. */
export interface Shelf {
  readonly folders: ReadonlyMap<FolderId, Folder>
  readonly papers: ReadonlyMap<PaperId, PersonalPaper>
}

export const emptyShelf: Shelf = { folders: new Map(), papers: new Map() }

/** [Z2] A folder in a folder in a folder…: so deep, and people still find their way back. */
export const deepestFolder = 5
/** A folder's name; longer ones do not fit a line. */
export const maxFolderName = 100
/** A list that a screen and a synchronised document carry without effort. */
export const mostPapers = 2000
export const mostFolders = 300
export const mostReaders = 100
/** [Z4] How long a removed paper can be brought back. */
export const undoRemovalMs = 10 * 60_000
/** [Z5] What one person's papers may take, unless the server was told otherwise: some 400 reports with pictures. */
export const usualQuotaBytes = 2 * 1024 ** 3

/** [Z2] From the folder up to the top, outermost first. A missing parent and a cycle end the way. */
export function folderPath(folders: Shelf['folders'], folder: FolderId | null): readonly Folder[] {
  const path: Folder[] = []
  for (let at = folder; at !== null; ) {
    const found = folders.get(at)
    if (!found || path.includes(found)) break
    path.unshift(found)
    at = found.parent
  }
  return path
}

/** [Z2] Folders right below one, by name; at the top also those whose parent is missing. */
export function foldersIn(folders: Shelf['folders'], parent: FolderId | null): readonly Folder[] {
  return [...folders.values()].filter(one => placeOf(folders, one.parent) === parent).sort((a, b) => byName(a.name, b.name))
}

/** [Z2] Where something lies: its folder, or the top when that is gone. */
export const placeOf = (folders: Shelf['folders'], folder: FolderId | null): FolderId | null =>
  folder !== null && folders.has(folder) ? folder : null

/** Papers that are there, not removed. */
export const presentPapers = (shelf: Shelf): readonly PersonalPaper[] =>
  [...shelf.papers.values()].filter(({ removedAt }) => removedAt === null)

/** [Z5] Bytes of what is there; the same bytes twice count twice, for each could be removed alone. */
export const usedBytes = (shelf: Shelf): number => presentPapers(shelf).reduce((sum, { version }) => sum + version.bytes, 0)

/** [Z2] Whether `folder` may be put into `parent`: not into itself or what lies below it, and not too deep. */
export function mayNest(folders: Shelf['folders'], folder: FolderId | null, parent: FolderId | null): 'yes' | 'circle' | 'too-deep' {
  const path = folderPath(folders, parent)
  if (folder !== null && path.some(above => above.folder === folder)) return 'circle'
  const below = folder === null ? 1 : heightOf(folders, folder)
  return path.length + below > deepestFolder ? 'too-deep' : 'yes'
}

function heightOf(folders: Shelf['folders'], folder: FolderId, above: readonly FolderId[] = []): number {
  const inside = [...folders.values()].filter(one => one.parent === folder && !above.includes(one.folder))
  return 1 + Math.max(0, ...inside.map(one => heightOf(folders, one.folder, [...above, folder])))
}

/** Numbers in a name count as numbers: “Báo cáo 9” before “Báo cáo 10”. */
export const byName = (a: string, b: string): number => a.localeCompare(b, 'vi', { numeric: true })
