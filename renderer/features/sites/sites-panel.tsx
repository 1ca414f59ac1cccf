import { type MeetingStanding, mayInMeeting } from '#core/access/access.ts'
import type { Site } from '#core/site/site.ts'
import { useText } from '../../ui/index.ts'
import s from './sites.module.css'
import { SitesState, type SitesStateProps } from './sites-state.tsx'
import { VideoButton } from './video-button.tsx'

/** Above the people of a meeting: my own site, the way into the video meeting by one click, and for those who lead how the sites are connected. */
export function SitesPanel(
  props: SitesStateProps & { readonly standing: MeetingStanding; readonly mine: Site | null; readonly video: string }
) {
  const t = useText().site
  const { meeting, standing, mine, video } = props
  const leads = mayInMeeting(standing, 'note-attendance')
  const gathers = mayInMeeting(standing, 'check-in')
  if (!gathers || (!leads && !mine && !video)) return null
  return (
    <>
      {mine || video ? (
        <div className={s.join}>
          {mine ? <p>{t.mine(mine.name)}</p> : null}
          {mine?.link ? (
            <VideoButton meeting={meeting} site={mine.site} link={mine.link} phone={mine.phone} />
          ) : (
            <VideoButton meeting={meeting} site={null} link={video} phone={mine?.phone ?? ''} />
          )}
        </div>
      ) : null}
      {leads ? <SitesState meeting={meeting} sites={props.sites} attendance={props.attendance} /> : null}
    </>
  )
}
