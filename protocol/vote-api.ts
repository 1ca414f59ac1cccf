import { z } from 'zod'
import { quorumShares } from '#core/attendance/attendance.ts'
import { type MeetingType, meetingTypes } from '#core/meeting/meeting.ts'
import { plainLine } from '#core/text/plain.ts'
import {
  areHouseRules,
  type HouseRules,
  type KeptSet,
  type MajorityRule,
  maxSetName,
  mostKeptSets,
  usualHouseRules
} from '#core/vote/house-rules.ts'
import { fewestOptions, isOwnSet, maxOptionLength, mostOptions, voteChoices } from '#core/vote/options.ts'
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
const keptSet = z.object({ name: label(maxSetName).min(1), types: z.array(z.enum(meetingTypes)).min(1), own: ownOptionsShape })
const sets = z.array(keptSet).max(mostKeptSets)

/** GET /api/vote-rules → what votes begin with here; read with `understoodHouseRules`, for a newer server knows more. */
export const houseRulesShape = z.object({ majority: z.record(z.enum(meetingTypes), majority), sets }).refine(areHouseRules)
/** PUT /api/administration/vote-rules → 204. Types of meetings that are not named keep what they had. */
export const newHouseRules = z
  .object({ majority: z.partialRecord(z.enum(meetingTypes), majority), sets })
  .refine(({ sets }) => areHouseRules({ ...usualHouseRules, sets }))

/** Rules as any release may have written them. */
const writtenRules = z
  .object({ majority: z.record(z.string(), z.unknown()).catch({}), sets: z.array(z.unknown()).catch([]) })
  .catch({ majority: {}, sets: [] })
const writtenSet = z.object({ name: z.string(), types: z.array(z.string()) }).loose()

/**
 * [VT13] What this release understands of rules that another one wrote: types of meetings, options and ways to decide that it does not know
 * are left out, and what is not said is as usual.
 */
export function understoodHouseRules(written: unknown): HouseRules {
  const rules = writtenRules.parse(written)
  const decided = meetingTypes.map(type => {
    const rule = majority.safeParse(rules.majority[type])
    return [type, rule.success ? rule.data : usualHouseRules.majority[type]] as const
  })
  return { majority: Object.fromEntries(decided) as HouseRules['majority'], sets: rules.sets.flatMap(each => understoodSet(each) ?? []) }
}

function understoodSet(written: unknown): KeptSet | null {
  const known = writtenSet.safeParse(written)
  if (!known.success) return null
  const set = keptSet.safeParse({ ...known.data, types: known.data.types.filter(isMeetingType) })
  return set.success && isOwnSet(set.data.own) ? set.data : null
}

/** [VT13] What is written when `rules` take the place of what was understood of `written`; what was not understood stays. */
export function withHouseRules(written: unknown, rules: HouseRules): object {
  const before = writtenRules.parse(written)
  const shown = understoodHouseRules(written)
  const kept = { ...before.majority }
  for (const type of meetingTypes)
    if (kept[type] === undefined || !isSame(rules.majority[type], shown.majority[type])) kept[type] = rules.majority[type]
  const hidden = before.sets.filter(each => understoodSet(each) === null)
  const sets = rules.sets.map(set => {
    const same = writtenSet.safeParse(before.sets.find(each => understoodSet(each)?.name === set.name)).data
    return { ...same, ...set, types: [...set.types, ...(same?.types.filter(type => !isMeetingType(type)) ?? [])] }
  })
  return { majority: kept, sets: [...sets, ...hidden] }
}

const isMeetingType = (type: string): type is MeetingType => (meetingTypes as readonly string[]).includes(type)
const isSame = (a: MajorityRule, b: MajorityRule): boolean => a.base === b.base && a.share === b.share && a.tie === b.tie
