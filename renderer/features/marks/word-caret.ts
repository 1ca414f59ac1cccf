import type { Direction } from './mark-keys.ts'

/** A word as it lies on the page: its place in the running text of the page, and its box on the screen. */
export interface WordBox {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** [K18] The word one comes to from another; -1 before the first, the number of words after the last. */
export function wordTowards(boxes: readonly WordBox[], from: number, direction: Direction): number {
  if (direction === 'left') return from - 1
  if (direction === 'right') return from + 1
  const here = boxes[from]
  if (!here) return from
  const middle = (here.left + here.right) / 2
  const height = (here.bottom - here.top) / 2
  let best = direction === 'up' ? -1 : boxes.length
  let leastDown = Number.POSITIVE_INFINITY
  let leastAside = Number.POSITIVE_INFINITY
  for (const [i, box] of boxes.entries()) {
    const down =
      direction === 'down' ? (box.top + box.bottom - here.top - here.bottom) / 2 : (here.top + here.bottom - box.top - box.bottom) / 2
    if (down <= height) continue
    const aside = Math.max(box.left - middle, 0, middle - box.right)
    const sameLine = Math.abs(down - leastDown) <= height
    if (sameLine ? aside < leastAside : down < leastDown) {
      best = i
      leastDown = sameLine ? Math.min(down, leastDown) : down
      leastAside = aside
    }
  }
  return best
}

/** One word of the text laid over a page. */
export interface DrawnWord {
  readonly node: Text
  readonly start: number
  readonly end: number
}

/** The words of a page in reading order; none on a scan, or before its text is there. */
export function wordsOn(sheet: Element): readonly DrawnWord[] {
  const words: DrawnWord[] = []
  for (const run of sheet.querySelectorAll('[data-at]')) {
    const node = run.firstChild
    if (!(node instanceof Text)) continue
    for (const match of node.data.matchAll(/\S+/g)) words.push({ node, start: match.index, end: match.index + match[0].length })
  }
  return words
}

export function boxOf({ node, start, end }: DrawnWord): WordBox {
  const range = document.createRange()
  range.setStart(node, start)
  range.setEnd(node, end)
  return range.getBoundingClientRect()
}
