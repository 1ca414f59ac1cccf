import type { PageRect } from '#core/mark/mark.ts'
import { mergeLines } from '#core/mark/page-geometry.ts'
import type { Hit } from './find-text.ts'

/** A run of text as drawn: its place in the page's text and the element that holds it. */
export interface DrawnRun {
  readonly at: number
  readonly element: HTMLElement
}

/** Where the hits of a page lie as shown, in 1/72 inch from the top left of its sheet. */
export function hitRects(
  runs: readonly DrawnRun[],
  hits: readonly Hit[],
  sheet: HTMLElement,
  scale: number
): { hit: Hit; rect: PageRect }[] {
  const origin = sheet.getBoundingClientRect()
  return hits.flatMap(hit => {
    const pieces: PageRect[] = []
    for (const { at, element } of runs) {
      const node = element.firstChild
      if (!(node instanceof Text) || at >= hit.end || at + node.length <= hit.start) continue
      const range = document.createRange()
      range.setStart(node, Math.max(0, hit.start - at))
      range.setEnd(node, Math.min(node.length, hit.end - at))
      for (const r of range.getClientRects()) {
        pieces.push({
          x: (r.left - origin.left) / scale,
          y: (r.top - origin.top) / scale,
          width: r.width / scale,
          height: r.height / scale
        })
      }
    }
    return mergeLines(pieces, 6).map(rect => ({ hit, rect }))
  })
}
