import { useMediaQuery } from '@mantine/hooks'
import { IconColumns2, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { PaperId } from '#core/ids.ts'
import type { Paper, PaperVersion } from '#core/paper/paper.ts'
import { MarkLayer, MarkSubtools, MarkToolbar, useMarks } from '../features/marks/index.ts'
import { Reader } from '../features/reader/index.ts'
import { useSession } from '../session/session.ts'
import { Dialog, IconButton, type MenuEntry, useText } from '../ui/index.ts'
import s from './paper-sides.module.css'

export interface Side {
  /** The keyboard means this side. */
  readonly active: boolean
  /** What the menu of views offers about the other side. */
  readonly viewMenu: readonly MenuEntry[]
}

/** The open paper and, where there is room and somebody wants it, another one (or another place of the same) beside it. */
export function PaperSides(props: {
  readonly paper: Paper
  /** Papers that may stand beside it, as the agenda has them. */
  readonly papers: readonly Paper[]
  /** Two papers want the room: what else is open beside them may go. */
  readonly onBeside?: (() => void) | undefined
  readonly children: (side: Side) => ReactNode
}) {
  const text = useText().readerView.beside
  const roomy = useMediaQuery('(min-width: 1180px)', innerWidth >= 1180)
  const [choosing, setChoosing] = useState(false)
  const [beside, setBeside] = useState<PaperId | null>(null)
  const [second, setSecond] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const other = roomy ? (props.papers.find(one => one.paper === beside && !one.removed) ?? null) : null
  const version = other?.versions.at(-1) ?? null
  const two = version !== null
  useEffect(() => {
    if (!two) return
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return
      event.preventDefault()
      const [one, another] = [...(root.current?.children ?? [])]
      const to = one?.contains(document.activeElement) || !another?.contains(document.activeElement) ? another : one
      to?.querySelector<HTMLElement>('section[tabindex="0"]')?.focus()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [two])
  const viewMenu = useMemo<readonly MenuEntry[]>(
    () =>
      roomy
        ? [
            { key: 'beside', label: text.open, icon: <IconColumns2 />, onPick: () => setChoosing(true) },
            ...(two ? [{ key: 'alone', label: text.close, icon: <IconX />, onPick: () => setBeside(null) }] : [])
          ]
        : [],
    [roomy, two, text]
  )
  const side = (which: boolean, children: ReactNode, label: string) => (
    <div
      className={s.side}
      data-active={two && second === which}
      {...(two ? { role: 'group', 'aria-label': label } : {})}
      onFocusCapture={() => setSecond(which)}
      onPointerDownCapture={() => setSecond(which)}
    >
      {children}
    </div>
  )
  return (
    <div ref={root} className={s.sides} data-two={two}>
      {side(false, props.children({ active: !two || !second, viewMenu }), text.first)}
      {other && version
        ? side(
            true,
            <Beside
              key={`${other.paper} ${version.version}`}
              paper={other}
              version={version}
              active={second}
              // The same paper twice: the first side is where one reads on.
              keepsPlace={other.paper !== props.paper.paper}
              viewMenu={viewMenu}
              onClose={() => setBeside(null)}
            />,
            text.second
          )
        : null}
      {choosing ? (
        <Dialog title={text.choose} closeWord={text.cancel} onClose={() => setChoosing(false)}>
          <ul className={s.papers}>
            {props.papers.map(one => (
              <li key={one.paper}>
                <button
                  type="button"
                  onClick={() => {
                    setBeside(one.paper)
                    setSecond(true)
                    setChoosing(false)
                    props.onBeside?.()
                  }}
                >
                  {one.title}
                  {one.paper === props.paper.paper ? <span>{text.same}</span> : null}
                </button>
              </li>
            ))}
          </ul>
        </Dialog>
      ) : null}
    </div>
  )
}

function Beside(props: {
  readonly paper: Paper
  readonly version: PaperVersion
  readonly active: boolean
  readonly keepsPlace: boolean
  readonly viewMenu: readonly MenuEntry[]
  readonly onClose: () => void
}) {
  const { me } = useSession()
  const text = useText().readerView.beside
  const { paper, version, active } = props
  const marks = useMarks(paper.paper, version.version, me.user.id, paper.title)
  const mine = active && marks.writable
  return (
    <Reader
      paper={paper.paper}
      version={version}
      title={paper.title}
      active={active}
      keepsPlace={props.keepsPlace}
      viewMenu={props.viewMenu}
      tools={mine ? <MarkToolbar marks={marks} /> : null}
      subtools={mine ? <MarkSubtools marks={marks} /> : null}
      trailing={
        <IconButton label={text.close} onClick={props.onClose}>
          <IconX />
        </IconButton>
      }
      overlay={frame => <MarkLayer marks={marks} frame={frame} />}
    />
  )
}
