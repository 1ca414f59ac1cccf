import { IconArrowAutofitWidth, IconFileSearch, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { IconButton, useText } from '../../ui/index.ts'
import s from './reader.module.css'

export interface ReaderToolbarProps {
  readonly page: number
  readonly pages: number
  readonly pageField: RefObject<HTMLInputElement | null>
  readonly fits: boolean
  readonly finding: boolean
  readonly leading?: ReactNode
  readonly tools?: ReactNode
  readonly trailing?: ReactNode
  readonly onPage: (page: number) => void
  readonly onZoom: (direction: 1 | -1) => void
  readonly onFit: () => void
  readonly onFind: () => void
}

/** Where one is, zoom, find; beside them the tools of whoever composes the reader. */
export function ReaderToolbar(props: ReaderToolbarProps) {
  const text = useText().reader
  const [typed, setTyped] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page turn by other means ends the typing
  useEffect(() => setTyped(null), [props.page])
  const latest = useRef(props)
  latest.current = props
  const { fits, finding } = props
  // Drawn anew when they change, not at every page.
  const controls = useMemo(
    () => (
      <>
        <IconButton label={text.zoomOut} onClick={() => latest.current.onZoom(-1)}>
          <IconZoomOut />
        </IconButton>
        <IconButton label={text.zoomIn} onClick={() => latest.current.onZoom(1)}>
          <IconZoomIn />
        </IconButton>
        {fits ? null : (
          <IconButton label={text.fitWidth} onClick={() => latest.current.onFit()}>
            <IconArrowAutofitWidth />
          </IconButton>
        )}
        <IconButton label={text.find.open} pressed={finding} onClick={() => latest.current.onFind()}>
          <IconFileSearch />
        </IconButton>
      </>
    ),
    [text, fits, finding]
  )
  const go = (): void => {
    const page = Number.parseInt(typed ?? '', 10)
    if (Number.isFinite(page)) props.onPage(Math.min(props.pages, Math.max(1, page)))
    setTyped(null)
  }
  return (
    <div className={s.bar} role="toolbar" aria-label={text.toolbar}>
      {props.leading}
      <span className={s.pageOf}>
        <input
          ref={props.pageField}
          className={s.pageField}
          inputMode="numeric"
          aria-label={text.pageField}
          value={typed ?? String(props.page)}
          onFocus={event => event.target.select()}
          onChange={event => setTyped(event.target.value.replace(/\D/g, '').slice(0, 5))}
          onBlur={() => setTyped(null)}
          onKeyDown={event => {
            if (event.key === 'Enter') {
              go()
              event.currentTarget.blur()
            } else if (event.key === 'Escape') {
              event.stopPropagation()
              setTyped(null)
              event.currentTarget.blur()
            }
          }}
        />
        <span>{text.ofPages(props.pages)}</span>
      </span>
      {controls}
      {props.tools ? <span className={s.rule} /> : null}
      {props.tools}
      {props.trailing ? <span className={s.trailing}>{props.trailing}</span> : null}
    </div>
  )
}
