import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { MeetingId } from '#core/ids.ts'
import { fail, ok } from '#core/result.ts'
import { refusal } from '#protocol/http-api.ts'
import type { ApiClient } from '../../sync/api-client.ts'
import { hashOf, type PaperFile } from './upload.ts'
import { createUploadQueue, type UploadEntry, type UploadQueue } from './upload-queue.ts'

/** The upload wire over a real socket, with a line that can be cut. It keeps what it was sent, in memory. */
class UploadHost {
  readonly uploads = new Map<string, { bytes: number; hash: string; held: Buffer }>()
  readonly dropped: string[] = []
  readonly finished: string[] = []
  /** Requests to leave unanswered, from now on. */
  cut = 0
  refuseFinish: string | null = null
  pieces = 0
  private readonly server: Server
  constructor() {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', part => parts.push(part))
      request.on('end', () => {
        if (this.cut > 0) {
          this.cut--
          request.socket.destroy()
          return
        }
        const [status, body] = this.answer(request.method ?? '', request.url ?? '', request.headers['upload-offset'], Buffer.concat(parts))
        response.writeHead(status, { 'content-type': 'application/json' }).end(status === 204 ? undefined : JSON.stringify(body))
      })
    })
  }

  private answer(method: string, url: string, offset: unknown, body: Buffer): [number, unknown] {
    if (url.startsWith('/api/meetings/')) {
      const asked = JSON.parse(body.toString())
      const held = this.uploads.get(asked.upload)
      if (held) return [200, { offset: held.held.length }]
      this.uploads.set(asked.upload, { bytes: asked.bytes, hash: asked.hash, held: Buffer.alloc(0) })
      return [201, { offset: 0 }]
    }
    const id = url.split('/')[3] ?? ''
    const upload = this.uploads.get(id)
    if (method === 'DELETE') {
      this.uploads.delete(id)
      this.dropped.push(id)
      return [204, null]
    }
    if (!upload) return [404, { error: 'not-found' }]
    if (method === 'PATCH') {
      if (Number(offset) !== upload.held.length) return [409, { error: 'wrong-offset', detail: String(upload.held.length) }]
      upload.held = Buffer.concat([upload.held, body])
      this.pieces++
      return [200, { offset: upload.held.length }]
    }
    if (this.refuseFinish) return [422, { error: this.refuseFinish }]
    this.finished.push(id)
    const whole = upload.held.length === upload.bytes && createHash('sha256').update(upload.held).digest('hex') === upload.hash
    return whole ? [200, { paper: 'paper-0001', version: 'version-0001', pages: 3, seq: 7 }] : [422, { error: 'hash-mismatch' }]
  }

  async start(): Promise<string> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }
  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise(resolve => this.server.close(resolve))
  }
}

/** The client's HTTP door as far as an upload goes through it. */
function clientOf(baseUrl: string): ApiClient {
  return {
    baseUrl,
    async call(method, path, answer, body, signal) {
      try {
        const response = await fetch(baseUrl + path, {
          method,
          body: body === undefined ? null : JSON.stringify(body),
          signal: signal ?? null
        })
        if (response.status === 204) return ok(answer.parse(null))
        const said: unknown = await response.json()
        return response.ok ? ok(answer.parse(said)) : fail(refusal.parse(said).error)
      } catch {
        return fail('offline')
      }
    },
    raw: (method, path, init) =>
      fetch(baseUrl + path, {
        method,
        headers: init?.headers ?? {},
        body: init?.body ? new Uint8Array(init.body) : null,
        signal: init?.signal ?? null
      }),
    onSessionLost: () => () => {}
  }
}

const meeting = 'meeting-0001' as MeetingId
const pdf = (name: string, size: number): PaperFile => {
  const bytes = Buffer.alloc(size, 'x')
  bytes.write('%PDF-1.7')
  return new File([bytes], name)
}
const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count))

/** Resolves when the list of uploads looks as asked. */
function until(queue: UploadQueue, holds: (entries: readonly UploadEntry[]) => boolean): Promise<readonly UploadEntry[]> {
  return new Promise(resolve => {
    const look = () => {
      if (!holds(queue.getSnapshot())) return
      stop()
      resolve(queue.getSnapshot())
    }
    const stop = queue.subscribe(look)
    look()
  })
}
const settled = (entries: readonly UploadEntry[]) => entries.every(entry => entry.phase.kind === 'done' || entry.phase.kind === 'failed')

