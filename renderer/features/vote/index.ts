export type { SecretParts } from './hall.ts'
export { VoteCard } from './vote-card.tsx'
export { VoteDesk } from './vote-desk.tsx'
export { VotesCard } from './votes-card.tsx'
