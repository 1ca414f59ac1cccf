// Beyond 300 lines: a person of the list and all that is done with them stand together.
import {
  IconBuilding,
  IconBuildingBroadcastTower,
  IconDeviceLaptop,
  IconLogout2,
  IconUserMinus,
  IconUserOff,
  IconUserPlus,
  IconUsersPlus
} from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import { type Attendance, type AttendanceState, isCheckInTime } from '#core/attendance/attendance.ts'
import { lateMinutesOf } from '#core/attendance/attendance-list.ts'
import type { MeetingId, SiteId, UserId } from '#core/ids.ts'
import { type MeetingRole, meetingRoles, type Participant } from '#core/meeting/meeting.ts'
import type { Site } from '#core/site/site.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import {
  Avatar,
  Button,
  Choices,
  clockTime,
  Dialog,
  ErrorLine,
  Menu,
  type MenuEntry,
  SearchField,
  useNotice,
  useText
} from '../../ui/index.ts'
import { useMinute } from '../../ui/minute.ts'
import { TurnPanel } from '../../ui/turns.tsx'
import { VirtualRows } from '../../ui/virtual-rows.tsx'
import { ExcuseDialog } from './excuse-dialog.tsx'
import s from './participants.module.css'
import { placeName } from './place-name.ts'
import { SubstituteDialog } from './substitute-dialog.tsx'

export interface PeopleDrawerProps {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  readonly me: UserId
  readonly participants: readonly Participant[]
  /** Who looks at the meeting now, and what they read, as far as they say. */
  readonly present: ReadonlyMap<UserId, { readonly reading: string | null }>
  readonly attendance: ReadonlyMap<UserId, Attendance>
  /** When the meeting was to begin. */
  readonly startsAt: string
  readonly standsFor: ReadonlyMap<UserId, UserId>
  readonly sites: ReadonlyMap<SiteId, Site>
  readonly siteOf: ReadonlyMap<UserId, SiteId>
  /** Above the list: numbers, and my own check-in. */
  readonly summary?: ReactNode
  readonly onAdd: () => void
}

type Line =
  | { readonly kind: 'group'; readonly role: MeetingRole; readonly count: number }
  | { readonly kind: 'person'; readonly who: Participant }

/** Height of a line before it is measured. */
const personPx = 66

/** Everybody of the meeting by role, who is here first, found as one types; 200 people stay fast. Long because all that may be done to a person is done on their line. */
export function PeopleDrawer(props: PeopleDrawerProps) {
  const text = useText().meeting
  const t = text.people
  const [query, setQuery] = useState('')
  const [shown, setShown] = useState<'all' | 'here'>('all')
  const { participants, present } = props
  const lines = useMemo(
    () =>
      linesOf(
        participants.filter(
          who => (shown === 'all' || present.has(who.user)) && matchesQuery(`${who.name} ${who.title} ${who.unitName}`, query)
        ),
        present
      ),
    [participants, present, query, shown]
  )
  const mayManage = mayInMeeting(props.standing, 'manage-participants')
  const mayNote = mayInMeeting(props.standing, 'note-attendance')
  const now = useMinute()
  const calls = mayNote && isCheckInTime(props.standing, props.startsAt, now)
  const here = participants.filter(who => present.has(who.user)).length
  return (
    <TurnPanel
      plain
      foot={
        mayManage ? (
          <Button wide icon={<IconUserPlus />} onClick={props.onAdd}>
            {t.add}
          </Button>
        ) : null
      }
    >
      <div>{props.summary}</div>
      <div className={s.tools}>
        <Choices
          label={t.heading}
          wide
          value={shown}
          choices={[
            { value: 'all', label: t.all(participants.length) },
            { value: 'here', label: t.hereFilter(here) }
          ]}
          onPick={setShown}
        />
        {participants.length > 7 ? <SearchField label={t.search} value={query} onFind={setQuery} /> : null}
      </div>
      <div className={s.list}>
        {participants.length === 0 ? (
          <p className={s.none}>
            {t.none} {mayManage ? t.noneHint : ''}
          </p>
        ) : lines.length === 0 && query !== '' ? (
          <p className={s.none}>{t.noMatch(query)}</p>
        ) : null}
        <VirtualRows
          label={t.heading}
          items={lines}
          keyOf={keyOf}
          estimate={personPx}
          row={line =>
            line.kind === 'group' ? (
              <h3 className={s.group}>
                {text.roles[line.role]} <span>{line.count}</span>
              </h3>
            ) : (
              <Person
                {...props}
                who={line.who}
                mayManage={mayManage}
                mayNote={mayNote}
                calls={calls}
                here={present.get(line.who.user) ?? null}
              />
            )
          }
        />
      </div>
    </TurnPanel>
  )
}

