import { IconArmchair } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { waitingOf } from '#core/floor/floor.ts'
import type { AgendaItemId } from '#core/ids.ts'
import { leftOver } from '#core/meeting/left-over.ts'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import { waitingQuestions } from '#core/question/question.ts'
import { voteAtHand } from '#core/vote/vote.ts'
import { DeskAgenda, DeskFrame, DeskMiddle, DeskSkeleton, RoomTiles } from '../features/desk/index.ts'
import { StatisticsDialog, TimeChime, useCalled } from '../features/floor/index.ts'
import { CloseDialog, StartDialog, SuspendDialog } from '../features/meeting/index.ts'
import { PaperLinks } from '../features/papers/index.ts'
import { AddParticipantsDialog, AttendanceSummary, MyAttendance, PeopleDrawer } from '../features/participants/index.ts'
import { useQuestionCalled } from '../features/question/index.ts'
import { RecordDoubt } from '../features/record/index.ts'
import { RehearsalBanner } from '../features/rehearsal/index.ts'
import { RoomPlan } from '../features/seating/index.ts'
import { VoteDesk } from '../features/vote/index.ts'
import { usePreferences } from '../session/preferences.ts'
import { useSession } from '../session/session.ts'
import { SaveBanner, SaveStatus, SetAsideNotice } from '../sync/index.ts'
import { Button, EmptyState, goTo, Menu, Tabs, useText } from '../ui/index.ts'
import { useLate } from '../ui/late.ts'
import s from './desk-screen.module.css'
import { Asked, Floor } from './floor-side.tsx'
import { checkInOf, useMeetingRoom, whereOf } from './meeting-room.tsx'
import type { MeetingRouteProps } from './meeting-route.tsx'
import { useRoomPlan } from './seating-route.tsx'
import { formsIn, secretParts } from './secret-parts.tsx'
import { useStatisticsExport } from './statistics-export.tsx'
import type { MeetingView } from './use-meeting-view.ts'

type Side = 'floor' | 'question' | 'people'

