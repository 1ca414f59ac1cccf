import { IconCalendarEvent, IconClock, IconCloudOff, IconDoorEnter, IconMapPin, IconUserStar, IconUsers } from '@tabler/icons-react'
import { type ReactNode, useMemo } from 'react'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { MeetingRows } from '../../session/meeting-rows.tsx'
import { useSession } from '../../session/session.ts'
import { useRoomState, useRoomValue } from '../../sync/hooks.ts'
import { isAhead } from '../../sync/papers-ahead.ts'
import { Button, Card, clockTime, daysUntil, EmptyState, formatPlace, goTo, Skeleton, Tag, timeSpan, useText } from '../../ui/index.ts'
import { useMinute } from '../../ui/minute.ts'
import s from './today.module.css'
import { Waiting } from './waiting.tsx'

/** What is on, what comes, what is asked of me. */
export function TodayScreen(props: { readonly before?: ReactNode }) {
  const { me } = useSession()
  const words = useText().app
  const now = useMinute()
  const inbox = useMemo(() => ({ kind: 'inbox', user: me.user.id }) as const, [me.user.id])
  const condition = useRoomState(inbox, room => room.condition.kind)
  const offline = useRoomState(inbox, room => room.save.kind === 'local' && room.save.offlineSince !== null)
  const meetings = useRoomValue(inbox, readMeetings)
  const ahead = meetings.filter(meeting => isAhead(meeting, now))
  const on = ahead.filter(meeting => meeting.state === 'live' || (meeting.state === 'issued' && daysUntil(meeting.startsAt, now) === 0))
  const over = meetings.filter(meeting => meeting.state === 'ended' && daysUntil(meeting.startsAt, now) === 0)
  const coming = ahead.filter(meeting => !on.includes(meeting) && (daysUntil(meeting.startsAt, now) >= 0 || meeting.state === 'draft'))

  if (condition === 'loading')
    return offline ? (
      <EmptyState icon={<IconCloudOff aria-hidden="true" />} title={words.today.noCopyTitle}>
        {words.today.noCopyBody}
      </EmptyState>
    ) : (
      <TodaySkeleton />
    )
  return (
    <div className={s.page}>
      <div className={s.now}>
        {props.before}
        {on.map(meeting => (
          <OnNow key={meeting.meeting} meeting={meeting} />
        ))}
        {coming.length > 0 ? (
          <section className={s.section}>
            <h3>{words.today.upcoming}</h3>
            <MeetingRows meetings={coming.slice(0, shownAtMost)} now={now} />
            {coming.length > shownAtMost ? (
              <a className={s.all} href={formatPlace({ kind: 'meetings' })}>
                {words.today.allMeetings(coming.length)}
              </a>
            ) : null}
          </section>
        ) : on.length > 0 ? (
          <section className={s.section}>
            <h3>{words.today.upcoming}</h3>
            <p className={s.when}>{words.today.nothingElse}</p>
          </section>
        ) : null}
        {over.length > 0 ? (
          <section className={s.section}>
            <h3>{words.today.over}</h3>
            <MeetingRows meetings={over} now={now} />
          </section>
        ) : null}
        {on.length + coming.length + over.length === 0 ? (
          <Card>
            <EmptyState icon={<IconCalendarEvent aria-hidden="true" />} title={words.today.emptyTitle}>
              {me.user.role === 'secretary' ? words.today.emptyBodySecretary : words.today.emptyBody}
            </EmptyState>
          </Card>
        ) : null}
      </div>
      <Waiting meetings={[...on, ...coming]} now={now} />
    </div>
  )
}

/** As many as one takes in at a glance; the rest is in the list of meetings. */
const shownAtMost = 8

function OnNow({ meeting }: { readonly meeting: MeetingSummary }) {
  const words = useText().app
  const place = { kind: 'meeting', meeting: meeting.meeting, paper: null } as const
  const live = meeting.state === 'live'
  return (
    <Card tone={live ? 'on' : 'plain'} className={s.live} aria-label={meeting.title}>
      <div>
        {live ? (
          <Tag tone="on">● {words.today.live}</Tag>
        ) : (
          <Tag tone="action">{words.today.startsToday(clockTime(words.dates, meeting.startsAt))}</Tag>
        )}
      </div>
      <h2>
        <a href={formatPlace(place)}>{meeting.title}</a>
      </h2>
      <div className={s.facts}>
        <span>
          <IconClock aria-hidden="true" />
          {timeSpan(words.dates, meeting.startsAt, meeting.endsAt)}
        </span>
        {meeting.place ? (
          <span>
            <IconMapPin aria-hidden="true" />
            {meeting.place}
          </span>
        ) : null}
        <span>
          <IconUsers aria-hidden="true" />
          {words.today.people(meeting.participantCount)}
        </span>
        {meeting.chairName ? (
          <span>
            <IconUserStar aria-hidden="true" />
            {words.today.chair(meeting.chairName)}
          </span>
        ) : null}
      </div>
      <div className={s.acts}>
        <Button kind="primary" icon={<IconDoorEnter aria-hidden="true" />} onClick={() => goTo(place)}>
          {words.today.enter}
        </Button>
      </div>
    </Card>
  )
}

function TodaySkeleton() {
  const words = useText().app
  return (
    <div className={s.page} aria-busy="true">
      <span className="visually-hidden">{words.loading}</span>
      <div className={s.now}>
        <Card>
          <Skeleton width={140} height={28} />
          <Skeleton width="60%" height={28} />
          <Skeleton width="80%" />
          <Skeleton width={190} height={44} />
        </Card>
        <Skeleton width={90} />
        <Card>
          <Skeleton height={44} />
          <Skeleton height={44} />
          <Skeleton height={44} />
        </Card>
      </div>
      <div className={s.todo}>
        <Skeleton width={150} />
        <Skeleton height={88} />
        <Skeleton height={88} />
      </div>
    </div>
  )
}
