import { IconCalendarEvent, IconFileSearch, IconFiles, IconFileText } from '@tabler/icons-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { pathWords } from '#core/personal/decide.ts'
import { presentPapers } from '#core/personal/shelf.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { readShared, readShelf } from '#core/shared-doc/shelf-doc.ts'
import { plainFind } from '#core/text/find.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { useAhead } from '../session/ahead.ts'
import { useSession } from '../session/session.ts'
import { useRoomValue } from '../sync/hooks.ts'
import { Dialog, formatPlace, fullDate, goTo, myDocuments, type Place, TextField, usePlace, useText } from '../ui/index.ts'
import { useFindRequest } from './find-request.tsx'
import s from './frame.module.css'

interface Hit {
  readonly place: Place
  readonly title: string
  readonly beside: string
  /** Not a place: finds in the papers of the place on the screen. */
  readonly inside?: true
}

/** As many as fit without scrolling far; more letters narrow it down. */
const most = 12

/** Finds meetings and papers held on this computer, without a network and without diacritics. */
export function SearchDialog(props: { readonly onClose: () => void }) {
  const { me } = useSession()
  const text = useText()
  const words = text.app
  const own = text.personal
  const { finding } = text
  const here = usePlace()
  const { ask } = useFindRequest()
  const ahead = useAhead()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const inbox = useMemo(() => ({ kind: 'inbox', user: me.user.id }) as const, [me.user.id])
  const meetings = useRoomValue(inbox, readMeetings)
  const shelfRoom = useMemo(() => ({ kind: 'shelf', user: me.user.id }) as const, [me.user.id])
  const mine = useRoomValue(shelfRoom, doc => ({ shelf: readShelf(doc), shared: readShared(doc) }))
  const hits = useMemo<readonly Hit[]>(() => {
    if (!query.trim()) return []
    const found: Hit[] = []
    for (const { meeting, title, place, startsAt } of [...meetings].reverse())
      if (matchesQuery(`${title} ${place}`, query))
        found.push({ place: { kind: 'meeting', meeting, paper: null }, title, beside: fullDate(words.dates, startsAt) })
    const papers: Hit[] = []
    for (const summary of meetings)
      for (const { paper, title } of ahead.meetings.get(summary.meeting)?.papers ?? [])
        if (matchesQuery(title, query))
          papers.push({ place: { kind: 'meeting', meeting: summary.meeting, paper }, title, beside: summary.title })
    const { folders } = mine.shelf
    const personal: Hit[] = [
      ...presentPapers(mine.shelf).map(({ paper, title, folder }) => ({ paper, title, beside: pathWords(folders, folder) || own.top })),
      ...mine.shared.map(({ paper, title, ownerName }) => ({ paper, title, beside: own.sharedBy(ownerName) }))
    ].flatMap(({ paper, title, beside }) =>
      matchesQuery(title, query) ? [{ place: { ...myDocuments, paper } as Place, title, beside }] : []
    )
    const places: Hit[] = matchesQuery(words.places.documents, query)
      ? [{ place: myDocuments, title: words.places.documents, beside: own.top }]
      : []
    const where = here.kind === 'meeting' ? finding.meeting : here.kind === 'documents' ? finding.mine : null
    const inside: Hit[] = where ? [{ place: here, title: where.fromSearch(query.trim()), beside: 'Ctrl+Shift+F', inside: true }] : []
    return [...found.slice(0, most), ...papers.slice(0, most), ...places, ...personal.slice(0, most), ...inside]
  }, [meetings, ahead, mine, query, words, own, finding, here])
  const chosen = Math.min(at, hits.length - 1)
  const go = (hit: Hit | undefined) => {
    if (!hit) return
    props.onClose()
    if (hit.inside) ask({ query: query.trim(), options: plainFind })
    else goTo(hit.place)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined || hits.length === 0) return
    event.preventDefault()
    setAt((chosen + step + hits.length) % hits.length)
  }
  const firstPaper = hits.findIndex(hit => !hit.inside && hit.place.kind === 'meeting' && hit.place.paper !== null)
  const firstOwn = hits.findIndex(hit => hit.place.kind === 'documents')
  const heading = (index: number) =>
    index === firstPaper
      ? words.search.papers
      : index === firstOwn
        ? own.top
        : index === 0 && !hits[0]?.inside
          ? words.search.meetings
          : null
  return (
    <Dialog title={words.search.title} closeWord={words.close} onClose={props.onClose} onSubmit={() => go(hits[chosen])} width={640}>
      <TextField
        label={words.search.label}
        hideLabel
        placeholder={words.search.label}
        value={query}
        autoFocus
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="search-results"
        aria-activedescendant={hits.length > 0 ? `search-hit-${chosen}` : undefined}
        onKeyDown={onKeyDown}
        onChange={event => {
          setQuery(event.target.value)
          setAt(0)
        }}
      />
      <div className={s.results} id="search-results" role="listbox" aria-label={words.search.title}>
        {hits.length === 0 ? <p className={s.none}>{query.trim() ? words.search.none : words.search.begin}</p> : null}
        {hits.map((hit, index) => (
          <div key={hit.inside ? 'inside' : formatPlace(hit.place)} role="presentation">
            {heading(index) ? (
              <div role="presentation" className={s.group}>
                {heading(index)}
              </div>
            ) : null}
            <button
              type="button"
              id={`search-hit-${index}`}
              role="option"
              aria-selected={index === chosen}
              tabIndex={-1}
              className={s.result}
              onMouseMove={() => setAt(index)}
              onClick={() => go(hit)}
            >
              {hit.inside ? (
                <IconFileSearch aria-hidden="true" />
              ) : hit.place.kind === 'documents' ? (
                <IconFiles aria-hidden="true" />
              ) : hit.place.kind === 'meeting' && hit.place.paper ? (
                <IconFileText aria-hidden="true" />
              ) : (
                <IconCalendarEvent aria-hidden="true" />
              )}
              <span>
                {hit.title}
                <small>{hit.beside}</small>
              </span>
            </button>
          </div>
        ))}
      </div>
    </Dialog>
  )
}
