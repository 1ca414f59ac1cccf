import type { FolderId } from '#core/ids.ts'
import { pathWords } from '#core/personal/decide.ts'
import {
  byName,
  type Folder,
  folderPath,
  foldersIn,
  type PersonalPaper,
  placeOf,
  presentPapers,
  type SharedPaper,
  type Shelf
} from '#core/personal/shelf.ts'
import { matchesQuery } from '#core/text/fold.ts'

/** One line of the list. `where`: the way to it, when it was found by its name. */
export type Row =
  | { readonly kind: 'folder'; readonly folder: Folder; readonly papers: number; readonly where: string }
  | { readonly kind: 'paper'; readonly paper: PersonalPaper; readonly where: string }
  | { readonly kind: 'shared'; readonly shared: SharedPaper }

export const keyOf = (row: Row): string =>
  row.kind === 'folder' ? row.folder.folder : row.kind === 'paper' ? row.paper.paper : row.shared.paper

export interface Looked {
  readonly folder: FolderId | null
  readonly shared: boolean
  readonly query: string
}

/** Folders first, by name; then papers, by name. A query looks in all folders and in what is shared. */
export function rowsOf(shelf: Shelf, shared: readonly SharedPaper[], looked: Looked): readonly Row[] {
  const { folders } = shelf
  /** In each folder and all below it. */
  const lying = new Map<FolderId, number>()
  const papers = presentPapers(shelf)
  for (const paper of papers)
    for (const { folder } of folderPath(folders, placeOf(folders, paper.folder))) lying.set(folder, (lying.get(folder) ?? 0) + 1)
  const folderRow = (folder: Folder, where: string): Row => ({ kind: 'folder', folder, papers: lying.get(folder.folder) ?? 0, where })
  const sharedRows = shared.map((one): Row => ({ kind: 'shared', shared: one }))
  const sorted = [...papers].sort((a, b) => byName(a.title, b.title))
  if (looked.query.trim()) {
    const found = (name: string) => matchesQuery(name, looked.query)
    return [
      ...[...folders.values()]
        .filter(({ name }) => found(name))
        .sort((a, b) => byName(a.name, b.name))
        .map(one => folderRow(one, pathWords(folders, placeOf(folders, one.parent)))),
      ...sorted
        .filter(({ title }) => found(title))
        .map((paper): Row => ({ kind: 'paper', paper, where: pathWords(folders, placeOf(folders, paper.folder)) })),
      ...sharedRows.filter(row => row.kind === 'shared' && found(`${row.shared.title} ${row.shared.ownerName}`))
    ]
  }
  if (looked.shared) return sharedRows
  const here = placeOf(folders, looked.folder)
  return [
    ...foldersIn(folders, here).map(one => folderRow(one, '')),
    ...sorted.filter(paper => placeOf(folders, paper.folder) === here).map((paper): Row => ({ kind: 'paper', paper, where: '' }))
  ]
}

/** Every folder with the way to it, in the order of a printed tree. */
export function folderChoices(folders: Shelf['folders'], parent: FolderId | null = null): readonly Folder[] {
  return foldersIn(folders, parent).flatMap(folder => [folder, ...folderChoices(folders, folder.folder)])
}
