import { expect, test } from 'vitest'
import type { PaperSource } from '../platform/platform.ts'
import { inSmallParts } from './small-parts.ts'

const file = Uint8Array.from({ length: 600_000 }, (_, n) => n % 251)

/** A line of so many bytes a millisecond; its clock moves only while an answer is waited for and bytes come. */
function line(bytesPerMs: number, delayMs = 0) {
  let nowMs = 0
  const parts: number[] = []
  const source: PaperSource = {
    fetchRange: async (begin, end, _, onBegin) => {
      parts.push(end - begin)
      nowMs += delayMs
      onBegin?.()
      nowMs += (end - begin) / bytesPerMs
      return file.slice(begin, end)
    }
  }
  return { parts, source, now: () => nowMs }
}

test('[S8] on a line of 64 kbit/s no part takes longer than half a second once the line is known, and nothing is missing', async () => {
  const { parts, source, now } = line(8)
  const turns: number[] = []
  const slow = inSmallParts(async () => void turns.push(parts.length), now)(source)
  expect(await slow.fetchRange(1000, 101_000)).toEqual(file.slice(1000, 101_000))
  expect(Math.max(...parts.slice(1)) / 8).toBeLessThanOrEqual(512)
  expect(turns).toEqual(parts.map((_, n) => n))
})

test('[S8] on a quick line a range soon comes as a whole', async () => {
  const { parts, source, now } = line(6250)
  const quick = inSmallParts(async () => {}, now)(source)
  await quick.fetchRange(0, 524_288)
  await quick.fetchRange(0, 524_288)
  expect(parts.at(-1)).toBe(524_288)
  expect(parts.length).toBeLessThan(6)
})

test('[S8] answers that are long on their way do not make the parts small', async () => {
  const { parts, source, now } = line(1000, 4000)
  const far = inSmallParts(async () => {}, now)(source)
  await far.fetchRange(0, 524_288)
  await far.fetchRange(0, 524_288)
  expect(parts.at(-1)).toBeGreaterThan(20_000)
  expect(parts.length).toBeLessThan(8)
})

test('[S8] a part that comes short ends the range: the store refuses it', async () => {
  const short: PaperSource = { fetchRange: async (begin, end) => file.slice(begin, end - 1) }
  const whole = await inSmallParts(
    async () => {},
    () => 0
  )(short).fetchRange(0, 50_000)
  expect(whole.length).toBeLessThan(50_000)
})
