import type { AgendaItemId, PaperId, QuestionId, SiteId, SpeechId, UserId, VoteId } from '../ids.ts'
import type { OptionTerms } from '../vote/options.ts'
import type { RecordEvent, RecordFact, RecordFactKind } from './event.ts'

/** Parts of a record that people look for. */
export const recordGroups = ['course', 'attendance', 'floor', 'questions', 'votes', 'papers', 'people', 'sites'] as const
export type RecordGroup = (typeof recordGroups)[number]

/** [R8] Which part a kind of event belongs to; a new kind does not compile without. */
const groupOf: Readonly<Record<RecordFactKind, RecordGroup>> = {
  'meeting-created': 'people',
  'participants-added': 'people',
  'participant-role-changed': 'people',
  'participant-removed': 'people',
  'presenter-set': 'people',
  'meeting-issued': 'course',
  'meeting-opened': 'course',
  'meeting-closed': 'course',
  'meeting-suspended': 'course',
  'meeting-resumed': 'course',
  'item-begun': 'course',
  'item-concluded': 'course',
  'paper-added': 'papers',
  'paper-version-added': 'papers',
  'paper-renamed': 'papers',
  'paper-removed': 'papers',
  'speech-requested': 'floor',
  'speech-withdrawn': 'floor',
  'speech-put-first': 'floor',
  'speech-moved': 'floor',
  'speech-held': 'floor',
  'speaker-called': 'floor',
  'speech-ended': 'floor',
  'floor-rules-set': 'floor',
  'registration-set': 'floor',
  'question-registered': 'questions',
  'question-withdrawn': 'questions',
  'question-put-first': 'questions',
  'question-moved': 'questions',
  'question-called': 'questions',
  'question-ended': 'questions',
  'attendance-noted': 'attendance',
  'quorum-set': 'attendance',
  'check-in-set': 'attendance',
  'substitute-set': 'attendance',
  'vote-prepared': 'votes',
  'vote-dropped': 'votes',
  'vote-called': 'votes',
  'vote-called-off': 'votes',
  'voter-ready': 'votes',
  'vote-opened': 'votes',
  'ballot-cast': 'votes',
  'paper-ballot-entered': 'votes',
  'paper-ballot-confirmed': 'votes',
  'paper-ballot-withdrawn': 'votes',
  'vote-ended': 'votes',
  reminded: 'attendance',
  'vote-cancelled': 'votes',
  'secret-key-made': 'votes',
  'secret-ballot-given': 'votes',
  'paper-box-counted': 'votes',
  'paper-box-confirmed': 'votes',
  'paper-box-voided': 'votes',
  'secret-ballots-published': 'votes',
  'screen-paired': 'sites',
  'screen-removed': 'sites',
  'site-set': 'sites',
  'site-removed': 'sites',
  'site-assigned': 'sites',
  'video-link-set': 'sites'
}

/** What the ids in an event stand for, in words of the record itself; '' for what it does not say. */
export interface RecordLook {
  person(user: UserId): string
  /** Number and title as the agenda has them now: the agenda is not in the record. */
  item(item: AgendaItemId | null): string
  speech(speech: SpeechId): { readonly who: string; readonly subject: string }
  question(question: QuestionId): { readonly who: string; readonly to: string; readonly about: string }
  vote(vote: VoteId): { readonly subject: string; readonly terms: OptionTerms }
  paper(paper: PaperId): string
  site(site: SiteId | null | undefined): string
}

/** [R8] One sentence for each kind of event; the compiler knows when one is missing. */
export type RecordSentences = {
  readonly [K in RecordFactKind]: (fact: Extract<RecordFact, { readonly kind: K }>, look: RecordLook, actor: string) => string
}

/** The sentence of one event; of a kind this app is too old to know [R1] its name alone. */
export function sentenceOf(sentences: RecordSentences, { fact, actorName }: RecordEvent, look: RecordLook): string {
  const sentence = sentences[fact.kind] as ((fact: RecordFact, look: RecordLook, actor: string) => string) | undefined
  return sentence?.(fact, look, actorName) ?? fact.kind
}

/** Under which heading an event is looked for. */
export const groupOfEvent = ({ fact }: RecordEvent): RecordGroup =>
  fact.kind === 'reminded' && fact.vote !== null
    ? 'votes'
    : fact.kind === 'registration-set' && fact.list === 'questions'
      ? 'questions'
      : (groupOf[fact.kind] ?? 'course')

/** Reads what ids stand for out of the events themselves; `items` names items of the agenda. */
export function lookOf(events: readonly RecordEvent[], items: ReadonlyMap<AgendaItemId, string>): RecordLook {
  const people = new Map<UserId, string>()
  const speeches = new Map<SpeechId, { user: UserId; subject: string }>()
  const questions = new Map<QuestionId, { user: UserId; to: UserId; about: string }>()
  const votes = new Map<VoteId, { subject: string; terms: OptionTerms }>()
  const papers = new Map<PaperId, string>()
  const sites = new Map<SiteId, string>()
  for (const { fact, actor, actorName } of events) {
    if (!people.has(actor)) people.set(actor, actorName)
    if (fact.kind === 'participants-added') for (const { user, name } of fact.participants) people.set(user, name)
    else if (fact.kind === 'speech-requested') speeches.set(fact.speech, fact)
    else if (fact.kind === 'question-registered') questions.set(fact.question, fact)
    else if (fact.kind === 'vote-prepared') votes.set(fact.vote, { subject: fact.subject, terms: fact })
    else if (fact.kind === 'paper-added' || fact.kind === 'paper-renamed') papers.set(fact.paper, fact.title)
    else if (fact.kind === 'site-set') sites.set(fact.site, fact.name)
  }
  const person = (user: UserId | undefined): string => (user && people.get(user)) ?? ''
  return {
    person,
    item: item => (item && items.get(item)) ?? '',
    speech: id => ({ who: person(speeches.get(id)?.user), subject: speeches.get(id)?.subject ?? '' }),
    question: id => ({ who: person(questions.get(id)?.user), to: person(questions.get(id)?.to), about: questions.get(id)?.about ?? '' }),
    vote: id => votes.get(id) ?? { subject: '', terms: { options: 'opinion' } },
    paper: id => papers.get(id) ?? '',
    site: id => (id && sites.get(id)) || ''
  }
}
