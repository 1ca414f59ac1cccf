import { IconBell, IconBellOff, IconMoon, IconPlugConnectedX, IconSun } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { isJustOver } from '#core/floor/rules.ts'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import type { ScreenView } from '#core/screen/screen-view.ts'
import type { SmallMemory } from '../../platform/small-memory.ts'
import { ringChime, useChime, useMayRing } from '../../ui/chime.ts'
import { clockTime, fullDate, QrCode, useText } from '../../ui/index.ts'
import { stopwatch, useSecond } from '../../ui/second.ts'
import s from './big-screen.module.css'
import type { LinkState, ScreenLink } from './screen-link.ts'
import { Stage } from './stage.tsx'

/** `address`: where people who scan a code find the server. The whole page of a big screen; needs no mouse, no keyboard and no account. */
export function BigScreen(props: { readonly link: ScreenLink; readonly address: string; readonly memory: SmallMemory }) {
  const { link, address } = props
  const state = useSyncExternalStore(link.subscribe, link.getSnapshot)
  const idle = useIdlePointer()
  return (
    <div className={s.screen} data-idle={idle} lang="vi">
      <Shown state={state} address={address} />
      <div className={s.acts}>
        {state.kind === 'view' ? <Chime view={state.view} memory={props.memory} /> : null}
        <Theme memory={props.memory} />
      </div>
      {'lostSince' in state && state.lostSince !== null ? <Lost since={state.lostSince} /> : null}
    </div>
  )
}

function Shown({ state, address }: { readonly state: LinkState; readonly address: string }) {
  const all = useText()
  const t = all.screen
  switch (state.kind) {
    case 'starting':
      return (
        <Centre>
          <p className={s.lead}>{state.trouble === null ? t.starting : t[state.trouble]}</p>
        </Centre>
      )
    case 'waiting':
      return <Waiting {...state} />
    case 'view':
      return <InMeeting view={state.view} address={address} />
    case 'ended':
      return (
        <Centre>
          {state.view ? <p className={s.meetingName}>{state.view.title}</p> : null}
          <h1 className={s.headline}>{t.ended}</h1>
          <p className={s.lead}>{t.endedAt(clockTime(all.app.dates, state.at))}</p>
        </Centre>
      )
  }
}

const Centre = ({ children }: { readonly children: ReactNode }) => <main className={s.centre}>{children}</main>

/** The code, as large as fits, and what to do with it. */
function Waiting(props: Extract<LinkState, { kind: 'waiting' }>) {
  const t = useText().screen
  const left = Date.parse(props.until) - useSecond(true)
  return (
    <Centre>
      {props.removed ? <p className={s.note}>{t.removed}</p> : null}
      <h1 className={s.lead}>{t.pair}</h1>
      {/* Read digit by digit. */}
      <p className={s.code} role="img" aria-label={`${t.codeName}: ${[...props.code].join(' ')}`}>
        {t.code(props.code)}
      </p>
      <p className={s.lead}>{t.how}</p>
      <p className={s.soft}>{left > 0 ? t.changesIn(stopwatch(left)) : ''}</p>
    </Centre>
  )
}

