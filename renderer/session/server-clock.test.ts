import { expect, test } from 'vitest'
import { ok } from '#core/result.ts'
import { apiVersion, type ServerShape } from '#protocol/http-api.ts'
import type { SmallMemory } from '../platform/small-memory.ts'
import type { ApiClient } from '../sync/api-client.ts'
import { createApiClient } from '../sync/create-api-client.ts'
import { ServerClock } from './server-clock.ts'

const tenYearsMs = 10 * 365.25 * 86_400_000
const trueTime = Date.parse('2026-11-23T01:00:00Z')

/** A computer whose clock is `offMs` off, and a server whose answers take as long on the way there as back. */
function world(offMs: number) {
  let ticks = 1_000
  let off = offMs
  let reachable = true
  let version = apiVersion
  const texts = new Map<string, string>()
  const storage: SmallMemory = {
    getItem: key => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: key => void texts.delete(key)
  }
  const time = () => trueTime + ticks
  const server = (): ServerShape => ({
    server: 'may-chu-thu',
    product: 'hopso',
    apiVersion: version,
    version: '1',
    organisation: 'Xã Tân Nguồn',
    time: new Date(time()).toISOString()
  })
  const api = (oneWayMs: number): ApiClient =>
    createApiClient({
      baseUrl: 'http://may-chu',
      token: () => null,
      fetch: async () => {
        if (!reachable) throw new TypeError('no network')
        ticks += oneWayMs
        const answer = Response.json(server())
        ticks += oneWayMs
        return answer
      }
    })
  return {
    start: () => new ServerClock({ wall: () => time() + off, ticks: () => ticks, storage }),
    api,
    time,
    pass: (ms: number) => {
      ticks += ms
    },
    setComputerClock: (ms: number) => {
      off = ms
    },
    renewServer: () => {
      version += 1
    },
    cut: () => {
      reachable = false
    }
  }
}

test.each([-tenYearsMs, -90_000, 0, tenYearsMs])(
  '[F9] a computer %i ms off has the time of its server, to half of what the way took',
  async off => {
    const { start, api, time, pass } = world(off)
    const clock = start()
    let told = 0
    clock.subscribe(() => told++)
    expect(await clock.ask(api(200))).toMatchObject({ ok: true, value: { server: 'may-chu-thu' } })
    expect(Math.abs(clock.now() - time())).toBeLessThanOrEqual(450)
    expect(told).toBe(off === 0 ? 0 : 1)
    pass(3_600_000)
    expect(Math.abs(clock.now() - time())).toBeLessThanOrEqual(450)
    const before = clock.now()
    await clock.ask(api(40))
    expect(clock.now()).toBeGreaterThanOrEqual(before)
  }
)

test('[F9] what was learned is kept for a start without a network', async () => {
  const { start, api, time, cut } = world(tenYearsMs)
  await start().ask(api(5))
  cut()
  const again = start()
  expect(Math.abs(again.now() - time())).toBeLessThanOrEqual(300)
  expect(await again.ask(api(5))).toMatchObject({ ok: false, reason: 'offline' })
  expect(Math.abs(again.now() - time())).toBeLessThanOrEqual(300)
})

test('[F9] a clock that is set while the app runs is in doubt until the server was asked again', async () => {
  const { start, api, time, pass, setComputerClock } = world(0)
  const clock = start()
  expect(clock.isDoubtful()).toBe(true)
  await clock.ask(api(5))
  pass(8 * 3_600_000)
  expect(clock.isDoubtful()).toBe(false)
  setComputerClock(-3_600_000)
  expect(clock.isDoubtful()).toBe(true)
  await clock.ask(api(5))
  expect(clock.isDoubtful()).toBe(false)
  expect(Math.abs(clock.now() - time())).toBeLessThanOrEqual(300)
})

test('[F9] a server of an earlier release says no time: the computer goes by its own clock', async () => {
  const { start, time } = world(90_000)
  const clock = start()
  const older: ApiClient = createApiClient({
    baseUrl: '',
    token: () => null,
    fetch: async () => Response.json({ server: 'cu', product: 'hopso', apiVersion: 1, version: '0', organisation: '' })
  })
  expect(await clock.ask(older)).toEqual(ok({ server: 'cu', product: 'hopso', apiVersion: 1, version: '0', organisation: '' }))
  expect(clock.now()).toBe(time() + 90_000)
})

test('[S9] a server that was renewed since knows things this client does not: it is told once, and stays so without a network', async () => {
  const { start, api, renewServer, cut } = world(0)
  const clock = start()
  let told = 0
  clock.subscribe(() => told++)
  await clock.ask(api(5))
  expect(clock.isBehind()).toBe(false)
  renewServer()
  await clock.ask(api(5))
  await clock.ask(api(5))
  expect([clock.isBehind(), told]).toEqual([true, 1])
  cut()
  await clock.ask(api(5))
  expect(clock.isBehind()).toBe(true)
})
