import type { AgendaItemId, PaperId } from '../ids.ts'
import type { Paper } from './paper.ts'

/** Where a paper lies now, as room `meeting/<id>` says it. */
interface Placed {
  readonly item: AgendaItemId | null
  readonly order: string
}

/** Above every fractional order, which are letters and digits. */
const atEnd = '~'

/**
 * [P5] The papers of a meeting under the items they lie in (null: general papers). A removed paper is nowhere; one whose item is gone
 * lies with the general papers. Papers that were moved stand by their order; those nobody has moved yet follow as they were added.
 */
export function papersByItem(
  papers: ReadonlyMap<PaperId, Paper>,
  places: ReadonlyMap<PaperId, Placed>,
  items: ReadonlySet<AgendaItemId>
): ReadonlyMap<AgendaItemId | null, readonly Paper[]> {
  const found = new Map<AgendaItemId | null, { readonly paper: Paper; readonly order: string; readonly added: string }[]>()
  for (const paper of papers.values()) {
    if (paper.removed) continue
    const place = places.get(paper.paper)
    const wanted = place ? place.item : paper.item
    const item = wanted !== null && items.has(wanted) ? wanted : null
    const line = { paper, order: place?.order || atEnd, added: paper.versions[0]?.addedAt ?? '' }
    const lines = found.get(item)
    if (lines) lines.push(line)
    else found.set(item, [line])
  }
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return new Map(
    [...found].map(([item, lines]) => [
      item,
      lines
        .sort((a, b) => compare(a.order, b.order) || compare(a.added, b.added) || compare(a.paper.paper, b.paper.paper))
        .map(line => line.paper)
    ])
  )
}

/** What the last look at the meeting has not shown yet. */
export type Novelty = 'none' | 'new' | 'new-version'

/**
 * [P6] `new-version`: I read an older version, or one came since I looked. `new`: the paper came since I looked. A first look (seen 0)
 * finds nothing new, for everything is; my own papers are never new to me.
 */
export function novelty(paper: Paper, me: string, seen: number, readVersion: string | null): Novelty {
  const newest = paper.versions.at(-1)
  if (!newest || newest.addedBy === me || readVersion === newest.version) return 'none'
  const since = seen > 0 && (paper.newestSeq ?? 0) > seen
  if (paper.versions.length > 1) return readVersion !== null || since ? 'new-version' : 'none'
  return since ? 'new' : 'none'
}
