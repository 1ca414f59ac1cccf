import { mayLead } from '#core/access/access.ts'
import type { AgendaItemId, PaperId, UserId } from '#core/ids.ts'
import { type MeetingRole, type MeetingState, meetingRoles } from '#core/meeting/meeting.ts'
import type { StampedPresence } from '#protocol/sync.ts'

/** What is known of a meeting when somebody claims to lead. */
export interface LeadContext {
  readonly state: MeetingState
  readonly presenters: ReadonlyMap<AgendaItemId, UserId>
}

/** Who leads the pages and where; from presence, believed only of those who may. */
export interface Leader {
  readonly user: UserId
  readonly name: string
  readonly isChair: boolean
  readonly paper: PaperId | null
  readonly page: number | null
  readonly pointer: { readonly x: number; readonly y: number } | null
}

/** Whether a person with this stamped role may lead here: the chair, or the presenter of any item. */
export function mayLeadHere(user: UserId, role: string, context: LeadContext): boolean {
  const known: MeetingRole | null = meetingRoles.find(one => one === role) ?? null
  return mayLead({ state: context.state, role: known }, [...context.presenters.values()].includes(user))
}

/** [L1] Who leads: of all who say so only the chair or a presenter is believed; the chair goes before, then the smaller id, so that everybody sees the same. */
export function leaderOf(present: readonly StampedPresence[], me: UserId, context: LeadContext): Leader | null {
  const leading = present
    .filter(one => one.lead === true && one.id !== me && mayLeadHere(one.id, one.role, context))
    .sort((a, b) => Number(b.role === 'chair') - Number(a.role === 'chair') || (a.id < b.id ? -1 : 1))
  const first = leading[0]
  if (!first) return null
  return {
    user: first.id,
    name: first.name,
    isChair: first.role === 'chair',
    paper: first.paper ?? null,
    page: first.page ?? null,
    pointer: first.pointer ?? null
  }
}

/** What I do: nothing, follow, read alone though somebody leads, or lead. */
export type FollowMode = 'idle' | 'following' | 'alone' | 'leading'

export interface FollowState {
  readonly mode: FollowMode
  /** Whom I follow or left. Another leader is a new invitation. */
  readonly leader: UserId | null
}
export const notFollowing: FollowState = { mode: 'idle', leader: null }

export type FollowEvent =
  /** Who leads now; `busy`: I am writing or drawing and must not be carried away. */
  | { readonly kind: 'leader'; readonly leader: UserId | null; readonly busy: boolean }
  /** I scrolled or turned the page myself. */
  | { readonly kind: 'own-move' }
  | { readonly kind: 'leave' | 'rejoin' | 'lead' | 'stop-leading' }

/** [L2] Follows by itself when somebody begins to lead; any move of one's own ends it; one click brings back. */
export function followStep(before: FollowState, event: FollowEvent): FollowState {
  switch (event.kind) {
    case 'leader':
      if (before.mode === 'leading') return before
      // A leader whose line broke for a moment is no new one: who had left is not carried off when he is back.
      if (event.leader === null)
        return before.mode === 'alone' ? { ...before, mode: 'idle' } : before.mode === 'idle' ? before : notFollowing
      if (event.leader === before.leader) return before.mode === 'idle' ? { ...before, mode: 'alone' } : before
      return { mode: event.busy ? 'alone' : 'following', leader: event.leader }
    case 'own-move':
    case 'leave':
      return before.mode === 'following' ? { ...before, mode: 'alone' } : before
    case 'rejoin':
      return before.mode === 'alone' ? { ...before, mode: 'following' } : before
    case 'lead':
      return { mode: 'leading', leader: null }
    case 'stop-leading':
      return before.mode === 'leading' ? notFollowing : before
  }
}

/** How many of those present see the same page as the one who leads. */
export const followersAt = (present: readonly StampedPresence[], me: UserId, paper: PaperId | null, page: number | null): number =>
  new Set(present.filter(one => one.id !== me && one.paper === paper && one.page === page).map(one => one.id)).size
