import type { PDFObject } from '@cantoo/pdf-lib'

/** A dictionary of PDF as it is written here: strings become names, what is undefined is left out. */
export interface PdfLiteral {
  readonly [name: string]: PdfValue
}
type PdfValue = PDFObject | PdfLiteral | readonly PdfValue[] | string | number | boolean | undefined
