// Beyond 300 lines: what each kind of event does stands together.
import { type Conclusions, withConclusion } from '../agenda/conclusion.ts'
import { type Course, emptyCourse, ended, opened, resumed, suspended, withItem } from '../agenda/course.ts'
import { type Attendance, defaultQuorum, noted, type QuorumRule } from '../attendance/attendance.ts'
import {
  type Floor,
  withAllEnded,
  withCalled,
  withFirst,
  withHeld,
  withMoved,
  withoutSpeaker,
  withRequest,
  withWithdrawn
} from '../floor/floor.ts'
import { bothOpen, defaultFloorRules, type FloorRules, type Registration } from '../floor/rules.ts'
import type { AgendaItemId, PaperId, ScreenId, SiteId, UnitId, UserId } from '../ids.ts'
import type { MeetingState, Participant } from '../meeting/meeting.ts'
import type { Paper } from '../paper/paper.ts'
import {
  type Questions,
  withQuestion,
  withQuestionCalled,
  withQuestionEnded,
  withQuestionFirst,
  withQuestionMoved,
  withQuestionWithdrawn
} from '../question/question.ts'
import type { Reminders } from '../reminder/reminder.ts'
import { assertNever } from '../result.ts'
import type { Screen } from '../screen/screen.ts'
import {
  noSecretVotes,
  type SecretVotes,
  withGiven,
  withKey,
  withList,
  withNothingGiven,
  withPaperCount,
  withPaperCountConfirmed,
  withPaperCountVoided
} from '../secret-ballot/secret-vote.ts'
import type { Site } from '../site/site.ts'
import {
  noVotes,
  type Votes,
  withBallot,
  withCancelled,
  withEnded,
  withOpened,
  withoutVote,
  withPaperConfirmed,
  withPaperWithdrawn,
  withPrepared,
  withReady,
  withCalled as withVoteCalled
} from '../vote/vote.ts'
import { chainStart, type Head } from './chain.ts'
import type { RecordEvent } from './event.ts'

/** [R4] What the events so far amount to; shown to participants through room `record/<meeting>`. */
export interface RecordProjection extends Votes, SecretVotes {
  readonly state: MeetingState
  readonly unit: UnitId | null
  readonly unitName: string
  readonly participants: ReadonlyMap<UserId, Participant>
  readonly presenters: ReadonlyMap<AgendaItemId, UserId>
  readonly papers: ReadonlyMap<PaperId, Paper>
  /** Of whoever was noted; of people who were taken out again, too. */
  readonly attendance: ReadonlyMap<UserId, Attendance>
  readonly quorum: QuorumRule
  /** [J5] Checking oneself in in a room takes the code that hangs there. */
  readonly byCode: boolean
  /** [J6] Who came in whose place. */
  readonly standsFor: ReadonlyMap<UserId, UserId>
  readonly course: Course
  readonly conclusions: Conclusions
  readonly floor: Floor
  readonly floorRules: FloorRules
  readonly registration: Registration
  readonly questions: Questions
  /** Big screens that show the meeting. */
  readonly screens: ReadonlyMap<ScreenId, Screen>
  /** Conference sites, and who belongs to which. */
  readonly sites: ReadonlyMap<SiteId, Site>
  readonly siteOf: ReadonlyMap<UserId, SiteId>
  /** Where the video meeting is joined; '' : there is none. */
  readonly video: string
  readonly reminders: Reminders
  /** The newest link, handed to every client so that a cut or rewritten chain is noticed. */
  readonly head: Head
}

export const emptyProjection: RecordProjection = {
  state: 'draft',
  unit: null,
  unitName: '',
  participants: new Map(),
  presenters: new Map(),
  papers: new Map(),
  attendance: new Map(),
  quorum: defaultQuorum,
  byCode: false,
  standsFor: new Map(),
  course: emptyCourse,
  conclusions: new Map(),
  floor: new Map(),
  ...noVotes,
  ...noSecretVotes,
  floorRules: defaultFloorRules,
  registration: bothOpen,
  questions: new Map(),
  screens: new Map(),
  sites: new Map(),
  siteOf: new Map(),
  video: '',
  reminders: new Map(),
  head: { seq: 0, hash: chainStart }
}

export function project(events: readonly RecordEvent[], from: RecordProjection = emptyProjection): RecordProjection {
  return events.reduce(applyEvent, from)
}

