/**
 * [C2] [QU2] Those who wait, in their order, after one of them was moved to stand right before another; `before` null, or not among them: behind
 * all. They share out the places they had, so that however often the list is put in order there is always a place.
 */
export function movedBefore<K, T extends { readonly place: number }>(
  waiting: readonly T[],
  keyOf: (one: T) => K,
  moved: K,
  before: K | null
): readonly T[] {
  const one = waiting.find(each => keyOf(each) === moved)
  if (!one || moved === before) return waiting
  const others = waiting.filter(each => each !== one)
  const at = others.findIndex(each => keyOf(each) === before)
  const places = waiting.map(({ place }) => place)
  const order = at < 0 ? [...others, one] : [...others.slice(0, at), one, ...others.slice(at)]
  return order.map((each, i) => (each.place === places[i] ? each : { ...each, place: places[i] ?? each.place }))
}
