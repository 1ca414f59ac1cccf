import { describe, expect, it } from 'vitest'
import { createGenerations, type Opening } from './paper-generations.ts'

function paper() {
  const open = new Set<number>()
  let next = 0
  const opening = async (): Promise<Opening<number>> => {
    const document = next++
    open.add(document)
    return {
      document,
      close: async () => {
        open.delete(document)
      }
    }
  }
  return { open, opening }
}

describe('openings of one paper', () => {
  it('[E1] an earlier opening ends when the last page that shows it is gone, not before', async () => {
    const { open, opening } = paper()
    const generations = createGenerations(await opening(), opening)
    const [one, other] = [generations.take(), generations.take()]
    expect(await generations.renew()).toBe(true)
    expect(generations.take().document).toBe(1)
    one.giveBack()
    one.giveBack()
    expect([...open]).toEqual([0, 1])
    other.giveBack()
    expect([...open]).toEqual([1])
  })

  it('[E1] a paper that nobody reads in is not held twice', async () => {
    const { open, opening } = paper()
    const generations = createGenerations(await opening(), opening)
    for (let time = 0; time < 5; time++) await generations.renew()
    expect([...open]).toEqual([5])
  })

  it('a paper that cannot be opened again stays as it is', async () => {
    const { open, opening } = paper()
    const generations = createGenerations(await opening(), () => Promise.reject(new Error('no network')))
    expect(await generations.renew()).toBe(false)
    expect(generations.take().document).toBe(0)
    expect([...open]).toEqual([0])
  })

  it('nothing stays open after closing, also what was just being opened', async () => {
    const { open, opening } = paper()
    const generations = createGenerations(await opening(), opening)
    generations.take()
    const renewed = generations.renew()
    await generations.close()
    expect(await renewed).toBe(false)
    expect([...open]).toEqual([])
  })
})
