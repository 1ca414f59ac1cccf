import { diffArrays } from 'diff'
import { type FactKind, isFact, type Token } from './facts.ts'
import { isScan } from './page-text.ts'
import { pairs } from './pair-passages.ts'
import { type Passage, passagesOf } from './passages.ts'

/** Words of one version, on one page: from and to in the page's text. */
export interface Span {
  readonly page: number
  readonly start: number
  readonly end: number
}
/** A piece of a changed passage; `same` stands in both versions. */
export interface Part {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** A figure, date or reference that says something else now; one side is empty where it only came or went within a passage. */
export interface FactChange {
  readonly kind: FactKind
  readonly before: string
  readonly after: string
  /** The words before it, to know what it is about. */
  readonly about: string
}

export interface Change {
  readonly kind: 'changed' | 'added' | 'removed' | 'moved'
  /** Where it stands in each version: what changed of the passage; where it was left out or put in, the place between. */
  readonly before: readonly Span[]
  readonly after: readonly Span[]
  /** The passage as it was and as it is. */
  readonly was: readonly Part[]
  readonly is: readonly Part[]
  readonly facts: readonly FactChange[]
}

export interface Comparison {
  /** In the order of the new version. */
  readonly changes: readonly Change[]
  /** Of each version: no page holds a letter, so that words cannot be compared. */
  readonly scans: readonly [before: boolean, after: boolean]
}

/** Passages of so many words that moved are recognised as moved; shorter ones recur. */
const movedWords = 8
/** Words that have more differences than this are not compared one by one. */
const mostEdits = 2000

/**
 * [Y1] What changed between the texts of two versions, page by page as `pageTextOf` gives them. Line and page breaks, running heads and feet, page numbers
 * and other ways of writing the same sign are no change; [Y2] a passage that only moved is told as moved. Takes under two seconds for two texts of
 * 100 pages; give it a thread of its own.
 */
export function compareTexts(before: readonly string[], after: readonly string[]): Comparison {
  const [old, fresh] = [passagesOf(before), passagesOf(after)]
  const changes: Change[] = []
  let lastOld: Passage | null = null
  let lastNew: Passage | null = null
  let [i, j] = [0, 0]
  const blocks = diffArrays(
    old.map(passage => passage.key),
    fresh.map(passage => passage.key),
    { maxEditLength: 20_000 }
  ) ?? [
    { removed: true, added: false, count: old.length },
    { removed: false, added: true, count: fresh.length }
  ]
  let removed: Passage[] = []
  let added: Passage[] = []
  const settle = (): void => {
    for (const pair of pairs(removed, added)) {
      const { was, is } = pair
      if (was && is) changes.push(changed(was, is))
      else if (was) changes.push(left(was, lastNew))
      else if (is) changes.push(come(is, lastOld))
      lastOld = was ?? lastOld
      lastNew = is ?? lastNew
    }
    removed = []
    added = []
  }
  for (const block of blocks) {
    if (block.removed) {
      removed = [...removed, ...old.slice(i, i + block.count)]
      i += block.count
    } else if (block.added) {
      added = [...added, ...fresh.slice(j, j + block.count)]
      j += block.count
    } else {
      settle()
      i += block.count
      j += block.count
      lastOld = old[i - 1] ?? lastOld
      lastNew = fresh[j - 1] ?? lastNew
    }
  }
  settle()
  return { changes: joined(withMoves(changes)), scans: [isScan(before), isScan(after)] }
}

function changed(was: Passage, is: Passage): Change {
  const blocks = diffArrays(
    was.tokens.map(token => token.key),
    is.tokens.map(token => token.key),
    { maxEditLength: mostEdits }
  ) ?? [
    { removed: true, added: false, count: was.tokens.length },
    { removed: false, added: true, count: is.tokens.length }
  ]
  const [wasParts, isParts]: [Part[], Part[]] = [[], []]
  const [before, after]: [Token[], Token[]] = [[], []]
  let [i, j] = [0, 0]
  const facts: FactChange[] = []
  let went: { readonly tokens: readonly Token[]; readonly at: number } | null = null
  const tell = (): void => {
    if (went) facts.push(...factChanges(went.tokens, [], was.tokens, went.at))
    went = null
  }
  for (const block of blocks) {
    if (block.removed) {
      const tokens = was.tokens.slice(i, i + block.count)
      wasParts.push({ kind: 'removed', text: written(was.tokens, i, i + block.count) })
      before.push(...tokens)
      went = { tokens, at: i }
      i += block.count
    } else if (block.added) {
      const tokens = is.tokens.slice(j, j + block.count)
      isParts.push({ kind: 'added', text: written(is.tokens, j, j + block.count) })
      after.push(...tokens)
      facts.push(...factChanges(went?.tokens ?? [], tokens, is.tokens, j))
      went = null
      j += block.count
    } else {
      tell()
      wasParts.push({ kind: 'same', text: written(was.tokens, i, i + block.count) })
      isParts.push({ kind: 'same', text: written(is.tokens, j, j + block.count) })
      i += block.count
      j += block.count
    }
  }
  tell()
  return {
    kind: 'changed',
    before: spansOf(before.length > 0 ? before : was.tokens.slice(0, 1)),
    after: spansOf(after.length > 0 ? after : is.tokens.slice(0, 1)),
    was: wasParts,
    is: isParts,
    facts
  }
}

/** [Y3] Facts of one place that say something else now, kind by kind in their order. */
function factChanges(went: readonly Token[], came: readonly Token[], around: readonly Token[], at: number): FactChange[] {
  const olds = went.filter(isFact)
  const news = came.filter(isFact)
  const same = new Set(olds.filter(one => news.some(other => other.value === one.value)).map(one => one.value))
  const left = olds.filter(one => !same.has(one.value))
  const changes: FactChange[] = []
  for (const fact of news) {
    if (same.has(fact.value)) continue
    const place = around.indexOf(fact)
    const about = aboutOf(around, place < 0 ? at : place)
    const match = left.findIndex(one => one.kind === fact.kind || (isFigure(one.kind) && isFigure(fact.kind)))
    const [old] = match < 0 ? [] : left.splice(match, 1)
    changes.push({ kind: fact.kind, before: old ? written([old], 0, 1) : '', after: written([fact], 0, 1), about })
  }
  for (const fact of left) changes.push({ kind: fact.kind, before: written([fact], 0, 1), after: '', about: aboutOf(around, at) })
  return changes
}
const isFigure = (kind: FactKind): boolean => kind === 'amount' || kind === 'percent' || kind === 'number'

const aboutOf = (tokens: readonly Token[], at: number): string => {
  const words = written(tokens, Math.max(0, at - 8), at)
  return words.replace(/^[\s,.;:)\]-]+/, '').replace(/[\s,;:(-]+$/, '')
}

