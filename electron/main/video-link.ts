import type { MeetingId, SiteId } from '#core/ids.ts'
import { parseVideoLink, type VideoLink } from '#core/site/video-link.ts'
import { sitePaths, videoLinkShape } from '#protocol/site-api.ts'

/** A video link is short, and so is the answer that holds it. */
const mostAnswerBytes = 10_000

/** [SI3] The video link that a server gives this person, in its one form; null when it gives none, or something else. */
export async function askVideoLink(
  fetcher: typeof fetch,
  access: { readonly url: string; readonly token: string } | null,
  meeting: MeetingId,
  site: SiteId | null
): Promise<VideoLink | null> {
  if (!access) return null
  try {
    const answer = await fetcher(`${access.url}${sitePaths.videoLink(meeting, site)}`, {
      headers: { authorization: `Bearer ${access.token}` },
      redirect: 'error'
    })
    const text = answer.ok ? await answer.text() : ''
    if (text.length === 0 || text.length > mostAnswerBytes) return null
    return parseVideoLink(videoLinkShape.parse(JSON.parse(text)).address)
  } catch {
    return null
  }
}
