import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2, IconExternalLink, IconPhone, IconPhoneOff } from '@tabler/icons-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { MeetingId, SiteId } from '#core/ids.ts'
import { frameAddress, parseVideoLink, type VideoLink } from '#core/site/video-link.ts'
import { sitePaths, videoLinkShape } from '#protocol/site-api.ts'
import { useSession } from '../../session/session.ts'
import { Banner, Button, IconButton, Skeleton, useNotice, useText } from '../../ui/index.ts'
import { askMs, useOpenVideo } from './use-open-video.ts'
import s from './video-beside.module.css'

/** Which video meeting: that of the meeting, or of one of its sites; and whom to call when it fails. */
export interface VideoAsked {
  readonly site: SiteId | null
  readonly link: VideoLink
  readonly phone: string
}
type Shown = 'asking' | { readonly refused: string; readonly outside: boolean } | { readonly address: string }

/** So long after the frame was made the meeting in it has said that it is there. */
const answersWithinMs = 20_000

/** From this width on, px, there is room for a column beside the papers; the style sheet says the same. */
const wideEnough = 1600

const ShowContext = createContext<((asked: VideoAsked) => void) | null>(null)
/** [SI5] Shows a video meeting beside the papers; null where that cannot be. */
export const useShowVideo = () => useContext(ShowContext)

/** [SI5] Around all screens of a meeting: a video meeting beside them, once somebody asks for it; gone when they leave the meeting. */
export function VideoBeside(props: { readonly meeting: MeetingId; readonly children: ReactNode }) {
  const all = useText()
  const t = all.video
  const notice = useNotice()
  const { api, platform, serverId, me } = useSession()
  const [asked, setAsked] = useState<VideoAsked | null>(null)
  const [shown, setShown] = useState<Shown>('asking')
  const [small, setSmall] = useState(false)
  const turn = useRef(0)
  /** The one that is shown. */
  const running = useRef<string | null>(null)
  const { meeting } = props
  const user = me.user.id
  const show = useCallback(
    async (next: VideoAsked) => {
      const name = `${next.site} ${next.link.address}`
      // Whoever presses again is not thrown out of it.
      if (running.current === name) return setSmall(false)
      running.current = null
      const mine = ++turn.current
      setAsked(next)
      setShown('asking')
      setSmall(window.innerWidth < wideEnough)
      let [address, why, outside]: [string | null, string, boolean] = [null, t.notFramed, true]
      if (platform.framedVideo) address = await platform.framedVideo.show(serverId, user, meeting, next.site)
      if (address === null && mine === turn.current) {
        const answer = await api.call('GET', sitePaths.videoLink(meeting, next.site), videoLinkShape, undefined, AbortSignal.timeout(askMs))
        if (answer.ok) address = answer.value.frame && !platform.framedVideo ? answer.value.address : null
        else [why, outside] = [all.reasons[answer.reason], answer.reason !== 'link-not-allowed']
      }
      if (mine !== turn.current) return
      const link = address === null ? null : parseVideoLink(address)
      running.current = link ? name : null
      setShown(link ? { address: frameAddress(link, me.user.name) } : { refused: t.refused(why), outside })
    },
    [api, platform, serverId, user, me.user.name, meeting, all, t]
  )
  const hide = useCallback(() => {
    turn.current += 1
    running.current = null
    setAsked(null)
    void platform.framedVideo?.hide()
  }, [platform])
  useEffect(() => () => void platform.framedVideo?.hide(), [platform])
  const ask = useMemo(() => (window.isSecureContext ? (next: VideoAsked) => void show(next) : null), [show])
  return (
    <ShowContext.Provider value={ask}>
      <div className={s.around} data-video={asked === null ? 'none' : small ? 'small' : 'large'}>
        <div className={s.screen}>{props.children}</div>
        {asked ? (
          <section className={s.video} aria-label={t.title}>
            <VideoFrame
              key={`${asked.site} ${asked.link.address}`}
              meeting={meeting}
              asked={asked}
              shown={shown}
              small={small}
              onSmall={setSmall}
              onLeave={() => {
                hide()
                notice({ text: t.left })
              }}
            />
          </section>
        ) : null}
      </div>
    </ShowContext.Provider>
  )
}

/** The meeting in the frame was left; what people write in it is no such sign. */
function isOver(data: string): boolean {
  try {
    const said = JSON.parse(data) as { params?: { name?: unknown; data?: { name?: unknown } } } | null
    return (said?.params?.data?.name ?? said?.params?.name) === 'video-ready-to-close'
  } catch {
    return false
  }
}

function VideoFrame(props: {
  readonly meeting: MeetingId
  readonly asked: VideoAsked
  readonly shown: Shown
  readonly small: boolean
  readonly onSmall: (small: boolean) => void
  readonly onLeave: () => void
}) {
  const t = useText().video
  const outside = useOpenVideo({ meeting: props.meeting, site: props.asked.site, phone: props.asked.phone }, t.outside)
  const frame = useRef<HTMLIFrameElement>(null)
  const [state, setState] = useState<'opening' | 'there' | 'silent'>('opening')
  const { asked, shown, small } = props
  const address = typeof shown === 'object' && 'address' in shown ? shown.address : null
  const leave = useRef(props.onLeave)
  leave.current = props.onLeave
  useEffect(() => {
    if (address === null) return
    setState('opening')
    const timer = setTimeout(() => setState(known => (known === 'opening' ? 'silent' : known)), answersWithinMs)
    const hear = ({ source, origin, data }: MessageEvent) => {
      const contents = frame.current?.contentWindow
      if (!contents || source !== contents || origin !== new URL(address).origin || typeof data !== 'string') return
      setState('there')
      // The page in the frame says so until it is answered; then it tells what happens in it.
      if (data.includes('"__ready__"')) contents.postMessage(data, origin)
      else if (isOver(data)) leave.current()
    }
    window.addEventListener('message', hear)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('message', hear)
    }
  }, [address])
  const wrong = typeof shown === 'object' && 'refused' in shown ? shown.refused : state === 'silent' ? t.silent : null
  return (
    <>
      <header className={s.head}>
        <h2>{t.title}</h2>
        <IconButton label={small ? t.large : t.small} onClick={() => props.onSmall(!small)}>
          {small ? <IconArrowsDiagonal /> : <IconArrowsDiagonalMinimize2 />}
        </IconButton>
        <IconButton label={t.leave} onClick={props.onLeave}>
          <IconPhoneOff />
        </IconButton>
      </header>
      {wrong === null ? null : (
        <div className={s.wrong}>
          <Banner tone="attention">{wrong}</Banner>
          <div className={s.ways}>
            {asked.phone ? (
              <a className={s.phone} href={`tel:${asked.phone.replace(/[^+\d]/g, '')}`}>
                <IconPhone aria-hidden="true" />
                {t.call(asked.phone)}
              </a>
            ) : null}
            {typeof shown === 'object' && 'refused' in shown && !shown.outside ? null : (
              <Button icon={<IconExternalLink />} busy={outside.asking} onClick={outside.open}>
                {t.outside}
              </Button>
            )}
          </div>
        </div>
      )}
      {shown === 'asking' ? <Skeleton height={200} /> : null}
      {address === null ? null : (
        <iframe
          ref={frame}
          className={s.frame}
          title={t.frame(asked.link.host)}
          src={address}
          allow="camera; microphone; display-capture; autoplay"
          sandbox="allow-scripts allow-same-origin allow-forms"
          referrerPolicy="no-referrer"
        />
      )}
    </>
  )
}