const keyOf = (line: Line): string => (line.kind === 'group' ? line.role : line.who.user)

function linesOf(participants: readonly Participant[], present: PeopleDrawerProps['present']): readonly Line[] {
  return meetingRoles.flatMap((role): readonly Line[] => {
    const people = participants
      .filter(who => who.role === role)
      .sort((a, b) => Number(present.has(b.user)) - Number(present.has(a.user)) || a.name.localeCompare(b.name, 'vi'))
    return people.length === 0
      ? []
      : [{ kind: 'group', role, count: people.length }, ...people.map(who => ({ kind: 'person' as const, who }))]
  })
}

function Person(
  props: PeopleDrawerProps & {
    readonly who: Participant
    readonly mayManage: boolean
    readonly mayNote: boolean
    /** It is the time at which one looks who is here. */
    readonly calls: boolean
    readonly here: { readonly reading: string | null } | null
  }
) {
  const all = useText()
  const t = all.meeting.people
  const notice = useNotice()
  const { who, here } = props
  const { running, send } = useCommand(props.meeting)
  const [leaving, setLeaving] = useState(false)
  const [excusing, setExcusing] = useState(false)
  const [replacing, setReplacing] = useState(false)
  const instead = props.standsFor.get(who.user) ?? null
  const insteadName = instead && props.participants.find(({ user }) => user === instead)?.name
  const [refused, setRefused] = useState<string | null>(null)

  const known = props.attendance.get(who.user)
  const belongs = props.siteOf.get(who.user)
  const site = belongs === undefined ? undefined : props.sites.get(belongs)
  // Whoever notes people one by one by keyboard stays in their row when the button is gone.
  const acts = useRef<HTMLSpanElement>(null)
  const arrived = useRef(false)
  useEffect(() => {
    if (known && arrived.current && document.activeElement === document.body) acts.current?.querySelector('button')?.focus()
    if (known) arrived.current = false
  }, [known])
  const note = async (state: AttendanceState, place: 'room' | 'remote' | 'site' | null = null) => {
    const at = place === 'site' && site ? { place: 'remote' as const, site: site.site } : { place: place === 'site' ? null : place }
    const outcome = await send({ kind: 'note-attendance', users: [who.user], state, ...at, reason: '' })
    if (outcome?.ok === false) {
      arrived.current = false
      notice({ text: all.attendance.notNoted(who.name, whyNotDone(all, outcome.reason)), stayMs: 15_000 })
    }
  }
  const changeRole = async (role: MeetingRole) => {
    const outcome = await send({ kind: 'change-role', user: who.user, role })
    if (outcome && !outcome.ok) notice({ text: t.notChanged(who.name, whyNotDone(all, outcome.reason)), stayMs: 15_000 })
  }
  const remove = async () => {
    const outcome = await send({ kind: 'remove-participant', user: who.user })
    if (outcome && !outcome.ok) setRefused(t.notRemoved(who.name, whyNotDone(all, outcome.reason)))
  }
  return (
    <div className={s.person} aria-busy={running}>
      <Avatar name={who.name} />
      <div>
        <span className={s.name}>
          {who.name}
          {who.user === props.me ? <span className={s.me}>({t.me})</span> : null}
          {here ? <span className={s.here}>{t.here}</span> : null}
        </span>
        <span className={s.under} title={who.unitName}>
          {who.title || who.unitName}
        </span>
        {known ? (
          <AttendanceLine known={known} sites={props.sites} startsAt={props.startsAt} />
        ) : site ? (
          <span className={s.under}>{all.site.attend.place(site.name)}</span>
        ) : null}
        {insteadName ? <span className={s.noted}>{all.attendance.standsForName(insteadName)}</span> : null}
        {here?.reading ? <span className={s.under}>{t.reading(here.reading)}</span> : null}
      </div>
      <span className={s.personActs} ref={acts}>
        {props.calls && !known ? (
          <Button
            className={s.arrived ?? ''}
            aria-label={all.attendance.arrivedOf(who.name)}
            title={site ? all.site.attend.mark(site.name) : all.attendance.markPresent}
            busy={running}
            onClick={() => {
              arrived.current = true
              void note('present', site ? 'site' : 'room')
            }}
          >
            {all.attendance.arrived}
          </Button>
        ) : null}
        {props.mayManage ? (
          <Menu
            label={t.more(who.name)}
            busy={running}
            entries={[
              ...(props.mayNote ? noteEntries(all, known, site ?? null, note, () => setExcusing(true)) : []),
              { key: 'substitute', label: all.attendance.substitute, icon: <IconUsersPlus />, onPick: () => setReplacing(true) },
              ...meetingRoles
                .filter(role => role !== who.role)
                .map(role => ({ key: role, label: all.meeting.roles[role], onPick: () => void changeRole(role) })),
              {
                key: 'remove',
                label: t.remove,
                icon: <IconUserMinus />,
                danger: true,
                onPick: () => {
                  setRefused(null)
                  setLeaving(true)
                }
              }
            ]}
          />
        ) : null}
      </span>
      {replacing ? (
        <SubstituteDialog
          meeting={props.meeting}
          who={who}
          standsFor={instead}
          participants={props.participants}
          onClose={() => setReplacing(false)}
        />
      ) : null}
      {excusing ? <ExcuseDialog meeting={props.meeting} who={who} onClose={() => setExcusing(false)} /> : null}
      {leaving ? (
        <Dialog
          title={t.removeTitle(who.name)}
          closeWord={t.cancel}
          onClose={() => setLeaving(false)}
          footer={
            <>
              <Button onClick={() => setLeaving(false)}>{t.cancel}</Button>
              <Button kind="danger" busy={running} onClick={() => void remove()}>
                {t.removeDo}
              </Button>
            </>
          }
        >
          <p>{who.user === props.me ? t.removeSelf : t.removeAfter}</p>
          {refused ? <ErrorLine>{refused}</ErrorLine> : null}
        </Dialog>
      ) : null}
    </div>
  )
}

