import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CommandId, UserId, VoteId } from '#core/ids.ts'
import type { RecordEvent } from '#core/record/event.ts'
import type { VoteChoice } from '#core/vote/options.ts'
import { endings } from '../rooms/rooms-world.contract.ts'
import { openDiskStorage } from '../storage/open.ts'
import type { StoredUser } from '../storage/ports.ts'
import { hallOf, id } from './meetings-world.contract.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

test('[VT6] 1,000 ballots, changed, retried ten times and in any order: each person counts once, and the tally is that of the record', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hopso-votes-'))
  endings.push(() => rm(folder, { recursive: true, force: true }))
  const storage = await openDiskStorage(folder)
  endings.push(() => storage.close())
  const { meetings, meeting, voters, send, done, openVote } = await hallOf(1000, storage)
  const vote = await openVote('open')

  // Each sends a first ballot that shall not count, and one that shall; each of both ten times, the lot shuffled.
  const choices: readonly VoteChoice[] = ['for', 'against', 'abstain']
  const wanted = new Map<UserId, VoteChoice>()
  const ballot = (choice: VoteChoice, replaces: string | null) => ({
    id: id<CommandId>(),
    kind: 'cast-ballot',
    vote,
    choice,
    text: '',
    salt: randomBytes(16).toString('hex'),
    replaces
  })
  const sent: (() => Promise<unknown>)[] = []
  for (const [n, who] of voters.entries()) {
    // Nine hundred vote, half of them change it; the others stay silent.
    if (n % 10 === 9) continue
    const first = ballot(choices[n % 3] as VoteChoice, null)
    const line = `{"choice":"${first.choice}","meeting":"${meeting}","salt":"${first.salt}","text":"","vote":"${vote}","voter":"${who.id}"}`
    const second = n % 2 === 0 ? ballot(choices[(n + 1) % 3] as VoteChoice, sha256(line)) : null
    wanted.set(who.id, (second ?? first).choice)
    sent.push(async () => {
      const results = await Promise.all(Array.from({ length: 10 }, () => meetings.command(who, meeting, first as never)))
      expect(results.every(({ ok }) => ok)).toBe(true)
      expect(new Set(results.map(result => result.ok && result.value)).size).toBe(1)
      if (second === null) return
      // The first comes once more behind the second, ten times: it is known, and does nothing.
      const mixed = Array.from({ length: 20 }, (_, k) => meetings.command(who, meeting, (k % 2 === 0 ? second : first) as never))
      expect((await Promise.all(mixed)).every(({ ok }) => ok)).toBe(true)
      // Not so one that was never known.
      expect(await meetings.command(who, meeting, ballot('against', null) as never)).toEqual({ ok: false, reason: 'ballot-changed' })
    })
  }
  for (let at = sent.length - 1; at > 0; at -= 1) {
    const other = Math.floor(Math.random() * (at + 1))
    const [one, two] = [sent[at], sent[other]]
    if (one && two) [sent[at], sent[other]] = [two, one]
  }
  const began = performance.now()
  await Promise.all(sent.map(run => run()))
  const tookMs = Math.round(performance.now() - began)
  await done({ kind: 'end-vote', vote })
  expect(await send(voters[9] as StoredUser, { ...ballot('for', null) })).toEqual({ ok: false, reason: 'vote-closed' })

  const events = await storage.records.load(meeting)
  const end = events.map(({ fact }) => fact).find(fact => fact.kind === 'vote-ended')
  if (end?.kind !== 'vote-ended') throw new Error('the vote has not ended')
  expect(new Map(end.ballots.map(({ voter, choice }) => [voter, choice]))).toEqual(wanted)
  expect(end.outcome).toMatchObject({ counts: recount(events, vote, end.ballots), missing: 100, base: 1000, needed: 501 })
  expect(events.filter(({ fact }) => fact.kind === 'ballot-cast')).toHaveLength(900 + 500)
  expect(await storage.records.loadSealed(meeting)).toEqual([])
  console.log(`1,400 ballots in ${sent.length * 10 + 500 * 21} requests: ${tookMs} ms`)
}, 120_000)

/** Numbers from the events alone: each voter's last commitment, opened by what the end event says. */
function recount(
  events: readonly RecordEvent[],
  vote: VoteId,
  opened: readonly { readonly voter: string; readonly salt: string; readonly choice: string; readonly text: string }[]
) {
  const last = new Map<string, string>()
  for (const { actor, fact } of events) if (fact.kind === 'ballot-cast' && fact.vote === vote) last.set(actor, fact.commitment)
  expect(opened.length).toBe(last.size)
  const counts: Record<string, number> = {}
  for (const { voter, salt, choice, text } of opened) {
    const line = `{"choice":"${choice}","meeting":"${events[0]?.meeting}","salt":"${salt}","text":"${text}","vote":"${vote}","voter":"${voter}"}`
    expect(last.get(voter)).toBe(sha256(line))
    counts[choice] = (counts[choice] ?? 0) + 1
  }
  return counts
}
