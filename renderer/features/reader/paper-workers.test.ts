import { expect, it } from 'vitest'
import { createPaperWorkers, type PaperWorker } from './paper-workers.ts'

function room() {
  const started: string[] = []
  const ended: string[] = []
  const workers = createPaperWorkers(async () => {
    const name = `thread ${started.length + 1}`
    started.push(name)
    return { name, end: () => ended.push(name) } as unknown as PaperWorker
  })
  return { workers, started, ended }
}

it('a thread that took its leave of a paper reads the next one', async () => {
  const { workers, started } = room()
  const first = await workers.take()
  workers.giveBack(first)
  expect(await workers.take()).toBe(first)
  expect(started).toEqual(['thread 1'])
})

it('two papers at once never share a thread', async () => {
  const { workers } = room()
  workers.warm()
  expect(await workers.take()).not.toBe(await workers.take())
})

it('a thread made ready is the one the first paper gets', async () => {
  const { workers, started } = room()
  workers.warm()
  workers.warm()
  await workers.take()
  expect(started).toEqual(['thread 1'])
})

it('no more than one thread waits for work, and none after the end', async () => {
  const { workers, ended } = room()
  const [one, two, three] = [await workers.take(), await workers.take(), await workers.take()]
  workers.giveBack(one)
  workers.giveBack(two)
  expect(ended).toEqual(['thread 2'])
  workers.close()
  workers.giveBack(three)
  await Promise.resolve()
  expect([...ended].sort()).toEqual(['thread 1', 'thread 2', 'thread 3'])
})

it('a thread that could not start is asked for again', async () => {
  let tries = 0
  const workers = createPaperWorkers(async () => {
    tries++
    if (tries === 1) throw new Error('no thread')
    return { end: () => {} } as unknown as PaperWorker
  })
  workers.warm()
  await new Promise(resolve => setImmediate(resolve))
  await workers.take()
  expect(tries).toBe(2)
})