/** What may be noted of somebody, without what is so already. */
function noteEntries(
  text: ReturnType<typeof useText>,
  known: Attendance | undefined,
  site: Site | null,
  note: (state: AttendanceState, place?: 'room' | 'remote' | 'site' | null) => Promise<void>,
  excuse: () => void
): readonly MenuEntry[] {
  const t = text.attendance
  const isAt = (place: 'room' | 'remote', at?: SiteId) => known?.state === 'present' && known.place === place && known.site === at
  const entries: (MenuEntry | null)[] = [
    isAt('room') ? null : { key: 'room', label: t.markPresent, icon: <IconBuilding />, onPick: () => void note('present', 'room') },
    site === null || isAt('remote', site.site)
      ? null
      : {
          key: 'site',
          label: text.site.attend.mark(site.name),
          icon: <IconBuildingBroadcastTower />,
          onPick: () => void note('present', 'site')
        },
    isAt('remote')
      ? null
      : { key: 'remote', label: t.markRemote, icon: <IconDeviceLaptop />, onPick: () => void note('present', 'remote') },
    known?.state === 'present' ? { key: 'left', label: t.markLeft, icon: <IconLogout2 />, onPick: () => void note('left') } : null,
    { key: 'excused', label: t.markExcused, icon: <IconUserOff />, onPick: excuse },
    known?.state === 'absent' ? null : { key: 'absent', label: t.markAbsent, icon: <IconUserOff />, onPick: () => void note('absent') }
  ]
  return entries.filter(entry => entry !== null)
}

/** State, place, times and reason as the list of attendance has them. */
function AttendanceLine(props: { readonly known: Attendance; readonly sites: ReadonlyMap<SiteId, Site>; readonly startsAt: string }) {
  const { known, sites } = props
  const all = useText()
  const t = all.attendance
  const time = (at: string) => clockTime(all.app.dates, at)
  const stays = known.stays.map(({ from, to }) => (to === null ? t.since(time(from)) : t.stay(time(from), time(to))))
  const late = lateMinutesOf(known, props.startsAt)
  const details = [
    known.place && known.state === 'present' ? placeName(all, known, sites) : '',
    known.byCode ? t.byCode : '',
    ...stays,
    late > 0 ? t.late(late) : '',
    known.reason
  ]
    .filter(Boolean)
    .join(', ')
  return (
    <span className={s.noted} data-state={known.state}>
      {t.states[known.state]}
      {details ? ` · ${details}` : ''}
    </span>
  )
}
