import { IconLayoutSidebarRightExpand, IconPhoneCall, IconVideo } from '@tabler/icons-react'
import { parseVideoLink } from '#core/site/video-link.ts'
import { Button, useText } from '../../ui/index.ts'
import s from './sites.module.css'
import { useOpenVideo, type VideoPlace } from './use-open-video.ts'
import { useShowVideo } from './video-beside.tsx'

/** [SI3] Opens a video meeting in the system's own program or browser by one click, and [SI5] where it may be shown here, beside the papers by another; nothing when there is no link. */
export function VideoButton(props: VideoPlace & { readonly link: string; readonly kind?: 'primary' | 'quiet' }) {
  const all = useText()
  const t = all.site
  const link = parseVideoLink(props.link)
  const isCall = link?.service === 'sip' || link?.service === 'h323'
  const service = !link ? '' : link.service === 'other' ? link.host : t.services[link.service]
  const words = isCall ? t.call(service) : props.site === null ? t.join(service) : t.joinSite(service)
  const { asking, open } = useOpenVideo(props, words)
  const show = useShowVideo()
  if (!link) return null
  return (
    <>
      <Button
        wide
        className={s.joinButton ?? ''}
        kind={props.kind ?? 'quiet'}
        icon={isCall ? <IconPhoneCall /> : <IconVideo />}
        title={link.host}
        busy={asking}
        onClick={open}
      >
        {words}
      </Button>
      {isCall ? <p className={s.soft}>{t.dial(link.address.replace(/^\w+:/, ''))}</p> : null}
      {show && link.service === 'jitsi' ? (
        <Button
          wide
          className={s.joinButton ?? ''}
          icon={<IconLayoutSidebarRightExpand />}
          title={all.video.besideHint}
          onClick={() => show({ site: props.site, link, phone: props.phone })}
        >
          {all.video.beside}
        </Button>
      ) : null}
    </>
  )
}
