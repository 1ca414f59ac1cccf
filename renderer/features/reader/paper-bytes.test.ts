import { describe, expect, test } from 'vitest'
import { safeAddress } from './page-links.ts'
import { beginReading, type PaperBytes, type PaperHome, readPiece, retryDelayMs } from './paper-bytes.ts'

const file = Uint8Array.from({ length: 1000 }, (_, i) => i % 251)
const signal = new AbortController().signal
const bytes = (over: Partial<PaperBytes>): PaperBytes => ({
  length: file.length,
  local: async () => null,
  remote: async (begin, end) => new Response(file.slice(begin, end), { status: 206 }),
  ...over
})

describe('bytes of a paper', () => {
  test('[E4] what is kept on this computer is read here, and the server is not asked', async () => {
    const kept = bytes({ local: async (begin, end) => file.slice(begin, end), remote: () => Promise.reject(new Error('asked')) })
    expect(await readPiece(kept, 10, 20, signal)).toEqual({ ok: true, value: file.slice(10, 20) })
  })
  test('what is not kept comes from the server, also from one that sends the whole file', async () => {
    expect(await readPiece(bytes({}), 100, 300, signal)).toEqual({ ok: true, value: file.slice(100, 300) })
    const whole = bytes({ remote: async () => new Response(file, { status: 200 }) })
    expect(await readPiece(whole, 100, 300, signal)).toEqual({ ok: true, value: file.slice(100, 300) })
  })
  test('each failure has its name', async () => {
    const answer = async (status: number) => readPiece(bytes({ remote: async () => new Response('', { status }) }), 0, 9, signal)
    expect(await answer(401)).toMatchObject({ reason: 'session' })
    expect(await answer(404)).toMatchObject({ reason: 'refused' })
    expect(await answer(503)).toMatchObject({ reason: 'offline' })
    expect(await answer(206)).toMatchObject({ reason: 'damaged' })
    const down = bytes({ remote: () => Promise.reject(new TypeError('network')) })
    expect(await readPiece(down, 0, 9, signal)).toMatchObject({ reason: 'offline' })
  })
  test('asking again slows down to ten seconds', () => {
    expect([0, 1, 2, 9].map(retryDelayMs)).toEqual([500, 1000, 2000, 10_000])
  })
  test('[E5] only web and mail addresses are offered', () => {
    expect(safeAddress('https://chinhphu.vn/a')).toBe('https://chinhphu.vn/a')
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'hopso://join/x', undefined]) {
      expect(safeAddress(url)).toBeNull()
    }
  })
})

describe('a paper and its copy for reading', () => {
  const copy = file.slice().reverse().slice(0, 700)
  /** A server with a copy, on a computer that comes to keep the paper; `sent` = what was asked of the server. */
  function home(over: { copied?: boolean; kept?: () => boolean; online?: () => boolean } = {}) {
    const sent: (string | null)[] = []
    let moves = 0
    const paper: PaperHome = {
      etag: '"v1"',
      length: file.length,
      local: async (begin, end) => (over.kept?.() ? file.slice(begin, end) : null),
      remote: async (begin, end, _, match) => {
        if (over.online && !over.online()) throw new TypeError('network')
        sent.push(match)
        const isCopy = over.copied && match !== '"v1"'
        if (isCopy && match !== null && match !== '"v1-copy"') return new Response(null, { status: 412 })
        const from = isCopy ? copy : file
        const range = `bytes ${begin}-${Math.min(end, from.length) - 1}/${from.length}`
        return new Response(from.slice(begin, end), {
          status: 206,
          headers: { etag: isCopy ? '"v1-copy"' : '"v1"', 'content-range': range }
        })
      },
      moved: () => moves++
    }
    return { paper, sent, moves: () => moves }
  }

  test('[P7] over the network the copy is read, with its own length and every piece from it', async () => {
    const { paper, sent } = home({ copied: true, kept: () => sent.length > 0 })
    const begun = await beginReading(paper, 256, signal)
    expect(begun).toMatchObject({ ok: true, value: { first: copy.slice(0, 256), bytes: { length: 700 } } })
    if (!begun.ok) return
    expect(await readPiece(begun.value.bytes, 512, 700, signal)).toEqual({ ok: true, value: copy.slice(512, 700) })
    expect(sent).toEqual([null, '"v1-copy"'])
  })
  test('[P7] where the paper is kept, or has no copy, the paper itself is read', async () => {
    for (const over of [{ copied: true, kept: () => true }, {}]) {
      const { paper } = home(over)
      const begun = await beginReading(paper, 256, signal)
      expect(begun).toMatchObject({ ok: true, value: { first: file.slice(0, 256), bytes: { length: file.length } } })
      if (begun.ok) expect(await readPiece(begun.value.bytes, 256, 512, signal)).toEqual({ ok: true, value: file.slice(256, 512) })
    }
  })
  test('[P7] a copy that is gone, or out of reach while the paper has come here, is left for the paper', async () => {
    let online = true
    let kept = false
    const { paper, moves } = home({ copied: true, kept: () => kept, online: () => online })
    const begun = await beginReading(paper, 256, signal)
    if (!begun.ok) throw new Error('not begun')
    const { bytes } = begun.value
    online = false
    expect(await readPiece(bytes, 256, 512, signal)).toMatchObject({ reason: 'offline' })
    expect(moves()).toBe(0)
    kept = true
    expect(await readPiece(bytes, 256, 512, signal)).toMatchObject({ reason: 'offline' })
    expect(moves()).toBe(1)
  })
  test('[P7] a file of another length than the paper, under its name, is damaged', async () => {
    const { paper } = home()
    expect(await beginReading({ ...paper, length: 900 }, 256, signal)).toMatchObject({ reason: 'damaged' })
  })
})
