import { type MarkColour, markColours } from '#core/mark/mark.ts'
import type { MarkTool, PickedTool } from './pointer-policy.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'
export type MarkKey =
  | { readonly kind: 'tool'; readonly tool: PickedTool }
  | { readonly kind: 'colour'; readonly colour: MarkColour }
  | { readonly kind: 'arrow'; readonly direction: Direction; readonly shift: boolean; readonly ctrl: boolean }
  | { readonly kind: 'next'; readonly by: 1 | -1 }
  | { readonly kind: 'undo' | 'redo' | 'escape' | 'act' | 'move' | 'duplicate' | 'copy' | 'remove' }

export interface PressedKey {
  readonly key: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly typing: boolean
  readonly composing: boolean
  /** The tool in hand, whether the keyboard leads it, and whether marks or words are chosen. */
  readonly tool: MarkTool
  readonly byKeys: boolean
  readonly chosen: boolean
  readonly words: boolean
  /** The focus is on something that Enter and Tab mean, or that arrows walk through: a button, a tab, a tree. */
  readonly onControl: boolean
  readonly walked: boolean
}

const letters: Readonly<Record<string, PickedTool>> = {
  p: 'pen',
  h: 'highlight',
  n: 'note',
  e: 'erase',
  u: 'underline',
  s: 'strike',
  k: 'area',
  a: 'arrow',
  t: 'sign',
  l: 'lasso',
  f7: 'words'
}
const arrows: Readonly<Record<string, Direction>> = { arrowleft: 'left', arrowright: 'right', arrowup: 'up', arrowdown: 'down' }

/** [K10] Keys of marking; nothing is taken from who is typing or composing, and nothing of reading while no mark is made by keyboard. */
export function markKey(pressed: PressedKey): MarkKey | null {
  const { ctrl, shift, chosen, byKeys } = pressed
  if (pressed.typing || pressed.composing || pressed.alt) return null
  const key = pressed.key.toLowerCase()
  const direction = arrows[key]
  if (direction) return byKeys && !pressed.walked ? { kind: 'arrow', direction, shift, ctrl } : null
  if (ctrl) {
    if (key === 'z') return { kind: shift ? 'redo' : 'undo' }
    return key === 'y' && !shift ? { kind: 'redo' } : null
  }
  if (key === 'escape') return { kind: 'escape' }
  if (key === 'tab') return byKeys && !pressed.onControl && pressed.tool === 'lasso' ? { kind: 'next', by: shift ? -1 : 1 } : null
  if (key === 'enter' || key === ' ') return byKeys && !pressed.onControl ? { kind: 'act' } : null
  if (key === 'c' && (chosen || pressed.words)) return { kind: 'copy' }
  if (chosen) {
    if (key === 'delete' || key === 'backspace') return { kind: 'remove' }
    if (key === 'd') return { kind: 'duplicate' }
    if (key === 'm') return { kind: 'move' }
  }
  const colour = markColours[Number(key) - 1]
  if (colour) return chosen || pressed.tool !== 'none' ? { kind: 'colour', colour } : null
  const tool = letters[key]
  return tool && !shift ? { kind: 'tool', tool } : null
}
