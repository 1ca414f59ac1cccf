/** A path in page points, y downwards, as SVG writes it: M, L, Q, C and Z, absolute. One language for the screen, for paper and for PDF. */
export type PathData = string

export interface PathPoint {
  readonly x: number
  readonly y: number
}
export type PathStep =
  | { readonly kind: 'move' | 'line'; readonly to: PathPoint }
  | { readonly kind: 'curve'; readonly a: PathPoint; readonly b: PathPoint; readonly to: PathPoint }
  | { readonly kind: 'close' }

const argumentsOf: Readonly<Record<string, number>> = { M: 2, L: 2, Q: 4, C: 6, Z: 0 }

/** The steps of a path; quadratic curves as the cubic ones PDF has. What is no step ends the path. */
export function pathSteps(path: PathData): readonly PathStep[] {
  const words = path.match(/[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?/g) ?? []
  const steps: PathStep[] = []
  let command = ''
  let here: PathPoint = { x: 0, y: 0 }
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? ''
    if (/[A-Za-z]/.test(word)) {
      command = word
      at++
    }
    const count = argumentsOf[command]
    if (count === undefined || (count === 0 && !/[A-Za-z]/.test(word))) return steps
    const numbers = words.slice(at, at + count).map(Number)
    if (numbers.length < count || numbers.some(Number.isNaN)) return steps
    at += count
    const point = (i: number): PathPoint => ({ x: numbers[i] ?? 0, y: numbers[i + 1] ?? 0 })
    if (command === 'Z') {
      steps.push({ kind: 'close' })
      continue
    }
    const to = point(count - 2)
    if (command === 'M' || command === 'L') steps.push({ kind: command === 'M' ? 'move' : 'line', to })
    else if (command === 'C') steps.push({ kind: 'curve', a: point(0), b: point(2), to })
    else {
      const q = point(0)
      const toward = (end: PathPoint): PathPoint => ({ x: end.x + ((q.x - end.x) * 2) / 3, y: end.y + ((q.y - end.y) * 2) / 3 })
      steps.push({ kind: 'curve', a: toward(here), b: toward(to), to })
    }
    here = to
    if (command === 'M') command = 'L'
  }
  return steps
}

const short = (value: number): string => String(Math.round(value * 100) / 100)

/** A path through points; closed when it encloses something. */
export function pathThrough(points: readonly PathPoint[], closed = false): PathData {
  const [first, ...rest] = points
  if (!first) return ''
  // A line to itself is a dot, for round ends.
  const others = rest.length > 0 ? rest : [first]
  return `M${short(first.x)} ${short(first.y)}L${others.map(({ x, y }) => `${short(x)} ${short(y)}`).join(' ')}${closed ? 'Z' : ''}`
}
