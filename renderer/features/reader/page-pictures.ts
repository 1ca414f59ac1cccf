import type { PageRect } from '#core/mark/mark.ts'

/** What pdf.js draws of a page, in order: the numbers of its acts and their arguments. */
export interface Drawing {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}
/** Numbers of the acts that matter here, as `OPS` of pdf.js names them. */
export type PictureActs = Readonly<
  Record<
    | 'save'
    | 'restore'
    | 'transform'
    | 'clip'
    | 'eoClip'
    | 'constructPath'
    | 'paintFormXObjectBegin'
    | 'paintFormXObjectEnd'
    | 'beginAnnotation'
    | 'endAnnotation'
    | 'paintImageXObject'
    | 'paintInlineImageXObject'
    | 'paintInlineImageXObjectGroup'
    | 'paintImageXObjectRepeat',
    number
  >
>
export interface PagePictures {
  /** On the page, in PDF units from its lower left as the file has them. */
  readonly rects: readonly PageRect[]
  /** Pictures are all there is to see: a scan. */
  readonly scan: boolean
}

type Matrix = readonly number[]
interface State {
  readonly matrix: Matrix
  readonly clip: PageRect
}
/** Smaller than this (in 1/72 inch) it is a line or a dot drawn as a picture. */
const leastSize = 6
/** Pictures over so much of the page are the page. */
const scanShare = 0.75

const times = ([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix, m: Matrix): Matrix => {
  const [A = 1, B = 0, C = 0, D = 1, E = 0, F = 0] = m
  return [a * A + c * B, b * A + d * B, a * C + c * D, b * C + d * D, a * E + c * F + e, b * E + d * F + f]
}
/** The upright box around a box that a matrix turns. */
function boxThrough([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix, x0: number, y0: number, x1: number, y1: number): PageRect {
  const xs = [x0, x1].flatMap(x => [y0, y1].map(y => a * x + c * y + e))
  const ys = [x0, x1].flatMap(x => [y0, y1].map(y => b * x + d * y + f))
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}
function common(p: PageRect, q: PageRect): PageRect {
  const [x, y] = [Math.max(p.x, q.x), Math.max(p.y, q.y)]
  const width = Math.min(p.x + p.width, q.x + q.width) - x
  const height = Math.min(p.y + p.height, q.y + q.height) - y
  return { x, y, width: Math.max(0, width), height: Math.max(0, height) }
}

/** [E8] Where a page shows pictures: photographs, maps, scans; stencils and lines are not among them. `view`: the box the page shows. */
export function picturesOf({ fnArray, argsArray }: Drawing, acts: PictureActs, view: readonly number[]): PagePictures {
  const [left = 0, bottom = 0, right = 0, top = 0] = view
  const page: PageRect = { x: left, y: bottom, width: right - left, height: top - bottom }
  const kept: State[] = []
  const rects: PageRect[] = []
  let now: State = { matrix: [1, 0, 0, 1, 0, 0], clip: page }
  let clips = false
  const save = (): void => void kept.push(now)
  const restore = (): void => {
    now = kept.pop() ?? now
  }
  const transform = (by: unknown): void => {
    if (isMatrix(by)) now = { ...now, matrix: times(now.matrix, by) }
  }
  const clipTo = (box: unknown): void => {
    if (!isNumbers(box)) return
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box
    now = { ...now, clip: common(now.clip, boxThrough(now.matrix, x0, y0, x1, y1)) }
  }
  const paint = (matrix: Matrix): void => {
    const rect = common(now.clip, boxThrough(matrix, 0, 0, 1, 1))
    if (rect.width >= leastSize && rect.height >= leastSize) rects.push(rect)
  }
  for (const [index, act] of fnArray.entries()) {
    const args = argsArray[index]
    const list: readonly unknown[] = Array.isArray(args) ? args : []
    switch (act) {
      case acts.save:
        save()
        break
      case acts.restore:
      case acts.paintFormXObjectEnd:
      case acts.endAnnotation:
        restore()
        break
      case acts.transform:
        transform(list)
        break
      case acts.paintFormXObjectBegin:
        save()
        transform(list[0])
        clipTo(list[1])
        break
      case acts.beginAnnotation:
        save()
        now = { matrix: [1, 0, 0, 1, 0, 0], clip: page }
        transform(list[2])
        transform(list[3])
        break
      case acts.clip:
      case acts.eoClip:
        clips = true
        break
      case acts.constructPath:
        if (clips) clipTo(list[2])
        clips = false
        break
      case acts.paintImageXObject:
      case acts.paintInlineImageXObject:
        paint(now.matrix)
        break
      case acts.paintImageXObjectRepeat: {
        const [, scaleX = 1, scaleY = 1, positions] = list as [unknown, number?, number?, unknown?]
        if (isNumbers(positions))
          for (let at = 0; at + 1 < positions.length; at += 2)
            paint(times(now.matrix, [scaleX, 0, 0, scaleY, positions[at] ?? 0, positions[at + 1] ?? 0]))
        break
      }
      case acts.paintInlineImageXObjectGroup:
        if (Array.isArray(list[1]))
          for (const one of list[1] as { readonly transform?: unknown }[])
            if (isMatrix(one.transform)) paint(times(now.matrix, one.transform))
        break
    }
  }
  const covered = rects.reduce((sum, rect) => sum + rect.width * rect.height, 0)
  return { rects, scan: covered >= scanShare * page.width * page.height }
}

const isNumbers = (value: unknown): value is ArrayLike<number> & Iterable<number> =>
  (Array.isArray(value) && value.every(one => typeof one === 'number')) || value instanceof Float32Array
const isMatrix = (value: unknown): value is Matrix => isNumbers(value) && value.length === 6
