import { IconFileSearch, IconLayoutSidebar, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { ReadingView, Zoom } from '#core/shared-doc/state-doc.ts'
import { IconButton, type MenuEntry, useText } from '../../ui/index.ts'
import { pageNamed } from './paper-outline.ts'
import s from './reader.module.css'
import { FileMenu, SizeMenu, type ViewActs, ViewMenu } from './view-menu.tsx'

export interface ReaderToolbarProps {
  readonly page: number
  readonly pages: number
  /** What the file calls its pages, where that is not their number. */
  readonly labels: readonly string[] | null
  /** The panel beside the pages is open. */
  readonly panel: boolean
  readonly onPanel: () => void
  readonly pageField: RefObject<HTMLInputElement | null>
  readonly view: ReadingView
  readonly zoom: Zoom
  /** Pixels per point now. */
  readonly scale: number
  readonly full: boolean
  readonly finding: boolean
  readonly viewButton: RefObject<HTMLButtonElement | null>
  readonly menu: readonly MenuEntry[]
  readonly viewMenu: readonly MenuEntry[]
  readonly acts: ViewActs
  readonly leading?: ReactNode
  readonly tools?: ReactNode
  readonly trailing?: ReactNode
  readonly onPage: (page: number) => void
  readonly onFind: () => void
}

/** Where one is, size, find, how it is looked at; beside them the tools of whoever composes the reader. */
export function ReaderToolbar(props: ReaderToolbarProps) {
  const { reader: text, readerView: viewText } = useText()
  const [typed, setTyped] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page turn by other means ends the typing
  useEffect(() => setTyped(null), [props.page])
  const latest = useRef(props)
  latest.current = props
  const { finding, view, zoom, scale, full, acts, viewMenu, viewButton } = props
  // Drawn anew when they change, not at every page.
  const controls = useMemo(
    () => (
      <>
        <span className={s.steps}>
          <IconButton label={text.zoomOut} onClick={() => acts.onZoom(-1)}>
            <IconZoomOut />
          </IconButton>
        </span>
        <SizeMenu scale={scale} zoom={zoom} acts={acts} />
        <span className={s.steps}>
          <IconButton label={text.zoomIn} onClick={() => acts.onZoom(1)}>
            <IconZoomIn />
          </IconButton>
        </span>
        <IconButton label={text.find.open} pressed={finding} onClick={() => latest.current.onFind()}>
          <IconFileSearch />
        </IconButton>
        <ViewMenu view={view} full={full} acts={acts} more={viewMenu} button={viewButton} />
      </>
    ),
    [text, finding, view, zoom, scale, full, acts, viewMenu, viewButton]
  )
  const { labels } = props
  const label = labels?.[props.page - 1] ?? String(props.page)
  const go = (): void => {
    const page = pageNamed(typed ?? '', labels, props.pages)
    if (page !== null) props.onPage(page)
    setTyped(null)
  }
  return (
    <div className={s.bar} role="toolbar" aria-label={text.toolbar}>
      {props.leading}
      <IconButton label={viewText.panel.open} shortcut="M" pressed={props.panel} onClick={props.onPanel}>
        <IconLayoutSidebar />
      </IconButton>
      <span className={s.pageOf}>
        <input
          ref={props.pageField}
          className={s.pageField}
          inputMode={labels ? 'text' : 'numeric'}
          style={labels ? { width: `${Math.min(12, Math.max(4, label.length + 1))}ch` } : undefined}
          aria-label={text.pageField}
          value={typed ?? label}
          onFocus={event => event.target.select()}
          onChange={event => setTyped(labels ? event.target.value.slice(0, 24) : event.target.value.replace(/\D/g, '').slice(0, 5))}
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
        <span>{labels ? viewText.ofLabelled(props.page, props.pages) : text.ofPages(props.pages)}</span>
      </span>
      {controls}
      {props.tools ? <span className={s.rule} /> : null}
      {props.tools}
      <span className={s.trailing}>
        {props.trailing}
        <FileMenu entries={props.menu} />
      </span>
    </div>
  )
}
