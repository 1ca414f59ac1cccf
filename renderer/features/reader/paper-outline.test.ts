import { expect, test } from 'vitest'
import { outlineOf, pageNamed, placeOf } from './paper-outline.ts'

const bookmark = (title: string, items: readonly unknown[] = [], url: string | null = null) => ({ title, dest: ['x'], url, items })

test('a table of contents keeps its order and depth, lines without words give way to what lies in them', () => {
  const outline = outlineOf([bookmark('  Phần\n thứ nhất ', [bookmark('Mục 1')]), bookmark('', [bookmark('Mục 2')])] as never)
  expect(outline.map(entry => entry.title)).toEqual(['Phần thứ nhất', 'Mục 2'])
  expect(outline[0]?.entries.map(entry => entry.title)).toEqual(['Mục 1'])
  expect(outlineOf(null)).toEqual([])
})
test('a table of contents without end is cut', () => {
  const long = Array.from({ length: 9000 }, (_, index) => bookmark(`Mục ${index}`))
  expect(outlineOf(long as never)).toHaveLength(5000)
})
test('[E5] a line that leads to a script leads nowhere', () => {
  expect(outlineOf([bookmark('x', [], 'javascript:alert(1)')] as never)[0]?.address).toBeNull()
})
test('a destination says the page and how far down it; one that names no page of the file leads nowhere', async () => {
  const document = {
    numPages: 9,
    getDestination: async () => [{ num: 5, gen: 0 }, { name: 'FitH' }, 631.5],
    getPageIndex: async () => 4,
    getPage: async () => ({ view: [0, 0, 595, 842] })
  }
  expect(await placeOf(document as never, 'muc-1')).toEqual({ page: 5, down: 0.25 })
  expect(await placeOf(document as never, [2, { name: 'Fit' }])).toEqual({ page: 3, down: null })
  expect(await placeOf(document as never, [99, { name: 'Fit' }])).toBeNull()
  expect(await placeOf(document as never, null)).toBeNull()
})
test('[E9] "go to page" takes what the file calls its pages before it takes numbers', () => {
  const labels = ['i', 'ii', 'PL-1', 'PL-2', '1']
  expect(pageNamed('PL-2', labels, 5)).toBe(4)
  expect(pageNamed(' pl-2 ', labels, 5)).toBe(4)
  expect(pageNamed('1', labels, 5)).toBe(5)
  expect(pageNamed('3', labels, 5)).toBe(3)
  expect(pageNamed('99', null, 5)).toBe(5)
  expect(pageNamed('abc', labels, 5)).toBeNull()
})
