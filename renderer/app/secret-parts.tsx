import type { MeetingId } from '#core/ids.ts'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import { type VoteForm, voteForms } from '#core/vote/vote.ts'
import { PaperBoxButton, SecretBallot, SecretList, type SecretMatter, SecretProgress } from '../features/secret-ballot/index.ts'
import type { SecretParts } from '../features/vote/index.ts'

/** What a vote shows of itself when it is a secret ballot. */
export const secretParts = (matter: Omit<SecretMatter, 'vote'>): SecretParts => ({
  ballot: (vote, picking) => <SecretBallot key={vote.vote} {...matter} {...picking} vote={vote} />,
  progress: vote => <SecretProgress {...matter} vote={vote} />,
  paper: vote => <PaperBoxButton {...matter} vote={vote} />,
  list: vote => <SecretList {...matter} vote={vote} />
})

/** How a meeting may vote; the secret ballot is not practised. */
export const formsIn = (meeting: MeetingId): readonly VoteForm[] => (isRehearsal(meeting) ? ['open'] : voteForms)
