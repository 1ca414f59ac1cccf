// Beyond 300 lines: the field, the words drawn behind it, finding and printing change together.
import {
  IconCheckbox,
  IconChevronDown,
  IconHeading,
  IconList,
  IconPrinter,
  IconQuote,
  IconSearch,
  IconSquareCheck,
  IconX
} from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { MeetingId } from '#core/ids.ts'
import { boxes, enterAt, keyOfLine, kindOf, type TextEdit, tickLines, toggleLines } from '#core/notebook/notebook.ts'
import { notebookText, type QuotePlace, quotePlaces } from '#core/shared-doc/notebook-doc.ts'
import { foldWithMap } from '#core/text/fold.ts'
import { useSession } from '../../session/session.ts'
import { SharedTextArea, useRoom, useRoomValue } from '../../sync/index.ts'
import { clockTime, EmptyState, IconButton, Skeleton, shortDate, useClock, useText } from '../../ui/index.ts'
import { usePrint } from '../../ui/print-sheet.tsx'
import s from './notebook.module.css'

export interface NotebookProps {
  readonly meeting: MeetingId
  readonly meetingTitle: string
  /** Title of a paper, or null when it is no longer there. */
  readonly titleOf: (place: QuotePlace) => string | null
  readonly onQuote: (place: QuotePlace) => void
}