export function applyEvent(before: RecordProjection, event: RecordEvent): RecordProjection {
  return { ...applyFact(before, event), head: { seq: event.seq, hash: event.hash } }
}

function applyFact(before: RecordProjection, { fact, seq, at, actor }: RecordEvent): RecordProjection {
  switch (fact.kind) {
    case 'meeting-created':
      return { ...before, unit: fact.unit, unitName: fact.unitName }
    case 'participants-added':
      return { ...before, participants: new Map([...before.participants, ...fact.participants.map(p => [p.user, p] as const)]) }
    case 'participant-role-changed': {
      const who = before.participants.get(fact.user)
      if (!who) return before
      return { ...before, participants: new Map(before.participants).set(fact.user, { ...who, role: fact.role }) }
    }
    case 'participant-removed': {
      const participants = new Map(before.participants)
      participants.delete(fact.user)
      return { ...before, participants, standsFor: without(before.standsFor, fact.user) }
    }
    case 'presenter-set': {
      const presenters = new Map(before.presenters)
      if (fact.user === null) presenters.delete(fact.item)
      else presenters.set(fact.item, fact.user)
      return { ...before, presenters }
    }
    case 'meeting-issued':
      return { ...before, state: 'issued' }
    case 'meeting-opened':
      return { ...before, state: 'live', course: opened(before.course, at) }
    case 'meeting-closed':
      return {
        ...before,
        state: 'ended',
        course: ended(before.course, at),
        floor: withAllEnded(before.floor, at),
        questions: withQuestionEnded(before.questions, false, at)
      }
    case 'paper-added':
      return withPaper(before, {
        paper: fact.paper,
        title: fact.title,
        item: fact.item,
        versions: [fact.version],
        removed: false,
        newestSeq: seq
      })
    case 'paper-version-added': {
      const paper = before.papers.get(fact.paper)
      return paper ? withPaper(before, { ...paper, versions: [...paper.versions, fact.version], newestSeq: seq }) : before
    }
    case 'paper-renamed': {
      const paper = before.papers.get(fact.paper)
      return paper ? withPaper(before, { ...paper, title: fact.title }) : before
    }
    case 'paper-removed': {
      const paper = before.papers.get(fact.paper)
      return paper ? withPaper(before, { ...paper, removed: true }) : before
    }
    case 'item-begun':
      return { ...before, course: withItem(before.course, fact.item, at) }
    case 'item-concluded':
      return { ...before, conclusions: withConclusion(before.conclusions, fact.item, { text: fact.text, at, by: actor }) }
    case 'meeting-suspended':
      return { ...before, course: suspended(before.course, fact.reason, at) }
    case 'meeting-resumed':
      return { ...before, course: resumed(before.course, at) }
    case 'speech-requested':
      return { ...before, floor: withRequest(before.floor, fact, at) }
    case 'speech-withdrawn':
      return { ...before, floor: withWithdrawn(before.floor, fact.speech, at) }
    case 'speech-put-first':
      return { ...before, floor: withFirst(before.floor, fact.speech) }
    case 'speech-moved':
      return { ...before, floor: withMoved(before.floor, fact.speech, fact.before) }
    case 'speech-held':
      return { ...before, floor: withHeld(before.floor, at) }
    case 'speaker-called':
      return { ...before, floor: withCalled(before.floor, fact.speech, fact.minutes, at) }
    case 'speech-ended':
      return { ...before, floor: withoutSpeaker(before.floor, at) }
    case 'question-registered':
      return { ...before, questions: withQuestion(before.questions, fact, at) }
    case 'question-withdrawn':
      return { ...before, questions: withQuestionWithdrawn(before.questions, fact.question, at) }
    case 'question-put-first':
      return { ...before, questions: withQuestionFirst(before.questions, fact.question) }
    case 'question-moved':
      return { ...before, questions: withQuestionMoved(before.questions, fact.question, fact.before) }
    case 'question-called':
      return { ...before, questions: withQuestionCalled(before.questions, fact.question, at) }
    case 'question-ended':
      return { ...before, questions: withQuestionEnded(before.questions, fact.answered, at) }
    case 'floor-rules-set':
      return { ...before, floorRules: { minutes: fact.minutes, warnSeconds: fact.warnSeconds } }
    case 'registration-set':
      return { ...before, registration: { ...before.registration, [fact.list]: fact.open } }
    case 'attendance-noted': {
      const known = before.attendance.get(fact.user) ?? null
      return { ...before, attendance: new Map(before.attendance).set(fact.user, noted(known, fact, at, actor)) }
    }
    case 'quorum-set': {
      const { numerator, denominator, required } = fact
      return { ...before, quorum: { numerator, denominator, required } }
    }
    case 'vote-prepared': {
      const { kind: _, vote, ...terms } = fact
      return { ...before, ...withPrepared(before, vote, terms, seq) }
    }
    case 'vote-dropped':
      return { ...before, ...withoutVote(before, fact.vote) }
    case 'vote-called':
    case 'vote-called-off':
      return { ...before, ...withVoteCalled(before, fact.vote, fact.kind === 'vote-called') }
    case 'voter-ready':
      return { ...before, ...withReady(before, fact.vote, actor) }
    case 'vote-opened':
      return { ...before, ...withOpened(before, fact.vote, fact, at) }
    case 'ballot-cast':
      return { ...before, ...withBallot(before, fact.vote, actor, { commitment: fact.commitment, paper: null }, at) }
    case 'paper-ballot-entered': {
      const paper = { by: actor, confirmedBy: null }
      return { ...before, ...withBallot(before, fact.vote, fact.voter, { commitment: fact.commitment, paper }, at) }
    }
    case 'paper-ballot-confirmed':
      return { ...before, ...withPaperConfirmed(before, fact.vote, fact.voter, actor) }
    case 'paper-ballot-withdrawn':
      return { ...before, ...withPaperWithdrawn(before, fact.vote, fact.voter) }
    case 'vote-ended':
      return { ...before, ...withEnded(before, fact.vote, fact, at) }
    case 'vote-cancelled':
      return { ...before, ...withCancelled(before, fact.vote, fact.reason, at), ...withNothingGiven(before, fact.vote) }
    case 'secret-key-made':
      return { ...before, ...withKey(before, fact.vote, fact.key) }
    case 'secret-ballot-given':
      return { ...before, ...withGiven(before, fact.vote, fact.voter, { request: fact.request }) }
    case 'paper-box-counted':
      return { ...before, ...withPaperCount(before, fact.vote, fact.commitment, actor) }
    case 'paper-box-confirmed':
      return { ...before, ...withPaperCountConfirmed(before, fact.vote, actor) }
    case 'paper-box-voided':
      return { ...before, ...withPaperCountVoided(before, fact.vote, actor) }
    case 'secret-ballots-published': {
      const vote = before.votes.get(fact.vote)
      return vote ? { ...before, ...withList(before, vote, fact) } : before
    }
    case 'screen-paired':
      return {
        ...before,
        screens: new Map(before.screens).set(fact.screen, {
          screen: fact.screen,
          ...(fact.site !== undefined && { site: fact.site }),
          since: at,
          by: actor
        })
      }
    case 'screen-removed': {
      const screens = new Map(before.screens)
      screens.delete(fact.screen)
      return { ...before, screens }
    }
    case 'check-in-set':
      return { ...before, byCode: fact.byCode }
    case 'substitute-set': {
      const standsFor = new Map(before.standsFor)
      if (fact.standsFor === null) standsFor.delete(fact.user)
      else standsFor.set(fact.user, fact.standsFor)
      return { ...before, standsFor }
    }
    case 'site-set': {
      const { kind: _, ...site } = fact
      return { ...before, sites: new Map(before.sites).set(fact.site, site) }
    }
    case 'site-removed': {
      const sites = new Map(before.sites)
      sites.delete(fact.site)
      return { ...before, sites, siteOf: new Map([...before.siteOf].filter(([, site]) => site !== fact.site)) }
    }
    case 'site-assigned': {
      const siteOf = new Map(before.siteOf)
      for (const user of fact.users) {
        if (fact.site === null) siteOf.delete(user)
        else siteOf.set(user, fact.site)
      }
      return { ...before, siteOf }
    }
    case 'reminded':
      return { ...before, reminders: new Map(before.reminders).set(fact.vote ?? 'check-in', at) }
    case 'video-link-set':
      return { ...before, video: fact.link }
    default:
      return assertNever(fact)
  }
}

const without = (standsFor: RecordProjection['standsFor'], gone: UserId): RecordProjection['standsFor'] =>
  [...standsFor].some(pair => pair.includes(gone)) ? new Map([...standsFor].filter(pair => !pair.includes(gone))) : standsFor

const withPaper = (before: RecordProjection, paper: Paper): RecordProjection => ({
  ...before,
  papers: new Map(before.papers).set(paper.paper, paper)
})
