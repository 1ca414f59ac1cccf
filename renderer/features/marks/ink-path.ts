import { getStroke } from 'perfect-freehand'
import type { InkPoint, MarkOf } from '#core/mark/mark.ts'

/** Outline of a stroke as an SVG path in page points: as wide as its pressure says, evenly wide where the device has none. */
export function inkPath(stroke: readonly InkPoint[], width: number): string {
  const outline = getStroke(
    stroke.map(({ x, y, pressure }) => [x, y, pressure]),
    { size: width, thinning: hasPressure(stroke) ? 0.65 : 0, smoothing: 0.5, streamline: 0.3, simulatePressure: false }
  )
  const first = outline[0]
  if (!first) return ''
  let path = `M${round(first[0])} ${round(first[1])}Q`
  for (let i = 0; i < outline.length; i++) {
    const a = outline[i] ?? first
    const b = outline[(i + 1) % outline.length] ?? first
    path += `${round(a[0])} ${round(a[1])} ${round((a[0] + b[0]) / 2)} ${round((a[1] + b[1]) / 2)} `
  }
  return `${path}Z`
}

const round = (value: number): number => Math.round(value * 100) / 100

const hasPressure = (stroke: readonly InkPoint[]): boolean => stroke.some(point => Math.abs(point.pressure - 0.5) > 0.02)

export type MarkByHand = MarkOf<'ink' | 'brush'>

/** Outlines of marks drawn by hand, each worked out once: a mark that changes is another object. */
export function rememberedOutlines(): (mark: MarkByHand) => string {
  const known = new WeakMap<MarkByHand, string>()
  return mark => {
    const before = known.get(mark)
    if (before !== undefined) return before
    const outline = mark.strokes.map(stroke => inkPath(stroke, mark.width)).join('')
    known.set(mark, outline)
    return outline
  }
}
