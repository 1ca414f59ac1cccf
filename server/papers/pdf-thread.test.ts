import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { GrowthBudget, inThread, type ThreadLimits } from './pdf-thread.ts'

const mebibyte = 1024 * 1024
let folder: string
let script: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopso-thread-test-'))
  script = join(folder, 'takes.mjs')
  // Takes so much, says so, and ends when it is told.
  await writeFile(
    script,
    `import { parentPort, workerData } from 'node:worker_threads'
     const held = Buffer.alloc(workerData.bytes, 1)
     parentPort.on('message', () => parentPort.postMessage({ held: held.length }))
     parentPort.postMessage('ready')`
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A thread that takes memory, and how it ended; it ends when `until` does. */
const take = (bytes: number, limits: Pick<ThreadLimits, 'growthBytes' | 'budget'>, until: (ready: () => void) => Promise<void>) => {
  let ready = (): void => undefined
  const isReady = new Promise<void>(resolve => {
    ready = resolve
  })
  const ended = inThread<number, 'ready' | { readonly held: number }>(
    script,
    { bytes },
    { ms: 10_000, heapMb: 64, ...limits },
    async (message, say) => {
      if (message !== 'ready') return message.held
      await until(ready)
      say('end')
      return undefined
    }
  )
  return { isReady, ended }
}

it('a thread is not ended for what one beside it takes, and is for what it takes itself', async () => {
  const budget = new GrowthBudget()
  let letGo = (): void => undefined
  const otherIsDone = new Promise<void>(resolve => {
    letGo = resolve
  })
  const small = take(mebibyte, { growthBytes: 100 * mebibyte, budget }, ready => {
    ready()
    return otherIsDone
  })
  await small.isReady
  const large = take(300 * mebibyte, { growthBytes: 500 * mebibyte, budget }, async ready => ready())
  expect(await large.ended).toBe(300 * mebibyte)
  letGo()
  expect(await small.ended).toBe(mebibyte)
  expect(budget.bytes).toBe(0)
  expect(await take(300 * mebibyte, { growthBytes: 100 * mebibyte, budget }, () => new Promise(() => undefined)).ended).toBe('over-limits')
  expect(budget.bytes).toBe(0)
}, 20_000)
