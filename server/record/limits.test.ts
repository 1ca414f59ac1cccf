import { describe, expect, it } from 'vitest'
import { waitingOf } from '#core/floor/floor.ts'
import type { CommandId, MeetingId, QuestionId, SpeechId, UserId, VoteId } from '#core/ids.ts'
import type { MeetingRole } from '#core/meeting/meeting.ts'
import type { RecordEvent, RecordFact } from '#core/record/event.ts'
import { applyEvent, emptyProjection, type RecordProjection } from '#core/record/projection.ts'
import type { Result } from '#core/result.ts'
import { voteAtHand, voterOf } from '#core/vote/vote.ts'
import type { Reason } from '#protocol/http-api.ts'
import { decide, type PlainCommand } from './decide.ts'
import { decideVote, type VoteCommand } from './decide-vote.ts'

const meeting = 'cuoc-hop-mot' as MeetingId
const [secretary, chair, member] = ['nguoi-thu-ky', 'nguoi-chu-tri', 'nguoi-thanh-vien'] as UserId[] as [UserId, UserId, UserId]
const vote = 'bieu-quyet-mot' as VoteId
type Words<T> = T extends unknown ? Omit<T, 'id'> : never

/** A meeting that is on, as commands leave it. */
function world() {
  let now: RecordProjection = emptyProjection
  let seq = 0
  const recorded: RecordFact[] = []
  const apply = (actor: UserId, facts: readonly RecordFact[]): void => {
    for (const fact of facts) {
      recorded.push(fact)
      seq += 1
      const at = new Date(seq * 1000).toISOString()
      const event = { seq, meeting, at, actor, actorName: '', command: 'lenh-nao-do' as CommandId, fact, previous: '', hash: `${seq}` }
      now = applyEvent(now, event satisfies RecordEvent)
    }
  }
  const settle = (actor: UserId, decided: Result<readonly RecordFact[], Reason>): Reason | 'done' => {
    if (!decided.ok) return decided.reason
    apply(actor, decided.value)
    return 'done'
  }
  const act = (actor: UserId, words: Words<PlainCommand>) =>
    settle(
      actor,
      decide(now, { id: 'lenh-nao-do' as CommandId, ...words } as PlainCommand, actor, () => null, new Date(0))
    )
  const onVote = (actor: UserId, words: Words<VoteCommand>) => {
    const decided = decideVote(now, { id: 'lenh-nao-do' as CommandId, ...words } as VoteCommand, actor, { meeting, sealedBy: () => null })
    return settle(actor, decided.ok ? { ok: true, value: decided.value.facts } : decided)
  }
  const person = (user: UserId, role: MeetingRole) => ({ user, role, name: user, title: '', unitName: '' })
  apply(secretary, [
    { kind: 'participants-added', participants: [person(secretary, 'secretary'), person(chair, 'chair'), person(member, 'member')] },
    { kind: 'meeting-issued' },
    { kind: 'meeting-opened' }
  ])
  return { act, onVote, apply, now: () => now, facts: () => recorded }
}

