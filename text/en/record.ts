import type { RecordLook, RecordSentences } from '#core/record/look.ts'
import { choicesOf, type OptionTerms, type VoteChoice } from '#core/vote/options.ts'
import { choiceWord } from '../choice.ts'
import { ended } from '../ended.ts'
import type { Text } from '../index.ts'
import { attendance } from './attendance.ts'
import { floor } from './floor.ts'
import { meeting } from './meeting.ts'
import { vote } from './vote.ts'

const quoted = (text: string): string => (text ? ` “${text}”` : '')
const because = (reason: string | undefined): string => (reason ? ` Reason: ${ended(reason)}` : '')
const item = (look: RecordLook, id: Parameters<RecordLook['item']>[0]): string => look.item(id) || 'an item of the agenda'
/** Options of the house's own stand as it wrote them. */
const wordIn = (terms: OptionTerms, choice: VoteChoice): string => {
  const word = choiceWord(vote, terms, choice)
  return terms.options === 'own' ? word : word.toLowerCase()
}
const names = (list: readonly string[]): string => list.filter(Boolean).join(', ')

const events: RecordSentences = {
  'meeting-created': ({ unitName }) => `Meeting of ${unitName} made.`,
  'participants-added': ({ participants }) =>
    `${participants.length} participants added: ${names(participants.map(({ name, role }) => `${name} (${meeting.roles[role].toLowerCase()})`))}.`,
  'participant-role-changed': ({ user, role }, look) => `${look.person(user)} is ${meeting.roles[role].toLowerCase()} from now.`,
  'participant-removed': ({ user }, look) => `${look.person(user)} taken out of the participants.`,
  'presenter-set': ({ item: of, user }, look) =>
    user === null ? `Nobody presents ${item(look, of)} any more.` : `${look.person(user)} presents ${item(look, of)}.`,
  'meeting-issued': () => 'Meeting issued to its participants.',
  'meeting-opened': ({ withoutQuorum }) => `Meeting opened.${withoutQuorum ? ` The quorum was not reached.${because(withoutQuorum)}` : ''}`,
  'meeting-closed': () => 'Meeting closed.',
  'meeting-suspended': ({ reason }) => `Meeting suspended.${because(reason)}`,
  'meeting-resumed': () => 'Meeting resumed.',
  'item-begun': ({ item: of }, look) => `Taken up: ${item(look, of)}.`,
  'item-concluded': ({ item: of, text }, look) =>
    text ? `Conclusion of ${item(look, of)}: “${text}”` : `Conclusion of ${item(look, of)} taken back.`,
  'paper-added': ({ title, item: of }, look) => `Paper “${title}” added${look.item(of) ? ` to ${look.item(of)}` : ''}.`,
  'paper-version-added': ({ paper }, look) => `New version of the paper${quoted(look.paper(paper))}.`,
  'paper-renamed': ({ title }) => `Paper renamed to “${title}”.`,
  'paper-removed': ({ paper }, look) => `Paper${quoted(look.paper(paper))} withdrawn.`,
  'speech-requested': ({ user, subject, as }, look) =>
    `${look.person(user)} asks to speak (${floor.kinds[as ?? 'discussion'].toLowerCase()})${subject ? `: ${ended(subject)}` : '.'}`,
  'speech-withdrawn': ({ speech, rest }, look) =>
    rest ? `${look.speech(speech).who} does not speak on.` : `Request of ${look.speech(speech).who} to speak taken back.`,
  'speech-put-first': ({ speech }, look) => `${look.speech(speech).who} put first of those who wait to speak.`,
  'speech-moved': ({ speech, before }, look) =>
    before === null
      ? `${look.speech(speech).who} put last of those who wait to speak.`
      : `${look.speech(speech).who} put before ${look.speech(before).who} of those who wait to speak.`,
  'speech-held': () => 'The speech was stopped for now.',
  'speaker-called': ({ speech, minutes, rest }, look) =>
    rest
      ? `${look.speech(speech).who} called to speak on${minutes > 0 ? `, ${minutes} minutes in all` : ''}.`
      : `${look.speech(speech).who} called to speak${minutes > 0 ? `, ${minutes} minutes` : ''}${quoted(look.speech(speech).subject) && `:${quoted(look.speech(speech).subject)}`}.`,
  'speech-ended': () => 'The speech ended.',
  'registration-set': ({ list, open }) => `List of ${list === 'floor' ? 'speakers' : 'questions'} ${open ? 'opened again' : 'closed'}.`,
  'floor-rules-set': ({ minutes }) =>
    `Minutes to speak: discussion ${minutes.discussion || '–'}, statement ${minutes.statement || '–'}, point of order ${minutes.order || '–'}.`,
  'question-registered': ({ user, to, about }, look) => `${look.person(user)} registers a question to ${look.person(to)}: ${ended(about)}`,
  'question-withdrawn': ({ question }, look) =>
    `Question of ${look.question(question).who} taken back: ${ended(look.question(question).about)}`,
  'question-put-first': ({ question }, look) =>
    `Question of ${look.question(question).who} put first: ${ended(look.question(question).about)}`,
  'question-moved': ({ question, before }, look) =>
    before === null
      ? `Question of ${look.question(question).who} put last.`
      : `Question of ${look.question(question).who} put before that of ${look.question(before).who}.`,
  'question-called': ({ question }, look) => {
    const { who, to, about } = look.question(question)
    return `${who} asks, ${to} answers: ${ended(about)}`
  },
  'question-ended': ({ answered }) => (answered ? 'The question was answered.' : 'The question ended without an answer.'),
  'attendance-noted': ({ user, state, place, site, byCode, reason }, look) => {
    const where = look.site(site) ? ` at the site ${look.site(site)}` : place ? ` ${attendance.places[place]}` : ''
    return `${look.person(user)}: ${attendance.states[state]}${state === 'present' ? where : ''}${byCode ? ', by code' : ''}.${because(reason)}`
  },
  'quorum-set': ({ numerator, denominator, required }) =>
    `Quorum set: ${numerator}/${denominator}${required ? ', needed to begin the meeting and to open a vote' : ''}.`,
  'check-in-set': ({ byCode }) => (byCode ? 'Checking in in a room takes the code.' : 'Checking in in a room takes no code.'),
  'substitute-set': ({ user, standsFor }, look) =>
    standsFor === null
      ? `${look.person(user)} stands for nobody.`
      : `${look.person(user)} attends in place of ${look.person(standsFor)}, without their vote.`,
  'vote-prepared': ({ subject, form }) => `${vote.forms[form]} prepared: “${subject}”`,
  'vote-dropped': () => 'A vote that was not opened deleted.',
  'vote-called': (fact, look) => `Who is ready to vote${quoted(look.vote(fact.vote).subject)}?`,
  'vote-called-off': (fact, look) => `The check who is ready called off${quoted(look.vote(fact.vote).subject)}.`,
  'voter-ready': (_fact, _look, actor) => `${actor} is ready to vote.`,
  'vote-opened': ({ vote: id, roll, members, withoutQuorum }, look) =>
    `Vote opened${quoted(look.vote(id).subject)}: ${roll.length} on the roll, ${members} members in all.${withoutQuorum ? ` The quorum was not reached.${because(withoutQuorum)}` : ''}`,
  'ballot-cast': (_fact, _look, actor) => `Ballot of ${actor} received.`,
  'paper-ballot-entered': ({ voter }, look) => `Paper ballot of ${look.person(voter)} entered, to be confirmed by a second person.`,
  'paper-ballot-confirmed': ({ voter }, look) => `Paper ballot of ${look.person(voter)} confirmed.`,
  'paper-ballot-withdrawn': ({ voter, differed }, look) =>
    differed
      ? `Paper ballot of ${look.person(voter)} void: two people read it differently.`
      : `Paper ballot of ${look.person(voter)} taken back.`,
  reminded: ({ vote: id }, look) =>
    id === null ? 'Whoever had not checked in was reminded.' : `Whoever had not voted was reminded${quoted(look.vote(id).subject)}.`,
  'vote-ended': ({ vote: id, outcome }, look) => {
    const { subject, terms } = look.vote(id)
    if (!outcome) return `Vote ended${quoted(subject)}.`
    // Names of the house's own are sentences of their own: the number stands apart from them.
    const [between, after] = terms.options === 'own' ? [': ', '; '] : [' ', ', ']
    const counts = choicesOf(terms).map(choice => `${wordIn(terms, choice)}${between}${outcome.counts[choice] ?? 0}`)
    const tie = outcome.tie ? `; ${vote.tied[outcome.tie]}` : ''
    return `Result of the vote${quoted(subject)}: ${counts.join(after)}${tie}. ${outcome.passed ? vote.passed : vote.failed}.`
  },
  'vote-cancelled': ({ vote: id, reason }, look) => `Vote stopped without a result${quoted(look.vote(id).subject)}.${because(reason)}`,
  'secret-key-made': () => 'Key of the secret ballot made.',
  'secret-ballot-given': ({ voter, request }, look) =>
    `${look.person(voter)} was given a secret ballot${request === null ? ' on paper' : ''}.`,
  'paper-box-counted': () => 'Paper box counted, to be counted again by a second person.',
  'paper-box-confirmed': () => 'Paper box counted again by a second person, with the same numbers.',
  'paper-box-voided': () => 'Count of the paper box void: the second person counted otherwise.',
  'secret-ballots-published': ({ ballots, withoutSecrecy }) =>
    `List of ${ballots.length} secret ballots published by their marks.${withoutSecrecy ? ` Fewer than three used one kind of ballot, so that their choices may be known.${because(withoutSecrecy)}` : ''}`,
  'screen-paired': ({ site }, look) => `A big screen connected${look.site(site) ? ` at the site ${look.site(site)}` : ''}.`,
  'screen-removed': () => 'A big screen disconnected.',
  'site-set': ({ name, room }) => `Site ${name}${room ? ` (${room})` : ''} set.`,
  'site-removed': ({ site }, look) => `Site ${look.site(site)} deleted.`,
  'site-assigned': ({ site, users }, look) =>
    site === null
      ? `At no site any more: ${names(users.map(look.person))}.`
      : `At the site ${look.site(site)}: ${names(users.map(look.person))}.`,
  'video-link-set': ({ link }) => (link ? `Video link set: ${link}` : 'Video link removed.')
}

