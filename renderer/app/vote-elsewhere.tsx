import { useMemo } from 'react'
import { isCheckInTime } from '#core/attendance/attendance.ts'
import type { MeetingId } from '#core/ids.ts'
import { waitedFor } from '#core/reminder/reminder.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { readProjection } from '#core/shared-doc/record-doc.ts'
import { voteAtHand, voterOf } from '#core/vote/vote.ts'
import { VoteElsewhere } from '../features/vote/index.ts'
import { useSession } from '../session/session.ts'
import { useReminded } from '../session/use-reminded.ts'
import { useRoomValue } from '../sync/index.ts'
import { goTo, usePlace } from '../ui/index.ts'
import { useMinute } from '../ui/minute.ts'

/** Where no meeting is on the screen, or another one: says that one is asked to vote, or [RM2] reminded to check in, and leads there. */
export function VotesElsewhere() {
  const { me } = useSession()
  const place = usePlace()
  const user = me.user.id
  const inbox = useMemo(() => ({ kind: 'inbox', user }) as const, [user])
  const meetings = useRoomValue(inbox, readMeetings)
  // The seating plan and the record have no room for a ballot: it is asked for there as from any other page.
  const here = place.kind === 'meeting' && place.screen !== 'seating' && place.screen !== 'record' ? place.meeting : null
  const now = useMinute()
  const gathering = meetings.filter(
    ({ state, startsAt, endsAt, meeting, role }) =>
      isCheckInTime({ state }, startsAt, now) &&
      // One that was never opened is waited for until its end.
      (state === 'live' || now < Date.parse(endsAt)) &&
      meeting !== here &&
      role !== 'secretary'
  )
  return gathering.map(({ meeting, title }) => <Watched key={meeting} meeting={meeting} title={title} />)
}

function Watched(props: { readonly meeting: MeetingId; readonly title: string }) {
  const { me } = useSession()
  const { meeting } = props
  const room = useMemo(() => ({ kind: 'record', meeting }) as const, [meeting])
  const record = useRoomValue(room, readProjection)
  const vote = voteAtHand(record)
  const user = me.user.id
  const goThere = () => goTo({ kind: 'meeting', meeting, paper: null })
  useReminded(record, user, record.head.seq > 0, { title: props.title, goThere })
  if (!vote || !waitedFor(record, vote).includes(user)) return null
  // A ballot on paper that waits for its second reader needs nothing of me.
  return voterOf(record, vote.vote, user).paper ? null : <VoteElsewhere {...props} vote={vote} />
}
