import { IconDeviceTv } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { mayInMeeting } from '#core/access/access.ts'
import type { MeetingId } from '#core/ids.ts'
import { type MenuEntry, useText } from '../ui/index.ts'
import type { MeetingView } from './use-meeting-view.ts'

const PairDialog = lazy(() => import('../features/big-screen/pair-dialog.tsx').then(found => ({ default: found.PairDialog })))

/** What is done about the room a meeting is held in, as entries of its menu, and the windows they open: its big screens. */
export function useMeetingRoom(
  meeting: MeetingId,
  { record, standing }: MeetingView
): { readonly entries: readonly MenuEntry[]; readonly dialog: ReactNode } {
  const t = useText()
  const [open, setOpen] = useState<'screens' | null>(null)
  const close = () => setOpen(null)
  return {
    entries: mayInMeeting(standing, 'lead-screens')
      ? [{ key: 'screens', label: t.screen.menu, icon: <IconDeviceTv />, onPick: () => setOpen('screens') }]
      : [],
    dialog:
      open === 'screens' ? (
        <Suspense>
          <PairDialog
            meeting={meeting}
            screens={[...record.screens.values()].sort((a, b) => a.since.localeCompare(b.since))}
            participants={record.participants}
            onClose={close}
          />
        </Suspense>
      ) : null
  }
}
