export { FollowBar, LeadButton, LeaderPointer } from './follow-bar.tsx'
export type { Leader } from './follow-logic.ts'
export { type Follow, type FollowOptions, useFollow } from './use-follow.ts'
