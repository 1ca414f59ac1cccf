import { type ReactNode, type Ref, useState } from 'react'
import type { PaperId } from '#core/ids.ts'
import type { PaperVersion } from '#core/paper/paper.ts'
import { useSession } from '../../session/session.ts'
import type { MenuEntry } from '../../ui/index.ts'
import type { Hit } from './find-text.ts'
import { OpenReader } from './open-reader.tsx'
import type { PageFrame } from './page-view.tsx'
import s from './reader.module.css'
import { ReaderState } from './reader-state.tsx'
import type { FindStart } from './use-find.ts'
import { useOpenPaper } from './use-open-paper.ts'
import { useReadingPlace } from './use-reading-place.ts'

/** Where somebody wants to be in the paper; each new object is one jump. */
export interface ReaderJump {
  /** Opens find at a hit. */
  readonly find?: FindStart
  /** Words to show and to mark, the first of them on the screen. */
  readonly spots?: readonly Hit[]
}

/** What whoever composes the reader may ask of it. */
export interface ReaderHandle {
  /** Shows a page, `down` = how far down it, 0…1. Not counted as the reader's own move. */
  readonly show: (page: number, down?: number) => void
  readonly page: () => number
}

export interface ReaderProps {
  readonly paper: PaperId
  readonly version: PaperVersion
  readonly title: string
  readonly ref?: Ref<ReaderHandle>
  /** In the toolbar: before the page number, after find, at the far end. */
  readonly leading?: ReactNode
  readonly tools?: ReactNode
  readonly trailing?: ReactNode
  /** What can be done with the paper as a file (print, keep a copy): the menu "Tệp" at the end of the toolbar. */
  readonly menu?: readonly MenuEntry[]
  /** At the end of the menu "Xem". */
  readonly viewMenu?: readonly MenuEntry[]
  /** Of several readers on the screen, the one that the keyboard means; true unless told. */
  readonly active?: boolean
  /** Whether page and view are remembered; true unless told. */
  readonly keepsPlace?: boolean
  /** Floats under the toolbar, above the paper (the choices of a tool). */
  readonly subtools?: ReactNode
  /** Floats at the foot of the paper (the bar of following). */
  readonly floating?: ReactNode
  /** Drawn above each page, in its own box; passes pointers through unless it takes them. */
  readonly overlay?: (frame: PageFrame) => ReactNode
  /** Fewer pixels; unless told, as the whole screen is set. */
  readonly lowPower?: boolean
  /** So many pages after the one on the screen are fetched before they are asked for; 0 unless told. */
  readonly pagesAhead?: number
  /** Page to begin at; without it, where I was last time. */
  readonly startPage?: number
  readonly jump?: ReaderJump | null
  /** Somebody wants the same found in all papers of the meeting. */
  readonly onFindEverywhere?: ((start: FindStart) => void) | undefined
  readonly everywhere?: 'meeting' | 'mine' | undefined
  readonly onPage?: (page: number) => void
  /** The person scrolled, turned or jumped by hand. */
  readonly onOwnMove?: () => void
  readonly onPointer?: (at: { readonly page: number; readonly x: number; readonly y: number } | null) => void
  /** The paper is open and has so many pages. */
  readonly onOpen?: (pages: number) => void
}

/** Reads one version of a paper: opens it, remembers the place, and says in words when it cannot be had. */
export function Reader(props: ReaderProps) {
  const session = useSession()
  const [attempt, setAttempt] = useState(0)
  const condition = useOpenPaper(session, props.paper, props.version, attempt)
  const memory = useReadingPlace(session.rooms, session.me.user.id, props.paper, props.keepsPlace ?? true)
  if (condition.kind === 'open')
    return <OpenReader key={props.version.version} {...props} open={condition.paper} stalled={condition.stalled} memory={memory} />
  return (
    <section className={s.reader} aria-label={props.title}>
      <div className={s.bar}>{props.leading}</div>
      <div className={s.desk}>
        <ReaderState condition={condition} bytes={props.version.bytes} onRetry={() => setAttempt(attempt + 1)} />
        {props.floating ? <div className={s.floating}>{props.floating}</div> : null}
      </div>
    </section>
  )
}
