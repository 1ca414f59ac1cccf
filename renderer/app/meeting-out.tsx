import { IconDots, IconFileZip } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { AgendaItemId } from '#core/ids.ts'
import { formatDate, localMoment } from '#core/time/local-time.ts'
import { inkPath } from '../features/marks/index.ts'
import { dayOf, spanOf } from '../features/meeting/index.ts'
import { IconButton, Menu, useText } from '../ui/index.ts'
import type { MeetingView } from './use-meeting-view.ts'

const PackDialog = lazy(() => import('../features/export/index.ts').then(found => ({ default: found.PackDialog })))

/** What is rarely done with a whole meeting: its papers as one file. */
export function MeetingOut({ view, chairName }: { readonly view: MeetingView; readonly chairName: string }) {
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
  return (
    <>
      <Menu
        label={t.menu.more}
        trigger={
          <IconButton label={t.menu.more}>
            <IconDots />
          </IconButton>
        }
        entries={[{ key: 'pack', label: t.menu.pack, icon: <IconFileZip />, onPick: () => setPacking(true) }]}
      />
      {packing ? (
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
      ) : null}
    </>
  )
}
