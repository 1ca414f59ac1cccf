import { z } from 'zod'
import type { MeetingId, ScreenId, SiteId } from '#core/ids.ts'
import { isAllowedHost, isFramable, parseVideoLink } from '#core/site/video-link.ts'
import { idSchema, pathParameters } from '#protocol/http-api.ts'
import { sitePaths, sitesNowShape, videoHostsShape, videoLinkShape } from '#protocol/site-api.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import type { Meetings } from '../record/meetings.ts'
import type { Rooms } from '../rooms/ports.ts'
import type { Directory } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import { empty, json, refuse } from './answers.ts'
import { type Route, route } from './route.ts'

export interface SiteParts {
  readonly meetings: Meetings
  readonly book: MeetingBook
  readonly rooms: Rooms
  readonly directory: Directory
  /** Big screens that are connected now. */
  readonly screens: () => ReadonlySet<ScreenId>
  readonly around: Surroundings
}

/** Conference sites as they are connected, and video links. */
export function siteRoutes({ meetings, book, rooms, directory, screens, around }: SiteParts): readonly Route[] {
  const meetingPath = z.object({ meeting: pathParameters.meeting })
  return [
    route({
      method: 'GET',
      path: sitePaths.videoHosts,
      summary: 'Servers whose video links may be set',
      answers: { 200: { description: 'Names; `*.` at the front stands for every name below', schema: videoHostsShape } },
      reasons: [],
      handle: () => json(200, { hosts: directory.videoHosts() })
    }),
    route({
      method: 'PUT',
      path: sitePaths.setVideoHosts,
      summary: 'Set the servers whose video links may be set',
      body: videoHostsShape,
      answers: { 204: { description: 'Set' } },
      reasons: ['no-right', 'disk-full'],
      handle: async ({ body, session: { user } }) => {
        if (user.role !== 'administrator') return refuse('no-right')
        await directory.putVideoHosts([...new Set(body.hosts)])
        around.log({ level: 'info', event: 'video-hosts-set', user: user.id, hosts: body.hosts.length })
        return empty()
      }
    }),
    route({
      method: 'GET',
      path: '/api/meetings/:meeting/video',
      summary: 'The video link of the meeting, or of one of its sites, if its server is still allowed',
      params: meetingPath,
      query: z.object({ site: idSchema<SiteId>().optional() }),
      answers: { 200: { description: 'What to open', schema: videoLinkShape } },
      reasons: ['no-right', 'not-found', 'link-not-allowed', 'record-damaged'],
      handle: ({ params: { meeting }, query, session: { user } }) => {
        const refusal = meetings.refusal(user, meeting, 'read-meeting')
        if (refusal) return refuse(refusal)
        const record = book.projection(meeting)
        const link = parseVideoLink((query.site && record?.sites.get(query.site)?.link) || record?.video || '')
        if (!link) return refuse('not-found')
        const allowed = directory.videoHosts()
        if (!isAllowedHost(link.host, allowed)) return refuse('link-not-allowed')
        return json(200, { address: link.address, ...(isFramable(link, allowed) && { frame: true }) })
      }
    }),
    route({
      method: 'GET',
      path: '/api/meetings/:meeting/sites',
      summary: 'How each conference site is connected now',
      params: meetingPath,
      answers: { 200: { description: 'One entry for each site', schema: sitesNowShape } },
      reasons: ['no-right', 'not-found', 'meeting-ended', 'conflict', 'record-damaged'],
      handle: ({ params: { meeting }, session: { user } }) => {
        const refusal = meetings.refusal(user, meeting, 'note-attendance')
        return refusal ? refuse(refusal) : json(200, { sites: sitesNow(meeting, { book, rooms, screens }) })
      }
    })
  ]
}

/** [SI2] Who of each site is connected, and how fresh what the best line there shows is. */
function sitesNow(
  meeting: MeetingId,
  { book, rooms, screens }: Pick<SiteParts, 'book' | 'rooms' | 'screens'>
): z.output<typeof sitesNowShape>['sites'] {
  const record = book.projection(meeting)
  if (!record) return []
  const peers = rooms.peers({ kind: 'record', meeting })
  const shown = screens()
  return [...record.sites.keys()].map(site => {
    const there = peers.filter(({ user }) => record.siteOf.get(user) === site)
    const lags = there.flatMap(({ staleMs }) => (staleMs === null ? [] : [staleMs]))
    return {
      site,
      people: new Set(there.map(({ user }) => user)).size,
      screens: [...record.screens.values()].filter(each => each.site === site && shown.has(each.screen)).length,
      staleMs: lags.length === 0 ? null : Math.round(Math.min(...lags))
    }
  })
}
