import { type RefObject, useEffect, useRef } from 'react'
import { type ReaderKey, readerKey, takesText } from './reader-keys.ts'

/** Listens for the reader's keys on the whole window while it is the active one, minding who types, open dialogs and open menus. */
export function useReaderKeys(root: RefObject<HTMLElement | null>, active: boolean, onKey: (key: ReaderKey) => boolean): void {
  const act = useRef(onKey)
  act.current = onKey
  useEffect(() => {
    if (!active) return
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      const target = event.target
      if (target instanceof Element && target.closest('[role="menu"]')) return
      // Another reader stands beside this one and has the focus: its keys are its own.
      if (target instanceof Element && target.closest('[data-reader]') && !root.current?.contains(target)) return
      const key = readerKey({
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        shift: event.shiftKey,
        typing: takesText(target),
        onControl: target instanceof HTMLElement && target.closest('button, a, [role="menuitem"], [role="tab"]') !== null,
        ours: target === document.body || (target instanceof Node && root.current?.contains(target) === true),
        composing: event.isComposing
      })
      if (key && act.current(key)) event.preventDefault()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [root, active])
}
