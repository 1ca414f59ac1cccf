import type { MarkId, PaperId, VersionId } from '../ids.ts'

/** Paper ink that stays apart for the colour-blind ([K14]). Names are roles of hue, palette.ts has the values. */
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

/** ✓ ? ! ✗, drawn as lines (mark-shape.ts), never as letters of a font. */
export const signNames = ['tick', 'question', 'attention', 'cross'] as const
export type SignName = (typeof signNames)[number]

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
/** Drawn by hand: `ink` covers the page, the page shows through `brush` (a highlighter on a scan). */
interface HandMark<K extends string> extends MarkBase {
  readonly kind: K
  readonly strokes: readonly (readonly InkPoint[])[]
  /** 1/72 inch. */
  readonly width: number
}
/** On words: one rectangle per line. */
interface WordsMark<K extends string> extends MarkBase {
  readonly kind: K
  readonly rects: readonly PageRect[]
  /** The member's words on it. */
  readonly body: string
}
export type Mark =
  | HandMark<'ink'>
  | HandMark<'brush'>
  | WordsMark<'highlight'>
  | WordsMark<'underline'>
  | WordsMark<'strike'>
  | (MarkBase & { readonly kind: 'note'; readonly x: number; readonly y: number; readonly body: string })
  | (MarkBase & { readonly kind: 'area'; readonly rect: PageRect; readonly body: string })
  | (MarkBase & { readonly kind: 'arrow'; readonly from: MarkPoint; readonly to: MarkPoint; readonly width: number })
  /** x, y: its middle; size: side of the square it fills. */
  | (MarkBase & { readonly kind: 'sign'; readonly sign: SignName; readonly x: number; readonly y: number; readonly size: number })

export interface MarkPoint {
  readonly x: number
  readonly y: number
}
export type MarkKind = Mark['kind']
export const markKinds = [
  'ink',
  'brush',
  'highlight',
  'underline',
  'strike',
  'note',
  'area',
  'arrow',
  'sign'
] as const satisfies readonly MarkKind[]

export type MarkOf<K extends MarkKind> = Extract<Mark, { kind: K }>
/** Marks a member can write words on. */
export type MarkWithBody = Extract<Mark, { readonly body: string }>

export const hasBody = (mark: Mark): mark is MarkWithBody => 'body' in mark
/** What the member wrote on it; empty for marks without words. */
export const bodyOf = (mark: Mark): string => (hasBody(mark) ? mark.body : '')
export const isByHand = (mark: Mark): mark is MarkOf<'ink' | 'brush'> => mark.kind === 'ink' || mark.kind === 'brush'
/** Lies on words of the page and stays with them: it is not moved. */
export const isOnWords = (mark: Mark): mark is MarkOf<'highlight' | 'underline' | 'strike'> =>
  mark.kind === 'highlight' || mark.kind === 'underline' || mark.kind === 'strike'

export type { PaperId }
