import { expect, test } from 'vitest'
import { meetingRoom, raw, world } from './rooms-world.contract.ts'
import { defaultAllowances, SocketDoor } from './socket-door.ts'

test('[B5] a session or an address has so many sockets and no more, until one is let go', () => {
  const few = { sockets: 2, burst: 100, perSecond: 0 }
  const many = { sockets: 3, burst: 100, perSecond: 0 }
  const door = new SocketDoor({ session: few, address: many }, () => 0)
  const first = door.enter('a', 'here')
  expect([first, door.enter('a', 'here'), door.enter('a', 'here')].map(leave => leave !== null)).toEqual([true, true, false])
  expect(door.enter('b', 'here')).not.toBeNull()
  expect(door.enter('c', 'here')).toBeNull()
  first?.()
  first?.() // leaving twice frees one place
  expect(door.enter('a', 'here')).not.toBeNull()
  expect(door.enter(null, 'here')).toBeNull()
  expect(door.enter('c', 'elsewhere')).not.toBeNull()
})

test('[B5] sockets are opened no faster than allowed', () => {
  let now = 0
  const quick = { sockets: 1000, burst: 1000, perSecond: 1000 }
  const door = new SocketDoor({ session: quick, address: { sockets: 1000, burst: 3, perSecond: 2 } }, () => now)
  const come = (): boolean => {
    const leave = door.enter(null, 'here')
    leave?.()
    return leave !== null
  }
  expect([come(), come(), come(), come()]).toEqual([true, true, true, false])
  now = 1000
  expect([come(), come(), come()]).toEqual([true, true, false])
})

test('[B5] a town hall of 300 behind one address comes back in one storm', () => {
  const door = new SocketDoor(defaultAllowances, () => 0)
  for (let person = 0; person < 300; person++) for (let room = 0; room < 60; room++) expect(door.enter(`s${person}`, 'nat')).not.toBeNull()
})

test('[B5] who opens too many is turned away with 429, and comes in again when others have left', async () => {
  const room = meetingRoom()
  const w = await world({ sockets: { ...defaultAllowances, session: { sockets: 2, burst: 100, perSecond: 0 } } })
  const lan = w.person('Lan')
  const hoa = w.person('Hoa')
  w.allow(lan, room, 'read')
  w.allow(hoa, room, 'read')
  const opened = (socket: ReturnType<typeof raw>): Promise<boolean> =>
    new Promise(resolve => {
      socket.ws.once('open', () => resolve(true))
      socket.ws.once('unexpected-response', (_request, response) => {
        expect(response.statusCode).toBe(429)
        resolve(false)
      })
    })
  const [first, second] = [raw(w, lan, room), raw(w, lan, room)]
  expect([await opened(first), await opened(second), await opened(raw(w, lan, room)), await opened(raw(w, hoa, room))]).toEqual([
    true,
    true,
    false,
    true
  ])
  first.ws.close()
  await first.closed
  await expect.poll(() => opened(raw(w, lan, room))).toBe(true)
})
