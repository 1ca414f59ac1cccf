import { useMediaQuery } from '@mantine/hooks'
import { IconArmchair, IconCalendarOff, IconSchool } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import { waitingOf } from '#core/floor/floor.ts'
import type { AgendaItemId, MeetingId, PaperId, UserId } from '#core/ids.ts'
import { bodyOf } from '#core/mark/mark.ts'
import { leftOver } from '#core/meeting/left-over.ts'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import { waitingQuestions } from '#core/question/question.ts'
import { emptyProjection } from '#core/record/projection.ts'
import { voteAtHand } from '#core/vote/vote.ts'
import { AgendaSheet } from '../features/agenda/index.ts'
import { OpenDesk, useDeskEntry } from '../features/desk/index.ts'
import { useCalled } from '../features/floor/index.ts'
import { useFollow } from '../features/follow/index.ts'
import { CourseLine, type DrawerKind, dayOf, MeetingActs, MeetingFrame } from '../features/meeting/index.ts'
import { Notebook, useQuote } from '../features/notebook/index.ts'
import { GeneralPaperLinks, PaperActsProvider, type PaperHome, PaperLinks, UploadPanel } from '../features/papers/index.ts'

export { CheckInByCode } from '../features/participants/index.ts'

import { AddParticipantsDialog, AttendanceSummary, CheckInButton, MyAttendance, PeopleDrawer } from '../features/participants/index.ts'
import { useQuestionCalled } from '../features/question/index.ts'
import { useWarmPaperWorker } from '../features/reader/index.ts'
import { RecordDoubt, RecordSeal } from '../features/record/index.ts'
import { RehearsalBanner, StartRehearsal } from '../features/rehearsal/index.ts'
import { nameOfMark } from '../features/remarks/index.ts'
import { VideoBeside } from '../features/sites/index.ts'
import { SimpleBar, useCurrentItem } from '../features/taking-part/index.ts'
import { VoteCard } from '../features/vote/index.ts'
import { usePreferences } from '../session/preferences.ts'
import { useSession } from '../session/session.ts'
import { SaveBanner, SaveStatus, SetAsideNotice } from '../sync/index.ts'
import { Button, EmptyState, goTo, type MeetingPlaceScreen, type MenuEntry, Skeleton, useNotice, useText } from '../ui/index.ts'
import { useLate } from '../ui/late.ts'
import { DeskScreen } from './desk-screen.tsx'
import { useFindInMeeting } from './find-in-meeting.tsx'
import { FloorSide } from './floor-side.tsx'
import { MarksSide, targetOf } from './marks-side.tsx'
import { MeetingMiddle } from './meeting-middle.tsx'
import { useMeetingOut } from './meeting-out.tsx'
import { checkInOf, useMeetingRoom, whereOf } from './meeting-room.tsx'
import s from './meeting-route.module.css'
import { PaperPane, type PaperPaneHandle } from './paper-pane.tsx'
import { SeatingRoute } from './seating-route.tsx'
import { secretParts } from './secret-parts.tsx'
import { useMarksPlace } from './use-marks-place.ts'
import { type MeetingView, useMeetingView } from './use-meeting-view.ts'

const RecordRoute = lazy(() => import('./record-route.tsx').then(found => ({ default: found.RecordRoute })))

export interface MeetingRouteProps {
  readonly meeting: MeetingId
  readonly paper: PaperId | null
  readonly item: AgendaItemId | null
  /** A screen of its own instead of the papers. */
  readonly screen?: MeetingPlaceScreen | null
  /** Sentences of the app that must be seen here too. */
  readonly banners?: ReactNode
  /** Search, help and me. */
  readonly tools?: ReactNode
}

/** One meeting, whatever of it is looked at. Long because here alone the features of a meeting meet: each is handed what the others know. */
export function MeetingRoute(props: MeetingRouteProps) {
  return (
    <VideoBeside key={props.meeting} meeting={props.meeting}>
      <MeetingPlaces {...props} />
    </VideoBeside>
  )
}

