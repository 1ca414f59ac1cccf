import { useMemo } from 'react'
import type { MeetingId } from '#core/ids.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { readProjection } from '#core/shared-doc/record-doc.ts'
import { rollOf, type Vote, voteAtHand, voterOf } from '#core/vote/vote.ts'
import { VoteElsewhere } from '../features/vote/index.ts'
import { useSession } from '../session/session.ts'
import { useRoomValue } from '../sync/index.ts'
import { usePlace } from '../ui/index.ts'

/** Where no meeting is on the screen, or another one: says that one is asked to vote, and leads there. */
export function VotesElsewhere() {
  const { me } = useSession()
  const place = usePlace()
  const user = me.user.id
  const inbox = useMemo(() => ({ kind: 'inbox', user }) as const, [user])
  const meetings = useRoomValue(inbox, readMeetings)
  const here = place.kind === 'meeting' ? place.meeting : null
  const live = meetings.filter(
    ({ state, meeting, role }) => state === 'live' && meeting !== here && (role === 'chair' || role === 'member')
  )
  return live.map(({ meeting, title }) => <Watched key={meeting} meeting={meeting} title={title} />)
}

function Watched(props: { readonly meeting: MeetingId; readonly title: string }) {
  const { me } = useSession()
  const { meeting } = props
  const room = useMemo(() => ({ kind: 'record', meeting }) as const, [meeting])
  const record = useRoomValue(room, readProjection)
  const vote = voteAtHand(record)
  const asked = (of: Vote): boolean => {
    const { commitment, ready } = voterOf(record, of.vote, me.user.id)
    if (of.state === 'called') return !ready && rollOf(record.participants.values(), record.attendance).includes(me.user.id)
    return commitment === null && of.roll.includes(me.user.id)
  }
  return vote && asked(vote) ? <VoteElsewhere {...props} vote={vote} /> : null
}
