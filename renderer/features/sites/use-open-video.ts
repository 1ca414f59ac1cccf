import { useState } from 'react'
import type { MeetingId, SiteId } from '#core/ids.ts'
import { parseVideoLink, type VideoLink } from '#core/site/video-link.ts'
import { sitePaths, videoLinkShape } from '#protocol/site-api.ts'
import { useSession } from '../../session/session.ts'
import { useNotice, useText } from '../../ui/index.ts'

/** Whoever waits longer for the server telephones. */
export const askMs = 10_000
const stayMs = 15_000

/** Which video meeting: that of the meeting itself (`site` null), or of one of its sites; and whom to call when it fails, '' : nobody in particular. */
export interface VideoPlace {
  readonly meeting: MeetingId
  readonly site: SiteId | null
  readonly phone: string
}

/** [SI3] Opens a video meeting in the system's own program or browser, once the server has said that it is still allowed; `words` say so on a button. */
export function useOpenVideo({ meeting, site, phone }: VideoPlace, words: string): { readonly asking: boolean; readonly open: () => void } {
  const all = useText()
  const t = all.site
  const notice = useNotice()
  const { platform, serverId, me, api } = useSession()
  const [asking, setAsking] = useState(false)
  const failed = (why: string) => notice({ text: `${why} ${t.callInstead(phone)}`, stayMs })
  // What this page keeps may be old: the server is asked, and what it names is opened.
  const ask = async (): Promise<VideoLink | null> => {
    const answer = await api.call('GET', sitePaths.videoLink(meeting, site), videoLinkShape, undefined, AbortSignal.timeout(askMs))
    const allowed = answer.ok ? parseVideoLink(answer.value.address) : null
    if (!allowed) failed(answer.ok ? t.notOpened : answer.reason === 'offline' ? t.notAsked : all.reasons[answer.reason])
    return allowed
  }
  const openInBrowser = async () => {
    const allowed = await ask()
    if (!allowed) return
    const open = () => window.open(allowed.address, '_blank', 'noopener,noreferrer')
    // A browser opens a window only shortly after a press: after a slow answer it takes another one.
    if (navigator.userActivation?.isActive === false) notice({ text: t.mayOpen, action: { label: words, onPick: open }, stayMs })
    else open()
  }
  const open = async () => {
    if (asking) return
    setAsking(true)
    // The desktop app asks the server itself: what this page holds is never handed to the system. Why it opened nothing the page asks.
    if (!platform.openVideo) await openInBrowser()
    else if (!(await platform.openVideo(serverId, me.user.id, meeting, site)) && (await ask())) failed(t.notOpened)
    setAsking(false)
  }
  return { asking, open: () => void open() }
}