export const record: Text['record'] = {
  open: 'Course of the meeting',
  title: 'Course of the meeting',
  back: 'Meeting',
  events,
  groups: {
    all: 'Everything',
    course: 'Course',
    attendance: 'Attendance',
    floor: 'Speeches',
    questions: 'Questions',
    votes: 'Votes',
    papers: 'Papers',
    people: 'Participants',
    sites: 'Sites, screens'
  },
  item: (number, title) => `item ${number} (${title})`,
  kind: 'Kind of event',
  find: 'Find in the course of the meeting',
  findHint: 'Find by name or words',
  count: shown => `${shown.toLocaleString('en')} events`,
  newestFirst: 'Newest on top',
  oldestFirst: 'Oldest on top',
  save: 'Export the record',
  saveHint: 'A file of JSON lines, to be kept and checked by hopso verify',
  fileName: (title, day) => `Record ${title || 'meeting'} ${day}.jsonl`,
  notRead: why => `The course of the meeting could not be read. ${why}`,
  notSaved: why => `The record was not exported. ${why}`,
  behind: why => `The newest events could not be read; below is what was read before. ${why}`,
  noneFound: 'Nothing matches',
  noneFoundHint: 'Try fewer words, or choose everything.',
  clear: 'Clear',
  empty: 'No event of this kind yet',
  emptyHint: 'Whatever happens in the meeting is noted here in order of time.'
}
