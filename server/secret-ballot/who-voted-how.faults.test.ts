import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { CommandId, UserId } from '#core/ids.ts'
import { type Ballot, blankBallot, recounted, tokenFrom, writtenBallot } from '#core/secret-ballot/ballot.ts'
import type { VoteChoice } from '#core/vote/options.ts'
import { hallOf, id } from '../record/meetings-world.contract.ts'
import { endings } from '../rooms/rooms-world.contract.ts'
import { openDiskStorage } from '../storage/open.ts'
import type { StoredUser } from '../storage/ports.ts'
import { DiskBoxFiles } from './box-files.ts'
import { law, random, sha384 } from './secret-ballot-world.contract.ts'

/** 1,000 ballots: 25 votes of 40 voters. */
const polls = 25
const perPoll = 40
/** Who guesses by chance is right once a vote, give or take: 25 of 1,000 with a deviation of 5. Five deviations are no accident. */
const beyondChance = polls + 5 * Math.sqrt(polls)

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

async function bytesIn(folder: string): Promise<readonly { readonly name: string; readonly bytes: Buffer }[]> {
  const names = (await readdir(folder, { recursive: true })).map(String)
  const files: { name: string; bytes: Buffer }[] = []
  for (const name of names) if ((await stat(join(folder, name))).isFile()) files.push({ name, bytes: await readFile(join(folder, name)) })
  return files
}

/** How often the n-th of one list belongs to the n-th of the other. */
const sameRank = (one: readonly string[], other: readonly string[]): number => one.filter((value, n) => other[n] === value).length

/** The voter named nearest to a mark in the same file. */
function nearestName(bytes: Buffer, at: number): string | null {
  const around = bytes.toString('latin1', Math.max(0, at - 4000), at + 4000)
  const middle = Math.min(at, 4000)
  let best: { readonly name: string; readonly far: number } | null = null
  for (const match of around.matchAll(/nguoi-1\d{4}/g)) {
    const far = Math.abs(match.index - middle)
    if (best === null || far < best.far) best = { name: match[0], far }
  }
  return best?.name ?? null
}

test('[SB4] promise A4: of 1,000 ballots, everything on the disk and in the log tells no better than chance who cast which', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hopso-secret-'))
  folders.push(folder)
  const logged: unknown[] = []
  const around = { now: () => new Date(), log: (entry: unknown) => void logged.push(entry) }
  const storage = await openDiskStorage(folder)
  endings.push(() => storage.close())
  const hall = await hallOf(perPoll, storage, await DiskBoxFiles.open(join(folder, 'ballots')), around)
  const { book, ballots, meeting, voters, done, openVote } = hall
  const users = voters.map(who => who.id)

  const truth = new Map<string, UserId>()
  const secrets: string[] = []
  const hits = { byRank: 0, byRankBackwards: 0, byBoxThen: 0, ifListedAsCast: 0 }
  for (let poll = 0; poll < polls; poll++) {
    const vote = await openVote('secret')
    const key = book.projection(meeting)?.secretVotes.get(vote)?.key
    if (!key) throw new Error('a key')
    const keys = JSON.parse(await readFile(join(folder, 'ballots', `${vote}.keys`), 'utf8')) as { signing: string; sealing: string }
    secrets.push(keys.signing.slice(200, 300), keys.sealing)

    // The worst way for secrecy: each takes a ballot, casts it at once, and only then comes the next.
    const taken: UserId[] = []
    const cast: Ballot[] = []
    const lengths = new Set<number>()
    for (const n of [...voters.keys()].sort(() => Math.random() - 0.5)) {
      const who = voters[n] as StoredUser
      const blank = blankBallot(vote, law, key, random, sha384)
      if (!blank) throw new Error('a ballot')
      const signed = await ballots.take(who, meeting, vote, { id: id<CommandId>(), blinded: blank.blinded })
      const token = tokenFrom(vote, blank, signed.ok ? signed.value : '', key, sha384)
      const ballot = writtenBallot(blank, law, law[n % 3] as VoteChoice, token ?? '', sha384)
      expect(await ballots.cast(vote, ballot)).toEqual({ ok: true, value: null })
      lengths.add((await stat(join(folder, 'ballots', `${vote}.box`))).size)
      truth.set(ballot.mark, who.id)
      taken.push(who.id)
      cast.push(ballot)
    }
    expect(lengths.size).toBe(1)
    // While it is open, nothing of any ballot is to be seen anywhere.
    if (poll % 8 === 0) {
      for (const { name, bytes } of await bytesIn(folder))
        for (const { mark, signature, prefix, seal } of cast)
          for (const word of [mark, signature.slice(0, 60), prefix, ...seal]) expect([name, bytes.includes(word)]).toEqual([name, false])
    }
    await done({ kind: 'end-vote', vote })
    const list = book.projection(meeting)?.secretVotes.get(vote)?.list ?? []
    const marks = list.map(({ mark }) => mark)
    const owners = marks.map(mark => truth.get(mark) as UserId)
    hits.byRank += sameRank(taken, owners)
    hits.byRankBackwards += sameRank([...taken].reverse(), owners)
    hits.byBoxThen += sameRank(users, owners)
    hits.ifListedAsCast += sameRank(
      taken,
      cast.map(({ mark }) => truth.get(mark) as UserId)
    )
    const events = (await book.events(meeting)) ?? []
    const published = events.flatMap(({ fact }) => (fact.kind === 'secret-ballots-published' && fact.vote === vote ? fact.ballots : []))
    expect(recounted(vote, law, key, published, taken.length, sha384)).toMatchObject({ wrong: [], tooMany: false })
    expect(published).toHaveLength(perPoll)
  }
  // The measure itself finds a list in the order of casting at once.
  expect(hits.ifListedAsCast).toBe(polls * perPoll)
  expect(hits.byRank).toBeLessThan(beyondChance)
  expect(hits.byRankBackwards).toBeLessThan(beyondChance)
  expect(hits.byBoxThen).toBeLessThan(beyondChance)

  await storage.close()
  const left = await bytesIn(folder)
  expect(left.filter(({ name }) => name.startsWith('ballots'))).toEqual([])
  for (const { name, bytes } of left) for (const secret of secrets) expect([name, bytes.includes(secret)]).toEqual([name, false])
  // Whoever reads the bytes finds each mark somewhere, and beside it the name of somebody: of anybody.
  let [near, seen] = [0, 0]
  const owners = new Map<string, Set<string>>()
  for (const { bytes } of left)
    for (const mark of truth.keys())
      for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
        const name = nearestName(bytes, at)
        if (name !== null) owners.set(mark, (owners.get(mark) ?? new Set()).add(name))
      }
  for (const [mark, names] of owners) {
    seen += 1
    // One name each: the guess has to be made.
    if ([...names][0] === truth.get(mark)) near += 1
  }
  expect(near).toBeLessThan(Math.max(10, seen / perPoll + 5 * Math.sqrt(seen / perPoll)))
  const lines = JSON.stringify(logged)
  for (const mark of truth.keys()) expect(lines).not.toContain(mark)
  console.log(JSON.stringify({ ballots: truth.size, ...hits, near, seen, logLines: logged.length }))
})
