import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { uploadOffsetHeader } from '#protocol/http-api.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { connectStockClient, freshId, signInByApi } from '../sync-client.ts'
import { runs, seeded } from './seeded.ts'

const kills = Math.max(4, Math.round(runs(40) / 5))

let server: ServerUnderTest
let paper: Buffer
let owner: { readonly id: string; readonly token: string }
let reader: { readonly id: string; readonly token: string }
beforeAll(async () => {
  server = await startServerUnderTest()
  const signIn = async (account: string) => {
    const found = server.accounts.find(each => each.account === account)
    const { token, user } = await signInByApi(server.url, account, found?.password ?? '')
    return { token, id: user.id }
  }
  owner = await signIn('chutich')
  reader = await signIn('phochutich')
  paper = await readFile('resources/demonstration/papers/giay-moi.pdf')
})
afterAll(() => server?.close())

/** The status the server answered with, or null when it was killed meanwhile. */
async function ask(
  token: string,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {}
): Promise<number | null> {
  try {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) })
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return null
  }
}
const command = (body: object) => ask(owner.token, 'POST', '/api/personal/commands', { id: freshId(), ...body })

async function upload(): Promise<{ readonly paper: string; readonly version: string; readonly done: boolean }> {
  const ids = { upload: freshId(), id: freshId(), paper: freshId(), version: freshId() }
  const about = { title: 'Ghi chép', folder: null, fileName: 'ghi-chep.pdf', bytes: paper.byteLength, declaration: 'ordinary' }
  const hash = createHash('sha256').update(paper).digest('hex')
  await ask(owner.token, 'POST', '/api/personal/uploads', { ...ids, ...about, hash })
  await ask(owner.token, 'PATCH', `/api/uploads/${ids.upload}`, Uint8Array.from(paper), { [uploadOffsetHeader]: '0' })
  const status = await ask(owner.token, 'POST', `/api/uploads/${ids.upload}/finish`)
  return { paper: ids.paper, version: ids.version, done: status === 200 }
}

/** A root of a person's room as the server has it. */
async function listed(who: { readonly id: string; readonly token: string }, root: string): Promise<Record<string, unknown>> {
  const client = connectStockClient(server.syncUrl, `shelf/${who.id}`, who.token)
  await expect.poll(() => client.provider.synced, { timeout: 10_000 }).toBe(true)
  const found = client.doc.getMap(root).toJSON()
  client.close()
  return found
}

it(`[Z7] [F1] after ${kills} kills in the middle of sharing, moving and removing nothing is lost and nothing half shared`, async () => {
  const chance = seeded(4)
  const files: { paper: string; version: string }[] = []
  /** What was acknowledged last of each paper; undefined while an answer is owed. */
  const shared = new Map<string, boolean | undefined>()
  const there = new Map<string, boolean | undefined>()
  const folders = new Set<string>()
  const keep = (made: Awaited<ReturnType<typeof upload>>): void => {
    if (!made.done) return
    files.push(made)
    shared.set(made.paper, false)
    there.set(made.paper, true)
  }
  const work = async (until: () => boolean): Promise<void> => {
    while (!until()) {
      const what = chance.below(6)
      const file = files.length > 0 ? chance.pick(files) : null
      if (!file || (what === 0 && files.length < 40)) {
        keep(await upload())
      } else if (what === 1) {
        const folder = freshId()
        if ((await command({ kind: 'add-folder', folder, parent: null, name: folder })) === 200) folders.add(folder)
        await command({ kind: 'move', papers: [file.paper], folders: [], to: folder })
        if (folders.size > 100) return
      } else if (what <= 3) {
        const wanted = !shared.get(file.paper)
        shared.set(file.paper, undefined)
        const deed = wanted ? { kind: 'share', users: [reader.id] } : { kind: 'stop-sharing', user: reader.id }
        const status = await command({ ...deed, paper: file.paper })
        if (status === 200) shared.set(file.paper, wanted)
        else if (status !== null) shared.set(file.paper, !wanted)
      } else {
        const wanted = !there.get(file.paper)
        there.set(file.paper, undefined)
        if ((await command({ kind: wanted ? 'bring-back' : 'remove', papers: [file.paper] })) === 200) there.set(file.paper, wanted)
      }
    }
  }
  // However slow the computer, there is something to lose.
  keep(await upload())
  let looked = 0
  for (let kill = 0; kill < kills; kill++) {
    let over = false
    const working = work(() => over)
    await wait(150 + chance.below(400))
    const killed = server.kill()
    over = true
    await Promise.all([working, killed])
    await server.restart()
    const [own, lent, kept] = await Promise.all([listed(owner, 'papers'), listed(reader, 'shared'), listed(owner, 'folders')])
    for (const folder of folders) expect(Object.keys(kept)).toContain(folder)
    for (const file of files) {
      const stored = own[file.paper] as { readonly readers: readonly unknown[]; readonly removedAt: string | null } | undefined
      expect(stored, file.paper).toBeDefined()
      const isThere = stored?.removedAt === null
      const isShared = (stored?.readers.length ?? 0) > 0
      if (there.get(file.paper) !== undefined) expect(isThere).toBe(there.get(file.paper))
      if (shared.get(file.paper) !== undefined) expect(isShared).toBe(shared.get(file.paper))
      there.set(file.paper, isThere)
      shared.set(file.paper, isShared)
      const path = `/api/papers/${file.paper}/versions/${file.version}/file`
      expect(await ask(owner.token, 'GET', path)).toBe(isThere ? 200 : 404)
      // Whole or not at all: on the reader's list, and readable, or neither.
      expect(await ask(reader.token, 'GET', path)).toBe(isThere && isShared ? 200 : 404)
      expect(file.paper in lent).toBe(isThere && isShared)
      looked += 1
    }
  }
  expect(looked).toBeGreaterThanOrEqual(kills)
})
