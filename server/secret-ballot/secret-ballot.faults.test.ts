import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { VoteId } from '#core/ids.ts'
import { type Ballot, blankBallot, recounted, tokenFrom, writtenBallot } from '#core/secret-ballot/ballot.ts'
import { ballotPaths, boxCountMs, castBody, castBytes } from '#protocol/ballot-api.ts'
import type { RunningServer } from '../index.ts'
import { anId, ask, type Home, makeHome } from '../running-server.contract.ts'
import { StorageFault } from '../storage/ports.ts'
import { BallotBoxes } from './ballot-boxes.ts'
import { type BoxFiles, MemoryBoxFiles } from './box-files.ts'
import { type BallotWorld, ballotWorld, law, random, sha384, voters } from './secret-ballot-world.contract.ts'

let home: Home
let server: RunningServer
let world: BallotWorld
let now = Date.parse('2026-11-22T08:00:00Z')
const logged: unknown[] = []
beforeAll(async () => {
  home = await makeHome()
  server = await home.start({ dataDir: join(home.folder, 'data'), now: () => new Date(now), log: entry => logged.push(entry) })
  world = await ballotWorld(server)
  await world.present('chair', 'member')
}, 30_000)
afterAll(() => home.leave())

const opened = async (): Promise<VoteId> => {
  const vote = await world.prepare()
  const told = await world.openVote(vote)
  expect(told.status, told.text).toBe(200)
  return vote
}
const stop = (vote: VoteId) => world.done('secretary', { kind: 'stop-vote', vote })
const files = () => readdir(join(home.folder, 'data', 'ballots'))
const factsOf = async (vote: VoteId) =>
  (await world.record()).flatMap(({ fact, actor }) => ('vote' in fact && fact.vote === vote ? [{ ...fact, actor }] : []))