describe('one person and the record', () => {
  it('[J8] fifty times in and out of one meeting by oneself; who leads notes more, and is not counted', () => {
    const { act, now } = world()
    const turn = (user: UserId, n: number) => act(user, n % 2 === 0 ? { kind: 'check-in', place: 'room' } : { kind: 'check-out' })
    for (let n = 0; n < 50; n++) {
      expect(turn(member, n)).toBe('done')
      // Noting by others in between is not theirs.
      if (n === 20) act(secretary, { kind: 'note-attendance', users: [member], state: 'excused', place: null, reason: '' })
      if (n === 20) act(secretary, { kind: 'note-attendance', users: [member], state: 'present', place: 'room', reason: '' })
    }
    const { seq } = now().head
    expect(turn(member, 0)).toBe('too-often')
    // What is so already is no event.
    expect(turn(member, 1)).toBe('done')
    expect(now().head.seq).toBe(seq)
    expect(act(secretary, { kind: 'note-attendance', users: [member], state: 'present', place: 'room', reason: '' })).toBe('done')
    for (let n = 0; n < 60; n++) expect(turn(chair, n)).toBe('done')
  })

  it('[C8] a hundred requests are taken back; who leads asks for them after that, and is not counted', () => {
    const { act } = world()
    const ask = (by: UserId, user: UserId, n: number) => {
      const speech = `phat-bieu-${by}-${n}` as SpeechId
      const asked = act(by, { kind: 'ask-to-speak', speech, user, subject: '', item: null, as: 'discussion' })
      return asked === 'done' ? act(by, { kind: 'withdraw-speech', speech }) : asked
    }
    for (let n = 0; n < 100; n++) expect(ask(member, member, n)).toBe('done')
    expect(ask(member, member, 100)).toBe('too-often')
    expect(ask(secretary, member, 101)).toBe('done')
    for (let n = 0; n < 105; n++) expect(ask(chair, chair, n)).toBe('done')
  })

  it('[QU1] fifty questions of one person who does not lead', () => {
    const { act } = world()
    const ask = (by: UserId, user: UserId, n: number) => {
      const question = `chat-van-${by}-${n}` as QuestionId
      const asked = act(by, { kind: 'register-question', question, user, to: secretary, about: 'Đường thôn' })
      return asked === 'done' ? act(by, { kind: 'withdraw-question', question }) : asked
    }
    for (let n = 0; n < 50; n++) expect(ask(member, member, n)).toBe('done')
    expect(ask(member, member, 50)).toBe('too-often')
    expect(ask(chair, member, 51)).toBe('done')
  })

  it('[VT10] a ballot is changed twenty times and the last one counts; who leads is not counted', () => {
    const { act, onVote, now } = world()
    const terms = { subject: 'Dự toán', item: null, form: 'open', options: 'law', base: 'present', share: 'half', tie: 'fails' } as const
    act(secretary, { kind: 'note-attendance', users: [chair, member], state: 'present', place: 'room', reason: '' })
    expect(onVote(secretary, { kind: 'prepare-vote', vote, ...terms, repeats: null })).toBe('done')
    expect(onVote(chair, { kind: 'open-vote', vote, minutes: 0 })).toBe('done')
    const cast = (user: UserId, n: number) =>
      onVote(user, {
        kind: 'cast-ballot',
        vote,
        choice: n % 2 === 0 ? 'for' : 'against',
        text: '',
        salt: String(n).padStart(32, '0'),
        replaces: voterOf(now(), vote, user).commitment
      })
    for (let n = 0; n <= 20; n++) expect(cast(member, n)).toBe('done')
    const last = voterOf(now(), vote, member).commitment
    expect(cast(member, 21)).toBe('ballot-settled')
    // The same one again is no change.
    expect(cast(member, 20)).toBe('done')
    expect(voterOf(now(), vote, member).commitment).toBe(last)
    for (let n = 0; n <= 30; n++) expect(cast(chair, n)).toBe('done')
  })
})

