import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { paperTextShape } from '#protocol/paper-text.ts'
import { makeTextPaper } from '../load/pdf-papers.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'
import { runs, seeded } from './seeded.ts'

const kills = runs(6)
const pages = 80
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let server: ServerUnderTest
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopso-kill-making-'))
  server = await startServerUnderTest(folder)
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

test('[P7] [P8] killed while it makes copies and texts, the server never serves half of one, and makes them after all', async () => {
  const chance = seeded(4)
  const file = join(folder, '..', `${basename(folder)}.pdf`)
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  const get = (path: string) => fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } })
  const papers: { readonly address: string; readonly version: string; readonly hash: string }[] = []
  /** What is served now, for every paper so far: the paper, or a copy that hashes to its name. */
  const served = async (): Promise<number> => {
    let copies = 0
    for (const { address, version, hash } of papers) {
      const answer = await get(`${address}/file?copy=reading`)
      const sum = sha256(new Uint8Array(await answer.arrayBuffer()))
      const etag = answer.headers.get('etag') ?? ''
      expect(answer.status).toBe(200)
      if (etag === `"${version}"`) expect(sum).toBe(hash)
      else expect(etag).toBe(`"${version}-copy-${sum.slice(0, 16)}"`)
      if (etag !== `"${version}"`) copies++
    }
    return copies
  }
  for (let kill = 0; kill < kills; kill++) {
    await makeTextPaper(file, pages, `kill ${kill}`, 12_000_000)
    const bytes = await readFile(file)
    const { status, paper, version } = await uploadPaper(server.url, token, server.meetingId, `kill-${kill}.pdf`, bytes)
    expect(status).toBe(200)
    papers.push({ address: `/api/papers/${paper}/versions/${version}`, version, hash: sha256(bytes) })
    await wait(chance.below(900))
    await server.restart()
    expect((await readdir(join(folder, 'derived', 'work'))).length).toBeLessThanOrEqual(2)
    await served()
  }
  // Whoever asks has it made.
  await expect.poll(served, { timeout: 60_000, interval: 500 }).toBe(papers.length)
  for (const { address } of papers) {
    const text = paperTextShape.parse(await (await get(`${address}/text`)).json())
    expect([text.pages.length, text.complete]).toEqual([pages, true])
    expect(text.pages[pages - 1]).toContain(`Phần ${pages}`)
  }
  await server.stop()
  await rm(file)
  for (const kind of ['copy-1', 'text-1'])
    for (const place of await readdir(join(folder, 'derived', kind)))
      for (const name of await readdir(join(folder, 'derived', kind, place))) expect(name).toMatch(/^[0-9a-f]{64}\.[0-9a-f]{64}$/)
})
