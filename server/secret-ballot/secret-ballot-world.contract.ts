import { createHash, randomBytes } from 'node:crypto'
import type { MeetingId, VoteId } from '#core/ids.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { type Ballot, blankBallot, type PublishedKey, tokenFrom, writtenBallot } from '#core/secret-ballot/ballot.ts'
import { choicesOf, type VoteChoice } from '#core/vote/options.ts'
import { ballotPaths, castBody } from '#protocol/ballot-api.ts'
import type { RunningServer } from '../index.ts'
import { anId, ask, newMeeting, people, signIn, type Told } from '../running-server.contract.ts'

export const sha384 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha384').update(bytes).digest())
export const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count))
export const law = choicesOf({ options: 'law' })

/** Who sits in the meeting with a vote; the secretary has none. */
export const voters = ['chair', 'member', 'guest', 'outsider', 'unitadministrator'] as const
export type Voter = (typeof voters)[number]
const userOf: Readonly<Record<Voter | 'secretary', string>> = {
  secretary: people.secretary,
  chair: people.chair,
  member: people.member,
  guest: people.guest,
  outsider: people.outsider,
  unitadministrator: people.unitAdministrator
}

/** A live meeting on a real server, and everybody's hands in it. */
export async function ballotWorld(first: RunningServer) {
  let server = first
  const tokens = new Map<string, string>()
  for (const account of ['secretary', ...voters]) tokens.set(account, await signIn(server.url, account))
  const { meeting } = newMeeting()
  const by = (account: string) => ({ token: tokens.get(account) ?? '' })
  const command = (account: string, body: object): Promise<Told> =>
    ask(server.url, 'POST', `/api/meetings/${meeting}/commands`, { ...by(account), body: { id: anId(), ...body } })
  const done = async (account: string, body: object): Promise<void> => {
    const told = await command(account, body)
    if (told.status !== 200) throw new Error(`${JSON.stringify(body)}: ${told.text}`)
  }
  await ask(server.url, 'POST', '/api/meetings', { ...by('secretary'), body: newMeeting({ meeting }) })
  const participants = voters.map(voter => ({ user: userOf[voter], role: voter === 'chair' ? 'chair' : 'member' }))
  await done('secretary', { kind: 'add-participants', participants })
  for (const kind of ['issue', 'open']) await done('secretary', { kind })

  const record = async (): Promise<readonly RecordEvent[]> => {
    const { text } = await ask(server.url, 'GET', `/api/meetings/${meeting}/record`, by('secretary'))
    return text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as RecordEvent)
  }
  const present = (...accounts: readonly Voter[]) =>
    done('secretary', { kind: 'note-attendance', users: accounts.map(account => userOf[account]), state: 'present', place: 'room' })
  const prepare = async (): Promise<VoteId> => {
    const vote = anId()
    const terms = { subject: 'Nhân sự', item: null, form: 'secret', options: 'law', base: 'present', share: 'half', tie: 'fails' }
    await done('secretary', { kind: 'prepare-vote', vote, ...terms })
    return vote as VoteId
  }
  const openVote = (vote: VoteId): Promise<Told> => command('secretary', { kind: 'open-vote', vote })
  const keyOf = async (vote: VoteId): Promise<PublishedKey> => {
    for (const { fact } of await record()) if (fact.kind === 'secret-key-made' && fact.vote === vote) return fact.key
    throw new Error('no key')
  }
  const take = (account: string, vote: VoteId, blinded: string): Promise<Told> =>
    ask(server.url, 'POST', ballotPaths.take(meeting as MeetingId, vote), { ...by(account), body: { id: anId(), blinded } })
  /** A ballot with this choice, as the device of that voter makes it. */
  const written = async (account: string, vote: VoteId, choice: VoteChoice): Promise<Ballot> => {
    const key = await keyOf(vote)
    const blank = blankBallot(vote, law, key, random, sha384)
    if (!blank) throw new Error('no ballot')
    const told = await take(account, vote, blank.blinded)
    const token = tokenFrom(vote, blank, told.json.signed ?? '', key, sha384)
    if (!token) throw new Error(told.text)
    return writtenBallot(blank, law, choice, token, sha384)
  }
  const cast = (vote: VoteId, ballot: Ballot, more: { readonly cookie?: string; readonly token?: string } = {}): Promise<Told> =>
    ask(server.url, 'POST', ballotPaths.cast, { ...more, body: Buffer.from(castBody({ vote, ...ballot, seal: [...ballot.seal] })) })
  const end = (vote: VoteId, more: object = {}): Promise<Told> => command('secretary', { kind: 'end-vote', vote, ...more })
  /** The same meeting on a server that was started again. */
  const moveTo = (next: RunningServer): void => {
    server = next
  }
  return {
    meeting: meeting as MeetingId,
    moveTo,
    by,
    command,
    done,
    record,
    present,
    prepare,
    openVote,
    keyOf,
    take,
    written,
    cast,
    end,
    userOf
  }
}
export type BallotWorld = Awaited<ReturnType<typeof ballotWorld>>
