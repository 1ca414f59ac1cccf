import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import s from './print-sheet.module.css'

/** Prints what it is given instead of the screen, as plain A4 pages; `sheet` has to be drawn somewhere. */
export function usePrint(): { readonly print: (content: ReactNode) => void; readonly sheet: ReactNode } {
  const [content, setContent] = useState<ReactNode>(null)
  useEffect(() => {
    if (content === null) return
    const done = () => setContent(null)
    window.addEventListener('afterprint', done)
    window.print()
    return () => window.removeEventListener('afterprint', done)
  }, [content])
  return {
    print: useCallback((next: ReactNode) => setContent(next), []),
    sheet: content === null ? null : createPortal(<div className={s.sheet}>{content}</div>, document.body)
  }
}