/** The chair's desk of one meeting, put together of what its features know. */
export function DeskScreen(props: MeetingRouteProps & { readonly view: MeetingView }) {
  const all = useText()
  const t = all.desk
  const { me } = useSession()
  const { chime } = usePreferences().preferences
  const { meeting, view } = props
  const { particulars, record, standing, items, participants } = view
  const loading = view.condition === 'loading'
  const late = useLate(loading)
  const [side, setSide] = useState<Side>('floor')
  const [adding, setAdding] = useState(false)
  const [statistics, setStatistics] = useState(false)
  useCalled(record.floor, record.floorRules, me.user.id, !loading)
  useQuestionCalled(record.questions, record.participants, me.user.id, !loading)
  const room = useRoomPlan({ meeting, view })
  const exportDialog = useStatisticsExport(view)
  const hall = useMeetingRoom(meeting, view, participants.find(({ role }) => role === 'chair')?.name ?? '')
  const title = loading ? t.loading : particulars.title || all.meeting.frame.untitled
  useEffect(() => {
    document.title = `${t.title} · ${title} · ${all.app.name}`
  }, [t.title, title, all.app.name])
  const banners = (
    <>
      {props.banners}
      <SaveBanner />
      <SetAsideNotice />
      <RehearsalBanner meeting={meeting} standing={standing} />
      {loading || isRehearsal(meeting) ? null : <RecordDoubt meeting={meeting} head={record.head} />}
      {late ? <EmptyState title={all.meeting.frame.waiting}>{all.meeting.frame.waitingWhy}</EmptyState> : null}
    </>
  )
  if (loading) return <DeskSkeleton meeting={meeting} late={late} banners={banners} />
  const desk = {
    meeting,
    standing,
    particulars: { ...particulars, title },
    items,
    course: record.course,
    conclusions: record.conclusions,
    participants,
    attendance: record.attendance,
    quorum: record.quorum
  }
  const dialogs = {
    suspend: (onClose: () => void): ReactNode => <SuspendDialog meeting={meeting} votes={record.votes} onClose={onClose} />,
    close: (onClose: () => void): ReactNode => <CloseDialog meeting={meeting} left={leftOver(items, record)} onClose={onClose} />,
    start: (onClose: () => void): ReactNode => (
      <StartDialog meeting={meeting} startsAt={particulars.startsAt} onOpened={onClose} onClose={onClose} />
    )
  }
  const voting = { meeting, standing, me: me.user.id, record }
  const checkIn = checkInOf(meeting, view, me.user.id)
  const summary = <AttendanceSummary {...desk} />
  const presenterName = (item: AgendaItemId) => {
    const user = record.presenters.get(item)
    return user ? (record.participants.get(user)?.name ?? null) : null
  }
  const present = new Map([...view.present.keys()].map(user => [user, { reading: null }] as const))
  return (
    <>
      <TimeChime floor={record.floor} on={chime && voteAtHand(record)?.state !== 'open'} />
      <DeskFrame
        {...desk}
        dialogs={dialogs}
        save={<SaveStatus />}
        tools={props.tools}
        ways={
          <>
            <Menu
              label={all.course.more}
              entries={[
                {
                  key: 'seating',
                  label: all.seating.open,
                  icon: <IconArmchair />,
                  onPick: () => goTo({ kind: 'meeting', meeting, paper: null, screen: 'seating' })
                },
                ...hall.entries
              ]}
            />
            {hall.dialog}
          </>
        }
        banners={banners}
        agenda={<DeskAgenda {...desk} dialogs={dialogs} calm={voteAtHand(record) !== null} />}
        middle={
          <DeskMiddle
            {...desk}
            dialogs={dialogs}
            papersOf={item => <PaperLinks meeting={meeting} papers={view.papers.get(item) ?? []} open={null} noveltyOf={view.noveltyOf} />}
            presenterName={presenterName}
            attendanceSummary={summary}
            after={<Button onClick={() => setStatistics(true)}>{all.floor.statistics}</Button>}
            voting={voteAtHand(record) !== null}
            vote={<VoteDesk {...voting} items={items} type={particulars.type} forms={formsIn(meeting)} secret={secretParts(voting)} />}
            room={
              // A plan nobody is seated on yet says less than the names.
              [...view.seating.spots.values()].some(({ user }) => user !== null) ? (
                <RoomPlan {...room} />
              ) : (
                <RoomTiles
                  {...desk}
                  floor={record.floor}
                  standsFor={record.standsFor}
                  voted={user => {
                    const voted = room.votedOf(user)
                    return voted === null ? null : voted ? all.seating.voted : all.seating.notVoted
                  }}
                  act={
                    room.mayEdit ? (
                      <Button kind="bare" onClick={() => goTo({ kind: 'meeting', meeting, paper: null, screen: 'seating' })}>
                        {all.seating.draw}
                      </Button>
                    ) : null
                  }
                />
              )
            }
          />
        }
        side={
          <>
            <div className={s.tabs}>
              <Tabs<Side>
                label={t.sides}
                wide
                value={side}
                choices={[
                  { value: 'floor', label: t.floorTab(waitingOf(record.floor).length) },
                  { value: 'question', label: all.question.tab(waitingQuestions(record.questions).length) },
                  { value: 'people', label: t.peopleTab }
                ]}
                onPick={setSide}
              />
            </div>
            {side === 'floor' ? (
              <Floor meeting={meeting} view={view} />
            ) : side === 'question' ? (
              <Asked meeting={meeting} view={view} />
            ) : (
              <PeopleDrawer
                {...desk}
                {...whereOf(view)}
                me={me.user.id}
                present={present}
                summary={
                  <>
                    <AttendanceSummary {...desk}>
                      <MyAttendance {...checkIn} />
                    </AttendanceSummary>
                    {hall.panel}
                  </>
                }
                onAdd={() => setAdding(true)}
              />
            )}
          </>
        }
      />
      {statistics ? (
        <StatisticsDialog
          title={title}
          floor={record.floor}
          questions={record.questions}
          participants={record.participants}
          exportDialog={exportDialog}
          onClose={() => setStatistics(false)}
        />
      ) : null}
      {adding ? (
        <AddParticipantsDialog meeting={meeting} already={new Set(record.participants.keys())} onClose={() => setAdding(false)} />
      ) : null}
    </>
  )
}