/** My page of this meeting: plain lines, headings, lists, boxes, quotations with the way back. Mine alone. */
export function Notebook(props: NotebookProps) {
  const { me } = useSession()
  const words = useText()
  const text = words.notebook
  const clock = useClock()
  const room = useMemo(() => ({ kind: 'notes', meeting: props.meeting, user: me.user.id }) as const, [props.meeting, me.user.id])
  const { doc, condition, save } = useRoom(room)
  const value = useRoomValue(room, found => notebookText(found).toString())
  const places = useRoomValue(room, quotePlaces)
  const field = useRef<HTMLDivElement>(null)
  const [finding, setFinding] = useState(false)
  const { print, sheet } = usePrint()
  if (condition.kind === 'none') return <EmptyState title={text.closed} />
  if (condition.kind === 'loading')
    return (
      <div className={s.waiting} aria-busy="true">
        <span className="visually-hidden">{text.loading}</span>
        <Skeleton width="60%" />
        <Skeleton />
        <Skeleton width="80%" />
      </div>
    )

  const area = () => field.current?.querySelector('textarea') ?? null
  const edit = (act: (value: string, start: number, end: number) => TextEdit | null): boolean => {
    const element = area()
    const change = element && act(element.value, element.selectionStart, element.selectionEnd)
    if (!element || !change) return false
    // The one way to change a field that its own undo knows.
    element.focus()
    element.setSelectionRange(change.at, change.at + change.remove)
    if (change.insert) document.execCommand('insertText', false, change.insert)
    else document.execCommand('delete')
    element.setSelectionRange(change.start, change.end)
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) {
      // What belongs to the word being composed is nobody else's, Esc included.
      event.stopPropagation()
      return
    }
    const ctrl = event.ctrlKey || event.metaKey
    const kind = ctrl && !event.altKey ? ({ '1': 'heading', '2': 'list', '3': 'open' } as const)[event.key] : undefined
    if (kind) {
      event.preventDefault()
      edit((...at) => toggleLines(...at, kind))
    } else if (ctrl && event.key === 'Enter') {
      event.preventDefault()
      edit(tickLines)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      if (edit((line, start, end) => (start === end ? enterAt(line, start) : null))) event.preventDefault()
    } else if (ctrl && event.key.toLowerCase() === 'f') {
      event.preventDefault()
      setFinding(true)
    }
  }
  /** A box is ticked where it is drawn, a quotation's key leads to its place. */
  const onClick = () => {
    const element = area()
    if (!element || element.selectionStart !== element.selectionEnd) return
    const at = element.selectionStart
    const from = element.value.lastIndexOf('\n', at - 1) + 1
    const until = element.value.indexOf('\n', at)
    const line = element.value.slice(from, until < 0 ? undefined : until)
    const kind = kindOf(line)
    if ((kind === 'open' || kind === 'done') && at - from <= 1) edit(tickLines)
    const key = keyOfLine(line)
    const place = key === null ? undefined : places.get(key)
    if (key !== null && place && at - from >= line.length - key.length - 1) props.onQuote(place)
  }
  const { done, all } = boxes(value)
  const used = value.split('\n').flatMap(line => {
    const key = keyOfLine(line)
    const place = key === null ? undefined : places.get(key)
    return key !== null && place ? [{ key, place }] : []
  })
  const state = { loading: '', saving: text.saving, local: text.local, unkept: text.unkept, server: text.server }[save.kind]
  return (
    <section className={s.notebook} aria-label={text.title}>
      <div className={s.tools} role="toolbar" aria-label={text.tools}>
        <IconButton label={text.heading} onClick={() => edit((...at) => toggleLines(...at, 'heading'))}>
          <IconHeading />
        </IconButton>
        <IconButton label={text.list} onClick={() => edit((...at) => toggleLines(...at, 'list'))}>
          <IconList />
        </IconButton>
        <IconButton label={text.box} onClick={() => edit((...at) => toggleLines(...at, 'open'))}>
          <IconCheckbox />
        </IconButton>
        <IconButton label={text.tick} disabled={all === 0} onClick={() => edit(tickLines)}>
          <IconSquareCheck />
        </IconButton>
        <span className={s.grow} />
        <IconButton label={text.find} pressed={finding} onClick={() => setFinding(!finding)}>
          <IconSearch />
        </IconButton>
        <IconButton
          label={text.print}
          disabled={value.trim() === ''}
          onClick={() =>
            print(
              <Printed
                {...props}
                value={value}
                date={`${clockTime(words.app.dates, clock.now())} ${shortDate(words.app.dates, clock.now())}`}
                name={me.user.name}
              />
            )
          }
        >
          <IconPrinter />
        </IconButton>
      </div>
      {finding ? <FindInNotebook value={value} area={area} onClose={() => setFinding(false)} /> : null}
      <div className={s.scroll}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Ctrl+Enter ticks, the list below leads to quotations */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside is what is clicked */}
        <div ref={field} className={s.page} onClick={onClick}>
          <Painted value={value} field={field} />
          <SharedTextArea
            text={notebookText(doc)}
            label={text.label}
            bare
            rows={12}
            className={s.field ?? ''}
            placeholder={text.placeholder}
            onKeyDown={onKeyDown}
          />
        </div>
        {used.length > 0 ? (
          <nav className={s.quotes} aria-label={text.quotes}>
            <h3>{text.quotes}</h3>
            {used.map(({ key, place }) => {
              const title = props.titleOf(place)
              return (
                <button key={key} type="button" disabled={title === null} onClick={() => props.onQuote(place)}>
                  <IconQuote aria-hidden="true" />
                  {title === null ? text.quoteGone : text.quoteAt(title, place.page)}
                </button>
              )
            })}
          </nav>
        ) : null}
      </div>
      <p className={s.foot} role="status">
        <span>{state}</span>
        <span>{all > 0 ? text.doneBoxes(done, all) : text.privateHint}</span>
      </p>
      {sheet}
    </section>
  )
}

/** The same words behind the field, drawn as what they are. Follows the field itself, so that nothing lags behind a word being composed. */
function Painted(props: { readonly value: string; readonly field: React.RefObject<HTMLElement | null> }) {
  const [typed, setTyped] = useState<string | null>(null)
  const { field } = props
  useEffect(() => {
    const listen = (event: Event) => event.target instanceof HTMLTextAreaElement && setTyped(event.target.value)
    const element = field.current
    element?.addEventListener('input', listen)
    return () => element?.removeEventListener('input', listen)
  }, [field])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came into the document is newer
  useLayoutEffect(() => setTyped(null), [props.value])
  return (
    <div className={s.painted} aria-hidden="true">
      {(typed ?? props.value).split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name
        <div key={index} data-kind={kindOf(line)}>
          {paintedLine(line)}
        </div>
      ))}
    </div>
  )
}

