import type * as Y from 'yjs'
import { parseId, type UserId } from '../ids.ts'
import { mostColumns, mostRows, type SeatingPlan, type Spot, type SpotChanges, type SpotKey, spotKey } from '../seating/seating.ts'

/** Shape of root `seats` of room `meeting/<id>`: one key per square, so that two secretaries draw at once; `size` holds rows and columns. */
export const seatsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('seats')

const whole = (value: unknown, most: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most ? value : 0

/** [D2] Junk is skipped. [SE1] One person sits on one seat: of two that were given at once, the one nearer the front counts. */
export function readSeating(doc: Y.Doc): SeatingPlan {
  const size = seatsMap(doc).get('size')
  const { rows: wantedRows, columns: wantedColumns } = (size !== null && typeof size === 'object' ? size : {}) as Record<string, unknown>
  const rows = whole(wantedRows, mostRows)
  const columns = whole(wantedColumns, mostColumns)
  const spots = new Map<SpotKey, Spot>()
  const seatedAlready = new Set<UserId>()
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const found = seatsMap(doc).get(spotKey(row, column))
      if (found === null || typeof found !== 'object') continue
      const { kind, user: named } = found as Record<string, unknown>
      if (kind !== 'seat' && kind !== 'table') continue
      const user = kind === 'seat' ? parseId<UserId>(named) : null
      const sits = user !== null && !seatedAlready.has(user) ? user : null
      if (sits) seatedAlready.add(sits)
      spots.set(spotKey(row, column), { row, column, kind, user: sits })
    }
  return { rows, columns, spots }
}

/** Writes what changes and nothing else. */
export function changeSeating(doc: Y.Doc, changes: SpotChanges, origin?: object): void {
  doc.transact(() => {
    for (const [key, spot] of changes) {
      if (spot) seatsMap(doc).set(key, spot.user ? { kind: spot.kind, user: spot.user } : { kind: spot.kind })
      else seatsMap(doc).delete(key)
    }
  }, origin)
}

/** Draws the whole room anew. */
export function replaceSeating(doc: Y.Doc, { rows, columns, spots }: SeatingPlan, origin?: object): void {
  doc.transact(() => {
    for (const key of [...seatsMap(doc).keys()]) if (key !== 'size' && !spots.has(key)) seatsMap(doc).delete(key)
    seatsMap(doc).set('size', { rows, columns })
    changeSeating(doc, spots)
  }, origin)
}

/** Only how much is drawn; what lies outside is kept and not shown. */
export function resizeSeating(doc: Y.Doc, rows: number, columns: number, origin?: object): void {
  doc.transact(() => seatsMap(doc).set('size', { rows: whole(rows, mostRows), columns: whole(columns, mostColumns) }), origin)
}
