import { type RefObject, useEffect } from 'react'
import type { Undo } from '../sync/index.ts'

/**
 * Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) undo and redo what I did in a shared document, wherever the focus stands inside `within`, and also
 * when it stands nowhere because undoing took its field away.
 */
export function useUndoKeys(within: RefObject<HTMLElement | null>, undo: Pick<Undo, 'undo' | 'redo'>): void {
  const { undo: back, redo: again } = undo
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      const { target } = event
      if (target !== document.body && !(target instanceof Node && within.current?.contains(target))) return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) again()
      else back()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [within, back, again])
}
