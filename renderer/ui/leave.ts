import { useEffect } from 'react'

/** Asks before the window is closed or loaded anew while `loses()`; the browser's own words in a browser, the shell's in the desktop app. */
export function useLeaveWarning(loses: () => boolean): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (!loses()) return
      event.preventDefault()
      // Chromium before 119 asks for this only.
      event.returnValue = true
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [loses])
}
