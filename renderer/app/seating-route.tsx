import { useEffect, useMemo } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import type { UserId } from '#core/ids.ts'
import { personStates } from '#core/seating/live.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { hasVoted, voteAtHand, voterOf } from '#core/vote/vote.ts'
import { RehearsalBanner } from '../features/rehearsal/index.ts'
import { SeatingScreen } from '../features/seating/index.ts'
import { useSession } from '../session/session.ts'
import { SaveBanner, SaveStatus, SetAsideNotice, useRoomValue } from '../sync/index.ts'
import { shortDate, useText } from '../ui/index.ts'
import type { MeetingRouteProps } from './meeting-route.tsx'
import type { MeetingView } from './use-meeting-view.ts'

/** What the plan of a room needs to know of its meeting. */
export function useRoomPlan({ meeting, view }: { readonly meeting: MeetingRouteProps['meeting']; readonly view: MeetingView }) {
  const { record, seating, standing } = view
  const vote = voteAtHand(record)
  const stateOf = useMemo(() => personStates(record.attendance, record.floor), [record.attendance, record.floor])
  return {
    meeting,
    plan: seating,
    participants: record.participants,
    standsFor: record.standsFor,
    stateOf,
    votedOf: (user: UserId): boolean | null =>
      // Nobody knows of whom a secret ballot is in the box.
      vote?.state === 'open' && vote.form === 'open' && vote.roll.includes(user) ? hasVoted(voterOf(record, vote.vote, user)) : null,
    mayEdit: mayInMeeting(standing, 'edit-agenda')
  }
}

/** The seating plan of one meeting, as a screen of its own. */
export function SeatingRoute(props: MeetingRouteProps & { readonly view: MeetingView }) {
  const all = useText()
  const { me } = useSession()
  const { meeting, view } = props
  const { title, place } = view.particulars
  const inbox = useMemo(() => ({ kind: 'inbox', user: me.user.id }) as const, [me.user.id])
  const meetings = useRoomValue(inbox, readMeetings)
  const room = useRoomPlan(props)
  useEffect(() => {
    document.title = `${all.seating.title} · ${title} · ${all.app.name}`
  }, [all, title])
  const earlier = meetings
    .filter(one => one.meeting !== meeting && place.trim() !== '' && one.place.trim() === place.trim())
    .sort((a, b) => b.startsAt.localeCompare(a.startsAt))
    .slice(0, 12)
    .map(one => ({ meeting: one.meeting, title: `${one.title} (${shortDate(all.app.dates, one.startsAt)})` }))
  return (
    <SeatingScreen
      {...room}
      title={[title || all.meeting.frame.untitled, place].filter(Boolean).join(' · ')}
      doc={view.doc}
      undo={view.undo}
      earlier={earlier}
      save={<SaveStatus />}
      tools={props.tools}
      banners={
        <>
          {props.banners}
          <RehearsalBanner meeting={meeting} standing={view.standing} />
          <SaveBanner />
          <SetAsideNotice />
        </>
      }
    />
  )
}
