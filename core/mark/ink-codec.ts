import type { InkPoint } from './mark.ts'

/** Stored unit: 1/20 of a point (0.018 mm), finer than any digitiser; pressure in 1/255. */
const unitsPerPoint = 20
/** Seven times the longest page PDF allows (14,400 pt), so that a stroke may leave its page; also keeps every varint within five bytes. */
const maxUnits = 100_000 * unitsPerPoint

const unitsOf = (points: number): number => {
  const units = Math.round(points * unitsPerPoint)
  return Number.isNaN(units) ? 0 : Math.min(maxUnits, Math.max(-maxUnits, units))
}
const pressureOf = (pressure: number): number => Math.round((Number.isNaN(pressure) ? 0.5 : Math.min(1, Math.max(0, pressure))) * 255)

function writeSigned(out: number[], value: number): void {
  let zigzag = value < 0 ? -value * 2 - 1 : value * 2
  while (zigzag > 127) {
    out.push((zigzag % 128) + 128)
    zigzag = Math.floor(zigzag / 128)
  }
  out.push(zigzag)
}

/** [K2] Strokes as delta-varint bytes: count of strokes, then per stroke its count and (dx, dy, dPressure) zigzag varints. */
export function encodeStrokes(strokes: readonly (readonly InkPoint[])[]): Uint8Array {
  const out: number[] = []
  writeSigned(out, strokes.length)
  for (const stroke of strokes) {
    writeSigned(out, stroke.length)
    let x = 0
    let y = 0
    let p = 0
    for (const point of stroke) {
      const nx = unitsOf(point.x)
      const ny = unitsOf(point.y)
      const np = pressureOf(point.pressure)
      writeSigned(out, nx - x)
      writeSigned(out, ny - y)
      writeSigned(out, np - p)
      x = nx
      y = ny
      p = np
    }
  }
  return Uint8Array.from(out)
}

/** The strokes, or null for bytes that are none: cut short, too long, or with numbers no page has. */
export function decodeStrokes(bytes: Uint8Array): InkPoint[][] | null {
  let at = 0
  let broken = false
  const readSigned = (): number => {
    let value = 0
    let scale = 1
    for (let count = 0; count < 5; count++) {
      const byte = bytes[at++]
      if (byte === undefined) break
      value += (byte & 127) * scale
      if (byte < 128) return value % 2 === 1 ? -(value + 1) / 2 : value / 2
      scale *= 128
    }
    broken = true
    return 0
  }
  const strokeCount = readSigned()
  if (broken || strokeCount < 0 || strokeCount > bytes.length) return null
  const strokes: InkPoint[][] = []
  for (let s = 0; s < strokeCount; s++) {
    const count = readSigned()
    if (broken || count < 0 || count > bytes.length - at) return null
    const stroke: InkPoint[] = []
    let x = 0
    let y = 0
    let p = 0
    for (let i = 0; i < count; i++) {
      x += readSigned()
      y += readSigned()
      p += readSigned()
      if (broken || Math.abs(x) > maxUnits || Math.abs(y) > maxUnits || p < 0 || p > 255) return null
      stroke.push({ x: x / unitsPerPoint, y: y / unitsPerPoint, pressure: p / 255 })
    }
    strokes.push(stroke)
  }
  return at === bytes.length ? strokes : null
}
