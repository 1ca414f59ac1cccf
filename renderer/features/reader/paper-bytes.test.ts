import { describe, expect, test } from 'vitest'
import { safeAddress } from './page-links.ts'
import { type PaperBytes, readPiece, retryDelayMs } from './paper-bytes.ts'

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
