/** One replacement: at `index`, `remove` characters go and `insert` comes. */
export interface TextChange {
  readonly index: number
  readonly remove: number
  readonly insert: string
}

/**
 * The smallest replacement that turns `before` into `after`. Where several places fit ("aa" → "aaa") the one that ends at `caret`
 * is taken, because that is where the person typed. Never splits a surrogate pair. Null when nothing changed.
 */
export function changeBetween(before: string, after: string, caret: number): TextChange | null {
  if (before === after) return null
  const least = Math.min(before.length, after.length)
  // The tail behind the caret did not change.
  const tailLimit = Math.min(least, Math.max(0, after.length - caret))
  let tail = 0
  while (tail < tailLimit && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  let head = 0
  while (head < least - tail && before[head] === after[head]) head += 1
  while (tail < least - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  if (head > 0 && isHighSurrogate(before, head - 1)) head -= 1
  if (tail > 0 && isLowSurrogate(before, before.length - tail)) tail -= 1
  return { index: head, remove: before.length - tail - head, insert: after.slice(head, after.length - tail) }
}

const isHighSurrogate = (text: string, at: number): boolean => /[\uD800-\uDBFF]/.test(text[at] ?? '')
const isLowSurrogate = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text[at] ?? '')

/** What a Yjs text event says happened. */
export type Delta = readonly {
  readonly retain?: number | undefined
  readonly insert?: unknown
  readonly delete?: number | undefined
}[]

/** Where a caret stands after somebody else's changes. */
export function movedCaret(caret: number, delta: Delta): number {
  let at = 0
  let moved = caret
  for (const part of delta) {
    if (at > moved) break
    if (part.retain !== undefined) at += part.retain
    else if (part.delete !== undefined) moved -= Math.max(0, Math.min(part.delete, moved - at))
    else {
      const length = typeof part.insert === 'string' ? part.insert.length : 1
      if (at < moved) moved += length
      at += length
    }
  }
  return moved
}
