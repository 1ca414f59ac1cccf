import type { AttendanceNote, QuorumRule } from '../attendance/attendance.ts'
import type { FloorRules, RegistrationList, SpeechKind } from '../floor/rules.ts'
import type { AgendaItemId, CommandId, MeetingId, PaperId, QuestionId, ScreenId, SiteId, SpeechId, UnitId, UserId, VoteId } from '../ids.ts'
import type { MeetingRole, Participant } from '../meeting/meeting.ts'
import type { PaperVersion } from '../paper/paper.ts'
import type { Ballot, PublishedKey } from '../secret-ballot/ballot.ts'
import type { PaperSeal } from '../secret-ballot/secret-vote.ts'
import type { Site } from '../site/site.ts'
import type { OpenedBallot, Outcome } from '../vote/tally.ts'
import type { VoteTerms } from '../vote/vote.ts'

/** [R1] What happened, in the words of the trade. A new kind is added, an old one is never given another meaning. */
export type RecordFact =
  | { readonly kind: 'meeting-created'; readonly unit: UnitId; readonly unitName: string }
  | { readonly kind: 'participants-added'; readonly participants: readonly Participant[] }
  | { readonly kind: 'participant-role-changed'; readonly user: UserId; readonly role: MeetingRole }
  | { readonly kind: 'participant-removed'; readonly user: UserId }
  | { readonly kind: 'presenter-set'; readonly item: AgendaItemId; readonly user: UserId | null }
  | { readonly kind: 'meeting-issued' }
  | {
      readonly kind: 'meeting-opened'
      /** Why it was opened with too few members, where the rule asks for them. */
      readonly withoutQuorum?: string
    }
  | { readonly kind: 'meeting-closed' }
  | {
      readonly kind: 'paper-added'
      readonly paper: PaperId
      readonly title: string
      readonly item: AgendaItemId | null
      readonly version: PaperVersion
    }
  | { readonly kind: 'paper-version-added'; readonly paper: PaperId; readonly version: PaperVersion }
  | { readonly kind: 'paper-renamed'; readonly paper: PaperId; readonly title: string }
  | { readonly kind: 'paper-removed'; readonly paper: PaperId }
  | { readonly kind: 'item-begun'; readonly item: AgendaItemId }
  /** [V3] Empty text takes the conclusion back. */
  | { readonly kind: 'item-concluded'; readonly item: AgendaItemId; readonly text: string }
  | { readonly kind: 'meeting-suspended'; readonly reason: string }
  | { readonly kind: 'meeting-resumed' }
  | {
      readonly kind: 'speech-requested'
      readonly speech: SpeechId
      readonly user: UserId
      readonly subject: string
      readonly item: AgendaItemId | null
      /** Absent: a word in the discussion. */
      readonly as?: SpeechKind
    }
  /** `rest`: what was left of one that was held. */
  | { readonly kind: 'speech-withdrawn'; readonly speech: SpeechId; readonly rest?: true }
  | { readonly kind: 'speech-put-first'; readonly speech: SpeechId }
  /** Right before another who waits; null: behind all. */
  | { readonly kind: 'speech-moved'; readonly speech: SpeechId; readonly before: SpeechId | null }
  /** `minutes` 0: no limit was given. [C9] `rest`: it had been held, and goes on; `minutes` are for all of it. */
  | { readonly kind: 'speaker-called'; readonly speech: SpeechId; readonly minutes: number; readonly rest?: true }
  | { readonly kind: 'speech-ended' }
  /** [C9] Whoever had the floor stops for now, and is called again later. */
  | { readonly kind: 'speech-held' }
  | ({ readonly kind: 'floor-rules-set' } & FloorRules)
  /** [C10] [QU5] Whether one registers to speak, or with a question, by oneself. */
  | { readonly kind: 'registration-set'; readonly list: RegistrationList; readonly open: boolean }
  /** [QU1] `user` asks, `to` is to answer. */
  | {
      readonly kind: 'question-registered'
      readonly question: QuestionId
      readonly user: UserId
      readonly to: UserId
      readonly about: string
    }
  | { readonly kind: 'question-withdrawn'; readonly question: QuestionId }
  | { readonly kind: 'question-put-first'; readonly question: QuestionId }
  | { readonly kind: 'question-moved'; readonly question: QuestionId; readonly before: QuestionId | null }
  | { readonly kind: 'question-called'; readonly question: QuestionId }
  | { readonly kind: 'question-ended'; readonly answered: boolean }
  | ({ readonly kind: 'attendance-noted' } & AttendanceNote)
  | ({ readonly kind: 'quorum-set' } & QuorumRule)
  /** [J5] Whether checking oneself in in a room takes the code that hangs there. */
  | { readonly kind: 'check-in-set'; readonly byCode: boolean }
  /** [J6] `standsFor` null: they come for themselves. */
  | { readonly kind: 'substitute-set'; readonly user: UserId; readonly standsFor: UserId | null }
  | ({ readonly kind: 'vote-prepared'; readonly vote: VoteId } & VoteTerms)
  | { readonly kind: 'vote-dropped'; readonly vote: VoteId }
  /** The check who is ready begins, or is called off. */
  | { readonly kind: 'vote-called'; readonly vote: VoteId }
  | { readonly kind: 'vote-called-off'; readonly vote: VoteId }
  | { readonly kind: 'voter-ready'; readonly vote: VoteId }
  /** `roll`: who may vote; `members`: all members of the meeting, present or not; `minutes` 0: no limit was given. */
  | {
      readonly kind: 'vote-opened'
      readonly vote: VoteId
      readonly roll: readonly UserId[]
      readonly members: number
      readonly minutes: number
      /** Why it was opened with too few members, where the rule asks for them. */
      readonly withoutQuorum?: string
    }
  /** [VT3] By the actor; the choice is opened when the vote ends. */
  | { readonly kind: 'ballot-cast'; readonly vote: VoteId; readonly commitment: string }
  /** On paper, entered by the actor for `voter`; counts once somebody else has confirmed it. */
  | { readonly kind: 'paper-ballot-entered'; readonly vote: VoteId; readonly voter: UserId; readonly commitment: string }
  | { readonly kind: 'paper-ballot-confirmed'; readonly vote: VoteId; readonly voter: UserId }
  /** Taken back, or read otherwise by the second person. */
  | { readonly kind: 'paper-ballot-withdrawn'; readonly vote: VoteId; readonly voter: UserId; readonly differed: boolean }
  | {
      readonly kind: 'vote-ended'
      readonly vote: VoteId
      readonly outcome: Outcome | null
      readonly ballots: readonly OpenedBallot[]
    }
  | { readonly kind: 'vote-cancelled'; readonly vote: VoteId; readonly reason: string }
  /** [RM1] Those the vote waits for were reminded; `vote` null: those who have not checked in. */
  | { readonly kind: 'reminded'; readonly vote: VoteId | null }
  /** [SB3] Together with `vote-opened`, of a secret ballot. */
  | { readonly kind: 'secret-key-made'; readonly vote: VoteId; readonly key: PublishedKey }
  /** [SB5] `request`: SHA-256 of the blinded message; null: on paper, handed out by the actor. */
  | { readonly kind: 'secret-ballot-given'; readonly vote: VoteId; readonly voter: UserId; readonly request: string | null }
  /** [SB8] By the actor; counted again and found the same by another actor. `commitment`: to the numbers, which are opened at the end. */
  | { readonly kind: 'paper-box-counted'; readonly vote: VoteId; readonly commitment: string }
  | { readonly kind: 'paper-box-confirmed'; readonly vote: VoteId }
  /** The actor counted it again and found other numbers: it is as if nobody had counted. */
  | { readonly kind: 'paper-box-voided'; readonly vote: VoteId }
  /** [SB7] By their marks, which are random. */
  | {
      readonly kind: 'secret-ballots-published'
      readonly vote: VoteId
      readonly ballots: readonly Ballot[]
      readonly paper: PaperSeal | null
      /** [SB9] Why it was published though so few had used a device, or paper, that it tells what they chose. */
      readonly withoutSecrecy?: string
    }
  | { readonly kind: 'screen-paired'; readonly screen: ScreenId; readonly site?: SiteId }
  | { readonly kind: 'screen-removed'; readonly screen: ScreenId }
  /** A conference site was added, or is otherwise than before. */
  | ({ readonly kind: 'site-set' } & Site)
  | { readonly kind: 'site-removed'; readonly site: SiteId }
  /** `site` null: they take part at none. */
  | { readonly kind: 'site-assigned'; readonly site: SiteId | null; readonly users: readonly UserId[] }
  /** '' : there is none any more. */
  | { readonly kind: 'video-link-set'; readonly link: string }

export type RecordFactKind = RecordFact['kind']

/** One link of the chain. `at` is server time; `actorName` is the name as of that day. */
export interface RecordEvent {
  readonly seq: number
  readonly meeting: MeetingId
  readonly at: string
  readonly actor: UserId
  readonly actorName: string
  readonly command: CommandId
  readonly fact: RecordFact
  readonly previous: string
  readonly hash: string
}
