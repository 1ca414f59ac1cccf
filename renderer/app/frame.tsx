import {
  IconCalendarEvent,
  IconFiles,
  IconKeyboard,
  IconLock,
  IconLogout,
  IconSearch,
  IconSettings,
  IconSun,
  IconUserShare,
  IconUsersGroup
} from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useSession } from '../session/session.ts'
import { SaveBanner, SaveStatus, SetAsideNotice } from '../sync/index.ts'
import { Avatar, formatPlace, Menu, myDocuments, type Place, useText } from '../ui/index.ts'
import s from './frame.module.css'

/** The frame of every place outside a meeting: places on the left, title and search on top. */
export function AppFrame(props: {
  readonly place: Place
  readonly title: string
  readonly banners?: ReactNode
  readonly onSearch: () => void
  readonly onShortcuts: () => void
  readonly onPassword: () => void
  /** To another person of this computer, where it takes a PIN of one. */
  readonly onPerson: (() => void) | null
  readonly onSignOut: () => void
  readonly children: ReactNode
}) {
  const words = useText().app
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place is read from its heading on
  useEffect(() => {
    document.title = `${props.title} · ${words.name}`
    if (first.current) first.current = false
    else heading.current?.focus({ preventScroll: true })
  }, [props.title])
  return (
    <div className={s.frame}>
      <Places {...props} skipTo={() => heading.current?.focus()} />
      <main className={s.main}>
        <div className={s.top}>
          <h1 ref={heading} tabIndex={-1}>
            {props.title}
          </h1>
          <span className={s.save}>
            <SaveStatus />
          </span>
          <button type="button" className={s.search} onClick={props.onSearch} aria-label={words.frame.search}>
            <IconSearch aria-hidden="true" />
            <span>{words.frame.search}</span>
            <kbd>Ctrl K</kbd>
          </button>
        </div>
        <div className={s.banners}>
          {props.banners}
          <SaveBanner />
          <SetAsideNotice />
        </div>
        {props.children}
      </main>
    </div>
  )
}

function Places(props: {
  readonly place: Place
  readonly onPassword: () => void
  /** To another person of this computer, where it takes a PIN of one. */
  readonly onPerson: (() => void) | null
  readonly onShortcuts: () => void
  readonly onSignOut: () => void
  readonly skipTo: () => void
}) {
  const { me } = useSession()
  const words = useText().app
  const pinWords = useText().pin
  const administers = me.user.role === 'administrator' || me.user.role === 'unitAdministrator'
  const link = (place: Place, label: string, icon: ReactNode) => (
    <a className={s.place} href={formatPlace(place)} {...(place.kind === props.place.kind ? { 'aria-current': 'page' as const } : {})}>
      {icon}
      {label}
    </a>
  )
  return (
    <nav className={s.nav} aria-label={words.places.main}>
      <button type="button" className={s.skip} onClick={props.skipTo}>
        {words.skipToContent}
      </button>
      <div className={s.brand}>
        <span className={s.star} aria-hidden="true">
          ★
        </span>
        {words.name}
      </div>
      <div className={s.unit}>
        {words.frame.unitLines(me.unitPath).map(line => (
          <span key={line}>{line}</span>
        ))}
      </div>
      {link({ kind: 'today' }, words.places.today, <IconSun aria-hidden="true" />)}
      {link({ kind: 'meetings' }, words.places.meetings, <IconCalendarEvent aria-hidden="true" />)}
      {link(myDocuments, words.places.documents, <IconFiles aria-hidden="true" />)}
      {administers ? link({ kind: 'administration' }, words.places.administration, <IconUsersGroup aria-hidden="true" />) : null}
      <div className={s.foot}>
        {link({ kind: 'settings' }, words.places.settings, <IconSettings aria-hidden="true" />)}
        <Menu
          label={words.frame.account(me.user.name)}
          entries={[
            { key: 'password', label: words.frame.password, icon: <IconLock aria-hidden="true" />, onPick: props.onPassword },
            { key: 'shortcuts', label: words.frame.shortcuts, icon: <IconKeyboard aria-hidden="true" />, onPick: props.onShortcuts },
            ...(props.onPerson
              ? [{ key: 'person', label: pinWords.change, icon: <IconUserShare aria-hidden="true" />, onPick: props.onPerson }]
              : []),
            { key: 'sign-out', label: words.frame.signOut, icon: <IconLogout aria-hidden="true" />, onPick: props.onSignOut }
          ]}
          trigger={
            <button type="button" className={s.who} aria-label={words.frame.account(me.user.name)}>
              <Avatar name={me.user.name} />
              <span>
                <b>{me.user.name}</b>
                <small>{me.user.title}</small>
              </span>
            </button>
          }
        />
      </div>
    </nav>
  )
}
