import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import s from './ui.module.css'

export interface Notice {
  readonly text: string
  /** A way back: "Hoàn tác". */
  readonly action?: { readonly label: string; readonly onPick: () => void }
  /** How long it stays, 8 s unless told; failures should stay longer. */
  readonly stayMs?: number
}

/** Shows a message; what it gives back takes the message away before its time. */
type ShowNotice = (notice: Notice) => () => void
const NoticeContext = createContext<ShowNotice>(() => () => {})

/** A window that lies over everything, also over messages, takes them in while it is open; gives back how to leave. */
const HostContext = createContext<(host: HTMLElement) => () => void>(() => () => {})
export const useNoticeHost = (): ((host: HTMLElement) => () => void) => useContext(HostContext)

/** Puts a short message at the foot of the screen, with undo where there is one; what it gives back takes the message away again. */
export const useNotice = (): ShowNotice => useContext(NoticeContext)

/** Holds the messages; stands once around the app. At most three at a time. */
export function NoticeArea(props: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly (Notice & { readonly key: number })[]>([])
  const [hosts, setHosts] = useState<readonly HTMLElement[]>([])
  const enter = useCallback((host: HTMLElement) => {
    setHosts(before => [...before, host])
    return () => setHosts(before => before.filter(other => other !== host))
  }, [])
  const host = hosts.at(-1)
  const nextKey = useRef(1)
  const timers = useRef(new Map<number, ReturnType<typeof setTimeout>>())
  useEffect(() => {
    const running = timers.current
    return () => {
      for (const timer of running.values()) clearTimeout(timer)
    }
  }, [])
  const drop = useCallback((key: number) => {
    clearTimeout(timers.current.get(key))
    timers.current.delete(key)
    setShown(before => before.filter(notice => notice.key !== key))
  }, [])
  const show = useCallback(
    (notice: Notice) => {
      const key = nextKey.current++
      // Said again, it is said once; what can be undone stays, each with its own way back.
      setShown(before => [...before.filter(old => old.action || notice.action || old.text !== notice.text), { ...notice, key }].slice(-3))
      timers.current.set(
        key,
        setTimeout(() => drop(key), notice.stayMs ?? 8000)
      )
      return () => drop(key)
    },
    [drop]
  )
  // What else stands at the foot of the screen makes room.
  useEffect(() => {
    document.documentElement.style.setProperty('--notices', String(shown.length))
  }, [shown.length])
  const area = useMemo(
    () => (
      <div className={s.notices} aria-live="polite">
        {shown.map(notice => (
          <div key={notice.key} className={s.notice}>
            <span>{notice.text}</span>
            {notice.action ? (
              <button
                type="button"
                onClick={() => {
                  drop(notice.key)
                  notice.action?.onPick()
                }}
              >
                {notice.action.label}
              </button>
            ) : null}
          </div>
        ))}
      </div>
    ),
    [shown, drop]
  )
  return (
    <NoticeContext.Provider value={show}>
      <HostContext.Provider value={enter}>{props.children}</HostContext.Provider>
      {host ? createPortal(area, host) : area}
    </NoticeContext.Provider>
  )
}