/** Words as one reads them in a line. */
function written(tokens: readonly Token[], from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i++) {
    const token = tokens[i]
    const last = tokens[i - 1]
    if (!token) continue
    const glued = last !== undefined && last.page === token.page && last.end === token.start
    text += (i > from && !glued ? ' ' : '') + token.said
  }
  return text
}

function spansOf(tokens: readonly Token[]): Span[] {
  const spans: Span[] = []
  for (const { page, start, end } of tokens) {
    const last = spans.at(-1)
    if (last && last.page === page && start - last.end <= 2) spans[spans.length - 1] = { ...last, end }
    else spans.push({ page, start, end })
  }
  return spans
}

function placeAfter(passage: Passage | null): Span | null {
  const last = passage?.tokens.at(-1)
  return last ? { page: last.page, start: last.start, end: last.end } : null
}

const whole = (passage: Passage, kind: Part['kind']): Part => ({ kind, text: written(passage.tokens, 0, passage.tokens.length) })
const left = (was: Passage, lastNew: Passage | null): Change => {
  const place = placeAfter(lastNew)
  return { kind: 'removed', before: spansOf(was.tokens), after: place ? [place] : [], was: [whole(was, 'removed')], is: [], facts: [] }
}
const come = (is: Passage, lastOld: Passage | null): Change => {
  const place = placeAfter(lastOld)
  return { kind: 'added', before: place ? [place] : [], after: spansOf(is.tokens), was: [], is: [whole(is, 'added')], facts: [] }
}

/** [Y2] A passage that went here and came there with the same words has moved. */
function withMoves(changes: readonly Change[]): Change[] {
  const came = new Map<string, number[]>()
  const keyOf = (part: Part | undefined): string => (part && part.text.split(' ').length >= movedWords ? part.text : '')
  for (const [index, change] of changes.entries()) {
    const key = change.kind === 'added' ? keyOf(change.is[0]) : ''
    if (key !== '') came.set(key, [...(came.get(key) ?? []), index])
  }
  const movedFrom = new Map<number, Change>()
  const dropped = new Set<number>()
  for (const [index, change] of changes.entries()) {
    if (change.kind !== 'removed') continue
    const to = came.get(keyOf(change.was[0]))?.shift()
    if (to === undefined) continue
    dropped.add(index)
    movedFrom.set(to, change)
  }
  return changes.flatMap((change, index): Change[] => {
    const from = movedFrom.get(index)
    if (dropped.has(index)) return []
    if (!from) return [change]
    const same = change.is.map((part): Part => ({ kind: 'same', text: part.text }))
    return [{ kind: 'moved', before: from.before, after: change.after, was: same, is: same, facts: [] }]
  })
}

/** Passages one behind the other that came, or went, together are one change. */
function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = []
  for (const change of changes) {
    const last = result.at(-1)
    const side = change.kind === 'added' ? 'after' : change.kind === 'removed' ? 'before' : null
    if (!side || !last || last.kind !== change.kind || !follows(last[side], change[side])) {
      result.push(change)
      continue
    }
    const spans = [...last[side], ...change[side]]
    const text = (parts: readonly Part[], more: readonly Part[]): Part[] =>
      parts.flatMap((part, i) => [{ kind: part.kind, text: `${part.text}\n${more[i]?.text ?? ''}` }])
    result[result.length - 1] = { ...last, [side]: spans, was: text(last.was, change.was), is: text(last.is, change.is) }
  }
  return result
}
function follows(spans: readonly Span[], next: readonly Span[]): boolean {
  const [last, first] = [spans.at(-1), next[0]]
  return last !== undefined && first !== undefined && last.page === first.page && first.start - last.end <= 3
}
