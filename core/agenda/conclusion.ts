import type { AgendaItemId, UserId } from '../ids.ts'

/** [V3] What the chair concluded on an item (kết luận). `at` is server time, ISO 8601; `by` wrote it down. */
export interface Conclusion {
  readonly text: string
  readonly at: string
  readonly by: UserId
}

/** The newest conclusion of each item that has one. */
export type Conclusions = ReadonlyMap<AgendaItemId, Conclusion>

/** Two printed pages; a conclusion is a few sentences. */
export const maxConclusionLength = 5000

/** [V3] A later conclusion stands for the one before; an empty one takes it back. */
export function withConclusion(before: Conclusions, item: AgendaItemId, conclusion: Conclusion): Conclusions {
  const after = new Map(before)
  if (conclusion.text === '') after.delete(item)
  else after.set(item, conclusion)
  return after
}
