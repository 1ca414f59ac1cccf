import { IconBuilding, IconBuildingBroadcastTower, IconDeviceLaptop, IconLogout2, IconUserCheck } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import { type Attendance, type AttendancePlace, isCheckInTime } from '#core/attendance/attendance.ts'
import type { MeetingId, SiteId } from '#core/ids.ts'
import type { Site } from '#core/site/site.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { Button, clockTime, Dialog, ErrorLine, SelectField, useNotice, useText } from '../../ui/index.ts'
import { useMinute } from '../../ui/minute.ts'
import s from './participants.module.css'
import { placeName } from './place-name.ts'

export interface CheckInProps {
  readonly meeting: MeetingId
  readonly standing: MeetingStanding
  /** Of me; null while I was never noted. */
  readonly mine: Attendance | null
  readonly startsAt: string
  /** [J5] In a room only by the code that hangs there. */
  readonly byCode: boolean
  readonly sites: ReadonlyMap<SiteId, Site>
  /** The conference site I belong to. */
  readonly mySite: SiteId | null
  /** For those who keep the list: of whom nobody has noted anything yet. */
  readonly reminder?: ReactNode
}

/** Whether I am asked to check in now: the meeting is on, or about to begin, and I am not here yet. */
function useIsAsked({ standing, mine, startsAt }: CheckInProps): boolean {
  const now = useMinute()
  if (!mayInMeeting(standing, 'check-in') || mine?.state === 'present' || mine?.state === 'left') return false
  return isCheckInTime(standing, startsAt, now)
}

/** The button that asks me to check in, beside the name of the meeting; nothing once I have, or when it is not time yet. */
export function CheckInButton(props: CheckInProps) {
  const t = useText().attendance
  const asked = useIsAsked(props)
  const [choosing, setChoosing] = useState(false)
  // Who leads or keeps the minutes has other acts beside the name; theirs lies in the drawer.
  if ((!asked && !choosing) || mayInMeeting(props.standing, 'note-attendance')) return null
  return (
    <>
      <Button kind="primary" data-asked="" icon={<IconUserCheck />} onClick={() => setChoosing(true)}>
        {t.checkIn}
      </Button>
      {choosing ? <PlaceDialog {...props} onClose={() => setChoosing(false)} /> : null}
    </>
  )
}

/** My own attendance in a line, with the way out and back in. */
export function MyAttendance(props: CheckInProps) {
  const all = useText()
  const t = all.attendance
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const [choosing, setChoosing] = useState(false)
  const asked = useIsAsked(props)
  const { mine } = props
  if (!mayInMeeting(props.standing, 'check-in')) return null
  const stay = mine?.stays.at(-1)
  const leave = async () => {
    const outcome = await send({ kind: 'check-out' })
    if (outcome && !outcome.ok) notice({ text: t.notDone(whyNotDone(all, outcome.reason)), stayMs: 15_000 })
  }
  return (
    <div className={s.mine}>
      {mine?.state === 'present' && stay ? (
        <>
          <p>{t.checkedIn(clockTime(all.app.dates, stay.from), placeName(all, mine, props.sites))}</p>
          <Button icon={<IconLogout2 />} busy={running} onClick={() => void leave()}>
            {t.checkOut}
          </Button>
        </>
      ) : mine?.state === 'left' && stay?.to ? (
        <>
          <p>{t.checkedOut(clockTime(all.app.dates, stay.to))}</p>
          <Button icon={<IconUserCheck />} onClick={() => setChoosing(true)}>
            {t.backAgain}
          </Button>
        </>
      ) : asked && mayInMeeting(props.standing, 'note-attendance') ? (
        <Button icon={<IconUserCheck />} onClick={() => setChoosing(true)}>
          {t.checkIn}
        </Button>
      ) : null}
      {props.reminder}
      {choosing ? <PlaceDialog {...props} onClose={() => setChoosing(false)} /> : null}
    </div>
  )
}

/** Two large answers; each is the whole act. */
function PlaceDialog(props: CheckInProps & { readonly onClose: () => void }) {
  const all = useText()
  const t = all.attendance
  const notice = useNotice()
  const { running, send } = useCommand(props.meeting)
  const [refused, setRefused] = useState<string | null>(null)
  const scans = props.byCode && !mayInMeeting(props.standing, 'note-attendance')
  const mine = props.mySite === null ? undefined : props.sites.get(props.mySite)
  const others = [...props.sites.values()].filter(site => site !== mine).sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  // More than a handful of large answers is a list.
  const few = scans || others.length > 4 ? [] : others
  const come = async (place: AttendancePlace, site?: SiteId) => {
    const outcome = await send({ kind: 'check-in', place, ...(site !== undefined && { site }) })
    if (!outcome) return
    if (!outcome.ok) return setRefused(t.notDone(whyNotDone(all, outcome.reason)))
    notice({ text: t.done })
    props.onClose()
  }
  return (
    <Dialog title={t.checkInTitle} closeWord={t.cancel} onClose={props.onClose}>
      {scans ? <p>{all.reasons['code-needed']}</p> : null}
      <div className={s.placeChoice}>
        {mine && !scans ? (
          <Button
            kind="primary"
            data-first=""
            wide
            icon={<IconBuildingBroadcastTower />}
            busy={running}
            onClick={() => void come('remote', mine.site)}
          >
            {all.site.attend.at(mine.name)}
          </Button>
        ) : null}
        {scans ? null : (
          <Button
            kind={mine ? 'quiet' : 'primary'}
            data-first=""
            wide
            icon={<IconBuilding />}
            disabled={running}
            onClick={() => void come('room')}
          >
            {t.inRoom}
          </Button>
        )}
        {few.map(site => (
          <Button
            key={site.site}
            wide
            icon={<IconBuildingBroadcastTower />}
            disabled={running}
            onClick={() => void come('remote', site.site)}
          >
            {all.site.attend.at(site.name)}
          </Button>
        ))}
        {!scans && others.length > few.length ? (
          <SelectField
            label={all.site.attend.other}
            value=""
            options={[{ value: '', label: '—' }, ...others.map(site => ({ value: site.site as string, label: site.name }))]}
            onPick={picked => {
              const site = others.find(each => each.site === picked)
              if (site) void come('remote', site.site)
            }}
          />
        ) : null}
        <Button wide icon={<IconDeviceLaptop />} disabled={running} onClick={() => void come('remote')}>
          {props.sites.size > 0 ? all.site.attend.elsewhere : t.fromAfar}
        </Button>
      </div>
      {refused ? <ErrorLine>{refused}</ErrorLine> : null}
    </Dialog>
  )
}
