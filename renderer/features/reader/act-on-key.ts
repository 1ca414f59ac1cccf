import type { ReadingView, Zoom } from '#core/shared-doc/state-doc.ts'
import type { ReaderKey } from './reader-keys.ts'
import type { Moves } from './use-moves.ts'
import type { ViewActs } from './view-menu.tsx'

/** What keys move and open. */
export interface KeyTargets {
  readonly scroller: HTMLElement
  readonly pages: number
  readonly view: ReadingView
  readonly moves: Moves
  readonly acts: ViewActs
  readonly zoomTo: (zoom: Zoom) => void
  readonly openView: () => void
  readonly openPanel: () => void
  readonly startFind: () => void
  /** False when nothing is being looked for. */
  readonly findStep: (direction: 1 | -1) => boolean
  readonly findEverywhere: () => boolean
  readonly goTo: () => void
  /** False when nothing was left to end. */
  readonly endSomething: () => boolean
}

const lineStepPx = 72

/** Does what a key of the reader means; false when there was nothing to do and the key is anybody's. */
export function actOnKey(key: ReaderKey, to: KeyTargets): boolean {
  const { scroller, moves, acts, view } = to
  switch (key.kind) {
    case 'scroll':
      scroller.scrollBy({ top: key.lines * lineStepPx })
      return true
    case 'screen':
      if (view.arrangement === 'single' && atEdge(scroller, key.direction)) moves.step(key.direction, true)
      else scroller.scrollBy({ top: key.direction * scroller.clientHeight * 0.9 })
      return true
    case 'page':
      moves.step(key.direction)
      return true
    case 'edge':
      moves.turnTo(key.direction < 0 ? 1 : to.pages)
      return true
    case 'back':
      return moves.back.go(key.direction)
    case 'zoom':
      acts.onZoom(key.direction)
      return true
    case 'fit':
      to.zoomTo(key.to)
      return true
    case 'turn':
      acts.onTurn(key.direction)
      return true
    case 'night':
      acts.onView({ night: !view.night })
      return true
    case 'full':
      acts.onFull()
      return true
    case 'view':
      to.openView()
      return true
    case 'panel':
      to.openPanel()
      return true
    case 'find':
      to.startFind()
      return true
    case 'find-step':
      return to.findStep(key.direction)
    case 'find-everywhere':
      return to.findEverywhere()
    case 'go-to':
      to.goTo()
      return true
    case 'escape':
      return to.endSomething()
  }
}

const atEdge = (element: HTMLElement, direction: 1 | -1): boolean =>
  direction < 0 ? element.scrollTop <= 0 : element.scrollTop + element.clientHeight >= element.scrollHeight - 1