describe('a secret ballot', () => {
  it('[SB1] is not opened for two voters', async () => {
    const vote = await world.prepare()
    expect((await world.openVote(vote)).json).toEqual({ error: 'too-few-voters' })
    expect(await files()).toEqual([])
    await world.present('guest', 'outsider', 'unitadministrator')
    expect((await world.openVote(vote)).status).toBe(200)
    expect((await files()).sort()).toEqual([`${vote}.box`, `${vote}.keys`])
    await stop(vote)
    expect(await files()).toEqual([])
  })

  it('[SB7] goes from the opening to a list that everybody counts again; keys and box are gone then', async () => {
    const vote = await opened()
    const choices = ['for', 'against', 'for', 'abstain'] as const
    const ballots: Ballot[] = []
    for (const [n, choice] of choices.entries()) ballots.push(await world.written(voters[n] ?? '', vote, choice))
    for (const ballot of ballots) expect((await world.cast(vote, ballot)).json).toEqual({ cast: true })
    expect(JSON.stringify(await world.record())).not.toContain(ballots[0]?.mark)
    expect((await world.end(vote)).status).toBe(200)

    const facts = await factsOf(vote)
    const key = facts.find(fact => fact.kind === 'secret-key-made')
    const list = facts.find(fact => fact.kind === 'secret-ballots-published')
    const given = facts.filter(fact => fact.kind === 'secret-ballot-given')
    if (key?.kind !== 'secret-key-made' || list?.kind !== 'secret-ballots-published') throw new Error('a list')
    const marks = list.ballots.map(({ mark }) => mark)
    expect(marks).toEqual(ballots.map(({ mark }) => mark).sort())
    expect(recounted(vote, law, key.key, list.ballots, given.length, sha384)).toEqual({
      counts: { for: 2, against: 1, abstain: 1 },
      wrong: [],
      tooMany: false
    })
    expect(facts.at(-1)).toMatchObject({
      kind: 'vote-ended',
      ballots: [],
      outcome: { counts: { for: 2, against: 1, abstain: 1 }, missing: 1 }
    })
    expect(await files()).toEqual([])
    expect((await world.cast(vote, ballots[0] as Ballot)).json).toEqual({ error: 'vote-closed' })
    expect((await world.end(vote)).status).toBe(200)
    expect((await factsOf(vote)).length).toBe(facts.length)
  })

  it('[SB3] a vote of another meeting cannot take its number, and with it its key and box', async () => {
    const vote = await opened()
    const ballots = await Promise.all(['member', 'guest', 'chair'].map(who => world.written(who, vote, 'for')))
    for (const ballot of ballots) await world.cast(vote, ballot)
    const elsewhere = await ballotWorld(server)
    const terms = { subject: 'Nhân sự', item: null, form: 'secret', options: 'law', base: 'present', share: 'half', tie: 'fails' }
    expect((await elsewhere.command('secretary', { kind: 'prepare-vote', vote, ...terms })).json).toEqual({ error: 'conflict' })
    expect((await elsewhere.command('secretary', { kind: 'open-vote', vote })).json).toEqual({ error: 'not-found' })
    expect((await world.end(vote)).status).toBe(200)
    expect((await factsOf(vote)).at(-1)).toMatchObject({ kind: 'vote-ended', outcome: { counts: { for: 3 } } })
  })

  it('[SB5] each voter is given one ballot, however often and from wherever it is asked; others none', async () => {
    const vote = await opened()
    const ballot = await world.written('member', vote, 'for')
    const request = Buffer.from(random(256).fill(0, 0, 1)).toString('base64')
    expect((await world.take('member', vote, request)).json).toEqual({ error: 'ballot-given' })
    const first = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(() => world.take('guest', vote, request)))
    expect(new Set(first.map(({ text }) => text)).size).toBe(1)
    expect(first[0]?.json.signed).toHaveLength(344)
    expect((await factsOf(vote)).filter(({ kind }) => kind === 'secret-ballot-given')).toHaveLength(2)
    expect((await world.take('secretary', vote, request)).json).toEqual({ error: 'not-on-roll' })
    expect((await world.take('chair', vote, Buffer.alloc(256, 255).toString('base64'))).json).toEqual({ error: 'malformed' })
    expect((await world.take('chair', vote, Buffer.alloc(255, 1).toString('base64'))).json).toEqual({ error: 'malformed' })
    expect((await world.take('chair', anId() as VoteId, request)).json).toEqual({ error: 'not-found' })
    expect((await world.cast(vote, ballot)).status).toBe(200)
    // [SB1] Two were given a ballot.
    expect((await world.end(vote)).json).toEqual({ error: 'too-few-ballots' })
    await stop(vote)
    expect((await world.take('chair', vote, request)).json).toEqual({ error: 'vote-closed' })
    expect((await factsOf(vote)).some(({ kind }) => kind === 'secret-ballots-published')).toBe(false)
  })

  it('[SB6] [F7] a ballot sent ten times is one; with another choice, a forged or a foreign token it is refused', async () => {
    const vote = await opened()
    const [one, two, three] = [
      await world.written('member', vote, 'for'),
      await world.written('guest', vote, 'against'),
      await world.written('chair', vote, 'for')
    ]
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.cast(vote, one)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect((await world.cast(vote, { ...one, choice: 'against' })).json).toEqual({ error: 'ballot-refused' })
    expect((await world.cast(vote, { ...two, signature: one.signature })).json).toEqual({ error: 'ballot-refused' })
    expect((await world.cast(vote, { ...two, signature: Buffer.from(random(256)).toString('base64') })).json).toEqual({
      error: 'ballot-refused'
    })
    expect((await world.cast(vote, { ...two, mark: one.mark })).json).toEqual({ error: 'ballot-refused' })
    await world.cast(vote, three)
    await world.end(vote)
    const facts = await factsOf(vote)
    expect(facts.at(-1)).toMatchObject({ kind: 'vote-ended', outcome: { counts: { for: 2 } } })

    const other = await opened()
    for (const ballot of [one, two]) expect((await world.cast(other, ballot)).json).toEqual({ error: 'ballot-refused' })
    expect((await world.cast(vote, two)).json).toEqual({ error: 'vote-closed' })
    await stop(other)
  })

  it('[SB4] a request that says who sends it, or is longer or shorter than all others, is no ballot', async () => {
    const vote = await opened()
    const ballot = await world.written('member', vote, 'for')
    for (const more of [world.by('member'), { cookie: 'hopso_session=x' }, { cookie: 'anything=x' }])
      expect((await world.cast(vote, ballot, more)).json).toMatchObject({ error: 'malformed' })
    const body = castBody({ vote, ...ballot, seal: [...ballot.seal] })
    expect(body).toHaveLength(castBytes)
    const short = body.replace(/ "}$/, '"}')
    for (const text of [short, JSON.stringify({ ...JSON.parse(body), padding: '' })]) {
      const told = await ask(server.url, 'POST', ballotPaths.cast, { body: Buffer.from(text) })
      expect(told.json).toEqual({ error: 'malformed', detail: 'length' })
    }
    const told = await world.cast(vote, ballot)
    expect([told.status, told.headers.connection, told.headers['set-cookie']]).toEqual([200, 'close', undefined])
    await stop(vote)
  })

  it('[SB2] tells how many are in the box, seldom, and to participants alone', async () => {
    const vote = await opened()
    const path = ballotPaths.box(world.meeting, vote)
    const count = (account: string) => ask(server.url, 'GET', path, world.by(account))
    expect((await count('member')).json).toEqual({ ballots: 0 })
    await world.cast(vote, await world.written('member', vote, 'for'))
    expect((await count('guest')).json).toEqual({ ballots: 0 })
    now += boxCountMs
    expect((await count('guest')).json).toEqual({ ballots: 1 })
    expect((await ask(server.url, 'GET', path)).status).toBe(401)
    await stop(vote)
    expect((await count('guest')).json).toEqual({ error: 'vote-closed' })
  })

  it('[SB8] the paper box is a total that a second person counted too, for voters who took no other ballot', async () => {
    const vote = await opened()
    const give = (account: string) =>
      world.command('secretary', { kind: 'give-paper-ballot', vote, voter: world.userOf[account as 'member'] })
    for (const account of ['member', 'guest', 'member']) expect((await give(account)).status).toBe(200)
    expect((await world.take('member', vote, Buffer.alloc(256, 1).toString('base64'))).json).toEqual({ error: 'ballot-given' })
    const digital = await world.written('chair', vote, 'for')
    expect((await give('chair')).json).toEqual({ error: 'ballot-given' })
    await world.cast(vote, digital)
    expect((await world.end(vote)).json).toEqual({ error: 'paper-not-counted' })
    const paper = (account: string, kind: string, counts: object) => world.command(account, { kind, vote, counts })
    expect((await paper('secretary', 'count-paper-ballots', { for: 2, against: 1 })).json).toEqual({ error: 'too-many-paper-ballots' })
    expect((await paper('secretary', 'count-paper-ballots', { other: 1 })).json).toEqual({ error: 'malformed' })
    expect((await paper('member', 'count-paper-ballots', { for: 1 })).json).toEqual({ error: 'no-right' })
    expect((await paper('secretary', 'count-paper-ballots', { for: 1, against: 1 })).status).toBe(200)
    expect((await paper('secretary', 'confirm-paper-ballots', { for: 1, against: 1 })).json).toEqual({ error: 'same-person' })
    expect((await paper('chair', 'confirm-paper-ballots', { against: 1, for: 1 })).status).toBe(200)
    // [SB2] The record says that it was counted, not what was in it.
    expect(JSON.stringify((await factsOf(vote)).slice(1))).not.toMatch(/"(for|against)"/)
    // One more on paper, and it has to be counted anew.
    expect((await give('outsider')).status).toBe(200)
    expect((await world.end(vote)).json).toEqual({ error: 'paper-not-counted' })
    for (const [who, kind] of [
      ['secretary', 'count-paper-ballots'],
      ['chair', 'confirm-paper-ballots']
    ] as const)
      expect((await paper(who, kind, { for: 1, against: 2 })).status).toBe(200)
    // [SB9] Everybody would know what the chair chose, who alone used a device.
    expect((await world.end(vote)).json).toEqual({ error: 'result-tells-choices' })
    expect((await factsOf(vote)).some(({ kind }) => kind === 'secret-ballots-published')).toBe(false)
    expect((await world.end(vote, { withoutSecrecy: 'Chủ tọa đồng ý công bố' })).status).toBe(200)
    const facts = await factsOf(vote)
    expect(facts.find(({ kind }) => kind === 'secret-ballots-published')).toMatchObject({ withoutSecrecy: 'Chủ tọa đồng ý công bố' })
    expect(facts.at(-1)).toMatchObject({
      kind: 'vote-ended',
      outcome: { counts: { for: 2, against: 2 }, paper: 3, missing: 1 }
    })
  })

  it('[SB8] a second person who found other numbers voids the count, and nobody finds the total by trying', async () => {
    const vote = await opened()
    for (const voter of ['member', 'guest', 'outsider'] as const)
      await world.done('secretary', { kind: 'give-paper-ballot', vote, voter: world.userOf[voter] })
    const paper = (account: string, kind: string, counts: object, id = anId()) => world.command(account, { id, kind, vote, counts })
    const [right, wrong] = [
      { for: 1, against: 2 },
      { for: 2, against: 1 }
    ]
    await paper('secretary', 'count-paper-ballots', right)
    const id = anId()
    expect((await paper('chair', 'confirm-paper-ballots', wrong, id)).json).toEqual({ error: 'paper-count-differs' })
    expect((await paper('chair', 'confirm-paper-ballots', wrong, id)).json).toEqual({ error: 'paper-count-differs' })
    expect((await factsOf(vote)).at(-1)).toMatchObject({ kind: 'paper-box-voided', actor: world.userOf.chair })
    expect((await paper('chair', 'confirm-paper-ballots', right)).json).toEqual({ error: 'paper-not-counted' })
    expect((await world.end(vote)).json).toEqual({ error: 'paper-not-counted' })
    // Entered anew. Who enters what another has entered learns nothing by it: it is their own count from now on.
    await paper('secretary', 'count-paper-ballots', right)
    expect((await paper('chair', 'count-paper-ballots', right)).status).toBe(200)
    expect((await factsOf(vote)).at(-1)).toMatchObject({ kind: 'paper-box-counted', actor: world.userOf.chair })
    expect((await paper('secretary', 'confirm-paper-ballots', right)).status).toBe(200)
    // Confirmed it is confirmed, whatever anybody says.
    for (const counts of [right, wrong]) expect((await paper('secretary', 'confirm-paper-ballots', counts)).status).toBe(200)
    expect((await factsOf(vote)).at(-1)).toMatchObject({ kind: 'paper-box-confirmed', actor: world.userOf.secretary })
    // [SB9] All of them on paper: nobody is known by it, and a reason that nobody needs is not kept.
    expect((await world.end(vote, { withoutSecrecy: 'Không cần' })).status).toBe(200)
    expect(JSON.stringify(await factsOf(vote))).not.toContain('withoutSecrecy')
  })

  it('[SB9] two on paper beside three on devices are known by the result; three and none are not', async () => {
    const vote = await opened()
    for (const voter of ['chair', 'member', 'guest']) await world.cast(vote, await world.written(voter, vote, 'for'))
    for (const voter of ['outsider', 'unitadministrator'] as const)
      await world.done('secretary', { kind: 'give-paper-ballot', vote, voter: world.userOf[voter] })
    for (const [who, kind] of [
      ['secretary', 'count-paper-ballots'],
      ['chair', 'confirm-paper-ballots']
    ] as const)
      await world.done(who, { kind, vote, counts: { for: 1, abstain: 1 } })
    expect((await world.end(vote)).json).toEqual({ error: 'result-tells-choices' })
    // The ballots are there still: nothing was opened, and it is stopped without anybody knowing.
    await stop(vote)
    expect((await factsOf(vote)).at(-1)).toMatchObject({ kind: 'vote-cancelled' })
  })

  it('[SB4] no log line and no open vote by name ever holds anything of it', async () => {
    const vote = await opened()
    const ballot = await world.written('member', vote, 'for')
    await world.cast(vote, ballot)
    expect((await world.command('member', { kind: 'cast-ballot', vote, choice: 'for', salt: '0'.repeat(32), replaces: null })).status).toBe(
      409
    )
    await stop(vote)
    const lines = JSON.stringify(logged)
    for (const word of [vote, ballot.mark, ballot.signature, ballot.prefix, ...ballot.seal]) expect(lines).not.toContain(word)
  })
})

