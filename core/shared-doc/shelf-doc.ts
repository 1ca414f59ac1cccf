import type * as Y from 'yjs'
import type { CommandId, FolderId, PaperId } from '../ids.ts'
import type { FileHash } from '../paper/paper.ts'
import type { ShelfChange } from '../personal/decide.ts'
import type { Folder, PersonalPaper, SharedPaper, Shelf } from '../personal/shelf.ts'
import { canonicalJson } from '../record/chain.ts'

/**
 * Shape of room `shelf/<user>`, written by the server alone: a person's own folders and papers, those shared with them, which commands were
 * done, and whose bytes are still to be given back.
 */
const map = <T>(doc: Y.Doc, name: string): Y.Map<T> => doc.getMap(name)
const entries = <K, V>(doc: Y.Doc, name: string): ReadonlyMap<K, V> => new Map(doc.getMap(name).entries() as Iterable<[K, V]>)

/** A person's own. */
export const readShelf = (doc: Y.Doc): Shelf => ({
  folders: entries<FolderId, Folder>(doc, 'folders'),
  papers: entries<PaperId, PersonalPaper>(doc, 'papers')
})

/** What others share with this person, the latest first. */
export const readShared = (doc: Y.Doc): readonly SharedPaper[] =>
  [...map<SharedPaper>(doc, 'shared').values()].sort((a, b) =>
    a.since > b.since ? -1 : a.since < b.since ? 1 : a.paper < b.paper ? -1 : 1
  )

/** [Z5] What this person's papers may take, bytes; null while the server has not said. */
export const readQuota = (doc: Y.Doc): number | null => {
  const quota = map<unknown>(doc, 'about').get('quota')
  return typeof quota === 'number' ? quota : null
}
export const writeQuota = (doc: Y.Doc, bytes: number): void => {
  if (readQuota(doc) !== bytes) map<number>(doc, 'about').set('quota', bytes)
}

/** [Z4] Papers that were let go for good: what is kept of marks on them goes too. Said for two months, to computers that are seldom on. */
const gonePrefix = 'gone/'
const goneToldMs = 60 * 24 * 3_600_000
export const readGone = (doc: Y.Doc): readonly PaperId[] =>
  [...map<unknown>(doc, 'about').keys()].flatMap(key => (key.startsWith(gonePrefix) ? [key.slice(gonePrefix.length) as PaperId] : []))
export function noteGone(doc: Y.Doc, paper: PaperId, now: string): void {
  const about = map<unknown>(doc, 'about')
  for (const [key, at] of [...about.entries()])
    if (key.startsWith(gonePrefix) && Date.parse(now) - Date.parse(String(at)) > goneToldMs) about.delete(key)
  about.set(gonePrefix + paper, now)
}

export function applyShelfChange(doc: Y.Doc, { folders, papers }: ShelfChange): void {
  setEach(map(doc, 'folders'), folders)
  setEach(map(doc, 'papers'), papers)
}

export function writeShared(doc: Y.Doc, shared: readonly SharedPaper[]): void {
  const before = map<SharedPaper>(doc, 'shared')
  const wanted = new Map<string, SharedPaper | null>([...before.keys()].map(key => [key, null]))
  for (const paper of shared) wanted.set(paper.paper, paper)
  setEach(before, wanted)
}

/** What has not changed is not written. */
function setEach<T>(before: Y.Map<T>, wanted: ReadonlyMap<string, T | null>): void {
  for (const [key, value] of wanted) {
    if (value === null) {
      if (before.has(key)) before.delete(key)
    } else if (canonicalJson(before.get(key) ?? null) !== canonicalJson(value)) before.set(key, value)
  }
}

/** [Z7] Commands done on this shelf and when (ms); older ones than `since` are forgotten. */
export const isDone = (doc: Y.Doc, command: CommandId): boolean => map<number>(doc, 'done').has(command)
export function noteDone(doc: Y.Doc, command: CommandId, at: number, since: number): void {
  const done = map<number>(doc, 'done')
  for (const [id, when] of [...done.entries()]) if (when < since) done.delete(id)
  done.set(command, at)
}

/** [Z4] Bytes no paper here names any more, still to be given back. */
export const freedFiles = (doc: Y.Doc): readonly FileHash[] => [...map(doc, 'freed').keys()] as FileHash[]
export const noteFreed = (doc: Y.Doc, hash: FileHash, at: string): void => void map<string>(doc, 'freed').set(hash, at)
export const dropFreed = (doc: Y.Doc, hash: FileHash): void => map(doc, 'freed').delete(hash)