describe('the floor as it is led', () => {
  const [first, second] = ['phat-bieu-1', 'phat-bieu-2'] as SpeechId[] as [SpeechId, SpeechId]
  const ask = (speech: SpeechId, user: UserId) => ({ kind: 'ask-to-speak', speech, user, subject: '', item: null }) as const

  it('[C9] who speaks is stopped with the meeting and called again after it; a second stop changes nothing', () => {
    const { act, now, facts } = world()
    const stateOf = (speech: SpeechId) => now().floor.get(speech)?.state
    for (const words of [
      ask(first, member),
      { kind: 'call-speaker', speech: first, minutes: 5 } as const,
      { kind: 'suspend', reason: 'Giải lao' } as const
    ])
      expect(act(chair, words)).toBe('done')
    expect([stateOf(first), now().course.suspended === null]).toEqual(['held', false])
    const { seq } = now().head
    expect([act(chair, { kind: 'hold-speech' }), now().head.seq]).toEqual(['done', seq])
    expect(act(chair, { kind: 'call-speaker', speech: first, minutes: 5 })).toBe('suspended')
    act(chair, { kind: 'resume' })
    expect([act(chair, { kind: 'call-speaker', speech: first, minutes: 5 }), stateOf(first)]).toEqual(['done', 'speaking'])
    // The record says who was called for the first time, and who to go on.
    const called = { kind: 'speaker-called', speech: first, minutes: 5 }
    expect(facts().filter(({ kind }) => kind === called.kind)).toEqual([called, { ...called, rest: true }])
    act(chair, { kind: 'hold-speech' })
    expect([act(member, { kind: 'withdraw-speech', speech: first }), stateOf(first)]).toEqual(['done', 'done'])
    expect(act(chair, { kind: 'call-speaker', speech: first, minutes: 5 })).toBe('conflict')
  })

  it('[C3] of two who lead at once the second neither cuts off nor ends whom the first has just called', () => {
    const { act, now } = world()
    const call = (speech: SpeechId, instead: SpeechId | null) => ({ kind: 'call-speaker', speech, minutes: 5, instead }) as const
    act(chair, ask(first, chair))
    act(member, ask(second, member))
    expect([act(chair, call(first, null)), act(secretary, call(second, null))]).toEqual(['done', 'conflict'])
    expect(act(secretary, call(second, first))).toBe('done')
    const { seq } = now().head
    expect([act(chair, { kind: 'end-speech', speech: first }), act(chair, { kind: 'hold-speech', speech: first })]).toEqual([
      'done',
      'done'
    ])
    expect([now().head.seq, now().floor.get(second)?.state]).toEqual([seq, 'speaking'])
  })

  it('[QU3] of two who lead at once the second does not end the question that the first has called meanwhile', () => {
    const { act, now } = world()
    const [one, next] = ['chat-van-1', 'chat-van-2'] as QuestionId[] as [QuestionId, QuestionId]
    const end = (actor: UserId, question: QuestionId) => act(actor, { kind: 'end-question', answered: true, question })
    for (const question of [one, next]) act(member, { kind: 'register-question', question, user: member, to: chair, about: 'Đường thôn' })
    act(chair, { kind: 'call-question', question: one })
    expect([end(chair, one), act(chair, { kind: 'call-question', question: next })]).toEqual(['done', 'done'])
    const { seq } = now().head
    expect([end(secretary, one), now().head.seq, now().questions.get(next)?.state]).toEqual(['done', seq, 'asking'])
    expect([end(secretary, next), now().questions.get(next)?.state]).toEqual(['done', 'answered'])
  })

  it('[C10] [QU5] on a closed list nobody puts themselves but for a point of order; who leads adds anybody, and opens it again', () => {
    const { act, now } = world()
    const question = (by: UserId, n: number) =>
      act(by, { kind: 'register-question', question: `chat-van-${n}` as QuestionId, user: member, to: chair, about: 'Đường thôn' })
    for (const list of ['floor', 'questions'] as const) expect(act(chair, { kind: 'set-registration', list, open: false })).toBe('done')
    const { seq } = now().head
    act(secretary, { kind: 'set-registration', list: 'floor', open: false })
    expect([act(member, ask(first, member)), question(member, 1), now().head.seq]).toEqual(['list-closed', 'list-closed', seq])
    expect(act(member, { ...ask(first, member), as: 'order' })).toBe('done')
    expect([act(secretary, ask(second, chair)), question(chair, 2)]).toEqual(['done', 'done'])
    act(chair, { kind: 'set-registration', list: 'questions', open: true })
    expect([question(member, 3), now().registration]).toEqual(['done', { floor: false, questions: true }])
  })

  it('[V6] in a break no question is called and no vote is called or opened', () => {
    const { act, onVote } = world()
    const terms = { subject: 'Dự toán', item: null, form: 'open', options: 'law', base: 'present', share: 'half', tie: 'fails' } as const
    const question = 'chat-van-1' as QuestionId
    act(secretary, { kind: 'note-attendance', users: [chair, member], state: 'present', place: 'room', reason: '' })
    act(member, { kind: 'register-question', question, user: member, to: chair, about: 'Đường thôn' })
    onVote(chair, { kind: 'prepare-vote', vote, ...terms, repeats: null })
    const leading = () => [
      act(chair, { kind: 'call-question', question }),
      onVote(chair, { kind: 'call-vote', vote }),
      onVote(chair, { kind: 'open-vote', vote, minutes: 0 })
    ]
    act(chair, { kind: 'suspend', reason: '' })
    expect(leading()).toEqual(['suspended', 'suspended', 'suspended'])
    act(chair, { kind: 'resume' })
    expect(leading()).toEqual(['done', 'done', 'done'])
  })

  it('[V8] an open vote is ended before a break; a secret ballot goes on in it', () => {
    const { act, onVote, apply, now } = world()
    const terms = { subject: 'Dự toán', item: null, options: 'law', base: 'present', share: 'half', tie: 'fails' } as const
    const secret = 'bieu-quyet-kin' as VoteId
    const pause = () => act(chair, { kind: 'suspend', reason: '' })
    act(secretary, { kind: 'note-attendance', users: [chair, member], state: 'present', place: 'room', reason: '' })
    onVote(chair, { kind: 'prepare-vote', vote, ...terms, form: 'open', repeats: null })
    onVote(chair, { kind: 'open-vote', vote, minutes: 0 })
    expect([pause(), now().course.suspended]).toEqual(['vote-open', null])
    onVote(chair, { kind: 'stop-vote', vote, reason: '' })
    expect([pause(), act(chair, { kind: 'resume' })]).toEqual(['done', 'done'])
    onVote(chair, { kind: 'prepare-vote', vote: secret, ...terms, form: 'secret', repeats: null })
    apply(chair, [{ kind: 'vote-opened', vote: secret, roll: [chair, member], members: 2, minutes: 0 }])
    expect([voteAtHand(now())?.state, pause()]).toEqual(['open', 'done'])
  })

  it('[QU1] an eleventh question that waits is refused with its own reason', () => {
    const { act } = world()
    const register = (n: number) =>
      act(member, { kind: 'register-question', question: `chat-van-${n}` as QuestionId, user: member, to: chair, about: 'Đường thôn' })
    expect(Array.from({ length: 11 }, (_, n) => register(n))).toEqual([...Array(10).fill('done'), 'too-many-questions'])
  })

  it('[C5] nobody is put before a point of order, nor that behind anybody else: the record would say what is not so', () => {
    const { act, now } = world()
    act(chair, ask(first, chair))
    act(member, { ...ask(second, member), as: 'order' })
    const { seq } = now().head
    expect([
      act(chair, { kind: 'move-speech', speech: first, before: second }),
      act(chair, { kind: 'move-speech', speech: second, before: first }),
      act(chair, { kind: 'move-speech', speech: second, before: null })
    ]).toEqual(['conflict', 'conflict', 'done'])
    expect([now().head.seq, waitingOf(now().floor).map(({ speech }) => speech)]).toEqual([seq, [second, first]])
  })

  it('[C2] the list is put in order once for each press, and nobody before somebody who is gone from it', () => {
    const { act, now } = world()
    act(chair, ask(first, chair))
    act(member, ask(second, member))
    const move = (actor: UserId, speech: SpeechId, before: SpeechId | null) => act(actor, { kind: 'move-speech', speech, before })
    expect([move(secretary, second, first), move(chair, second, first)]).toEqual(['done', 'done'])
    expect(now().head.seq).toBe(6)
    act(chair, { kind: 'withdraw-speech', speech: first })
    expect([move(chair, second, first), move(chair, first, null), move(chair, 'phat-bieu-9' as SpeechId, null)]).toEqual([
      'conflict',
      'conflict',
      'not-found'
    ])
    expect(waitingOf(now().floor).map(({ speech }) => speech)).toEqual([second])
  })
})
