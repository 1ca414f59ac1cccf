import { type RefObject, useCallback, useEffect, useState } from 'react'

export interface FullScreen {
  readonly full: boolean
  readonly toggle: () => void
}

/**
 * The whole screen for one element. The document goes full, not the element: menus and windows that open over it stay in sight.
 * Where the browser has no full screen (tablets), the element fills the window. What lies beneath cannot be reached meanwhile.
 */
export function useFullScreen(root: RefObject<HTMLElement | null>): FullScreen {
  const [full, setFull] = useState(false)
  useEffect(() => {
    const element = root.current
    if (!full || !element) return
    const beneath: Element[] = []
    for (let at: Element | null = element; at?.parentElement && at.parentElement !== document.body; at = at.parentElement)
      // Messages at the foot of the screen lie above everything and keep their way back.
      for (const other of at.parentElement.children)
        if (other !== at && !other.hasAttribute('inert') && !other.hasAttribute('aria-live')) beneath.push(other)
    for (const other of beneath) other.setAttribute('inert', '')
    const onChange = (): void => {
      if (document.fullscreenElement === null) setFull(false)
    }
    document.addEventListener('fullscreenchange', onChange)
    return () => {
      document.removeEventListener('fullscreenchange', onChange)
      for (const other of beneath) other.removeAttribute('inert')
      if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => {})
    }
  }, [full, root])
  const toggle = useCallback(() => {
    if (!full) document.documentElement.requestFullscreen?.().catch(() => {})
    setFull(!full)
  }, [full])
  return { full, toggle }
}
