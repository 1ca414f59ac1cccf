import { useEffect, useMemo } from 'react'
import { RecordScreen } from '../features/record/record-screen.tsx'
import { RehearsalBanner } from '../features/rehearsal/index.ts'
import { SaveBanner, SaveStatus, SetAsideNotice } from '../sync/index.ts'
import { useText } from '../ui/index.ts'
import type { MeetingRouteProps } from './meeting-route.tsx'
import type { MeetingView } from './use-meeting-view.ts'

/** What happened in one meeting, as a screen of its own. */
export function RecordRoute(props: MeetingRouteProps & { readonly view: MeetingView }) {
  const all = useText()
  const { meeting, view } = props
  const { particulars, record, standing } = view
  useEffect(() => {
    document.title = `${all.record.title} · ${particulars.title} · ${all.app.name}`
  }, [all, particulars.title])
  const items = useMemo(
    () => new Map(view.items.map(node => [node.id, all.record.item(node.number, node.title || all.meeting.agenda.untitled)])),
    [view.items, all]
  )
  return (
    <RecordScreen
      meeting={meeting}
      title={particulars.title}
      startsAt={particulars.startsAt}
      head={record.head}
      live={standing.state === 'live'}
      items={items}
      save={<SaveStatus />}
      tools={props.tools}
      banners={
        <>
          {props.banners}
          <RehearsalBanner meeting={meeting} standing={standing} />
          <SaveBanner />
          <SetAsideNotice />
        </>
      }
    />
  )
}
