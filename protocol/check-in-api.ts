import { z } from 'zod'
import type { CommandId, MeetingId, SiteId } from '#core/ids.ts'
import { idSchema, instant } from './http-api.ts'

/** The part of the HTTP wire that is about the code that hangs in a room; version and rules as in http-api.ts. */
export const checkInPaths = {
  code: (meeting: MeetingId, site: SiteId | null) => `/api/meetings/${meeting}/check-in-code${site === null ? '' : `?site=${site}`}`,
  checkIn: (meeting: MeetingId) => `/api/meetings/${meeting}/check-in`
} as const

/** GET /api/meetings/:meeting/check-in-code?site= → what hangs there now, and until when. */
export const checkInCodeShape = z.object({ code: z.string(), until: instant })

/** POST /api/meetings/:meeting/check-in → 200 {seq}. `site`: whose code it is; absent for the meeting's own room. */
export const checkInRequest = z.object({
  id: idSchema<CommandId>(),
  code: z.string().regex(/^[a-z0-9]{8}$/),
  site: idSchema<SiteId>().optional()
})
