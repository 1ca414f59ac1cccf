import { z } from 'zod'
import type { CommandId, MeetingId, VoteId } from '#core/ids.ts'
import { voteChoices } from '#core/vote/options.ts'
import { idSchema } from './http-api.ts'

/**
 * The wire of secret ballots, docs/secret-ballot.md. A ballot is taken under one's name, with a session; it is cast without one: no cookie, no
 * `Authorization`, always `castBytes` long, answered with `Connection: close`.
 */
const base64 = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)

/** POST /api/meetings/:meeting/votes/:vote/ballot → 200. The same `blinded` again gets the same answer, another one is refused. */
export const ballotRequest = z.object({ id: idSchema<CommandId>(), blinded: base64(400) })
export const ballotAnswer = z.object({ signed: z.string() })

/** Length of every request that casts a ballot, bytes: none is told from another by it. */
export const castBytes = 4096

/** POST /api/ballots → 200, on disk. The same ballot again has no further effect; the same mark with another choice is refused. */
export const castRequest = z.object({
  vote: idSchema<VoteId>(),
  mark: z.string().regex(/^[0-9a-f]{32}$/),
  choice: z.enum(voteChoices),
  seal: z.array(base64(44)).min(2).max(10),
  prefix: base64(44),
  signature: base64(400),
  /** Blanks up to `castBytes`. */
  padding: z.string().regex(/^ *$/)
})
export const castReceipt = z.object({ cast: z.literal(true) })

/** GET /api/meetings/:meeting/votes/:vote/box → how many ballots are in the box, as of at most `boxCountMs` ago. */
export const boxShape = z.object({ ballots: z.number() })
/** The number moves at most this often, so that it does not tell who was last. */
export const boxCountMs = 15_000

export const ballotPaths = {
  take: (meeting: MeetingId, vote: VoteId) => `/api/meetings/${meeting}/votes/${vote}/ballot`,
  box: (meeting: MeetingId, vote: VoteId) => `/api/meetings/${meeting}/votes/${vote}/box`,
  cast: '/api/ballots'
} as const

/** The body of a cast ballot, exactly `castBytes` long. Everything in it is ASCII. */
export function castBody(ballot: Omit<z.input<typeof castRequest>, 'padding'>): string {
  const bare = JSON.stringify({ ...ballot, padding: '' })
  return JSON.stringify({ ...ballot, padding: ' '.repeat(castBytes - bare.length) })
}
