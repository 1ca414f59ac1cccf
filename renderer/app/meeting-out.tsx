import { IconFileZip } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { AgendaItemId } from '#core/ids.ts'
import { formatDate, localMoment } from '#core/time/local-time.ts'
import { inkPath } from '../features/marks/index.ts'
import { dayOf, spanOf } from '../features/meeting/index.ts'
import { type MenuEntry, useText } from '../ui/index.ts'
import type { MeetingView } from './use-meeting-view.ts'

const PackDialog = lazy(() => import('../features/export/index.ts').then(found => ({ default: found.PackDialog })))

/** What is rarely done with a whole meeting, as entries of its menu, and the window they open: its papers as one file. */
export function useMeetingOut(
  view: MeetingView,
  chairName: string
): { readonly entries: readonly MenuEntry[]; readonly dialog: ReactNode } {
  const words = useText()
  const t = words.exporting
  const [packing, setPacking] = useState(false)
  const { particulars, items, papers } = view
  const text = words.meeting
  const section = (title: string, item: AgendaItemId | null) => ({ title, papers: papers.get(item) ?? [] })
  const at = localMoment(particulars.startsAt)
  const facts: readonly (readonly [string, string])[] = [
    [t.pack.when, [spanOf(text, particulars), dayOf(text, particulars.startsAt)].filter(Boolean).join(' · ')],
    [t.pack.place, particulars.place],
    [t.pack.form, text.forms[particulars.form]],
    [t.pack.chair, chairName]
  ]
  return {
    entries: [{ key: 'pack', label: t.menu.pack, icon: <IconFileZip />, onPick: () => setPacking(true) }],
    dialog: packing ? (
      <Suspense>
        <PackDialog
          meetingTitle={particulars.title || text.frame.untitled}
          date={at ? formatDate(at).replaceAll('/', '-') : ''}
          particulars={facts.filter(([, value]) => value !== '')}
          sections={[
            ...items.map(item => section(text.agenda.item(item.number, item.title || text.agenda.untitled), item.id)),
            section(t.pack.general, null)
          ]}
          outline={inkPath}
          onClose={() => setPacking(false)}
        />
      </Suspense>
    ) : null
  }
}
