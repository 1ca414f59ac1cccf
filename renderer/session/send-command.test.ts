import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { MeetingId } from '#core/ids.ts'
import { createApiClient } from '../sync/create-api-client.ts'
import { commandSender } from './send-command.ts'

const meeting = 'meeting-0001' as MeetingId

describe('sending commands', () => {
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
  })

  /** A line that breaks after the command has arrived, `breaks` times. */
  async function setUp(breaks: number) {
    const ids: string[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', part => {
        body += part
      })
      request.on('end', () => {
        ids.push(JSON.parse(body).id)
        if (ids.length <= breaks) request.socket.destroy()
        else response.writeHead(200, { 'content-type': 'application/json' }).end('{"seq":7}')
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    ends.push(() => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(resolve))
    })
    const api = createApiClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: () => null, fetch })
    const send = commandSender(meeting, {
      api,
      randomBytes: count => crypto.getRandomValues(new Uint8Array(count)),
      wait: async () => {}
    })
    return { ids, send }
  }

  it('repeats a try that nobody answered with the same id', async () => {
    const { ids, send } = await setUp(2)
    expect(await send({ kind: 'issue' })).toEqual({ ok: true, value: { seq: 7 } })
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(1)
  })

  it('keeps the id when the person presses again after a failure, and takes a new one for the next deed', async () => {
    const { ids, send } = await setUp(4)
    expect(await send({ kind: 'open' })).toEqual({ ok: false, reason: 'offline' })
    expect((await send({ kind: 'open' })).ok).toBe(true)
    expect(new Set(ids).size).toBe(1)
    expect((await send({ kind: 'close' })).ok).toBe(true)
    expect(new Set(ids).size).toBe(2)
  })
})
