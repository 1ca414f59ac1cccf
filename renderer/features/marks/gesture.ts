import type { InkPoint, Mark, MarkColour, MarkPoint } from '#core/mark/mark.ts'
import type { PageSurface } from './surface.ts'
import type { Marks } from './use-marks.ts'

/** How a pointer, or the keyboard in its place, is moved. */
export interface How {
  readonly atMs: number
  /** Shift: straight lines, or choose more. */
  readonly shift: boolean
  readonly byKeys: boolean
}

/** What a tool does from pointer down to pointer up. Points are on the unrotated page. */
export interface Gesture {
  /** `ahead`: where the pointer is likely to go; shown, never kept. */
  readonly move: (points: readonly InkPoint[], how: How, ahead?: readonly InkPoint[]) => void
  readonly end: (how: How) => void
  /** It was none: the start of a pinch. */
  readonly cancel: () => void
}

/** The picture of what is being drawn, on the screen with the next frame. */
export interface Live {
  readonly show: (look: { readonly kind: string; readonly colour: MarkColour; readonly width?: number }, path: () => string) => void
  readonly clear: () => void
}

/** Where gestures happen: everything is asked for when it is needed, for a gesture lasts longer than a rendering. */
export interface GestureHome {
  readonly marks: () => Marks
  readonly frame: () => PageSurface
  /** My marks on this page. */
  readonly here: () => readonly Mark[]
  readonly live: Live
  /** Shows chosen marks moved; null: where they are. */
  readonly showMoved: (by: MarkPoint | null) => void
}

export const linePath = (points: readonly MarkPoint[]): string =>
  points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`).join('')
