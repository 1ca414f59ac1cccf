import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PaperId, UserId, VersionId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import type { PaperKey } from '#protocol/desktop-api.ts'
import { openPaperShelf, type PaperShelf } from './paper-shelf.ts'

const user = 'nguoi-thu-nhat' as UserId
const key: PaperKey = { server: 'may-chu-thu', user, paper: 'to-trinh-01' as PaperId, version: 'ban-thu-01' as VersionId }
const content = randomBytes(300_000)
const expected = { hash: createHash('sha256').update(content).digest('hex') as FileHash, bytes: content.length }

let folder: string
let server: Server
let requests: IncomingMessage[]
let answer: (request: IncomingMessage, response: ServerResponse) => void
let progress: number[]
let shelf: PaperShelf

const whole = (request: IncomingMessage, response: ServerResponse) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const head = from > 0 ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` } : {}
  response.writeHead(from > 0 ? 206 : 200, head).end(content.subarray(from))
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopso-papers-'))
  requests = []
  progress = []
  answer = whole
  server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  shelf = openPaperShelf({
    folder,
    fetch,
    access: (_, who) => (who === user ? { url, token: 'token-of-mine' } : null),
    progress: ({ received }) => progress.push(received)
  })
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

test('a paper is fetched with the session, verified, kept and read in pieces', async () => {
  expect(await shelf.keep(key, expected)).toBe('kept')
  expect(requests[0]?.headers.authorization).toBe('Bearer token-of-mine')
  expect(progress.at(-1)).toBe(content.length)
  expect(Buffer.from((await shelf.read(key, 1000, 2000)) ?? [])).toEqual(content.subarray(1000, 2000))
  expect((await shelf.read(key, content.length - 5, content.length + 50))?.length).toBe(5)
  expect(await shelf.kept(key.server, user)).toEqual([{ version: key.version, bytes: content.length }])
  expect(await shelf.keep(key, expected)).toBe('kept')
  expect(requests).toHaveLength(1)
  await shelf.drop(key)
  expect(await shelf.read(key, 0, 10)).toBeNull()
})

test('two who want the same paper at once share one download', async () => {
  expect(await Promise.all([shelf.keep(key, expected), shelf.keep(key, expected)])).toEqual(['kept', 'kept'])
  expect(requests).toHaveLength(1)
})

test('a broken line is told, and the next try continues where it broke', async () => {
  answer = (_, response) => {
    response.writeHead(200, { 'content-length': content.length })
    response.write(content.subarray(0, 100_000), () => response.destroy())
  }
  expect(await shelf.keep(key, expected)).toBe('offline')
  expect(await shelf.read(key, 0, 10)).toBeNull()
  answer = whole
  expect(await shelf.keep(key, expected)).toBe('kept')
  expect(requests[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/)
  expect(Buffer.from((await shelf.read(key, 0, content.length)) ?? [])).toEqual(content)
})

test('[B6] bytes that are not the paper are never kept', async () => {
  answer = (_, response) => response.end(randomBytes(content.length))
  expect(await shelf.keep(key, expected)).toBe('damaged')
  answer = (_, response) => response.end(Buffer.concat([content, content]))
  expect(await shelf.keep(key, expected)).toBe('damaged')
  expect(await readdir(join(folder, key.server, user))).toEqual([])
})

test('a part that went bad on this disk is fetched anew', async () => {
  await shelf.keep(key, expected)
  await shelf.drop(key)
  await writeFile(join(folder, key.server, user, `${key.paper}.${key.version}.part`), randomBytes(50_000))
  expect(await shelf.keep(key, expected)).toBe('kept')
})

test('a kept file that lost its end is fetched anew', async () => {
  await shelf.keep(key, expected)
  await truncate(join(folder, key.server, user, `${key.paper}.${key.version}.pdf`), 10)
  expect(await shelf.keep(key, expected)).toBe('kept')
  expect((await shelf.read(key, 0, content.length))?.length).toBe(content.length)
})

test.each([
  [404, 'refused'],
  [401, 'refused'],
  [503, 'offline']
] as const)('the answer %i means %s', async (status, outcome) => {
  answer = (_, response) => response.writeHead(status).end()
  expect(await shelf.keep(key, expected)).toBe(outcome)
})

test('without a session, and without a server, nothing is kept', async () => {
  expect(await shelf.keep({ ...key, user: 'nguoi-thu-hai' as UserId }, expected)).toBe('refused')
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
  expect(await shelf.keep(key, expected)).toBe('offline')
})