function paintedLine(line: string): ReactNode {
  if (line === '') return '\u200b'
  const key = keyOfLine(line)
  if (key !== null) {
    const at = line.length - key.length - 1
    return (
      <>
        {line.slice(0, at)}
        <span className={s.key}>{line.slice(at)}</span>
      </>
    )
  }
  if (kindOf(line) === 'plain') return line
  return (
    <>
      <span className={s.sign}>{line.slice(0, 2)}</span>
      <span className={s.rest}>{line.slice(2)}</span>
    </>
  )
}

/** [T1] Finds words in the page and selects them. */
function FindInNotebook(props: { readonly value: string; readonly area: () => HTMLTextAreaElement | null; readonly onClose: () => void }) {
  const text = useText().notebook
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(-1)
  const hits = useMemo(() => {
    const wanted = foldWithMap(query).folded.trim()
    const { folded, map } = foldWithMap(props.value)
    const found: (readonly [number, number])[] = []
    for (let from = wanted === '' ? -1 : folded.indexOf(wanted); from >= 0; from = folded.indexOf(wanted, from + 1))
      found.push([map[from] ?? 0, map[from + wanted.length] ?? props.value.length])
    return found
  }, [query, props.value])
  const go = (index: number) => {
    const hit = hits[index]
    const element = props.area()
    setAt(index)
    if (!hit || !element) return
    element.setSelectionRange(hit[0], hit[1])
    element.focus({ preventScroll: true })
    const line = props.value.slice(0, hit[0]).split('\n').length - 1
    element.parentElement?.querySelector('[aria-hidden]')?.children[line]?.scrollIntoView({ block: 'center' })
  }
  return (
    <div className={s.findBar}>
      <input
        type="search"
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for it
        autoFocus
        aria-label={text.findField}
        placeholder={text.findField}
        value={query}
        onChange={event => {
          setQuery(event.target.value)
          setAt(-1)
        }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') {
            event.stopPropagation()
            props.onClose()
          }
          if (event.key === 'Enter' && hits.length > 0) {
            // The page takes the focus now, and must not take this Enter for a new line.
            event.preventDefault()
            go((at + 1) % hits.length)
          }
        }}
      />
      <span role="status">{query.trim() === '' ? '' : text.found(at + 1, hits.length)}</span>
      <IconButton label={text.next} disabled={hits.length === 0} onClick={() => go((at + 1) % hits.length)}>
        <IconChevronDown />
      </IconButton>
      <IconButton label={text.find} onClick={props.onClose}>
        <IconX />
      </IconButton>
    </div>
  )
}

function Printed(props: NotebookProps & { readonly value: string; readonly name: string; readonly date: string }) {
  const words = useText()
  return (
    <>
      <h1>{words.notebook.printTitle}</h1>
      <p>{words.remarks.printOf(props.meetingTitle)}</p>
      <p>
        <small>
          {words.remarks.printBy(props.name, props.date)}. {words.remarks.printPrivate}
        </small>
      </p>
      {props.value.split('\n').map((line, index) => {
        const kind = kindOf(line)
        const rest = line.slice(2)
        const key = keyOfLine(line)
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name
        if (kind === 'heading') return <h2 key={index}>{rest}</h2>
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        if (kind === 'quote') return <blockquote key={index}>{key === null ? rest : rest.slice(0, -key.length - 2)}</blockquote>
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        return <p key={index}>{kind === 'list' ? `• ${rest}` : line || '\u00a0'}</p>
      })}
    </>
  )
}
