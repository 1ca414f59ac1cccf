import type { MarkTool } from './pointer-policy.ts'

export type MarkKey = { readonly kind: 'tool'; readonly tool: Exclude<MarkTool, 'none'> } | { readonly kind: 'undo' | 'redo' | 'escape' }

/** [K10] Keys of marking; nothing is taken from who is typing or composing. */
export function markKey(pressed: {
  readonly key: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly typing: boolean
  readonly composing: boolean
}): MarkKey | null {
  if (pressed.typing || pressed.composing || pressed.alt) return null
  const key = pressed.key.toLowerCase()
  if (pressed.ctrl) {
    if (key === 'z') return { kind: pressed.shift ? 'redo' : 'undo' }
    return key === 'y' ? { kind: 'redo' } : null
  }
  switch (key) {
    case 'p':
      return { kind: 'tool', tool: 'pen' }
    case 'h':
      return { kind: 'tool', tool: 'highlight' }
    case 'n':
      return { kind: 'tool', tool: 'note' }
    case 'e':
      return { kind: 'tool', tool: 'erase' }
    case 'escape':
      return { kind: 'escape' }
    default:
      return null
  }
}
