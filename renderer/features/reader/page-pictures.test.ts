import { expect, test } from 'vitest'
import { type PictureActs, picturesOf } from './page-pictures.ts'

const names = [
  'save',
  'restore',
  'transform',
  'clip',
  'eoClip',
  'constructPath',
  'paintFormXObjectBegin',
  'paintFormXObjectEnd',
  'beginAnnotation',
  'endAnnotation',
  'paintImageXObject',
  'paintInlineImageXObject',
  'paintInlineImageXObjectGroup',
  'paintImageXObjectRepeat'
] as const
const acts = Object.fromEntries(names.map((name, index) => [name, index + 1])) as PictureActs
const a4 = [0, 0, 595, 842]
const drawing = (...steps: readonly (readonly [keyof PictureActs, ...unknown[]])[]) => ({
  fnArray: steps.map(([act]) => acts[act]),
  argsArray: steps.map(([, ...args]) => args)
})

test('[E8] a photograph lies where the page puts it, also inside a form, and what is restored does not count', () => {
  const { rects, scan } = picturesOf(
    drawing(
      ['save'],
      ['transform', 200, 0, 0, 100, 50, 600],
      ['paintImageXObject', 'img_1', 800, 400],
      ['restore'],
      ['paintFormXObjectBegin', [1, 0, 0, 1, 10, 20], [0, 0, 595, 842]],
      ['transform', 80, 0, 0, 40, 0, 0],
      ['paintInlineImageXObject', {}],
      ['paintFormXObjectEnd']
    ),
    acts,
    a4
  )
  expect(rects).toEqual([
    { x: 50, y: 600, width: 200, height: 100 },
    { x: 10, y: 20, width: 80, height: 40 }
  ])
  expect(scan).toBe(false)
})
test('[E8] only what a clip leaves of a picture is a picture', () => {
  const { rects } = picturesOf(
    drawing(
      ['clip'],
      ['constructPath', 28, [null], new Float32Array([100, 100, 200, 200])],
      ['transform', 595, 0, 0, 842, 0, 0],
      ['paintImageXObject', 'img_1', 1, 1]
    ),
    acts,
    a4
  )
  expect(rects).toEqual([{ x: 100, y: 100, width: 100, height: 100 }])
})
test('[E8] pictures all over the page are a scan, in one piece or in strips; a line drawn as a picture is none', () => {
  const strip = (y: number) => [['save'], ['transform', 595, 0, 0, 211, 0, y], ['paintImageXObject', 'img', 9, 9], ['restore']] as const
  expect(picturesOf(drawing(...strip(0), ...strip(211), ...strip(422), ...strip(631)), acts, a4).scan).toBe(true)
  expect(picturesOf(drawing(['transform', 400, 0, 0, 1, 50, 50], ['paintImageXObject', 'img', 9, 9]), acts, a4).rects).toEqual([])
})
test('[E8] a picture that is repeated is found in each place', () => {
  const { rects } = picturesOf(drawing(['paintImageXObjectRepeat', 'img', 20, 30, [10, 10, 100, 200]]), acts, a4)
  expect(rects.map(({ x, y }) => [x, y])).toEqual([
    [10, 10],
    [100, 200]
  ])
})
