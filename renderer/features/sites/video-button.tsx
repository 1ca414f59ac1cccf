import { IconPhoneCall, IconVideo } from '@tabler/icons-react'
import { useState } from 'react'
import type { MeetingId, SiteId } from '#core/ids.ts'
import { parseVideoLink } from '#core/site/video-link.ts'
import { sitePaths, videoLinkShape } from '#protocol/site-api.ts'
import { useSession } from '../../session/session.ts'
import { Button, useNotice, useText } from '../../ui/index.ts'
import s from './sites.module.css'

/** Whoever waits longer for the server telephones. */
const askMs = 10_000
const stayMs = 15_000

/** [SI3] Opens a video meeting in the system's own program or browser by one click, once the server has said that it is still allowed; nothing when there is no link. */
export function VideoButton(props: {
  readonly meeting: MeetingId
  /** null: the link of the meeting itself. */
  readonly site: SiteId | null
  readonly link: string
  /** Whom to call when it does not open; '' : nobody in particular. */
  readonly phone: string
  readonly kind?: 'primary' | 'quiet'
}) {
  const all = useText()
  const t = all.site
  const notice = useNotice()
  const { platform, serverId, me, api } = useSession()
  const [asking, setAsking] = useState(false)
  const link = parseVideoLink(props.link)
  if (!link) return null
  const isCall = link.service === 'sip' || link.service === 'h323'
  const service = t.services[link.service]
  const words = isCall ? t.call(service) : props.site === null ? t.join(service) : t.joinSite(service)
  const failed = (why: string) => notice({ text: `${why} ${t.callInstead(props.phone)}`, stayMs })
  // What this page keeps may be old: the server is asked, and what it names is opened.
  const openInBrowser = async () => {
    const answer = await api.call(
      'GET',
      sitePaths.videoLink(props.meeting, props.site),
      videoLinkShape,
      undefined,
      AbortSignal.timeout(askMs)
    )
    const allowed = answer.ok ? parseVideoLink(answer.value.address) : null
    if (!allowed) return failed(answer.ok ? t.notOpened : answer.reason === 'offline' ? t.notAsked : all.reasons[answer.reason])
    const open = () => window.open(allowed.address, '_blank', 'noopener,noreferrer')
    // A browser opens a window only shortly after a press: after a slow answer it takes another one.
    if (navigator.userActivation?.isActive === false) notice({ text: t.mayOpen, action: { label: words, onPick: open }, stayMs })
    else open()
  }
  const open = async () => {
    if (asking) return
    setAsking(true)
    // The desktop app asks the server itself: what this page holds is never handed to the system.
    if (!platform.openVideo) await openInBrowser()
    else if (!(await platform.openVideo(serverId, me.user.id, props.meeting, props.site))) failed(t.notOpened)
    setAsking(false)
  }
  return (
    <Button
      wide
      className={s.joinButton ?? ''}
      kind={props.kind ?? 'quiet'}
      icon={isCall ? <IconPhoneCall /> : <IconVideo />}
      title={link.host}
      busy={asking}
      onClick={() => void open()}
    >
      {words}
    </Button>
  )
}
