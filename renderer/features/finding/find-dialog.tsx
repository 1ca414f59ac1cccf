import { IconFileText } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { PaperId } from '#core/ids.ts'
import { pageRuns } from '#core/paper/page-text.ts'
import { type FindOptions, needleOf } from '#core/text/find.ts'
import { useSession } from '../../session/session.ts'
import x from '../../ui/excerpts.module.css'
import { Button, Dialog, TextField, useLanguage, useText } from '../../ui/index.ts'
import { VirtualRows } from '../../ui/virtual-rows.tsx'
import s from './finding.module.css'
import { createPaperSearch, type PaperFound, type PaperHit, type PaperSearch, type Progress, type SearchedPaper } from './search-papers.ts'

/** What was looked for; kept by whoever opens the dialog, so that it comes back as it was left. */
export interface Asked {
  readonly query: string
  readonly options: FindOptions
}

/** Whose papers: those of a meeting, or my own and those shared with me. */
export type FindPlace = 'meeting' | 'mine'

interface Props {
  readonly where: FindPlace
  readonly papers: readonly SearchedPaper[]
  readonly asked: Asked
  readonly onAsk: (asked: Asked) => void
  readonly onClose: () => void
  readonly onJump: (paper: PaperId, first: { readonly page: number; readonly start: number }) => void
}

type Row =
  | {
      readonly kind: 'paper'
      readonly key: string
      readonly paper: SearchedPaper
      readonly count: number
      readonly textless: readonly number[]
    }
  | { readonly kind: 'hit'; readonly key: string; readonly paper: SearchedPaper; readonly hit: PaperHit }
  | { readonly kind: 'rest'; readonly key: string; readonly paper: SearchedPaper; readonly count: number }

/** So many hits of a paper are shown at first when others have some too. */
const firstHits = 5
const restMs = 120