function MeetingPlaces(props: MeetingRouteProps) {
  const view = useMeetingView(props.meeting)
  const {
    meeting: { frame: t },
    rehearsal: words
  } = useText()
  const practised = isRehearsal(props.meeting)
  const wasThere = useRef(false)
  if (view.condition === 'ready') wasThere.current = true
  if (view.condition === 'none')
    return (
      <main className={s.gone}>
        <EmptyState
          icon={<IconCalendarOff />}
          title={practised ? words.gone : wasThere.current ? t.takenOut : t.gone}
          action={<Button onClick={() => goTo({ kind: 'today' })}>{t.goneBack}</Button>}
        >
          {practised ? words.goneWhy : wasThere.current ? t.takenOutWhy : t.goneWhy}
        </EmptyState>
      </main>
    )
  if (props.screen === 'desk' && (view.condition === 'loading' || mayInMeeting(view.standing, 'use-desk')))
    return <DeskScreen key={props.meeting} {...props} view={view} />
  if (props.screen === 'seating' && view.condition === 'ready') return <SeatingRoute {...props} view={view} />
  if (props.screen === 'record' && view.condition === 'ready')
    return (
      <Suspense>
        <RecordRoute key={props.meeting} {...props} view={view} />
      </Suspense>
    )
  return <MeetingScreen key={props.meeting} {...props} view={view} />
}

