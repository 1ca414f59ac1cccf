import { assertNever } from '../result.ts'

/** What is known of a personal paper when somebody asks. */
export interface PersonalStanding {
  /** The subject's part in it: who brought it, whom that person named, or null. */
  readonly role: 'owner' | 'reader' | null
  /** Its owner has removed it; it may still be brought back. */
  readonly removed: boolean
  /** [Z1] What is stored of the owner's papers is damaged: whom they named is no longer certain, so nobody else sees it. */
  readonly setAside?: boolean
}

/** [Z1] Deeds with a personal paper, asked by the server before it acts and by the screen before it shows the button. */
export const personalDeeds = ['read-personal', 'arrange-personal', 'share-personal', 'bring-personal', 'leave-personal'] as const
export type PersonalDeed = (typeof personalDeeds)[number]

/** [Z1] Its owner and the readers they named; no unit role and no meeting role is asked, for none opens it. */
export function mayWithPersonal(standing: PersonalStanding, deed: PersonalDeed): boolean {
  const isOwner = standing.role === 'owner'
  const isReader = standing.role === 'reader' && !standing.setAside && !standing.removed
  switch (deed) {
    case 'read-personal':
      return (isOwner && !standing.removed) || isReader
    case 'arrange-personal':
      return isOwner && !standing.setAside
    case 'share-personal':
    case 'bring-personal':
      return isOwner && !standing.removed && !standing.setAside
    case 'leave-personal':
      return isReader
    default:
      return assertNever(deed)
  }
}
