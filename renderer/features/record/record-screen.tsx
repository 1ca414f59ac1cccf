import { IconDownload, IconHistory, IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { AgendaItemId, MeetingId } from '#core/ids.ts'
import type { Head } from '#core/record/chain.ts'
import { groupOfEvent, lookOf, type RecordGroup, recordGroups, sentenceOf } from '#core/record/look.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { saveFile } from '../../platform/save-file.ts'
import { exportedRecord } from '../../session/exported-record.ts'
import { useSession } from '../../session/session.ts'
import { Banner, Button, EmptyState, fullDate, SelectField, shortDate, useNotice, useText } from '../../ui/index.ts'
import { ListPage } from '../../ui/list-page.tsx'
import { ScreenBar } from '../../ui/screen-bar.tsx'
import { stampTime } from './moments.ts'
import s from './record.module.css'
import { RecordSeal } from './record-seal.tsx'
import { useRecord } from './use-record.ts'

export interface RecordScreenProps {
  readonly meeting: MeetingId
  readonly title: string
  readonly startsAt: string
  readonly head: Head
  readonly live: boolean
  /** Items of the agenda, as they are called in a sentence. */
  readonly items: ReadonlyMap<AgendaItemId, string>
  readonly save: ReactNode
  readonly tools?: ReactNode
  readonly banners?: ReactNode
}

/** [R8] What happened in a meeting, as sentences in order; narrowed by kind and by words, and saved as the record itself. */
export function RecordScreen(props: RecordScreenProps) {
  const all = useText()
  const t = all.record
  const { api } = useSession()
  const notice = useNotice()
  const { events, failure, again } = useRecord(props.meeting, props.head.seq)
  const [group, setGroup] = useState<RecordGroup | 'all'>('all')
  const [query, setQuery] = useState('')
  const [newestFirst, setNewestFirst] = useState(props.live)
  const [saving, setSaving] = useState(false)
  const told = useMemo(() => {
    const look = lookOf(events ?? [], props.items)
    return (events ?? []).map(event => ({ event, group: groupOfEvent(event), sentence: sentenceOf(t.events, event, look) }))
  }, [events, props.items, t])
  const shown = useMemo(() => {
    const found = told.filter(
      each => (group === 'all' || each.group === group) && matchesQuery(`${each.sentence} ${each.event.actorName}`, query)
    )
    if (newestFirst) found.reverse()
    const dayOf = (at: string) => fullDate(all.app.dates, at)
    return found.map((each, place) => {
      const [day, before] = [dayOf(each.event.at), found[place - 1]]
      return { ...each, day: before && dayOf(before.event.at) === day ? null : day }
    })
  }, [told, group, query, newestFirst, all])
  const save = async () => {
    setSaving(true)
    const read = await exportedRecord(api, props.meeting)
    setSaving(false)
    if (!read.ok) notice({ text: t.notSaved(all.reasons[read.reason]), stayMs: 15_000 })
    else
      saveFile(t.fileName(props.title, shortDate(all.app.dates, props.startsAt).replaceAll('/', '-')), read.value, 'application/x-ndjson')
  }
  const why = failure === null ? '' : all.reasons[failure]
  return (
    <div className={s.screen}>
      <ScreenBar meeting={props.meeting} back={t.back} title={t.title} of={props.title}>
        {props.save}
        {props.tools}
      </ScreenBar>
      <main className={s.middle}>
        <div className={s.banners}>{props.banners}</div>
        <div className={s.sheet}>
          <ListPage
            choice={
              <SelectField
                label={t.kind}
                hideLabel
                value={group}
                options={(['all', ...recordGroups] as const).map(value => ({ value, label: t.groups[value] }))}
                onPick={setGroup}
              />
            }
            filter={{ label: t.find, hint: t.findHint, query, onQuery: setQuery }}
            count={t.count(shown.length)}
            act={
              <span className={s.acts}>
                <Button icon={newestFirst ? <IconSortDescending /> : <IconSortAscending />} onClick={() => setNewestFirst(!newestFirst)}>
                  {newestFirst ? t.newestFirst : t.oldestFirst}
                </Button>
                <Button icon={<IconDownload />} title={t.saveHint} busy={saving} onClick={() => void save()}>
                  {t.save}
                </Button>
              </span>
            }
            failure={
              failure === null ? null : (
                <Banner tone="attention" action={<Button onClick={again}>{all.app.tryAgain}</Button>}>
                  {events ? t.behind(why) : t.notRead(why)}
                </Banner>
              )
            }
            items={events === null ? (failure === null ? null : undefined) : shown}
            keyOf={({ event }) => String(event.seq)}
            estimate={64}
            row={({ event, sentence, day, group: of }) => (
              <div className={s.event}>
                {day === null ? null : <p className={s.day}>{day}</p>}
                <time dateTime={event.at}>{stampTime(event.at)}</time>
                <p>{sentence}</p>
                <span className={s.by}>
                  {t.groups[of]} · {event.actorName}
                </span>
              </div>
            )}
            noneFound={{ title: t.noneFound, hint: t.noneFoundHint, clear: t.clear }}
            empty={
              <EmptyState icon={<IconHistory />} title={t.empty}>
                {t.emptyHint}
              </EmptyState>
            }
          />
          <RecordSeal head={props.head} />
        </div>
      </main>
    </div>
  )
}