function MeetingScreen(props: MeetingRouteProps & { readonly view: MeetingView }) {
  useWarmPaperWorker()
  const words = useText()
  const text = words.meeting
  const { me } = useSession()
  const { meeting, view } = props
  const { particulars, record, standing, tree, items, papers } = view
  const loading = view.condition === 'loading'
  const late = useLate(loading)
  const opening = late ? text.frame.waiting : text.frame.loading
  const mayEdit = mayInMeeting(standing, 'edit-agenda')
  const recordHead = loading ? emptyProjection.head : record.head
  const paper = props.paper ? (record.papers.get(props.paper) ?? null) : null
  const paperGone = !loading && props.paper !== null && (paper === null || paper.removed)
  const openPaper = paperGone ? null : paper
  const item = items.find(node => node.id === props.item) ?? null
  const home = openPaper ? ([...papers].find(([, list]) => list.some(one => one.paper === openPaper.paper))?.[0] ?? null) : null

  const sides = useSides({
    preparing: mayEdit && props.paper === null && props.item === null,
    paper: openPaper !== null,
    simple: usePreferences().preferences.simpleMode && !mayEdit
  })
  const finder = useFindInMeeting(meeting, papers, items, openPaper?.paper ?? null)
  const [adding, setAdding] = useState(false)
  const [voteAsked, setVoteAsked] = useState(0)
  const [page, setPage] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const [wanted, setWanted] = useState<{ readonly paper: PaperId; readonly page: number } | null>(null)
  const reader = useRef<PaperPaneHandle>(null)
  const putQuote = useQuote(meeting)
  const notify = useNotice()
  const marksPlace = useMarksPlace(meeting, openPaper?.paper ?? null, () => sides.setDrawer('marks'))
  const context = useMemo(() => ({ state: record.state, presenters: record.presenters }), [record.state, record.presenters])
  const follow = useFollow({
    meeting,
    me: { user: me.user.id, role: standing.role },
    context,
    paper: openPaper?.paper ?? null,
    page: openPaper ? page : null,
    busy,
    onShow: (shown, at) => {
      // A paper that is still being opened begins where the leader is by then.
      setWanted({ paper: shown, page: at })
      if (shown === openPaper?.paper) reader.current?.show(at)
      else goTo({ kind: 'meeting', meeting, paper: shown })
    }
  })

  const shown = loading ? opening : (openPaper?.title ?? particulars.title) || text.frame.untitled
  useEffect(() => {
    document.title = `${shown} · ${words.app.name}`
  }, [shown, words.app.name])

  const participantOf = (user: UserId | undefined) => (user ? (record.participants.get(user) ?? null) : null)
  const presenterOf = (of: AgendaItemId) => participantOf(record.presenters.get(of))
  const chair = view.participants.find(who => who.role === 'chair')
  const homes = useMemo(
    (): readonly PaperHome[] => [
      ...items.map(node => ({ item: node.id, name: text.agenda.item(node.number, node.title || text.agenda.untitled) })),
      { item: null, name: text.papers.general }
    ],
    [items, text]
  )
  const list = { meeting, open: openPaper?.paper ?? null, noveltyOf: view.noveltyOf }
  const present = useMemo(
    () =>
      new Map(
        [...view.present].map(([user, who]) => [user, { reading: who.paper ? (record.papers.get(who.paper)?.title ?? null) : null }])
      ),
    [view.present, record.papers]
  )
  const sheet = (
    <AgendaSheet
      meeting={meeting}
      tree={tree}
      startsAt={particulars.startsAt}
      presenterName={of => presenterOf(of)?.name ?? null}
      selected={item?.id ?? home}
      on={standing.state === 'live' ? record.course.item : null}
      isConcluded={of => record.conclusions.has(of)}
      papers={of => {
        const lying = papers.get(of) ?? []
        return of === null ? <GeneralPaperLinks {...list} papers={lying} /> : <PaperLinks {...list} papers={lying} />
      }}
    />
  )
  const addPeople = () => {
    sides.setDrawer('people')
    setAdding(true)
  }
  const out = useMeetingOut(view, chair?.name ?? '')
  const { preferences, setPreference } = usePreferences()
  const simple = preferences.simpleMode && !mayInMeeting(standing, 'use-desk')
  const on = items.find(({ id }) => id === record.course.item) ?? null
  const firstPaper = (of: AgendaItemId): PaperId | null => papers.get(of)?.[0]?.paper ?? null
  useCurrentItem({
    meeting,
    on: standing.state === 'live' ? record.course.item : null,
    shown: { paper: props.paper, item: props.item },
    busy,
    ready: !loading && !mayInMeeting(standing, 'use-desk'),
    following: follow.mode === 'following',
    firstPaper,
    nameOf: of => {
      const node = items.find(({ id }) => id === of)
      return words.takingPart.item(node?.number ?? '', node?.title || text.agenda.untitled)
    }
  })
  const simpleEntry: MenuEntry = {
    key: 'simple',
    label: words.takingPart.simple,
    on: preferences.simpleMode,
    onPick: () => setPreference('simpleMode', !preferences.simpleMode)
  }
  /** Straight to the paper of the item that is on; from there to the list of all. */
  const toPapers = () => {
    const paperOn = on ? firstPaper(on.id) : null
    const there = on === null || home === on.id || item?.id === on.id
    if (there || sides.agenda) sides.setAgenda(!sides.agenda)
    else goTo({ kind: 'meeting', meeting, paper: paperOn, item: paperOn === null ? on.id : null })
  }
  const seatingEntry: MenuEntry = {
    key: 'seating',
    label: words.seating.open,
    icon: <IconArmchair />,
    onPick: () => goTo({ kind: 'meeting', meeting, paper: null, screen: 'seating' })
  }
  const [rehearsing, setRehearsing] = useState(false)
  const rehearsalEntries: readonly MenuEntry[] =
    me.user.role === 'secretary' && mayInMeeting(standing, 'edit-agenda') && !isRehearsal(meeting)
      ? [{ key: 'rehearse', label: words.rehearsal.menu, icon: <IconSchool />, onPick: () => setRehearsing(true) }]
      : []
  const mayDesk = mayInMeeting(standing, 'use-desk') && standing.state !== 'draft'
  const deskEntry = useDeskEntry(meeting)
  useCalled(record.floor, record.floorRules, me.user.id, !loading)
  useQuestionCalled(record.questions, record.participants, me.user.id, !loading)
  const hall = useMeetingRoom(meeting, view, chair?.name ?? '')
  const checkIn = checkInOf(meeting, view, me.user.id)
  const voting = { meeting, standing, me: me.user.id, record }
  const subtitle = [dayOf(text, particulars.startsAt), particulars.place, loading ? '' : text.people.count(view.participants.length)]
  return (
    <PaperActsProvider
      meeting={meeting}
      may={mayInMeeting(standing, 'add-paper')}
      doc={view.doc}
      origin={view.undo.origin}
      papers={papers}
      homes={homes}
    >
      <MeetingFrame
        title={loading ? opening : particulars.title}
        subtitle={
          standing.state === 'live' ? (
            <CourseLine meeting={meeting} course={record.course} items={items} startsAt={particulars.startsAt} />
          ) : (
            subtitle.filter(Boolean).join(' · ')
          )
        }
        acts={
          loading ? null : (
            <>
              <CheckInButton {...checkIn} />
              {mayDesk ? <OpenDesk meeting={meeting} /> : null}
              <MeetingActs
                meeting={meeting}
                standing={standing}
                me={me.user.id}
                particulars={particulars}
                participants={view.participants}
                items={items}
                course={record.course}
                votes={record.votes}
                left={leftOver(items, record)}
                onAddPeople={addPeople}
                more={[mayDesk ? deskEntry : simpleEntry, seatingEntry, ...hall.entries, ...rehearsalEntries, ...out.entries]}
              />
              {out.dialog}
              {hall.dialog}
              {rehearsing ? (
                <StartRehearsal particulars={particulars} participants={view.participants} onClose={() => setRehearsing(false)} />
              ) : null}
            </>
          )
        }
        save={<SaveStatus />}
        tools={props.tools}
        presentCount={view.present.size}
        news={{ marks: marksPlace.here.newCount, floor: waitingOf(record.floor).length + waitingQuestions(record.questions).length }}
        banners={
          <>
            {props.banners}
            <SaveBanner />
            <SetAsideNotice />
            <RehearsalBanner meeting={meeting} standing={standing} />
            {isRehearsal(meeting) ? null : <RecordDoubt meeting={meeting} head={recordHead} />}
          </>
        }
        agenda={late ? null : loading ? <SheetSkeleton /> : sheet}
        agendaOpen={sides.agenda}
        onAgenda={sides.setAgenda}
        drawers={{
          marks:
            loading || simple ? null : (
              <MarksSide
                meeting={meeting}
                view={view}
                open={openPaper}
                here={marksPlace.here}
                tab={marksPlace.tab}
                onTab={marksPlace.setTab}
                pointed={marksPlace.pointed}
                onTarget={marksPlace.go}
                onQuote={(of, mark) => {
                  const { page, version, down } = targetOf(of, mark, { mine: true })
                  const source = words.notebook.quoteAt(record.papers.get(of)?.title ?? '', page)
                  const said = [mark.quote.exact, bodyOf(mark)].filter(Boolean).join(' / ') || nameOfMark(words, mark)
                  putQuote(said, source, { paper: of, version, page, down, mark: mark.id })
                  notify({ text: words.remarks.quoted, action: { label: words.notebook.title, onPick: () => sides.setDrawer('notebook') } })
                }}
              />
            ),
          notebook:
            loading || simple ? null : (
              <Notebook
                meeting={meeting}
                meetingTitle={particulars.title}
                titleOf={place => {
                  const of = record.papers.get(place.paper)
                  return of && !of.removed ? of.title : null
                }}
                onQuote={place => marksPlace.go({ ...place, mark: null, remark: null })}
              />
            ),
          floor: loading || standing.state === 'draft' ? null : <FloorSide meeting={meeting} view={view} />,
          people: loading ? null : (
            <>
              <PeopleDrawer
                meeting={meeting}
                standing={standing}
                me={me.user.id}
                participants={view.participants}
                present={present}
                attendance={record.attendance}
                {...whereOf(view)}
                summary={
                  <>
                    <AttendanceSummary
                      meeting={meeting}
                      standing={standing}
                      participants={view.participants}
                      attendance={record.attendance}
                      quorum={record.quorum}
                    >
                      <MyAttendance {...checkIn} />
                    </AttendanceSummary>
                    {hall.panel}
                  </>
                }
                onAdd={() => setAdding(true)}
              />
              {isRehearsal(meeting) ? null : <RecordSeal head={recordHead} />}
            </>
          )
        }}
        drawer={sides.drawer}
        onDrawer={sides.setDrawer}
        foot={
          simple && !loading ? (
            <SimpleBar
              me={me.user.id}
              floor={record.floor}
              number={on?.number ?? null}
              onPapers={toPapers}
              onFloor={() => sides.setDrawer(sides.drawer === 'floor' ? null : 'floor')}
              onVote={voteAtHand(record) ? () => setVoteAsked(count => count + 1) : null}
            />
          ) : null
        }
      >
        {openPaper ? (
          <PaperPane
            key={openPaper.paper}
            ref={reader}
            paper={openPaper}
            meetingTitle={particulars.title}
            startPage={follow.mode === 'following' && wanted?.paper === openPaper.paper ? wanted.page : null}
            follow={follow}
            target={marksPlace.target}
            onTargetShown={marksPlace.shown}
            shared={marksPlace.here}
            pointed={marksPlace.pointed?.remark ?? null}
            onRemark={marksPlace.point}
            jump={finder.jump}
            onFindEverywhere={finder.ask}
            papers={[...papers.values()].flat()}
            onBeside={() => {
              sides.setAgenda(false)
              sides.setDrawer(null)
            }}
            onPage={setPage}
            onBusy={setBusy}
          />
        ) : (
          <MeetingMiddle
            meeting={meeting}
            view={view}
            late={late}
            item={item}
            paperGone={paperGone}
            mayEdit={mayEdit}
            chairName={chair?.name ?? ''}
            presenterOf={presenterOf}
            agenda={sheet}
          />
        )}
        <UploadPanel home={meeting} />
      </MeetingFrame>
      {loading ? null : (
        <VoteCard {...voting} {...{ items, secret: secretParts(voting), asked: voteAsked, lifted: simple, slidOver: sides.slidOver }} />
      )}
      {finder.dialog}
      {adding ? (
        <AddParticipantsDialog meeting={meeting} already={new Set(record.participants.keys())} onClose={() => setAdding(false)} />
      ) : null}
    </PaperActsProvider>
  )
}

