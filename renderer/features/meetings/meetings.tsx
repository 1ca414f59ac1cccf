import { IconCalendarEvent, IconPlus, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { MeetingRow } from '../../session/meeting-rows.tsx'
import { useSession } from '../../session/session.ts'
import { useRoomState, useRoomValue } from '../../sync/hooks.ts'
import { isAhead } from '../../sync/papers-ahead.ts'
import { Button, Card, EmptyState, Skeleton, Tabs, TextField, useText } from '../../ui/index.ts'
import { useMinute } from '../../ui/minute.ts'
import { VirtualRows } from '../../ui/virtual-rows.tsx'
import s from './meetings.module.css'
import { NewMeetingDialog } from './new-meeting.tsx'

type Span = 'coming' | 'past' | 'all'

/** All my meetings, to be filtered by time and by a few letters without diacritics. */
export function MeetingsScreen() {
  const { me } = useSession()
  const words = useText().app
  const now = useMinute()
  const [span, setSpan] = useState<Span>('coming')
  const [query, setQuery] = useState('')
  const [creating, setCreating] = useState(false)
  const inbox = useMemo(() => ({ kind: 'inbox', user: me.user.id }) as const, [me.user.id])
  const loading = useRoomState(inbox, room => room.condition.kind === 'loading')
  const meetings = useRoomValue(inbox, readMeetings)
  const shown = useMemo(() => select(meetings, span, query, now), [meetings, span, query, now])
  const create =
    me.user.role === 'secretary' ? (
      <Button kind="primary" icon={<IconPlus aria-hidden="true" />} onClick={() => setCreating(true)}>
        {words.meetings.create}
      </Button>
    ) : null
  return (
    <div className={s.page}>
      <div className={s.tools}>
        <Tabs
          label={words.meetings.title}
          value={span}
          onPick={setSpan}
          choices={(['coming', 'past', 'all'] as const).map(value => ({ value, label: words.meetings[value] }))}
        />
        <div className={s.filter}>
          <TextField
            label={words.meetings.filter}
            hideLabel
            type="search"
            placeholder={words.meetings.filterHint}
            value={query}
            onChange={event => setQuery(event.target.value)}
            onKeyDown={event => {
              if (event.key === 'Escape' && query) {
                event.stopPropagation()
                setQuery('')
              }
            }}
          />
        </div>
        <span className={s.count} aria-live="polite">
          {loading ? '' : words.meetings.count(shown.length)}
        </span>
        {create}
      </div>
      {loading ? (
        <Card aria-busy="true">
          {[0, 1, 2, 3, 4].map(row => (
            <Skeleton key={row} height={48} />
          ))}
        </Card>
      ) : shown.length > 0 ? (
        <div className={s.list}>
          <VirtualRows
            items={shown}
            keyOf={meeting => meeting.meeting}
            estimate={76}
            row={(meeting, index) => <MeetingRow meeting={meeting} now={now} ruled={index > 0} showState />}
          />
        </div>
      ) : (
        <Card>
          {query ? (
            <EmptyState
              icon={<IconSearch aria-hidden="true" />}
              title={words.meetings.noneFound(query)}
              action={<Button onClick={() => setQuery('')}>{words.meetings.clear}</Button>}
            >
              {words.meetings.noneFoundHint}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<IconCalendarEvent aria-hidden="true" />}
              title={{ coming: words.meetings.emptyComing, past: words.meetings.emptyPast, all: words.meetings.empty }[span]}
            >
              {words.meetings.emptyBody}
            </EmptyState>
          )}
        </Card>
      )}
      {creating ? <NewMeetingDialog onClose={() => setCreating(false)} /> : null}
    </div>
  )
}

/** Coming: next first. Past and all: newest first. */
function select(meetings: readonly MeetingSummary[], span: Span, query: string, now: number): readonly MeetingSummary[] {
  const found = meetings.filter(
    meeting =>
      (span === 'all' || isAhead(meeting, now) === (span === 'coming')) &&
      matchesQuery(`${meeting.title} ${meeting.place} ${meeting.chairName} ${meeting.unitName}`, query)
  )
  return span === 'coming' ? found : [...found].reverse()
}
