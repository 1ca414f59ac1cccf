import type { PDFDocumentProxy } from 'pdfjs-dist/types/src/display/api.js'
import { safeAddress } from './page-links.ts'

/** A place of a paper: page from 1, and how far down it, 0…1, where the file says so. */
export interface PaperPlace {
  readonly page: number
  readonly down: number | null
}

/** One line of the table of contents. */
export interface OutlineEntry {
  readonly key: string
  readonly title: string
  readonly target: unknown
  /** It leads out of the paper. */
  readonly address: string | null
  readonly entries: readonly OutlineEntry[]
}

interface Bookmark {
  readonly title: string
  readonly dest: unknown
  readonly url: string | null
  readonly items: readonly Bookmark[]
}

/** A file can claim a table of contents without end. */
const most = { entries: 5000, depth: 12 }

/** The bookmarks of a file; lines without words are left out, what lies in them is kept. */
export function outlineOf(bookmarks: readonly Bookmark[] | null | undefined): readonly OutlineEntry[] {
  let left = most.entries
  const read = (list: readonly Bookmark[], path: string, depth: number): OutlineEntry[] =>
    list.flatMap((bookmark, index) => {
      if (left <= 0) return []
      left--
      const key = `${path}${index}`
      const title = String(bookmark.title ?? '')
        .replace(/\s+/gu, ' ')
        .trim()
      const entries = depth < most.depth ? read(bookmark.items ?? [], `${key}.`, depth + 1) : []
      return title === '' ? entries : [{ key, title, target: bookmark.dest ?? null, address: safeAddress(bookmark.url), entries }]
    })
  return read(bookmarks ?? [], '', 1)
}

/** Where a destination of the file lies, or null when it leads nowhere. */
export async function placeOf(document: PDFDocumentProxy, target: unknown): Promise<PaperPlace | null> {
  const explicit: unknown = typeof target === 'string' ? await document.getDestination(target) : target
  if (!Array.isArray(explicit)) return null
  const [where, how, ...at] = explicit as readonly unknown[]
  const page =
    typeof where === 'number'
      ? where + 1
      : where !== null && typeof where === 'object'
        ? (await document.getPageIndex(where as never)) + 1
        : null
  if (page === null || page < 1 || page > document.numPages) return null
  const kind = how !== null && typeof how === 'object' ? (how as { readonly name?: unknown }).name : undefined
  const top = kind === 'XYZ' ? at[1] : kind === 'FitH' || kind === 'FitBH' ? at[0] : undefined
  if (typeof top !== 'number') return { page, down: null }
  const [, bottom = 0, , upper = 0] = (await document.getPage(page)).view
  return { page, down: upper > bottom ? Math.min(1, Math.max(0, (upper - top) / (upper - bottom))) : null }
}

/** The page meant by what was typed: first what the file calls its pages, then their number. */
export function pageNamed(typed: string, labels: readonly string[] | null, pages: number): number | null {
  const wanted = typed.trim().toLocaleLowerCase('vi')
  if (wanted === '') return null
  const named = labels?.findIndex(label => label.toLocaleLowerCase('vi') === wanted) ?? -1
  if (named >= 0) return named + 1
  return /^\d+$/.test(wanted) ? Math.min(pages, Math.max(1, Number.parseInt(wanted, 10))) : null
}
