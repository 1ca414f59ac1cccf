import type { PaperId, VersionId } from '#core/ids.ts'
import { isScan } from '#core/paper/page-text.ts'
import { type Excerpt, excerptOf, findFolded, foldForFinding, type Needle, placeIn } from '#core/text/find.ts'
import type { PaperText } from '#protocol/paper-text.ts'

/** A paper of the meeting in the version that is read. */
export interface SearchedPaper {
  readonly paper: PaperId
  readonly version: VersionId
  readonly title: string
  readonly pages: number
}

export interface PaperHit {
  readonly page: number
  /** What the file calls the page. */
  readonly label: string
  /** Where it is in the page's text, and the words around: worked out when it is looked at. */
  readonly look: () => { readonly start: number; readonly excerpt: Excerpt }
}

export type PaperFound =
  | {
      readonly kind: 'text'
      readonly paper: SearchedPaper
      readonly hits: readonly PaperHit[]
      readonly count: number
      readonly textless: readonly number[]
    }
  /** No page holds a letter. */
  | { readonly kind: 'scan'; readonly paper: SearchedPaper }
  /** Its text is not on this computer and cannot be had now. */
  | { readonly kind: 'absent'; readonly paper: SearchedPaper }

export interface Progress {
  readonly found: readonly PaperFound[]
  /** Papers looked through so far; all of them when done. */
  readonly done: number
}

/** Hits of one paper that are listed; all are counted. */
const listed = 200
/** Texts kept in memory for the next letter, in UTF-16 units: about 200 papers of 60 pages. What is above is read anew each time. */
const memoryLimit = 32_000_000
/** The screen gets its turn after so long. */
const sliceMs = 12
const atOnce = 6

interface Held {
  readonly text: PaperText
  /** Folded pages: without diacritics, and with them. */
  readonly folded: { plain: readonly string[] | null; exact: readonly string[] | null }
}

export interface PaperSearch {
  /** Looks through all papers in their order; `report` is called as results come in. Resolves early when `signal` is aborted. Never rejects. */
  readonly run: (needle: Needle, report: (progress: Progress) => void, signal: AbortSignal) => Promise<void>
  /** Asks again for texts that could not be had. */
  readonly retry: () => void
}

/** [E22] Finds in all papers of a meeting. Each text is read and folded once, in slices, and kept in bounded memory. */
export function createPaperSearch(
  papers: readonly SearchedPaper[],
  textOf: (paper: PaperId, version: VersionId) => Promise<PaperText | null>
): PaperSearch {
  const held = new Map<VersionId, Held | null>()
  let inMemory = 0

  const hold = async ({ paper, version }: SearchedPaper): Promise<Held | null> => {
    const known = held.get(version)
    if (known !== undefined) return known
    const text = await textOf(paper, version)
    const made = text && { text, folded: { plain: null, exact: null } }
    const size = text?.pages.reduce((sum, page) => sum + page.length, 0) ?? 0
    if (inMemory + size <= memoryLimit) {
      inMemory += size
      held.set(version, made)
    }
    return made
  }

  const run: PaperSearch['run'] = async (needle, report, signal) => {
    let lastTurn = performance.now()
    const turn = async (): Promise<void> => {
      if (performance.now() - lastTurn < sliceMs) return
      await new Promise(resolve => setTimeout(resolve, 0))
      lastTurn = performance.now()
    }
    const found: PaperFound[] = []
    for (let from = 0; from < papers.length; from += atOnce) {
      const some = papers.slice(from, from + atOnce)
      const texts = await Promise.all(some.map(hold))
      for (const [i, paper] of some.entries()) {
        const here = texts[i]
        if (!here) found.push({ kind: 'absent', paper })
        else if (here.text.complete && isScan(here.text.pages)) found.push({ kind: 'scan', paper })
        else found.push(await searchOne(paper, here, needle, turn))
        if (signal.aborted) return
      }
      report({ found: [...found], done: found.length })
    }
    if (papers.length === 0) report({ found: [], done: 0 })
  }
  return {
    run,
    retry: () => {
      for (const [version, text] of held) if (text === null) held.delete(version)
    }
  }
}

async function searchOne(paper: SearchedPaper, here: Held, needle: Needle, turn: () => Promise<void>): Promise<PaperFound> {
  const { pages, labels } = here.text
  const way = needle.options.exact ? 'exact' : 'plain'
  const known = here.folded[way]
  const folded: string[] = []
  const hits: PaperHit[] = []
  const textless: number[] = []
  let count = 0
  for (const [index, text] of pages.entries()) {
    const page = known?.[index] ?? foldForFinding(text, needle.options).folded
    if (!known) folded.push(page)
    await turn()
    if (page === '') textless.push(index + 1)
    const places = findFolded(page, needle, Number.POSITIVE_INFINITY)
    count += places.length / 2
    for (let i = 0; i < places.length && hits.length < listed; i += 2)
      hits.push({
        page: index + 1,
        label: labels?.[index] || String(index + 1),
        look: lookAt(text, needle, places[i] ?? 0, places[i + 1] ?? 0)
      })
  }
  if (!known) here.folded[way] = folded
  return { kind: 'text', paper, hits, count, textless }
}

/** Folded anew with its way back only when the hit is looked at. */
function lookAt(text: string, needle: Needle, at: number, length: number): PaperHit['look'] {
  let seen: ReturnType<PaperHit['look']> | null = null
  return () => {
    if (!seen) {
      const place = placeIn(foldForFinding(text, needle.options).map, at, length)
      seen = { start: place.start, excerpt: excerptOf(text, place) }
    }
    return seen
  }
}
