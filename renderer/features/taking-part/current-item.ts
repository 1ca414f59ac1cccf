import type { AgendaItemId, PaperId } from '#core/ids.ts'

/** What of a meeting is on the screen: a paper, an item, or the meeting itself. */
export interface Shown {
  readonly paper: PaperId | null
  readonly item: AgendaItemId | null
}
export type CurrentStep = 'stay' | 'go' | 'tell'

export const isSame = (a: Shown, b: Shown | null): boolean => b !== null && a.paper === b.paper && a.item === b.item

/**
 * [V5] What to do when another item is on: whoever still looks at what the meeting brought him to is brought along; whoever chose something
 * else, or is just writing, is told. `before` undefined: he has just entered.
 */
export function currentStep(now: {
  readonly on: AgendaItemId | null
  readonly before: AgendaItemId | null | undefined
  readonly shown: Shown
  readonly brought: Shown | null
  readonly writing: boolean
}): CurrentStep {
  const { on, before, shown, brought, writing } = now
  if (on === null || on === before) return 'stay'
  if (before === undefined) return shown.paper === null && shown.item === null && !writing ? 'go' : 'stay'
  return isSame(shown, brought) && !writing ? 'go' : 'tell'
}
