import type { MarkId, PaperId, VersionId } from '../ids.ts'

/** Paper ink that stays apart for the colour-blind (blue/yellow axis kept, red is dark, green is light). Names are roles of hue, tokens.css has the values. */
export const markColours = ['yellow', 'green', 'blue', 'pink', 'red', 'ink'] as const
export type MarkColour = (typeof markColours)[number]

/** Points of the page: origin top left, unrotated page, in 1/72 inch (PDF user space units turned upside down). */
export interface PageRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface InkPoint {
  readonly x: number
  readonly y: number
  /** 0…1; 0.5 where the device has none. */
  readonly pressure: number
}

/** W3C TextQuoteSelector: what is needed to find the place again in another version. */
export interface Quote {
  readonly exact: string
  readonly prefix: string
  readonly suffix: string
}

interface MarkBase {
  readonly id: MarkId
  /** [K1] A mark never leaves the version it was made on. */
  readonly version: VersionId
  /** From 1. */
  readonly page: number
  /** Size of the page the geometry was measured on, 1/72 inch. */
  readonly pageWidth: number
  readonly pageHeight: number
  readonly colour: MarkColour
  readonly createdAt: string
  /** Text under or beside the mark; empty exact where the page has none. */
  readonly quote: Quote
}
export type Mark =
  | (MarkBase & { readonly kind: 'ink'; readonly strokes: readonly (readonly InkPoint[])[] /** 1/72 inch */; readonly width: number })
  | (MarkBase & { readonly kind: 'highlight'; readonly rects: readonly PageRect[] /** The member's words on it. */; readonly body: string })
  | (MarkBase & { readonly kind: 'note'; readonly x: number; readonly y: number; readonly body: string })

export type MarkOf<K extends Mark['kind']> = Extract<Mark, { kind: K }>
export type { PaperId }
