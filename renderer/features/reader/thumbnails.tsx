import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../../ui/index.ts'
import type { PageSize } from './page-layout.ts'
import type { OpenPaper } from './pdf-engine.ts'
import s from './side-panel.module.css'
import { createThumbnailMaker, type ThumbnailMaker } from './thumbnail-maker.ts'

export interface ThumbnailsProps {
  readonly paper: OpenPaper
  readonly sizes: readonly PageSize[]
  readonly labels: readonly string[] | null
  readonly page: number
  readonly turn: number
  readonly night: boolean
  readonly lowPower: boolean
  readonly whenStill: () => Promise<void>
  readonly onPage: (page: number) => void
}

const width = 128
const wordsPx = 34

/** All pages small, of which those in sight exist. The arrows turn pages; the one being read is marked and in sight. */
export function Thumbnails(props: ThumbnailsProps) {
  const { paper, sizes, page, turn, night, lowPower, whenStill } = props
  const text = useText().readerView.panel
  const box = useRef<HTMLDivElement>(null)
  const [maker, setMaker] = useState<ThumbnailMaker | null>(null)
  useEffect(() => {
    const made = createThumbnailMaker(paper, { width, turn, night, lowPower }, whenStill)
    setMaker(made)
    return made.close
  }, [paper, turn, night, lowPower, whenStill])
  const heightOf = (index: number): number => {
    const size = sizes[index] ?? paper.firstSize
    return Math.min(3 * width, Math.round((width * size.height) / Math.max(1, size.width)))
  }
  const virtual = useVirtualizer({
    count: paper.pages,
    getScrollElement: () => box.current,
    estimateSize: index => heightOf(index) + wordsPx,
    // Whoever has little to spare draws only what is looked at.
    overscan: lowPower ? 0 : 4
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list follows the page, nothing else
  useEffect(() => {
    virtual.scrollToIndex(page - 1, { align: 'auto' })
    const held = box.current?.contains(document.activeElement)
    const frame = requestAnimationFrame(() => {
      if (held) box.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [page])
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: page + 1, ArrowUp: page - 1, Home: 1, End: paper.pages }[event.key]
    if (to === undefined) return
    event.preventDefault()
    props.onPage(Math.min(paper.pages, Math.max(1, to)))
  }
  return (
    <div ref={box} className={s.scroll}>
      <ul className={s.thumbs} style={{ height: virtual.getTotalSize() }} aria-label={text.pages}>
        {virtual.getVirtualItems().map(({ key, index, start, size }) => {
          const number = index + 1
          const label = props.labels?.[index] ?? String(number)
          return (
            <li key={key} style={{ top: start, height: size }} aria-setsize={paper.pages} aria-posinset={number}>
              <button
                type="button"
                className={s.thumb}
                aria-current={number === page}
                tabIndex={number === page ? 0 : -1}
                aria-label={text.toPage(label)}
                onClick={() => props.onPage(number)}
                onKeyDown={onKeyDown}
              >
                <Thumb maker={maker} page={number} height={heightOf(index)} night={night} />
                <span>{label}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Thumb(props: { readonly maker: ThumbnailMaker | null; readonly page: number; readonly height: number; readonly night: boolean }) {
  const { maker, page } = props
  const home = useRef<HTMLSpanElement>(null)
  useEffect(() => maker?.ask(page, canvas => home.current?.replaceChildren(canvas)), [maker, page])
  return <span ref={home} className={s.picture} data-night={props.night} style={{ width, height: props.height }} aria-hidden="true" />
}
