import { assertNever, type Result } from '#core/result.ts'
import { type Annotated, annotatePdf, type RewriteFailure } from './annotate-pdf.ts'
import { type AttendanceDocument, attendancePdf, attendanceSheet } from './attendance-document.ts'
import { type BoardPack, createBoardPack, type PackPaper, type PackPlan } from './board-pack.ts'
import type { PaintedMark } from './mark-shapes.ts'
import { type MarksDocument, marksPdf } from './marks-document.ts'
import type { FontFiles } from './sheet-writer.ts'

/** What the thread can be asked for, and what it answers. */
export type ExportCall =
  | { readonly kind: 'annotate'; readonly bytes: Uint8Array; readonly marks: readonly PaintedMark[]; readonly author: string }
  | { readonly kind: 'list'; readonly document: MarksDocument; readonly fonts: FontFiles }
  | { readonly kind: 'attendance'; readonly document: AttendanceDocument; readonly fonts: FontFiles }
  | { readonly kind: 'attendance-sheet'; readonly document: AttendanceDocument }
  | { readonly kind: 'begin-pack'; readonly plan: PackPlan; readonly fonts: FontFiles }
  | {
      readonly kind: 'add-paper'
      readonly paper: PackPaper
      readonly bytes: Uint8Array
      readonly marks: readonly PaintedMark[]
      readonly author: string
    }
  | { readonly kind: 'finish-pack' }
export interface ExportAnswers {
  readonly annotate: Result<Annotated, RewriteFailure>
  readonly list: Uint8Array
  readonly attendance: Uint8Array
  readonly 'attendance-sheet': Uint8Array
  readonly 'begin-pack': null
  readonly 'add-paper': Result<number, RewriteFailure>
  readonly 'finish-pack': Uint8Array
}

/** Answers calls one after the other; holds the pack that is being put together. */
export function answerExportCall(): (call: ExportCall) => Promise<ExportAnswers[keyof ExportAnswers]> {
  let pack: BoardPack | null = null
  return async call => {
    switch (call.kind) {
      case 'annotate':
        return annotatePdf(call.bytes, call.marks, call.author)
      case 'list':
        return marksPdf(call.document, call.fonts)
      case 'attendance':
        return attendancePdf(call.document, call.fonts)
      case 'attendance-sheet':
        return attendanceSheet(call.document)
      case 'begin-pack':
        pack = await createBoardPack(call.plan, call.fonts)
        return null
      case 'add-paper':
        if (!pack) throw new Error('no pack was begun')
        return pack.add(call.paper, call.bytes, call.marks, call.author)
      case 'finish-pack': {
        if (!pack) throw new Error('no pack was begun')
        const whole = await pack.finish()
        pack = null
        return whole
      }
      default:
        return assertNever(call)
    }
  }
}