describe('the boxes', () => {
  it('[SB3] a vote that is opened after all, with other options and voters, gets another key', async () => {
    const boxes = await BallotBoxes.open(new MemoryBoxFiles(), () => true, { now: () => new Date(), log: () => undefined })
    const vote = anId() as VoteId
    const first = await boxes.make(vote, ['for', 'against'], 3)
    const second = await boxes.make(vote, law, 5)
    expect(second.n).not.toBe(first.n)
    const blank = blankBallot(vote, law, second, random, sha384)
    const signed = blank && boxes.sign(vote, Buffer.from(blank.blinded, 'base64'))
    const token = blank && signed && tokenFrom(vote, blank, Buffer.from(signed).toString('base64'), second, sha384)
    if (!token) throw new Error('a token')
    expect(await boxes.cast(vote, writtenBallot(blank, law, 'abstain', token, sha384))).toBe('in')
  })

  it('[F4] a ballot that could not be stored is not acknowledged, and is in once it comes again', async () => {
    const files = new MemoryBoxFiles()
    let full = false
    const full507: BoxFiles = {
      load: () => files.load(),
      putKeys: (vote, bytes) => files.putKeys(vote, bytes),
      putBox: async (vote, bytes) => {
        if (full) throw new StorageFault('disk-full', 'no space left')
        await files.putBox(vote, bytes)
      },
      destroy: vote => files.destroy(vote)
    }
    const around = { now: () => new Date(), log: () => undefined }
    const boxes = await BallotBoxes.open(full507, () => true, around)
    const vote = anId() as VoteId
    const key = await boxes.make(vote, law, 3)
    const ballots = [0, 1, 2].map(() => {
      const blank = blankBallot(vote, law, key, random, sha384)
      const signed = blank && boxes.sign(vote, Buffer.from(blank.blinded, 'base64'))
      const token = blank && signed && tokenFrom(vote, blank, Buffer.from(signed).toString('base64'), key, sha384)
      if (!token) throw new Error('a token')
      return writtenBallot(blank, law, 'for', token, sha384)
    })
    full = true
    for (const ballot of ballots.slice(0, 2)) await expect(boxes.cast(vote, ballot)).rejects.toThrow('no space left')
    expect(boxes.count(vote)).toBe(0)
    full = false
    for (const ballot of ballots) expect(await boxes.cast(vote, ballot)).toBe('in')
    expect(await boxes.close(vote)).toHaveLength(3)
    const again = await BallotBoxes.open(files, () => true, around)
    expect(again.count(vote)).toBe(3)
  })
})

