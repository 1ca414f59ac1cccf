import { z } from 'zod'
import type { MeetingId, SiteId } from '#core/ids.ts'
import { mostVideoHosts, parseVideoHost } from '#core/site/video-link.ts'
import { idSchema } from './http-api.ts'

/** The part of the HTTP wire that is about conference sites and video links; version and rules as in http-api.ts. */
export const sitePaths = {
  videoHosts: '/api/video-hosts',
  setVideoHosts: '/api/administration/video-hosts',
  sites: (meeting: MeetingId) => `/api/meetings/${meeting}/sites`,
  videoLink: (meeting: MeetingId, site: SiteId | null) => `/api/meetings/${meeting}/video${site === null ? '' : `?site=${site}`}`
} as const

/** GET /api/video-hosts → those whose links may be set. PUT /api/administration/video-hosts → 204. */
export const videoHostsShape = z.object({
  hosts: z.array(z.string().refine(host => parseVideoHost(host) === host)).max(mostVideoHosts)
})

/** GET /api/meetings/:meeting/video?site= → the link one may open now; `frame`: it may be shown within the app. */
export const videoLinkShape = z.object({ address: z.string(), frame: z.boolean().optional() })

/**
 * GET /api/meetings/:meeting/sites → how each site is connected, for those who lead. `staleMs`: how old what it shows may be, as the newest
 * answer of its best line says; null until one was measured.
 */
export const sitesNowShape = z.object({
  sites: z.array(z.object({ site: idSchema<SiteId>(), people: z.number(), screens: z.number(), staleMs: z.number().nullable() }))
})
export type SiteNow = z.infer<typeof sitesNowShape>['sites'][number]
