import { IconCalendarEvent, IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { MeetingRow } from '../../session/meeting-rows.tsx'
import { useSession } from '../../session/session.ts'
import { useRoomState, useRoomValue } from '../../sync/hooks.ts'
import { isAhead } from '../../sync/papers-ahead.ts'
import { Button, EmptyState, Tabs, useText } from '../../ui/index.ts'
import { ListPage } from '../../ui/list-page.tsx'
import { useMinute } from '../../ui/minute.ts'
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
  const w = words.meetings
  return (
    <>
      <ListPage
        choice={
          <Tabs
            label={w.title}
            value={span}
            onPick={setSpan}
            choices={(['coming', 'past', 'all'] as const).map(value => ({ value, label: w[value] }))}
          />
        }
        filter={{ label: w.filter, hint: w.filterHint, query, onQuery: setQuery }}
        count={w.count(shown.length)}
        act={
          me.user.role === 'secretary' ? (
            <Button kind="primary" icon={<IconPlus aria-hidden="true" />} onClick={() => setCreating(true)}>
              {w.create}
            </Button>
          ) : null
        }
        items={loading ? null : shown}
        keyOf={meeting => meeting.meeting}
        estimate={76}
        row={meeting => <MeetingRow meeting={meeting} now={now} showState />}
        noneFound={{ title: w.noneFound(query), hint: w.noneFoundHint, clear: w.clear }}
        empty={
          <EmptyState
            icon={<IconCalendarEvent aria-hidden="true" />}
            title={{ coming: w.emptyComing, past: w.emptyPast, all: w.empty }[span]}
          >
            {w.emptyBody}
          </EmptyState>
        }
      />
      {creating ? <NewMeetingDialog onClose={() => setCreating(false)} /> : null}
    </>
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
