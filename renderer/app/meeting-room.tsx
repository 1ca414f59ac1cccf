import { IconBuildingBroadcastTower, IconDeviceTv, IconListCheck, IconListDetails, IconQrcode } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import type { MeetingId, SiteId, UserId } from '#core/ids.ts'
import { CodeDialog } from '../features/participants/code-dialog.tsx'
import { CheckInReminder } from '../features/participants/index.ts'
import { SitesPanel } from '../features/sites/index.ts'
import { useSession } from '../session/session.ts'
import { useReminded } from '../session/use-reminded.ts'
import { goTo, type MenuEntry, shortDate, useText } from '../ui/index.ts'
import { attendanceDocument } from './attendance-document.ts'
import type { MeetingView } from './use-meeting-view.ts'

const AttendanceDialog = lazy(() => import('../features/export/index.ts').then(found => ({ default: found.AttendanceDialog })))
const PairDialog = lazy(() => import('../features/big-screen/pair-dialog.tsx').then(found => ({ default: found.PairDialog })))
const SitesDialog = lazy(() => import('../features/sites/sites-dialog.tsx').then(found => ({ default: found.SitesDialog })))

/** What the list of people says of where they are, in whose place, and how late. */
export const whereOf = ({ record, particulars }: MeetingView) => ({
  startsAt: particulars.startsAt,
  standsFor: record.standsFor,
  sites: record.sites,
  siteOf: record.siteOf
})

/** My own check-in in a meeting. */
export const checkInOf = (meeting: MeetingId, { record, standing, particulars }: MeetingView, me: UserId) => ({
  meeting,
  standing,
  mine: record.attendance.get(me) ?? null,
  startsAt: particulars.startsAt,
  byCode: record.byCode,
  sites: record.sites,
  mySite: record.siteOf.get(me) ?? null,
  reminder: <CheckInReminder meeting={meeting} standing={standing} record={record} startsAt={particulars.startsAt} />
})

/** What is done about the rooms a meeting is held in: entries of its menu and the windows they open, and what stands above its people. */
export function useMeetingRoom(
  meeting: MeetingId,
  { record, standing, participants, particulars, condition }: MeetingView,
  chairName: string
): { readonly entries: readonly MenuEntry[]; readonly dialog: ReactNode; readonly panel: ReactNode } {
  const t = useText()
  const { me } = useSession()
  useReminded(record, me.user.id, condition === 'ready')
  const [open, setOpen] = useState<'screens' | 'sites' | 'code' | 'list' | null>(null)
  const close = () => setOpen(null)
  const mySite: SiteId | undefined = record.siteOf.get(me.user.id)
  const sites = useMemo(() => [...record.sites.values()].sort((a, b) => a.name.localeCompare(b.name, 'vi')), [record.sites])
  const entries: MenuEntry[] = []
  if (mayInMeeting(standing, 'lead-screens'))
    entries.push({ key: 'screens', label: t.screen.menu, icon: <IconDeviceTv />, onPick: () => setOpen('screens') })
  if (mayInMeeting(standing, 'set-sites'))
    entries.push({ key: 'sites', label: t.site.menu, icon: <IconBuildingBroadcastTower />, onPick: () => setOpen('sites') })
  if (mayInMeeting(standing, 'note-attendance'))
    entries.push({ key: 'code', label: t.attendance.wall.menu, icon: <IconQrcode />, onPick: () => setOpen('code') })
  if (standing.state !== 'draft' && mayInMeeting(standing, 'read-record'))
    entries.push({ key: 'list', label: t.attendance.list.menu, icon: <IconListCheck />, onPick: () => setOpen('list') })
  if (mayInMeeting(standing, 'read-record'))
    entries.push({
      key: 'record',
      label: t.record.open,
      icon: <IconListDetails />,
      onPick: () => goTo({ kind: 'meeting', meeting, paper: null, screen: 'record' })
    })
  return {
    entries,
    panel: (
      <SitesPanel
        meeting={meeting}
        standing={standing}
        sites={sites}
        mine={(mySite && record.sites.get(mySite)) ?? null}
        video={record.video}
        attendance={record.attendance}
      />
    ),
    dialog: (
      <Suspense>
        {open === 'screens' ? (
          <PairDialog
            meeting={meeting}
            screens={[...record.screens.values()].sort((a, b) => a.since.localeCompare(b.since))}
            sites={sites}
            participants={record.participants}
            onClose={close}
          />
        ) : null}
        {open === 'sites' ? (
          <SitesDialog
            meeting={meeting}
            sites={sites}
            siteOf={record.siteOf}
            video={record.video}
            participants={participants}
            onClose={close}
          />
        ) : null}
        {open === 'code' ? (
          <CodeDialog
            meeting={meeting}
            sites={sites}
            byCode={record.byCode}
            mayChange={mayInMeeting(standing, 'set-quorum')}
            onClose={close}
          />
        ) : null}
        {open === 'list' ? (
          <AttendanceDialog
            document={attendanceDocument(t, { record, participants, particulars, chairName })}
            name={t.attendance.list.fileName(particulars.title, shortDate(t.app.dates, particulars.startsAt).replaceAll('/', '-'))}
            onClose={close}
          />
        ) : null}
      </Suspense>
    )
  }
}
