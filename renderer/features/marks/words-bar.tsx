import { IconHighlight, IconMessage, IconQuote, IconStrikethrough, IconUnderline } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton, useText } from '../../ui/index.ts'
import s from './marks.module.css'
import type { PageSurface } from './surface.ts'
import { useCopyQuote } from './use-copy-quote.ts'
import type { Marks } from './use-marks.ts'

const widthPx = 216

/** What can be done with selected words, below their end: shown when the pointer is up, on the page where they end. */
export function WordsBar({ marks, frame }: { readonly marks: Marks; readonly frame: PageSurface }) {
  const { reader, marking } = useText()
  const root = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<{ readonly left: number; readonly top: number } | null>(null)
  const copy = useCopyQuote(marks)
  const { page } = frame
  const active = marks.writable && (marks.tool === 'none' || marks.tool === 'words')
  useEffect(() => {
    if (!active) return
    let down = false
    const look = (): void => setAt(down ? null : placeOf(page))
    const onDown = (event: PointerEvent): void => {
      if (event.target instanceof Node && root.current?.contains(event.target)) return
      down = true
    }
    const onUp = (): void => {
      down = false
      // The selection of a click that takes it away changes after the pointer is up.
      requestAnimationFrame(look)
    }
    const onChange = (): void => {
      if (!down) look()
    }
    document.addEventListener('selectionchange', onChange)
    addEventListener('pointerdown', onDown, true)
    addEventListener('pointerup', onUp, true)
    addEventListener('pointercancel', onUp, true)
    return () => {
      document.removeEventListener('selectionchange', onChange)
      removeEventListener('pointerdown', onDown, true)
      removeEventListener('pointerup', onUp, true)
      removeEventListener('pointercancel', onUp, true)
      setAt(null)
    }
  }, [active, page])
  if (!at || !active) return null
  const { highlight, note } = reader.marks
  const acts = [
    { name: highlight, icon: <IconHighlight />, act: () => marks.markSelection('highlight') },
    { name: marking.word.underline, icon: <IconUnderline />, act: () => marks.markSelection('underline') },
    { name: marking.word.strike, icon: <IconStrikethrough />, act: () => marks.markSelection('strike') },
    { name: note, icon: <IconMessage />, act: () => marks.noteAtSelection() },
    { name: marking.copyQuote, icon: <IconQuote />, act: () => copy() }
  ]
  return (
    <div ref={root} role="toolbar" aria-label={marking.words} data-popover="" className={s.wordsBar} style={{ ...at, minWidth: widthPx }}>
      {acts.map(({ name, icon, act }) => (
        <IconButton key={name} label={name} onPointerDown={event => event.preventDefault()} onClick={() => act()}>
          {icon}
        </IconButton>
      ))}
    </div>
  )
}

/** Below the end of the selected words, when they end on this page; CSS pixels of the page. */
function placeOf(page: number): { readonly left: number; readonly top: number } | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const end = range.endContainer
  const element = end instanceof Element ? end : end.parentElement
  const sheet = element?.closest<HTMLElement>('[data-page]')
  if (!sheet || sheet.dataset.page !== String(page) || !element?.closest('[data-text-layer]')) return null
  const last = [...range.getClientRects()].filter(rect => rect.width > 0).at(-1)
  if (!last) return null
  const box = sheet.getBoundingClientRect()
  const left = Math.max(4, Math.min(last.right - box.left - widthPx / 2, box.width - widthPx - 4))
  return { left, top: last.bottom - box.top + 8 }
}