function InMeeting({ view, address }: { readonly view: ScreenView; readonly address: string }) {
  const all = useText()
  const t = all.screen
  const now = useSecond(true)
  const time = (at: string) => clockTime(all.app.dates, at)
  useEffect(() => {
    document.title = `${t.title} · ${view.title}`
  }, [t, view.title])
  return (
    <div className={s.meeting}>
      <header className={s.top}>
        <p className={s.meetingName}>{isRehearsal(view.meeting) ? `${t.rehearsal} · ${view.title}` : view.title}</p>
        <p className={s.clock}>{clockTime(all.app.dates, now)}</p>
      </header>
      {view.state === 'issued' || view.state === 'draft' ? (
        <main className={s.stage}>
          <p className={s.kind}>{t.notOpen}</p>
          <h1 className={s.headline}>{view.title}</h1>
          <p className={s.lead}>{`${time(view.startsAt)} ${fullDate(all.app.dates, view.startsAt)}`}</p>
          <p className={s.lead}>{view.place}</p>
          <p className={s.soft}>{opensIn(t, Date.parse(view.startsAt) - now)}</p>
        </main>
      ) : view.suspended ? (
        <main className={s.stage}>
          <h1 className={s.headline}>{t.suspended}</h1>
          {view.suspended.reason ? <p className={s.lead}>{view.suspended.reason}</p> : null}
          <p className={s.big}>{stopwatch(Math.max(0, now - Date.parse(view.suspended.at)))}</p>
          <p className={s.soft}>{t.suspendedSince(time(view.suspended.at))}</p>
        </main>
      ) : (
        <Stage view={view} now={now} />
      )}
      <aside className={s.side}>
        <Attendance view={view} />
        {view.checkIn === null ? null : (
          <div className={s.qr}>
            <QrCode text={`${address}/#/cuoc-hop/${view.meeting}/diem-danh/${view.checkIn}`} label={t.scan} />
            <p aria-hidden="true">{t.scan}</p>
          </div>
        )}
      </aside>
      <footer className={s.foot}>
        <p>
          {[view.site, view.state === 'live' && view.next ? t.next(view.next.number, view.next.title) : view.unitName]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </footer>
    </div>
  )
}

const themeKey = 'hopso screen theme'

/** A hall that is kept dark has a dark wall. */
function Theme({ memory }: { readonly memory: SmallMemory }) {
  const t = useText().screen
  const [dark, setDark] = useState(() => memory.getItem(themeKey) === 'dark')
  useEffect(() => {
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }, [dark])
  const change = () => {
    setDark(!dark)
    keep(memory, themeKey, dark ? 'light' : 'dark')
  }
  return (
    <button type="button" className={s.act} onClick={change}>
      {dark ? <IconSun aria-hidden="true" /> : <IconMoon aria-hidden="true" />}
      {dark ? t.light : t.dark}
    </button>
  )
}

function keep(memory: SmallMemory, key: string, value: string): void {
  try {
    memory.setItem(key, value)
  } catch {
    // Until the page is closed.
  }
}

const chimeKey = 'hopso screen chime'

/**
 * [C7] The soft sound of this screen when speaking time is over, and the switch for it: there while the pointer or a key moves, and as long as
 * the browser lets the page make no sound though it shall.
 */
function Chime({ view, memory }: { readonly view: ScreenView; readonly memory: SmallMemory }) {
  const t = useText().screen
  const [on, setOn] = useState(() => memory.getItem(chimeKey) === 'on')
  const { speaker } = view
  const now = useSecond(speaker !== null)
  const isOver = speaker !== null && isJustOver(speaker.minutes, now - Date.parse(speaker.calledAt), speaker.spentMs)
  useChime(isOver ? speaker.calledAt : null, on && !view.vote?.isOpen)
  const may = useMayRing(on)
  const tried = useRef(false)
  const change = () => {
    if (!on || !may) ringChime()
    // The press that was needed; where it does not help there is no sound to be had, and the next one turns it off.
    if (!may && !tried.current) {
      tried.current = true
      return
    }
    setOn(!on)
    keep(memory, chimeKey, on ? 'off' : 'on')
  }
  return (
    <button type="button" className={s.act} aria-pressed={on} data-mute={!may} onClick={change}>
      {on && may ? <IconBell aria-hidden="true" /> : <IconBellOff aria-hidden="true" />}
      {!may ? t.chimeMute : on ? t.chimeOn : t.chimeOff}
    </button>
  )
}

const opensIn = (t: ReturnType<typeof useText>['screen'], leftMs: number): string =>
  leftMs > 0 ? t.opensIn(Math.round(leftMs / 60_000)) : ''

function Attendance({ view }: { readonly view: ScreenView }) {
  const t = useText().screen
  const { members, delegates, guests, needed, reached } = view.attendance
  return (
    <section className={s.attendance} aria-label={t.present}>
      <h2>{t.present}</h2>
      <p className={s.big}>
        {members.present}
        <span>/{members.all}</span>
      </p>
      <p className={s.side_label}>{t.members}</p>
      {needed > 0 ? (
        <p className={s.quorum} data-reached={reached}>
          {reached ? t.quorum(needed) : t.noQuorum(needed, needed - members.present)}
        </p>
      ) : null}
      <p className={`${s.soft} ${s.others}`}>
        <span>{t.delegates(delegates.present)}</span>
        <span>{t.guests(guests.present)}</span>
      </p>
    </section>
  )
}

function Lost({ since }: { readonly since: number }) {
  const all = useText()
  return (
    <p className={s.lost} role="alert">
      <IconPlugConnectedX aria-hidden="true" />
      {all.screen.lost(clockTime(all.app.dates, since))}
    </p>
  )
}

/** The pointer lying on a projector is in the way: it goes when nobody has moved it, or pressed a key, for three seconds. */
function useIdlePointer(): boolean {
  const [idle, setIdle] = useState(true)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const moved = () => {
      setIdle(false)
      clearTimeout(timer)
      timer = setTimeout(() => setIdle(true), 3000)
    }
    window.addEventListener('pointermove', moved)
    window.addEventListener('keydown', moved)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointermove', moved)
      window.removeEventListener('keydown', moved)
    }
  }, [])
  return idle
}
