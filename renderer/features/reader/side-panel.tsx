import { IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton, Tabs, useText } from '../../ui/index.ts'
import { Outline } from './outline.tsx'
import type { OutlineEntry } from './paper-outline.ts'
import s from './side-panel.module.css'
import { Thumbnails, type ThumbnailsProps } from './thumbnails.tsx'

type Sheet = 'pages' | 'outline'

/** Beside the pages: all of them small, or the table of contents. `entered`: the keyboard asked for it, so it gets the focus. */
export default function SidePanel(
  props: ThumbnailsProps & {
    readonly entered: boolean
    readonly onPick: (entry: OutlineEntry) => void
    readonly onClose: () => void
  }
) {
  const text = useText().readerView.panel
  const [sheet, setSheet] = useState<Sheet>('pages')
  const root = useRef<HTMLElement>(null)
  const { entered } = props
  useEffect(() => {
    if (!entered) return
    const frame = requestAnimationFrame(() => root.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus())
    return () => cancelAnimationFrame(frame)
  }, [entered])
  const sheets: readonly Sheet[] = ['pages', 'outline']
  return (
    <aside
      ref={root}
      className={s.panel}
      aria-label={text.title}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        props.onClose()
      }}
    >
      <div className={s.head}>
        <Tabs label={text.title} value={sheet} wide choices={sheets.map(value => ({ value, label: text[value] }))} onPick={setSheet} />
        <IconButton label={text.close} onClick={props.onClose}>
          <IconX />
        </IconButton>
      </div>
      {sheet === 'pages' ? <Thumbnails {...props} /> : <Outline paper={props.paper} onPick={props.onPick} />}
    </aside>
  )
}
