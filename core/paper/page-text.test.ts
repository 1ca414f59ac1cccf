import { describe, expect, it } from 'vitest'
import { isScan, pageRuns, pageTextOf } from './page-text.ts'

describe('text of a page', () => {
  it('text runs get boxes on the unrotated page from its top left', () => {
    const item = { str: 'Tờ trình', dir: 'ltr', transform: [12, 0, 0, 12, 100, 742], width: 48, height: 12, fontName: 'f', hasEOL: true }
    const page = pageTextOf({ items: [item, { ...item, hasEOL: false }] }, [0, 0, 595, 842])
    expect(page.text).toBe('Tờ trình\nTờ trình')
    expect(page.runs[1]?.at).toBe(9)
    expect(page.runs[0]?.box.x).toBeCloseTo(100)
    expect(page.runs[0]?.box.y).toBeCloseTo(842 - 742 - 0.85 * 12)
    expect(page.runs[0]?.box.width).toBeCloseTo(48)
  })

  it('[T7] a page set in .VnTime is read as Unicode, its runs with it', () => {
    const run = { dir: 'ltr', transform: [12, 0, 0, 12, 100, 742], width: 48, height: 12, fontName: 'f', hasEOL: true }
    const items = ['Uû ban nh©n d©n tØnh', 'vÒ viÖc ph©n bæ vèn', 'ngµy 5'].map(str => ({ ...run, str }))
    const page = pageTextOf({ items }, [0, 0, 595, 842])
    expect(page.text).toBe('Uỷ ban nhân dân tỉnh\nvề việc phân bổ vốn\nngày 5\n')
    expect(page.runs.map(({ text }) => text)).toEqual(['Uỷ ban nhân dân tỉnh', 'về việc phân bổ vốn', 'ngày 5'])
  })

  it('a paper without a letter on any page is a scan', () => {
    expect(isScan(['', ' \n'])).toBe(true)
    expect(isScan(['', 'Phụ lục'])).toBe(false)
  })

  it('pages are named in runs', () => {
    expect(pageRuns([3, 7, 8, 9, 11])).toBe('3, 7–9, 11')
    expect(pageRuns([])).toBe('')
  })
})
