import { z } from 'zod'
import { quorumShares } from '#core/attendance/attendance.ts'
import { meetingTypes } from '#core/meeting/meeting.ts'
import { plainLine } from '#core/text/plain.ts'
import { areHouseRules, maxSetName, mostKeptSets } from '#core/vote/house-rules.ts'
import { fewestOptions, maxOptionLength, mostOptions, voteChoices } from '#core/vote/options.ts'
import { tieRules, voteBases } from '#core/vote/vote.ts'

/** The part of the HTTP wire that is about what votes of a house begin with; version and rules as in http-api.ts. */
export const votePaths = {
  houseRules: '/api/vote-rules',
  setHouseRules: '/api/administration/vote-rules'
} as const

const label = (most: number) => z.string().overwrite(plainLine).max(most)

/** [VT12] Options of a vote that are not built in; whether they make a ballot is for `isOwnSet` to say. */
export const ownOptionsShape = z
  .array(z.object({ choice: z.enum(voteChoices), vi: label(maxOptionLength).min(1), en: label(maxOptionLength).default('') }))
  .min(fewestOptions)
  .max(mostOptions)

const majority = z.object({ base: z.enum(voteBases), share: z.enum(quorumShares), tie: z.enum(tieRules) })

/** GET /api/vote-rules → what votes begin with here. PUT /api/administration/vote-rules → 204. */
export const houseRulesShape = z
  .object({
    majority: z.record(z.enum(meetingTypes), majority),
    sets: z
      .array(z.object({ name: label(maxSetName).min(1), types: z.array(z.enum(meetingTypes)).min(1), own: ownOptionsShape }))
      .max(mostKeptSets)
  })
  .refine(areHouseRules)