/** Which sides are open: by default what the screen has room for, then whatever the person chose; one at a time where they slide over. */
function useSides(now: { readonly preparing: boolean; readonly paper: boolean; readonly simple: boolean }) {
  const [agenda, setAgenda] = useState<boolean | null>(null)
  const [drawer, setDrawer] = useState<DrawerKind | 'none' | null>(null)
  const narrow = useMediaQuery('(max-width: 900px)', innerWidth <= 900)
  const tight = useMediaQuery('(max-width: 1180px)', innerWidth <= 1180)
  const usual: DrawerKind | null = tight || now.simple ? null : now.paper ? 'marks' : 'people'
  const chosen = drawer === 'none' ? null : drawer
  return {
    agenda: agenda ?? !(narrow || now.preparing || now.simple),
    setAgenda: (open: boolean) => {
      setAgenda(open)
      if (open && narrow) setDrawer('none')
    },
    drawer: drawer === null ? usual : chosen,
    slidOver: (tight && chosen !== null) || (narrow && agenda === true),
    setDrawer: (next: DrawerKind | null) => {
      setDrawer(next ?? 'none')
      if (next && narrow) setAgenda(false)
    }
  }
}

/** The shape of the printed sheet while the meeting is being opened. */
function SheetSkeleton() {
  const widths = ['80%', '65%', '90%', '70%', '55%']
  return (
    <div className={s.skeleton}>
      {widths.map(width => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  )
}
