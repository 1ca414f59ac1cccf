import { expect, test } from 'vitest'
import type { SessionId, UserId } from '#core/ids.ts'
import { presenceMessage, readMessage } from './messages.ts'
import { type PresentSocket, RoomPresence } from './presence.ts'

test('[B4] a presence above 256 bytes is dropped, one of 256 is told; so is none for the id of another', () => {
  const heard: string[] = []
  const person = (user: string): PresentSocket => ({
    session: { session: `session-${user}` as SessionId, user: user as UserId, name: user },
    role: () => 'member',
    send: message => heard.push(Buffer.from(message).toString('utf8')),
    sendFrame: ({ bytes }) => heard.push(Buffer.from(bytes).toString('utf8'))
  })
  const [lan, hoa, watcher] = [person('lan-lan-lan'), person('hoa-hoa-hoa'), person('watcher-1')]
  const presence = new RoomPresence(new Set([lan, hoa, watcher]), new Date(), () => false)
  const say = (who: PresentSocket, client: number, text: string): void => {
    const message = readMessage(presenceMessage([{ client, clock: 1, text }]))
    if (message?.kind !== 'presence') throw new Error('no presence')
    expect(presence.offer(who, message.entries)).toBe(true)
  }
  const shown = (): string => {
    heard.length = 0
    presence.snapshotTo(watcher)
    return heard.join()
  }
  const padded = (page: number, bytes: number): string => `{"page":${page}${' '.repeat(bytes - 10)}}`
  say(lan, 1, padded(7, 257))
  expect(shown()).toBe('')
  say(lan, 1, padded(7, 256))
  expect(shown()).toContain('"page":7')
  say(lan, 1, padded(8, 257))
  say(hoa, 1, '{"page":9}')
  expect(shown()).toContain('"page":7')
  presence.close()
})
