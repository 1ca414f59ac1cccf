import { isFact } from './facts.ts'
import type { Passage } from './passages.ts'

/** Passages that share so much of their words are one that was changed. */
const alike = 0.5
/** How far a passage is looked for among those that took its place. */
const reach = 40
/** Which of the passages that went belongs to which that came, in order. */
export function pairs(
  removed: readonly Passage[],
  added: readonly Passage[]
): { readonly was: Passage | null; readonly is: Passage | null }[] {
  const result: { was: Passage | null; is: Passage | null }[] = []
  const bags = added.map(bagOf)
  let next = 0
  for (const was of removed) {
    const bag = bagOf(was)
    let best = -1
    let bestLikeness = alike
    for (let j = next; j < Math.min(added.length, next + reach); j++) {
      const likeness = dice(bag, bags[j] ?? new Map())
      if (likeness > bestLikeness) [best, bestLikeness] = [j, likeness]
    }
    if (best < 0) {
      // A few words that took the place of a few words, and nothing else did.
      const alone = removed.length === 1 && added.length === 1 ? added[0] : undefined
      if (alone && was.tokens.length <= 6 && alone.tokens.length <= 6) {
        result.push({ was, is: alone })
        next = 1
      } else result.push({ was, is: null })
      continue
    }
    for (; next < best; next++) result.push({ was: null, is: added[next] ?? null })
    result.push({ was, is: added[best] ?? null })
    next = best + 1
  }
  for (; next < added.length; next++) result.push({ was: null, is: added[next] ?? null })
  return result
}

/** Facts count as their kind: a changed figure makes no passage another one. */
function bagOf(passage: Passage): Map<string, number> {
  const bag = new Map<string, number>()
  for (const token of passage.tokens) {
    if (token.kind === 'sign') continue
    const key = isFact(token) ? `#${token.kind}` : token.key.toLowerCase()
    bag.set(key, (bag.get(key) ?? 0) + 1)
  }
  return bag
}
function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let [common, all] = [0, 0]
  for (const [key, count] of a) {
    common += Math.min(count, b.get(key) ?? 0)
    all += count
  }
  for (const count of b.values()) all += count
  return all === 0 ? 0 : (2 * common) / all
}
