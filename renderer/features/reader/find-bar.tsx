import { IconChevronDown, IconChevronUp, IconListSearch, IconX } from '@tabler/icons-react'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { pageRuns } from '#core/paper/page-text.ts'
import { excerptOf } from '#core/text/find.ts'
import x from '../../ui/excerpts.module.css'
import { Button, IconButton, useLanguage, useText } from '../../ui/index.ts'
import { VirtualRows } from '../../ui/virtual-rows.tsx'
import s from './find.module.css'
import type { Hit } from './find-text.ts'
import type { Find } from './use-find.ts'

/** So wide a reader has room for the list beside the pages. */
const roomForListPx = 880

/** Find in the paper: as one types, with the number of hits, a way through them and a list of them with the words around. */
export function FindBar(props: {
  readonly find: Find
  readonly pages: number
  /** What the file calls its pages. */
  readonly labels: readonly string[] | null
  readonly field: RefObject<HTMLInputElement | null>
  readonly onClose: () => void
  /** Looks for the same in all papers of the meeting. */
  readonly onEverywhere?: (() => void) | undefined
  /** Where that is: in all papers of the meeting, or in mine. */
  readonly everywhere: 'meeting' | 'mine'
}) {
  const { find, field } = props
  const words = useText()
  const text = words.reader.find
  const more = words.finding
  const language = useLanguage()
  const box = useRef<HTMLElement>(null)
  const [list, setList] = useState(false)
  useEffect(() => {
    setList((box.current?.parentElement?.clientWidth ?? 0) >= roomForListPx)
    field.current?.select()
    field.current?.focus()
  }, [field])
  const { hits, options } = find
  const number = (value: number): string => value.toLocaleString(language)
  const total = find.more ? more.more(number(hits.length)) : number(hits.length)
  const scan = find.textless.length === props.pages
  const count =
    find.query.trim() === ''
      ? ''
      : hits.length > 0
        ? more.count(find.at + 1, total)
        : find.searched !== null
          ? find.searched > 0 && text.searching(find.searched, props.pages)
          : scan
            ? text.noText
            : text.none
  return (
    <search ref={box} className={s.find} data-find-list={list && hits.length > 0}>
      <div className={s.row}>
        <input
          ref={field}
          type="search"
          value={find.query}
          placeholder={text.field}
          aria-label={text.field}
          onChange={event => find.setQuery(event.target.value)}
          onKeyDown={event => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') {
              event.preventDefault()
              find.step(event.shiftKey ? -1 : 1)
            } else if (event.key === 'Escape') {
              event.preventDefault()
              event.stopPropagation()
              props.onClose()
            }
          }}
        />
        <IconButton label={text.previous} shortcut="Shift F3" disabled={hits.length === 0} onClick={() => find.step(-1)}>
          <IconChevronUp />
        </IconButton>
        <IconButton label={text.next} shortcut="F3" disabled={hits.length === 0} onClick={() => find.step(1)}>
          <IconChevronDown />
        </IconButton>
        <IconButton label={text.close} onClick={props.onClose}>
          <IconX />
        </IconButton>
      </div>
      <div className={s.row}>
        <Toggle label={more.exact} hint={more.exactHint} on={options.exact} onTurn={exact => find.setOptions({ ...options, exact })} />
        <Toggle label={more.words} hint={more.wordsHint} on={options.words} onTurn={words => find.setOptions({ ...options, words })} />
        <span className={s.count} role="status">
          {count}
        </span>
        <IconButton label={more.list} pressed={list} disabled={hits.length === 0} onClick={() => setList(!list)}>
          <IconListSearch />
        </IconButton>
      </div>
      {find.textless.length > 0 && !scan ? <p className={s.textless}>{more.textless(pageRuns(find.textless))}</p> : null}
      {list && hits.length > 0 ? <HitList find={find} labels={props.labels} label={more.listOf(total)} /> : null}
      {props.onEverywhere ? (
        <Button kind="bare" className={s.everywhere ?? ''} onClick={props.onEverywhere}>
          {more[props.everywhere].everywhere}
        </Button>
      ) : null}
    </search>
  )
}

function Toggle(props: { readonly label: string; readonly hint: string; readonly on: boolean; readonly onTurn: (on: boolean) => void }) {
  return (
    <button
      type="button"
      className={`${x.toggle} ${s.toggle}`}
      aria-pressed={props.on}
      title={props.hint}
      onClick={() => props.onTurn(!props.on)}
    >
      {props.label}
    </button>
  )
}

function HitList(props: { readonly find: Find; readonly labels: readonly string[] | null; readonly label: string }) {
  const { find } = props
  const box = useRef<HTMLElement>(null)
  const { at, hits } = find
  // The hit that is shown stays in sight; far away rows are not drawn, so one goes near them first.
  useEffect(() => {
    const list = box.current
    if (!list) return
    const current = (): Element | null => list.querySelector('[aria-current="true"]')
    if (!current()) list.scrollTop = (at / Math.max(1, hits.length)) * list.scrollHeight - list.clientHeight / 2
    const frame = requestAnimationFrame(() => current()?.scrollIntoView({ block: 'nearest' }))
    return () => cancelAnimationFrame(frame)
  }, [at, hits.length])
  return (
    <section ref={box} className={s.list} aria-label={props.label}>
      <VirtualRows
        items={find.hits}
        keyOf={hit => `${hit.page} ${hit.start}`}
        estimate={58}
        row={(hit, index) => (
          <HitRow
            hit={hit}
            page={props.labels?.[hit.page - 1] || String(hit.page)}
            text={find.textOf(hit.page)}
            current={index === find.at}
            onPick={() => find.go(index)}
          />
        )}
      />
    </section>
  )
}

function HitRow(props: {
  readonly hit: Hit
  readonly page: string
  readonly text: string
  readonly current: boolean
  readonly onPick: () => void
}) {
  const t = useText().finding
  const { hit, text } = props
  const excerpt = useMemo(() => excerptOf(text, hit), [text, hit])
  return (
    <button type="button" className={`${x.hit} ${s.hit}`} aria-current={props.current} onClick={props.onPick}>
      <span className={x.page}>{t.page(props.page)}</span>
      <span className={x.excerpt}>
        {excerpt.before}
        <mark>{excerpt.hit}</mark>
        {excerpt.after}
      </span>
    </button>
  )
}
