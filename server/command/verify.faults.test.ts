import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealEvent } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { vi } from '#text/index.ts'
import type { RunningServer } from '../index.ts'
import { ask, draft, type Home, makeHome, signIn } from '../running-server.contract.ts'
import { sha256 } from '../surroundings.ts'
import { headIn, verifyRecord } from './verify.ts'

const text = vi.command
let home: Home
let server: RunningServer
let token: string
/** A record as the server hands it out. */
let bytes: Buffer
let events: readonly RecordEvent[]
beforeAll(async () => {
  home = await makeHome()
  server = await home.start()
  token = await signIn(server.url, 'secretary')
  bytes = (await ask(server.url, 'GET', `/api/meetings/${draft}/record`, { token })).bytes
  events = lines().map(line => JSON.parse(line) as RecordEvent)
})
afterAll(() => home.leave())

const lines = (): string[] => bytes.toString('utf8').trimEnd().split('\n')
const fileOf = (all: readonly unknown[]): string => all.map(event => `${JSON.stringify(event)}\n`).join('')
const isIntact = (content: string, head?: string): boolean =>
  verifyRecord('log', content, text, head === undefined ? null : headIn(head)).intact
const headOf = (seq: number): string => `${seq}:${events[seq - 1]?.hash}`

describe('hopso verify', () => {
  it('[R3] promise A12: any single byte changed, removed or put in is found', () => {
    expect(isIntact(bytes.toString('utf8'))).toBe(true)
    expect(events.length).toBeGreaterThan(2)
    const missed: string[] = []
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0
      for (const other of [byte ^ 1, byte ^ 2, byte ^ 16, byte ^ 32, byte ^ 128, 0x0a, 0x20, 0x30]) {
        if (other === byte) continue
        const changed = Buffer.from(bytes)
        changed[at] = other
        if (isIntact(changed.toString('utf8'))) missed.push(`${at}: ${byte} → ${other}`)
      }
      const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)]
      if (isIntact(Buffer.concat([before, after]).toString('utf8'))) missed.push(`${at}: removed`)
      if (isIntact(Buffer.concat([before, Buffer.from(' '), bytes.subarray(at)]).toString('utf8'))) missed.push(`${at}: blank put in`)
    }
    expect(missed).toEqual([])
  })

  it('[R3] promise A12: any line removed, doubled or swapped is found', () => {
    for (let at = 0; at < events.length; at++) {
      const without = events.filter((_, each) => each !== at)
      // The last line is the tail: found by a head, below.
      if (at < events.length - 1) expect(isIntact(fileOf(without))).toBe(false)
      expect(isIntact(fileOf([...events.slice(0, at + 1), ...events.slice(at)]))).toBe(false)
      if (at > 0) expect(isIntact(fileOf([...events.slice(0, at - 1), events[at], events[at - 1], ...events.slice(at + 1)]))).toBe(false)
    }
  })

  it('[R3] promise A12: a cut-off tail and a chain written anew are found by a head that somebody kept', () => {
    const whole = bytes.toString('utf8')
    const last = events.length
    for (let seq = 1; seq <= last; seq++) expect(isIntact(whole, headOf(seq))).toBe(true)
    for (let cut = 1; cut < last; cut++) {
      const shorter = fileOf(events.slice(0, cut))
      expect(isIntact(shorter)).toBe(true)
      expect(verifyRecord('log', shorter, text, headIn(headOf(last))).sentence).toBe(text.cutOff(cut, last))
    }
    const anew: RecordEvent[] = []
    for (const { hash, ...event } of events)
      anew.push(sealEvent({ ...event, actorName: 'Người khác', previous: anew.at(-1)?.hash ?? event.previous }, sha256))
    expect(isIntact(fileOf(anew))).toBe(true)
    expect(verifyRecord('log', fileOf(anew), text, headIn(headOf(last))).sentence).toBe(text.otherChain(last))
  })

  it('understands a head as the screen shows it, and nothing else', () => {
    const hash = 'AB'.repeat(32)
    expect(headIn(` 24:${hash} `)).toEqual({ seq: 24, hash: hash.toLowerCase() })
    for (const typed of ['', '24', `0:${hash}`, `-1:${hash}`, '24:abc', hash, `24:${hash}0`]) expect(headIn(typed)).toBeNull()
  })

  it('[R3] what comes after a number follows from the event of that number', async () => {
    const rest = async (seq: number) => (await ask(server.url, 'GET', `/api/meetings/${draft}/record?after=${seq}`, { token })).text
    expect(await rest(1)).toBe(fileOf(events.slice(1)))
    expect(await rest(events.length)).toBe('')
    expect((await ask(server.url, 'GET', `/api/meetings/${draft}/record?after=-1`, { token })).json.error).toBe('malformed')
  })
})