/** Finds words in all papers of a meeting; results by paper with the words around, each a way to its place. */
export function FindDialog(props: Props) {
  const t = useText().finding
  const place = t[props.where]
  const language = useLanguage()
  const { papers, asked, onAsk } = props
  const search = usePaperSearch(papers)
  const [again, setAgain] = useState(0)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [opened, setOpened] = useState<ReadonlySet<PaperId>>(new Set())
  const [at, setAt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once more after a retry
  useEffect(() => {
    const needle = needleOf(asked.query, asked.options)
    if (!needle) return setProgress(null)
    const stop = new AbortController()
    const timer = setTimeout(() => void search.run(needle, next => !stop.signal.aborted && setProgress(next), stop.signal), restMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [search, asked.query, asked.options, again])
  const rows = useMemo(() => rowsOf(progress?.found ?? [], opened), [progress, opened])
  const picks = useMemo(() => rows.flatMap((row, index) => (row.kind === 'paper' ? [] : [index])), [rows])
  const chosen = picks[Math.min(at, picks.length - 1)] ?? -1
  const number = (value: number): string => value.toLocaleString(language)
  const found = (progress?.found ?? []).filter(one => one.kind === 'text' && one.count > 0)
  const hits = found.reduce((sum, one) => sum + (one.kind === 'text' ? one.count : 0), 0)
  const done = progress !== null && progress.done === papers.length

  const pick = (row: Row | undefined): void => {
    if (row?.kind === 'hit') props.onJump(row.paper.paper, { page: row.hit.page, start: row.hit.look().start })
    else if (row?.kind === 'rest') setOpened(new Set([...opened, row.paper.paper]))
  }
  const results = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (step === undefined || picks.length === 0) return
    event.preventDefault()
    setAt(Math.max(0, Math.min(picks.length - 1, Math.min(at, picks.length - 1) + step)))
  }
  useEffect(() => {
    if (chosen >= 0) results.current?.querySelector(`[data-row="${chosen}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <Dialog title={place.dialog} closeWord={t.close} onClose={props.onClose} onSubmit={() => pick(rows[chosen])} width={860}>
      <div className={s.ask}>
        <TextField
          label={t.field}
          hideLabel
          placeholder={t.field}
          value={asked.query}
          autoFocus
          role="combobox"
          aria-expanded={picks.length > 0}
          aria-controls="found-in-papers"
          aria-activedescendant={chosen >= 0 ? `found-${chosen}` : undefined}
          onKeyDown={onKeyDown}
          onChange={event => {
            onAsk({ ...asked, query: event.target.value })
            setAt(0)
          }}
        />
        {(['exact', 'words'] as const).map(option => (
          <button
            key={option}
            type="button"
            className={x.toggle}
            title={option === 'exact' ? t.exactHint : t.wordsHint}
            aria-pressed={asked.options[option]}
            onClick={() => onAsk({ ...asked, options: { ...asked.options, [option]: !asked.options[option] } })}
          >
            {t[option]}
          </button>
        ))}
      </div>
      <p className={s.status} role="status">
        {papers.length === 0
          ? place.noPapers
          : asked.query.trim() === ''
            ? place.begin
            : !done
              ? t.loading(progress?.done ?? 0, papers.length)
              : hits === 0
                ? t.none
                : t.summary(number(hits), found.length)}
      </p>
      <div ref={results} className={s.results} id="found-in-papers" role="listbox" aria-label={place.dialog}>
        <VirtualRows
          bare
          items={rows}
          keyOf={row => row.key}
          estimate={52}
          row={(row, index) => (
            <FoundRow
              row={row}
              index={index}
              chosen={index === chosen}
              onPoint={() => setAt(picks.indexOf(index))}
              onPick={() => pick(row)}
            />
          )}
        />
      </div>
      {progress ? (
        <NotSearched
          found={progress.found}
          onAgain={() => {
            search.retry()
            setAgain(again + 1)
          }}
        />
      ) : null}
    </Dialog>
  )
}

function usePaperSearch(papers: readonly SearchedPaper[]): PaperSearch {
  const { paperTexts } = useSession()
  const latest = useRef(papers)
  latest.current = papers
  const key = papers.map(one => one.version).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: which versions there are, not how the list was made
  return useMemo(() => createPaperSearch(latest.current, paperTexts.of), [paperTexts, key])
}

function rowsOf(found: readonly PaperFound[], opened: ReadonlySet<PaperId>): Row[] {
  const withHits = found.flatMap(one => (one.kind === 'text' && one.count > 0 ? [one] : []))
  return withHits.flatMap(({ paper, hits, count, textless }): Row[] => {
    const shown = withHits.length === 1 || opened.has(paper.paper) ? hits : hits.slice(0, firstHits)
    const rest = hits.length - shown.length
    return [
      { kind: 'paper', key: paper.paper, paper, count, textless },
      ...shown.map((hit, i): Row => ({ kind: 'hit', key: `${paper.paper} ${i}`, paper, hit })),
      ...(rest > 0 ? [{ kind: 'rest', key: `${paper.paper} rest`, paper, count: rest } as const] : [])
    ]
  })
}

function FoundRow(props: {
  readonly row: Row
  readonly index: number
  readonly chosen: boolean
  readonly onPoint: () => void
  readonly onPick: () => void
}) {
  const t = useText().finding
  const language = useLanguage()
  const { row, index } = props
  if (row.kind === 'paper')
    return (
      <div className={s.paper} role="presentation">
        <IconFileText size={20} stroke={1.75} aria-hidden="true" />
        <b title={row.paper.title}>{row.paper.title}</b>
        <small>{t.inPaper(row.count.toLocaleString(language))}</small>
      </div>
    )
  const option = {
    type: 'button' as const,
    id: `found-${index}`,
    role: 'option',
    'aria-selected': props.chosen,
    'data-row': index,
    tabIndex: -1,
    onMouseMove: props.onPoint,
    onClick: props.onPick
  }
  if (row.kind === 'rest')
    return (
      <button {...option} className={`${s.hit} ${s.rest}`}>
        {t.rest(row.count.toLocaleString(language))}
      </button>
    )
  const { excerpt } = row.hit.look()
  return (
    <button
      {...option}
      className={`${x.hit} ${s.hit}`}
      aria-label={`${t.jump(row.paper.title, row.hit.label)}: ${excerpt.before}${excerpt.hit}${excerpt.after}`}
    >
      <span className={x.page}>{t.page(row.hit.label)}</span>
      <span className={x.excerpt}>
        {excerpt.before}
        <mark>{excerpt.hit}</mark>
        {excerpt.after}
      </span>
    </button>
  )
}

/** Papers and pages of which nobody can say whether the words stand there. */
function NotSearched(props: { readonly found: readonly PaperFound[]; readonly onAgain: () => void }) {
  const t = useText().finding
  const scans = props.found.filter(one => one.kind === 'scan')
  const partly = props.found.flatMap(one => (one.kind === 'text' && one.textless.length > 0 ? [one] : []))
  const absent = props.found.filter(one => one.kind === 'absent')
  if (scans.length + partly.length + absent.length === 0) return null
  return (
    <div className={s.missing}>
      {scans.length + partly.length > 0 ? (
        <section>
          <h3>{t.scans}</h3>
          <ul>
            {scans.map(one => (
              <li key={one.paper.paper}>{one.paper.title}</li>
            ))}
            {partly.map(one => (
              <li key={one.paper.paper}>
                {one.paper.title} ({t.partly(pageRuns(one.textless))})
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {absent.length > 0 ? (
        <section>
          <h3>{t.absent}</h3>
          <p>{t.absentWhy}</p>
          <ul>
            {absent.map(one => (
              <li key={one.paper.paper}>{one.paper.title}</li>
            ))}
          </ul>
          <Button onClick={props.onAgain}>{t.again}</Button>
        </section>
      ) : null}
    </div>
  )
}
