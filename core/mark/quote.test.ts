import { describe, expect, test } from 'vitest'
import { makeQuote, noQuote, type PageText, quoteUnder } from './quote.ts'

const lines = ['Kinh phí dự kiến 2.340 triệu đồng, trong đó', 'ngân sách xã 640 triệu đồng.']
const page = ((): PageText => {
  let text = ''
  const runs = lines.map((line, i) => {
    const at = text.length
    text += `${line}\n`
    return { at, text: line, box: { x: 50, y: 100 + i * 20, width: line.length * 6, height: 12 } }
  })
  return { text, runs }
})()

describe('quotes', () => {
  test('[K5] a quote holds the exact words and their surroundings, line ends as spaces', () => {
    const start = page.text.indexOf('trong')
    const quote = makeQuote(page.text, start, page.text.indexOf('xã') + 2)
    expect(quote.exact).toBe('trong đó ngân sách xã')
    expect(quote.prefix).toBe('h phí dự kiến 2.340 triệu đồng, ')
    expect(quote.suffix).toBe(' 640 triệu đồng. ')
  })
  test('[K5] ends given the wrong way round make the same quote', () => {
    expect(makeQuote(page.text, 20, 5)).toEqual(makeQuote(page.text, 5, 20))
  })
  test('[K5] nothing but white space is no quote', () => {
    expect(makeQuote('a   b', 1, 4)).toBe(noQuote)
  })
  test('[K5] a circle around a figure quotes it, whole words', () => {
    const at = lines[0]?.indexOf('2.340') ?? 0
    const quote = quoteUnder(page, { x: 50 + at * 6 - 4, y: 96, width: 'triệu 2.34'.length * 6, height: 20 })
    expect(quote.exact).toBe('2.340 triệu')
  })
  test('[K5] an underline quotes the words above it, a line through words those words', () => {
    const at = lines[1]?.indexOf('640') ?? 0
    const width = '640 triệu'.length * 6
    expect(quoteUnder(page, { x: 50 + at * 6, y: 133, width, height: 1 }).exact).toBe('640 triệu')
    expect(quoteUnder(page, { x: 50 + at * 6, y: 126, width, height: 2 }).exact).toBe('640 triệu')
  })
  test('[K5] a stroke on the empty margin quotes nothing', () => {
    expect(quoteUnder(page, { x: 0, y: 400, width: 30, height: 30 })).toBe(noQuote)
  })
})
