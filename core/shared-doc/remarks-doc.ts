import type * as Y from 'yjs'
import type { CommandId, PaperId, RemarkId, UserId } from '../ids.ts'
import { canonicalJson } from '../record/chain.ts'
import type { RemarkChange } from '../remark/decide-remark.ts'
import type { LoneAnswer, Remark, RemarkAnswer, WithdrawnRemark } from '../remark/remark.ts'

/** Shape of rooms `remarks/<paper>` and `shares/<user>`, written by the server alone: `<remark>` → the remark, `<remark>/<answer>` → one answer; alone, it says of which paper. */
const remarks = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('remarks')

/** Makes the remarks of this paper, and answers that stand alone, these and no others; what has not changed is not written. */
export function writeRemarks(doc: Y.Doc, paper: PaperId, wanted: readonly Remark[], alone: readonly LoneAnswer[] = []): void {
  const map = remarks(doc)
  const entries = new Map<string, unknown>()
  for (const remark of wanted) {
    const there = map.get(remark.remark)
    // An id is its maker's: one that stands here for a remark on another paper is not given to this.
    if (isObject(there) && there.paper !== paper) continue
    entries.set(remark.remark, { ...remark, answers: [] })
    for (const answer of remark.answers) entries.set(`${remark.remark}/${answer.answer}`, answer)
  }
  for (const answer of alone) entries.set(`${answer.remark}/${answer.answer}`, answer)
  const gone = new Set([...map].flatMap(([key, value]) => (isObject(value) && value.paper === paper && !entries.has(key) ? [key] : [])))
  for (const key of [...map.keys()]) {
    const [remark = ''] = key.split('/')
    const ours = entries.has(remark) || gone.has(remark) || gone.has(key)
    if (ours && !entries.has(key)) map.delete(key)
  }
  for (const [key, value] of entries) if (canonicalJson(map.get(key) ?? null) !== canonicalJson(value)) map.set(key, value)
}

/** All remarks of the room, oldest first; the server wrote them, and nobody else may. */
export function readRemarks(doc: Y.Doc): readonly Remark[] {
  const found: Remark[] = []
  const answers = new Map<string, RemarkAnswer[]>()
  for (const [key, value] of remarks(doc)) {
    const [remark = '', answer] = key.split('/')
    if (!isObject(value)) continue
    if (answer === undefined) found.push(value as unknown as Remark)
    else answers.set(remark, [...(answers.get(remark) ?? []), value as unknown as RemarkAnswer])
  }
  return found.map(remark => ({ ...remark, answers: (answers.get(remark.remark) ?? []).sort(byTime) })).sort(byTime)
}

/** [N5] Own answers to what the reader of this list sees no more, oldest first. */
export const readLoneAnswers = (doc: Y.Doc): readonly LoneAnswer[] =>
  [...remarks(doc)]
    .flatMap(([key, value]) => (key.includes('/') && isObject(value) && 'paper' in value ? [value as unknown as LoneAnswer] : []))
    .sort(byTime)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
const byTime = (a: { readonly at: string }, b: { readonly at: string }): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)

/** What is remembered of a command that was carried out. */
export interface DoneRemarkCommand {
  readonly actor: UserId
  readonly at: string
}
/** Everything shared of one paper, as the server alone knows it. */
export interface Threads {
  readonly remarks: ReadonlyMap<RemarkId, Remark>
  readonly withdrawn: ReadonlyMap<RemarkId, WithdrawnRemark>
}
/** Shape of room `threads/<paper>`: `remark/<id>`, `answer/<remark>/<answer>`, `withdrawn/<id>`, `command/<id>`, `scrub/<command>`. */
const threads = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('threads')

const scrubPrefix = 'scrub/'

export function readThreads(doc: Y.Doc): Threads {
  const withdrawn = new Map<RemarkId, WithdrawnRemark>()
  const found = new Map<RemarkId, Remark>()
  const answers = new Map<string, RemarkAnswer[]>()
  for (const [key, value] of threads(doc)) {
    const [kind, id = ''] = key.split('/')
    if (kind === 'remark') found.set(id as RemarkId, value as Remark)
    else if (kind === 'withdrawn') withdrawn.set(id as RemarkId, value as WithdrawnRemark)
    else if (kind === 'answer') answers.set(id, [...(answers.get(id) ?? []), value as RemarkAnswer])
  }
  for (const [id, remark] of found) found.set(id, { ...remark, answers: (answers.get(id) ?? []).sort(byTime) })
  return { remarks: found, withdrawn }
}

export const doneCommand = (doc: Y.Doc, command: CommandId): DoneRemarkCommand | null =>
  (threads(doc).get(`command/${command}`) as DoneRemarkCommand | undefined) ?? null

/** A command sent again after this long is a new one; ids of remarks and answers still stand for themselves. */
const rememberedMs = 24 * 3_600_000

/** [N5] Carries out a command and remembers for a day that it was; what was withdrawn is deleted, not marked. */
export function changeThreads(doc: Y.Doc, command: CommandId, done: DoneRemarkCommand, change: RemarkChange | null): void {
  const map = threads(doc)
  const since = new Date(Date.parse(done.at) - rememberedMs).toISOString()
  for (const [key, value] of [...map]) if (key.startsWith('command/') && (value as DoneRemarkCommand).at < since) map.delete(key)
  map.set(`command/${command}`, done)
  switch (change?.kind) {
    case 'put':
      map.set(`remark/${change.remark.remark}`, { ...change.remark, answers: [] })
      break
    case 'answer':
      map.set(`answer/${change.remark}/${change.answer.answer}`, change.answer)
      break
    case 'take-answer':
      map.delete(`answer/${change.remark}/${change.answer}`)
      break
    case 'withdraw': {
      const { remark } = change.withdrawn
      map.delete(`remark/${remark}`)
      for (const key of [...map.keys()]) if (key.startsWith(`answer/${remark}/`)) map.delete(key)
      map.set(`withdrawn/${remark}`, change.withdrawn)
    }
  }
}

/** [N5] By command: in whose lists the words of something withdrawn still lie on the disk, until they are known to be gone. */
export const owedScrubs = (doc: Y.Doc): ReadonlyMap<CommandId, readonly UserId[]> =>
  new Map(
    [...threads(doc)].flatMap(([key, value]) =>
      key.startsWith(scrubPrefix) ? [[key.slice(scrubPrefix.length) as CommandId, value as readonly UserId[]]] : []
    )
  )
export const noteScrub = (doc: Y.Doc, command: CommandId, people: readonly UserId[]): void =>
  void threads(doc).set(scrubPrefix + command, people)
export const dropScrub = (doc: Y.Doc, command: CommandId): void => threads(doc).delete(scrubPrefix + command)
