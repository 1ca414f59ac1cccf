import type { AgendaItemId, PaperId } from '#core/ids.ts'
import type { Paper } from '#core/paper/paper.ts'
import { orderBetween, placePaper, readPlaces } from '#core/shared-doc/meeting-doc.ts'
import type { SharedDoc } from '../../sync/index.ts'

/**
 * Puts a paper at `index` among the papers that lie under `item` now. Neighbours nobody has placed yet get their place too,
 * or the paper would have nothing to stand between.
 */
export function putPaper(
  doc: SharedDoc,
  origin: object,
  paper: PaperId,
  item: AgendaItemId | null,
  neighbours: readonly Paper[],
  index: number
): void {
  const places = readPlaces(doc)
  const others = neighbours.map(one => one.paper).filter(id => id !== paper)
  const at = Math.max(0, Math.min(index, others.length))
  const orders = others.map(id => places.get(id)?.order ?? '')
  const sound = orders.every((order, i) => order !== '' && (i === 0 || (orders[i - 1] ?? '') < order))
  doc.transact(() => {
    if (sound) {
      placePaper(doc, paper, { item, order: orderBetween(orders[at - 1] ?? null, orders[at] ?? null) })
      return
    }
    let last: string | null = null
    for (const id of [...others.slice(0, at), paper, ...others.slice(at)]) {
      last = orderBetween(last, null)
      placePaper(doc, id, { item, order: last })
    }
  }, origin)
}
