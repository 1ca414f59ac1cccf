import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { MeetingId } from '#core/ids.ts'
import { formatPlace } from './router.ts'
import s from './screen-bar.module.css'

/** The bar above a screen of a meeting that stands alone: the way back to the meeting, what is looked at and of which meeting. */
export function ScreenBar(props: {
  readonly meeting: MeetingId
  readonly back: string
  readonly title: string
  readonly of: string
  readonly children: ReactNode
}) {
  return (
    <header className={s.bar}>
      <a className={s.back} href={formatPlace({ kind: 'meeting', meeting: props.meeting, paper: null })}>
        <IconChevronLeft size={22} stroke={1.75} aria-hidden="true" />
        {props.back}
      </a>
      <div className={s.name}>
        <h1>{props.title}</h1>
        <p>{props.of}</p>
      </div>
      {props.children}
    </header>
  )
}
