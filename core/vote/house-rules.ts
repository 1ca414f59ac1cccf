import { type QuorumShare, quorumShares } from '../attendance/attendance.ts'
import { type MeetingType, meetingTypes } from '../meeting/meeting.ts'
import { isOwnSet, type OwnOption } from './options.ts'
import type { TieRule, VoteBase } from './vote.ts'

/** By which rules a vote is decided. */
export interface MajorityRule {
  readonly base: VoteBase
  /** So many of the base must be for it; 'half' is more than half. */
  readonly share: QuorumShare
  readonly tie: TieRule
}

/** A set of options that the house keeps. */
export interface KeptSet {
  readonly name: string
  /** Types of meetings that it is offered in. */
  readonly types: readonly MeetingType[]
  readonly own: readonly OwnOption[]
}

/** [VT13] What votes of this house begin with; a vote that is prepared may say otherwise. */
export interface HouseRules {
  readonly majority: Readonly<Record<MeetingType, MajorityRule>>
  readonly sets: readonly KeptSet[]
}

/**
 * More than half of all members; with equal numbers the side on which the chair votes. Law on the Organisation of Local Government 77/2015/QH13,
 * Art. 117; domain.md 5e holds its text and that of Law 72/2025/QH15 UNVERIFIED, hence a rule that each house may change.
 */
export const usualMajority: MajorityRule = { base: 'all', share: 'half', tie: 'chair-side' }

/** Until an administrator says otherwise. */
export const usualHouseRules: HouseRules = {
  majority: { session: usualMajority, conference: usualMajority, briefing: usualMajority, thematic: usualMajority },
  sets: []
}

export const mostKeptSets = 30
export const maxSetName = 80

/** Whether rules can be kept: every set has a name of its own, options that make a ballot, and a type of meeting. */
export function areHouseRules({ majority, sets }: HouseRules): boolean {
  const names = sets.map(({ name }) => name.trim().toLocaleLowerCase('vi'))
  return (
    sets.length <= mostKeptSets &&
    meetingTypes.every(type => quorumShares.includes(majority[type].share)) &&
    sets.every(({ types, own }) => types.length > 0 && isOwnSet(own)) &&
    !names.includes('') &&
    new Set(names).size === names.length
  )
}
