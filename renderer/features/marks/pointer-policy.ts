/** `highlight` draws freehand where the page has no words; `words` chooses words by keyboard. */
export const markTools = ['pen', 'highlight', 'note', 'erase', 'underline', 'strike', 'area', 'arrow', 'sign', 'lasso', 'words'] as const
export type PickedTool = (typeof markTools)[number]
export type MarkTool = 'none' | PickedTool

/** What a pointer that comes down on a page does while a tool is chosen. */
export type PointerDeed = 'use' | 'erase' | 'pan' | 'ignore'

interface PointerDown {
  readonly pointerType: string
  readonly button: number
  /** A pen has been used since the paper was opened. */
  readonly penSeen: boolean
  /** A pen is on the page now. */
  readonly penDown: boolean
  /** Pointers that are down already. */
  readonly others: number
}

/** [K9] A pen draws, its button and its other end erase; the hand that rests beside it does not; once a pen was seen, fingers move the paper. */
export function pointerDeed(down: PointerDown): PointerDeed {
  switch (down.pointerType) {
    case 'pen':
      return down.button === 5 || down.button === 2 ? 'erase' : down.button === 0 ? 'use' : 'ignore'
    case 'touch':
      if (down.penDown || down.others > 0) return 'ignore'
      return down.penSeen ? 'pan' : 'use'
    default:
      return down.button === 0 && down.others === 0 ? 'use' : 'ignore'
  }
}
