import { IconChevronLeft, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconUsers, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { formatPlace, IconButton, Tabs, useText } from '../../ui/index.ts'
import bar from '../../ui/screen-bar.module.css'
import s from './frame.module.css'

export type DrawerKind = 'marks' | 'people' | 'notebook' | 'floor'

export interface MeetingFrameProps {
  readonly title: string
  readonly subtitle: ReactNode
  /** Tags and the one primary act of the screen. */
  readonly acts?: ReactNode
  readonly save: ReactNode
  /** At the far right of the bar. */
  readonly tools?: ReactNode
  readonly presentCount: number
  /** How much is new in a drawer; said quietly on its tab. */
  readonly news?: Partial<Readonly<Record<DrawerKind, number>>>
  /** Sentences that must be seen: offline, set aside. */
  readonly banners?: ReactNode
  readonly agenda: ReactNode
  readonly agendaOpen: boolean
  readonly onAgenda: (open: boolean) => void
  /** What lies in each drawer; null while it is being opened. */
  readonly drawers: Readonly<Record<DrawerKind, ReactNode | null>>
  readonly drawer: DrawerKind | null
  readonly onDrawer: (drawer: DrawerKind | null) => void
  /** A bar below everything, on the simple screen. */
  readonly foot?: ReactNode
  readonly children: ReactNode
}

/** The one frame of a meeting: agenda left, paper or item in the middle, one drawer right. Esc closes what slides over. */
export function MeetingFrame(props: MeetingFrameProps) {
  const t = useText().meeting.frame
  const drawer = props.drawer !== null && props.drawers[props.drawer] !== null ? props.drawer : null
  const kinds = (['marks', 'people', 'floor', 'notebook'] as const).filter(kind => props.drawers[kind] !== null)
  return (
    <div className={s.frame}>
      <header className={bar.bar}>
        <a className={bar.back} href={formatPlace({ kind: 'today' })} aria-label={t.back}>
          <IconChevronLeft size={22} stroke={1.75} aria-hidden="true" />
          <span className={s.backWord}>{t.back}</span>
        </a>
        <IconButton
          className={s.narrowOnly}
          label={props.agendaOpen ? t.hideAgenda : t.showAgenda}
          aria-expanded={props.agendaOpen}
          onClick={() => props.onAgenda(!props.agendaOpen)}
        >
          <IconLayoutSidebarLeftExpand />
        </IconButton>
        <div className={bar.name}>
          <h1 title={props.title}>{props.title || t.untitled}</h1>
          <p>{props.subtitle}</p>
        </div>
        {props.acts}
        {props.save}
        <button
          type="button"
          className={s.hereButton}
          aria-expanded={drawer === 'people'}
          aria-label={t.here(props.presentCount)}
          title={t.here(props.presentCount)}
          onClick={() => props.onDrawer(drawer === 'people' ? null : 'people')}
        >
          <IconUsers aria-hidden="true" />
          {props.presentCount}
        </button>
        {props.tools}
      </header>

      {props.agendaOpen ? (
        <nav className={`${s.side} ${s.left}`} aria-label={t.agenda} onKeyDown={event => event.key === 'Escape' && props.onAgenda(false)}>
          <div className={s.head}>
            <h2>{t.agenda}</h2>
            <IconButton label={t.hideAgenda} onClick={() => props.onAgenda(false)}>
              <IconLayoutSidebarLeftCollapse />
            </IconButton>
          </div>
          <div className={s.scroll}>{props.agenda}</div>
        </nav>
      ) : (
        <div className={s.edge}>
          <IconButton label={t.showAgenda} onClick={() => props.onAgenda(true)}>
            <IconLayoutSidebarLeftExpand />
          </IconButton>
        </div>
      )}

      <main className={`${bar.middle} ${s.middle}`}>
        <div className={bar.banners}>{props.banners}</div>
        {props.children}
      </main>

      {drawer ? (
        <aside className={`${s.side} ${s.right}`} aria-label={t.drawer} onKeyDown={event => event.key === 'Escape' && props.onDrawer(null)}>
          <div className={s.tabs}>
            {kinds.length > 1 ? (
              <Tabs
                label={t.drawer}
                value={drawer}
                wide
                choices={kinds.map(kind => ({ value: kind, label: <DrawerName word={t[kind]} fresh={props.news?.[kind] ?? 0} /> }))}
                onPick={props.onDrawer}
              />
            ) : (
              <h2>{t[drawer]}</h2>
            )}
            <IconButton label={t.closeDrawer} onClick={() => props.onDrawer(null)}>
              <IconX />
            </IconButton>
          </div>
          {props.drawers[drawer]}
        </aside>
      ) : null}
      {props.foot ? <div className={s.foot}>{props.foot}</div> : null}
      {props.agendaOpen || drawer ? (
        <button
          type="button"
          className={s.curtain}
          tabIndex={-1}
          aria-label={props.agendaOpen ? t.closeAgenda : t.closeDrawer}
          onClick={() => {
            props.onAgenda(false)
            props.onDrawer(null)
          }}
        />
      ) : null}
    </div>
  )
}

function DrawerName(props: { readonly word: string; readonly fresh: number }) {
  const t = useText().meeting.frame
  return (
    <>
      {props.word}
      {props.fresh > 0 ? (
        <span className={s.fresh} title={t.fresh(props.fresh)}>
          <span aria-hidden="true">{props.fresh}</span>
          <span className="visually-hidden">{t.fresh(props.fresh)}</span>
        </span>
      ) : null}
    </>
  )
}
