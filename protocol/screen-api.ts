import { z } from 'zod'
import type { CommandId, MeetingId, SiteId } from '#core/ids.ts'
import type { ScreenView } from '#core/screen/screen-view.ts'
import { idSchema, instant } from './http-api.ts'

/**
 * The part of the HTTP wire that is about big screens; version and rules as in http-api.ts. A screen has no account: it asks for a code,
 * whoever leads types that code in the meeting, and from then on the screen is told what everybody in the room may see.
 */
export const screenPaths = {
  screens: '/api/screens',
  stream: '/api/screens/stream',
  meetingScreens: (meeting: MeetingId) => `/api/meetings/${meeting}/screens`
} as const

/** Digits of a code. */
export const screenCodeLength = 6

/** POST /api/screens → 201. `token` is the screen's own and goes as `Authorization: Bearer`; the code is good once and until then. */
export const screenAsked = z.object({ token: z.string(), code: z.string(), until: instant })

/** POST /api/meetings/:meeting/screens → 200 {seq}. The same id again has no further effect. */
export const pairScreenRequest = z.object({
  id: idSchema<CommandId>(),
  code: z.string().regex(new RegExp(`^[0-9]{${screenCodeLength}}$`)),
  /** Where it stands, when not in the meeting's own room. */
  site: idSchema<SiteId>().optional()
})

/** At least so often something comes; who hears nothing for three times as long has lost the line. */
export const screenBeatMs = 5_000

/**
 * GET /api/screens/stream → JSON lines for as long as both sides wish; an empty line says that nothing is new. `change`: the first is the
 * whole view, those after it only what is different.
 */
export const screenLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting'), now: instant, code: z.string(), until: instant }),
  z.object({ kind: z.literal('view'), now: instant, change: z.custom<Partial<ScreenView>>(isObject) }),
  /** The last line: taken out of the meeting, or the meeting is over. */
  z.object({ kind: z.literal('over'), now: instant, why: z.enum(['removed', 'ended']) })
])
export type ScreenLine = z.infer<typeof screenLine>

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
