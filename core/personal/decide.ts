import type { FolderId, PaperId, UserId } from '../ids.ts'
import { assertNever, fail, ok, type Result } from '../result.ts'
import {
  type Folder,
  folderPath,
  mayNest,
  mostFolders,
  mostReaders,
  type PersonalPaper,
  placeOf,
  type Reader,
  type Shelf,
  undoRemovalMs
} from './shelf.ts'

/** What a person does with their own papers, or, `leave`, with one shared with them. */
export type ShelfDeed =
  | { readonly kind: 'add-folder'; readonly folder: FolderId; readonly parent: FolderId | null; readonly name: string }
  | { readonly kind: 'rename-folder'; readonly folder: FolderId; readonly name: string }
  | { readonly kind: 'remove-folder'; readonly folder: FolderId }
  | { readonly kind: 'move'; readonly papers: readonly PaperId[]; readonly folders: readonly FolderId[]; readonly to: FolderId | null }
  | { readonly kind: 'rename'; readonly paper: PaperId; readonly title: string }
  | { readonly kind: 'remove'; readonly papers: readonly PaperId[] }
  | { readonly kind: 'bring-back'; readonly papers: readonly PaperId[] }
  | { readonly kind: 'share'; readonly paper: PaperId; readonly users: readonly UserId[] }
  | { readonly kind: 'stop-sharing'; readonly paper: PaperId; readonly user: UserId }
  | { readonly kind: 'leave'; readonly paper: PaperId }

export type ShelfRefusal = 'not-found' | 'conflict' | 'folder-too-deep' | 'shelf-crowded'

/** Entries to write; null takes one away. */
export interface ShelfChange {
  readonly folders: ReadonlyMap<FolderId, Folder | null>
  readonly papers: ReadonlyMap<PaperId, PersonalPaper | null>
}
const change = (folders: readonly (readonly [FolderId, Folder | null])[], papers: readonly PersonalPaper[]): Result<ShelfChange, never> =>
  ok({ folders: new Map(folders), papers: new Map(papers.map(paper => [paper.paper, paper])) })

export interface ShelfContext {
  /** Who acts: the owner, or for `leave` a reader. */
  readonly actor: UserId
  readonly now: string
  /** Name of somebody the actor may see; null for nobody. */
  readonly lookUp: (user: UserId) => string | null
}

/** [Z1] [Z2] [Z4] What a deed comes to on the owner's shelf, or why not. One that finds everything as it wishes changes nothing. */
export function decideShelf(shelf: Shelf, deed: ShelfDeed, context: ShelfContext): Result<ShelfChange, ShelfRefusal> {
  const { folders, papers } = shelf
  const present = (ids: readonly PaperId[]) => {
    const found = ids.flatMap(id => papers.get(id) ?? [])
    return found.length === ids.length && found.every(({ removedAt }) => removedAt === null) ? found : null
  }
  const isPlace = (folder: FolderId | null) => folder === null || folders.has(folder)
  switch (deed.kind) {
    case 'add-folder': {
      if (folders.has(deed.folder)) return fail('conflict')
      if (!isPlace(deed.parent)) return fail('not-found')
      if (folders.size >= mostFolders) return fail('shelf-crowded')
      if (mayNest(folders, null, deed.parent) !== 'yes') return fail('folder-too-deep')
      return change([[deed.folder, { folder: deed.folder, parent: deed.parent, name: deed.name }]], [])
    }
    case 'rename-folder': {
      const folder = folders.get(deed.folder)
      return folder ? change([[deed.folder, { ...folder, name: deed.name }]], []) : fail('not-found')
    }
    case 'remove-folder': {
      const folder = folders.get(deed.folder)
      if (!folder) return fail('not-found')
      // [Z3] What lies inside moves up: taking a folder away loses no paper.
      const up = placeOf(folders, folder.parent)
      const inside = [...folders.values()]
        .filter(one => one.parent === deed.folder)
        .map(one => [one.folder, { ...one, parent: up }] as const)
      const lying = [...papers.values()].filter(one => one.folder === deed.folder).map(one => ({ ...one, folder: up }))
      return change([[deed.folder, null], ...inside], lying)
    }
    case 'move': {
      const moved = present(deed.papers)
      const nested = deed.folders.flatMap(id => folders.get(id) ?? [])
      if (!moved || nested.length !== deed.folders.length || !isPlace(deed.to)) return fail('not-found')
      for (const { folder } of nested) {
        const may = mayNest(folders, folder, deed.to)
        if (may !== 'yes') return fail(may === 'circle' ? 'conflict' : 'folder-too-deep')
      }
      return change(
        nested.map(one => [one.folder, { ...one, parent: deed.to }] as const),
        moved.map(one => ({ ...one, folder: deed.to }))
      )
    }
    case 'rename': {
      const [paper] = present([deed.paper]) ?? []
      return paper ? change([], [{ ...paper, title: deed.title }]) : fail('not-found')
    }
    case 'remove': {
      const found = deed.papers.flatMap(id => papers.get(id) ?? [])
      if (found.length !== deed.papers.length) return fail('not-found')
      return change(
        [],
        found.filter(({ removedAt }) => removedAt === null).map(one => ({ ...one, removedAt: context.now }))
      )
    }
    case 'bring-back': {
      const found = deed.papers.flatMap(id => papers.get(id) ?? [])
      if (found.length !== deed.papers.length || found.some(one => isGone(one, context.now))) return fail('not-found')
      return change(
        [],
        found.filter(({ removedAt }) => removedAt !== null).map(one => ({ ...one, removedAt: null }))
      )
    }
    case 'share': {
      const [paper] = present([deed.paper]) ?? []
      if (!paper) return fail('not-found')
      const wanted = deed.users.filter(user => user !== context.actor && !paper.readers.some(reader => reader.user === user))
      const named: Reader[] = []
      for (const user of new Set(wanted)) {
        const name = context.lookUp(user)
        if (name === null) return fail('not-found')
        named.push({ user, name, since: context.now })
      }
      if (paper.readers.length + named.length > mostReaders) return fail('shelf-crowded')
      return change([], [{ ...paper, readers: [...paper.readers, ...named] }])
    }
    case 'stop-sharing':
    case 'leave': {
      const paper = papers.get(deed.paper)
      if (!paper) return fail('not-found')
      const user = deed.kind === 'leave' ? context.actor : deed.user
      return change([], [{ ...paper, readers: paper.readers.filter(reader => reader.user !== user) }])
    }
    default:
      return assertNever(deed)
  }
}

/** [Z4] Removed so long ago that it cannot be brought back. */
export const isGone = ({ removedAt }: PersonalPaper, now: string): boolean =>
  removedAt !== null && Date.parse(now) - Date.parse(removedAt) > undoRemovalMs

/** The way to a folder in words, outermost first. */
export const pathWords = (folders: Shelf['folders'], folder: FolderId | null): string =>
  folderPath(folders, folder)
    .map(({ name }) => name)
    .join(' › ')
