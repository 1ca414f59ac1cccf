import { IconPhoneCall, IconVideo } from '@tabler/icons-react'
import type { MeetingId, SiteId } from '#core/ids.ts'
import { parseVideoLink } from '#core/site/video-link.ts'
import { useSession } from '../../session/session.ts'
import { Button, useNotice, useText } from '../../ui/index.ts'
import s from './sites.module.css'

/** [SI3] Opens a video meeting in the system's own program or browser by one click; nothing when there is no link. */
export function VideoButton(props: {
  readonly meeting: MeetingId
  /** null: the link of the meeting itself. */
  readonly site: SiteId | null
  readonly link: string
  readonly kind?: 'primary' | 'quiet'
}) {
  const t = useText().site
  const notice = useNotice()
  const { platform, serverId, me } = useSession()
  const link = parseVideoLink(props.link)
  if (!link) return null
  const isCall = link.service === 'sip' || link.service === 'h323'
  const service = t.services[link.service]
  const words = isCall ? t.call(service) : props.site === null ? t.join(service) : t.joinSite(service)
  const open = async () => {
    // The desktop app asks the server itself: what this page holds is never handed to the system.
    if (platform.openVideo) {
      const opened = await platform.openVideo(serverId, me.user.id, props.meeting, props.site)
      if (!opened) notice({ text: t.notOpened, stayMs: 15_000 })
    } else window.open(link.address, '_blank', 'noopener,noreferrer')
  }
  return (
    <Button
      wide
      className={s.joinButton ?? ''}
      kind={props.kind ?? 'quiet'}
      icon={isCall ? <IconPhoneCall /> : <IconVideo />}
      title={link.host}
      onClick={() => void open()}
    >
      {words}
    </Button>
  )
}
