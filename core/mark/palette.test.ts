import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { markColours } from './mark.ts'
import { lightColours, markPalette } from './palette.ts'

type Triple = readonly [number, number, number]

/** Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB. */
const eyes: Readonly<Record<string, readonly Triple[]>> = {
  everybody: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1]
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998]
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881]
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039]
  ]
}
const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
function linear(hex: string): Triple {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}
const luminance = (hex: string): number => dot([0.2126, 0.7152, 0.0722], linear(hex))
/** CIE L*a*b* as an eye of this kind sees the colour. */
function seen(hex: string, eye: readonly Triple[]): Triple {
  const [r = 0, g = 0, b = 0] = eye.map(row => Math.min(1, Math.max(0, dot(row, linear(hex)))))
  const rgb: Triple = [r, g, b]
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f(dot([0.4124564, 0.3575761, 0.1804375], rgb) / 0.95047)
  const y = f(dot([0.2126729, 0.7151522, 0.072175], rgb))
  const z = f(dot([0.0193339, 0.119192, 0.9503041], rgb) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
function nearest(colours: readonly string[], eye: readonly Triple[]): number {
  let least = Number.POSITIVE_INFINITY
  for (const [i, a] of colours.entries())
    for (const b of colours.slice(i + 1)) {
      const [from, to] = [seen(a, eye), seen(b, eye)]
      least = Math.min(least, Math.hypot(from[0] - to[0], from[1] - to[1], from[2] - to[2]))
    }
  return least
}

describe('colours of marks', () => {
  test.each(Object.entries(eyes))('[K14] stay apart for %s: lines by 25, what text shines through by 15, paper included', (_, eye) => {
    expect(nearest([...markColours.map(colour => markPalette[colour].strong), '#ffffff'], eye)).toBeGreaterThan(25)
    expect(nearest([...lightColours.map(colour => markPalette[colour].light), '#ffffff'], eye)).toBeGreaterThan(15)
  })
  test('[K14] a line is seen on paper, and text is read through what lies on it', () => {
    for (const colour of markColours) expect(1.05 / (luminance(markPalette[colour].strong) + 0.05)).toBeGreaterThanOrEqual(2.9)
    for (const colour of lightColours) expect((luminance(markPalette[colour].light) + 0.05) / 0.05).toBeGreaterThanOrEqual(12)
  })
  test('[K14] the screen draws them in these values', () => {
    const css = readFileSync(new URL('../../renderer/features/marks/marks.module.css', import.meta.url), 'utf8')
    for (const colour of markColours) {
      const rule = new RegExp(`\\[data-colour="${colour}"\\] \\{\\s*--light: (\\S+);\\s*--strong: (\\S+);`).exec(css)
      expect(rule?.slice(1)).toEqual([markPalette[colour].light, markPalette[colour].strong])
    }
  })
})
