/** What a key means in the reader; null = not ours. Pure, so that it can be tested without a screen. */
export type ReaderKey =
  | { readonly kind: 'scroll'; readonly lines: number }
  | { readonly kind: 'screen'; readonly direction: 1 | -1 }
  | { readonly kind: 'page'; readonly direction: 1 | -1 }
  | { readonly kind: 'edge'; readonly direction: 1 | -1 }
  | { readonly kind: 'zoom'; readonly direction: 1 | -1 }
  /** To where one was before a jump, and forth again. */
  | { readonly kind: 'back'; readonly direction: 1 | -1 }
  | { readonly kind: 'find-step'; readonly direction: 1 | -1 }
  | { readonly kind: 'find-everywhere' }
  | { readonly kind: 'turn'; readonly direction: 1 | -1 }
  | { readonly kind: 'fit'; readonly to: 'width' | 'page' }
  | { readonly kind: 'find' | 'go-to' | 'view' | 'panel' | 'night' | 'full' | 'escape' }

interface PressedKey {
  readonly key: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
  /** A letter belongs to who types it; a button takes Space itself. */
  readonly typing: boolean
  readonly onControl: boolean
  /** The focus is in the reader or nowhere: keys that others use too (arrows, Home) are ours. */
  readonly ours: boolean
  readonly composing: boolean
}

/** [E6] Keys of the reader; nothing is taken from who is typing, least of all during composition (Telex, VNI). */
export function readerKey(pressed: PressedKey): ReaderKey | null {
  const { key, ctrl, alt, shift } = pressed
  if (pressed.composing) return null
  if (alt) {
    if (ctrl || shift || pressed.typing) return null
    return key === 'ArrowLeft' ? { kind: 'back', direction: -1 } : key === 'ArrowRight' ? { kind: 'back', direction: 1 } : null
  }
  if (key === 'F11' && !ctrl && !shift) return { kind: 'full' }
  if (ctrl) return key.toLowerCase() === 'f' ? { kind: shift ? 'find-everywhere' : 'find' } : null
  if (key === 'F3') return { kind: 'find-step', direction: shift ? -1 : 1 }
  if (pressed.typing) return null
  switch (key) {
    case '+':
    case '=':
      return { kind: 'zoom', direction: 1 }
    case '-':
      return { kind: 'zoom', direction: -1 }
    case '0':
      return { kind: 'fit', to: 'width' }
    case '9':
      return { kind: 'fit', to: 'page' }
    case 'r':
    case 'R':
      return { kind: 'turn', direction: shift ? -1 : 1 }
    case 'v':
    case 'V':
      return { kind: 'view' }
    case 'm':
    case 'M':
      return { kind: 'panel' }
    case 'd':
    case 'D':
      return { kind: 'night' }
    case 'f':
    case 'F':
      return { kind: 'full' }
    case 'g':
    case 'G':
      return { kind: 'go-to' }
    case 'Escape':
      return { kind: 'escape' }
  }
  if (!pressed.ours) return null
  switch (key) {
    case 'ArrowDown':
      return { kind: 'scroll', lines: 1 }
    case 'ArrowUp':
      return { kind: 'scroll', lines: -1 }
    case 'ArrowRight':
      return { kind: 'page', direction: 1 }
    case 'ArrowLeft':
      return { kind: 'page', direction: -1 }
    case 'PageDown':
      return { kind: 'screen', direction: 1 }
    case 'PageUp':
      return { kind: 'screen', direction: -1 }
    case ' ':
      return pressed.onControl ? null : { kind: 'screen', direction: shift ? -1 : 1 }
    case 'Home':
      return { kind: 'edge', direction: -1 }
    case 'End':
      return { kind: 'edge', direction: 1 }
    default:
      return null
  }
}

/** Whether a place takes what is typed. */
export function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"]'))
}
