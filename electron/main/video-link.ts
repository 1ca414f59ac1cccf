import type { MeetingId, SiteId } from '#core/ids.ts'
import { parseVideoLink, type VideoLink } from '#core/site/video-link.ts'
import { sitePaths, videoLinkShape } from '#protocol/site-api.ts'

/** Whoever waits longer for the server telephones. */
const askMs = 10_000
/** A video link is short, and so is the answer that holds it. */
const mostAnswerBytes = 10_000

export interface VideoAsk {
  readonly fetcher: typeof fetch
  /** Where to ask and as whom; null: nobody is signed in. */
  readonly access: { readonly url: string; readonly token: string } | null
  /** Gives a link to the system's program; false when there is none for it. */
  readonly hand: (link: VideoLink) => Promise<boolean>
}

/** [SI3] Opens the video link that the server gives this person now, and nothing else; false when it gives none, or something else. */
export async function openVideo({ fetcher, access, hand }: VideoAsk, meeting: MeetingId, site: SiteId | null): Promise<boolean> {
  const told = await askVideoLink(fetcher, access, meeting, site)
  return told !== null && hand(told.link)
}

/** [SI3] The video link that a server gives this person, in its one form, and [SI5] whether it may be framed; null when it gives none, or something else. */
export async function askVideoLink(
  fetcher: typeof fetch,
  access: VideoAsk['access'],
  meeting: MeetingId,
  site: SiteId | null
): Promise<{ readonly link: VideoLink; readonly frame: boolean } | null> {
  if (!access) return null
  try {
    const answer = await fetcher(`${access.url}${sitePaths.videoLink(meeting, site)}`, {
      headers: { authorization: `Bearer ${access.token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(askMs)
    })
    const text = answer.ok ? await answer.text() : ''
    if (text.length === 0 || text.length > mostAnswerBytes) return null
    const told = videoLinkShape.parse(JSON.parse(text))
    const link = parseVideoLink(told.address)
    return link && { link, frame: told.frame === true && link.service === 'jitsi' }
  } catch {
    return null
  }
}