describe('a server that ends in the middle', () => {
  const again = async (between: () => Promise<void> = async () => undefined) => {
    await server.close()
    await between()
    server = await home.start({ dataDir: join(home.folder, 'data'), now: () => new Date(now), log: entry => logged.push(entry) })
    world.moveTo(server)
  }

  it('[F1] keeps every ballot it acknowledged, and goes on', async () => {
    const vote = await opened()
    const ballots = [
      await world.written('member', vote, 'for'),
      await world.written('guest', vote, 'against'),
      await world.written('chair', vote, 'for')
    ]
    for (const ballot of ballots.slice(0, 2)) await world.cast(vote, ballot)
    await again()
    for (const ballot of ballots) expect((await world.cast(vote, ballot)).status).toBe(200)
    expect((await world.end(vote)).status).toBe(200)
    expect((await factsOf(vote)).at(-1)).toMatchObject({ kind: 'vote-ended', outcome: { counts: { for: 2, against: 1 } } })
  })

  it.each(['box', 'keys'])('[F10] a vote whose %s are lost says so, counts nothing and can be stopped', async kind => {
    const vote = await opened()
    for (const account of ['member', 'guest', 'chair']) await world.cast(vote, await world.written(account, vote, 'for'))
    await again(() => rm(join(home.folder, 'data', 'ballots', `${vote}.${kind}`)))
    const request = Buffer.alloc(256, 1).toString('base64')
    expect((await world.take('outsider', vote, request)).json).toEqual({ error: 'box-lost' })
    expect((await world.end(vote)).json).toEqual({ error: 'box-lost' })
    await stop(vote)
    expect(await files()).toEqual([])
  })

  it('[SB4] destroys what a crash left of a vote that is not open', async () => {
    const vote = await opened()
    const folder = join(home.folder, 'data', 'ballots')
    const kept = await Promise.all(['box', 'keys'].map(kind => readFile(join(folder, `${vote}.${kind}`))))
    await stop(vote)
    await again(async () => {
      for (const [n, kind] of ['box', 'keys'].entries()) await writeFile(join(folder, `${vote}.${kind}`), kept[n] ?? '')
    })
    expect(await files()).toEqual([])
  })
})