describe('uploads', () => {
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })
  async function setUp(wait: (ms: number) => Promise<void> = async () => {}) {
    const host = new UploadHost()
    const api = clientOf(await host.start())
    const queue = createUploadQueue({ api, home: meeting, randomBytes, wait, pieceBytes: 1000 })
    ends.push(
      () => host.stop(),
      () => queue.close()
    )
    return { host, queue }
  }
  const target = { item: null, paper: null }
  const add = (queue: UploadQueue, ...files: readonly PaperFile[]) =>
    queue.add(
      files.map(file => ({ file, title: file.name })),
      target,
      'ordinary'
    )

  it('sends many files in pieces, in the order in which they were chosen', async () => {
    const { host, queue } = await setUp()
    add(queue, pdf('a.pdf', 3500), pdf('b.pdf', 10), pdf('c.pdf', 2000))
    const entries = await until(queue, settled)
    expect(entries.map(entry => entry.phase)).toEqual(Array(3).fill({ kind: 'done', pages: 3, seq: 7 }))
    expect(host.pieces).toBe(4 + 1 + 2)
    expect(host.finished).toEqual(entries.map(entry => entry.upload))
  })

  it('hashes in slices and gets the SHA-256 of the whole file', async () => {
    const file = pdf('a.pdf', 1_300_000)
    const bytes = Buffer.from(await file.slice(0, file.size).arrayBuffer())
    const steps: number[] = []
    const hash = await hashOf(file, done => steps.push(done), new AbortController().signal)
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(steps).toEqual([524288, 1048576, 1300000])
  })

  it('pauses when the line is cut and goes on from the byte the server holds', async () => {
    const waited: number[] = []
    const { host, queue } = await setUp(async ms => void waited.push(ms))
    add(queue, pdf('a.pdf', 5000))
    await until(queue, ([entry]) => entry?.phase.kind === 'sending' && entry.phase.done === 2000)
    host.cut = 3
    const seen = new Set<string>()
    queue.subscribe(() => seen.add(queue.getSnapshot()[0]?.phase.kind ?? ''))
    const [entry] = await until(queue, settled)
    expect(entry?.phase.kind).toBe('done')
    expect(seen).toContain('paused')
    expect(waited.slice(0, 2)).toEqual([1000, 2000])
    expect(host.uploads.size).toBe(1)
    expect(host.pieces).toBe(5)
  })

  it('[P3] [P4] never lets a declared or stamped secret paper leave this computer', async () => {
    const { host, queue } = await setUp()
    queue.add([{ file: pdf('a.pdf', 20), title: 'a' }], target, 'secret')
    add(queue, pdf('Báo cáo (MẬT).pdf', 20))
    const entries = await until(queue, settled)
    expect(entries.map(entry => entry.phase)).toEqual(Array(2).fill({ kind: 'failed', reason: 'secret-document' }))
    expect(host.uploads.size).toBe(0)
  })

  it('refuses at once what is no PDF or has no content', async () => {
    const { host, queue } = await setUp()
    add(queue, new File(['PK word'], 'a.pdf'), new File([], 'b.pdf'))
    const entries = await until(queue, settled)
    expect(entries.map(entry => entry.phase.kind === 'failed' && entry.phase.reason)).toEqual(['not-a-pdf', 'file-empty'])
    expect(host.uploads.size).toBe(0)
  })

  it('shows the reason of a refusal and begins anew when asked', async () => {
    const { host, queue } = await setUp()
    host.refuseFinish = 'damaged-pdf'
    add(queue, pdf('a.pdf', 20))
    const [first] = await until(queue, settled)
    expect(first?.phase).toEqual({ kind: 'failed', reason: 'damaged-pdf' })
    host.refuseFinish = null
    queue.retry(first?.upload ?? ('' as never))
    const [second] = await until(queue, settled)
    expect(second?.phase.kind).toBe('done')
    expect(second?.upload).not.toBe(first?.upload)
  })

  it('drops what was sent when the person cancels', async () => {
    const { host, queue } = await setUp(() => new Promise(() => {}))
    add(queue, pdf('a.pdf', 5000))
    const [entry] = await until(queue, ([first]) => first?.phase.kind === 'sending' && first.phase.done === 2000)
    queue.cancel(entry?.upload ?? ('' as never))
    expect(queue.getSnapshot()).toEqual([])
    await expect.poll(() => host.dropped).toEqual([entry?.upload])
  })
})
