/** What the inspection of a PDF found. `unable`: no judgement could be made because the inspector itself does not run here. */
export type PdfReport =
  | { readonly kind: 'readable'; readonly pages: number; readonly firstPageText: string }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'unable' }

/**
 * What a thread with pdf.js does with files that it does not hold: `inspect` one that came in, read the `text` of one page by page, or
 * `compare` the pages of two.
 */
export type PdfTask = 'inspect' | 'text' | 'compare'
export interface PdfTaskData {
  readonly task: PdfTask
  /** Bytes of each file. */
  readonly lengths: readonly number[]
}

/** Between such a thread and the one that holds the files. */
export interface ToPdfThread {
  readonly file: number
  readonly begin: number
  readonly bytes: Uint8Array
}
export type FromPdfThread =
  | { readonly kind: 'read'; readonly file: number; readonly begin: number; readonly end: number }
  | { readonly kind: 'cmap'; readonly name: string }
  /** `text`: how many pages there are and what they are called, then each page; null: it cannot be read. */
  | { readonly kind: 'pages'; readonly count: number; readonly labels: readonly string[] | null }
  | { readonly kind: 'page'; readonly text: string | null }
  | { readonly kind: 'done'; readonly report: PdfReport }
  /** `text`, `compare`: read to the end; alike where two were compared. */
  | { readonly kind: 'over'; readonly alike: boolean }
  | { readonly kind: 'unable' }
