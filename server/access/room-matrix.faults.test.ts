import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { roomRights } from '#core/access/access.ts'
import { type Room, type RoomRights, roomKinds } from '#core/access/room.ts'
import type { MeetingId, UserId } from '#core/ids.ts'
import { type MeetingState, meetingStates } from '#core/meeting/meeting.ts'
import { assertNever } from '#core/result.ts'
import { knownRoots } from '#core/shared-doc/roots.ts'
import { closeReasons, formatRoom, messageKind, syncStep } from '#protocol/sync.ts'
import { anId, people } from '../running-server.contract.ts'
import { type AccessWorld, accessWorld, type Column, columns, type MadeMeeting, standingOf, subjectOf } from './access-world.contract.ts'

let world: AccessWorld
let meetings: ReadonlyMap<MeetingState, MadeMeeting>
beforeAll(async () => {
  world = await accessWorld()
  meetings = new Map(await Promise.all(meetingStates.map(async state => [state, await world.make(state)] as const)))
  await world.lock()
})
afterAll(() => world.leave())

const { noSession, noRight, noSuchRoom } = closeReasons
/** Whose private rooms are tried beside one's own. */
const other = (me: UserId): UserId => (me === people.chair ? people.secretary : people.chair) as UserId

/** Rooms of one kind in one meeting, one's own and another's where they belong to a person. */
function roomsIn(kind: Room['kind'], { meeting, paper }: MadeMeeting, me: UserId): readonly Room[] {
  const owners = [me, other(me)]
  switch (kind) {
    case 'meeting':
    case 'minutes':
    case 'record':
      return [{ kind, meeting }]
    case 'remarks':
    case 'threads':
      return [{ kind, paper }]
    case 'notes':
      return owners.map(user => ({ kind, meeting, user }))
    case 'marks':
      return owners.map(user => ({ kind, paper, user }))
    case 'shares':
    case 'state':
    case 'inbox':
    case 'shelf':
      return owners.map(user => ({ kind, user }))
    default:
      return assertNever(kind)
  }
}

/** An update that carries these words under a root the room knows. */
function updateWith(kind: Room['kind'], words: string): Uint8Array {
  const doc = new Y.Doc()
  const root = knownRoots[kind].at(-1) ?? ''
  if (kind === 'minutes' || kind === 'notes') doc.getXmlFragment(root).insert(0, [new Y.XmlText(words)])
  else doc.getMap(root).set(words, words)
  return Y.encodeStateAsUpdate(doc)
}

const syncFrame = (step: number, bytes: Uint8Array): Uint8Array =>
  encoding.encode(encoder => {
    encoding.writeVarUint(encoder, messageKind.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })
const emptyStateVector = Uint8Array.of(0)

interface Seen {
  /** What the socket was let do: the code it was closed with, or the rights it was told and what became of a write. */
  readonly read: number | 'let in'
  readonly write: number | 'kept' | null
  /** The room's whole state as it was sent. */
  readonly state: Uint8Array | null
}

/** Opens a room over a real socket, asks for its state, then writes `words`. */
function knock(token: string | undefined, room: Room, words: string): Promise<Seen> {
  return new Promise(resolve => {
    const socket = new WebSocket(`${world.server.syncUrl}/${formatRoom(room)}`, [
      'hopso',
      ...(token === undefined ? [] : [`token.${token}`])
    ])
    let state: Uint8Array | null = null
    socket.on('error', () => undefined)
    socket.on('close', code => resolve(state ? { read: 'let in', write: code, state } : { read: code, write: null, state }))
    socket.on('open', () => socket.send(syncFrame(syncStep.step1, emptyStateVector)))
    socket.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data))
      const kind = decoding.readVarUint(decoder)
      if (kind === messageKind.sync && decoding.readVarUint(decoder) === syncStep.step2) {
        state = decoding.readVarUint8Array(decoder)
        socket.send(syncFrame(syncStep.update, updateWith(room.kind, words)))
      } else if (kind === messageKind.saved) {
        decoding.readVarString(decoder)
        decoding.readVarUint(decoder)
        if (decoding.readVarUint(decoder) === 0) return
        resolve({ read: 'let in', write: 'kept', state })
        socket.terminate()
      }
    })
  })
}

const expectation = (who: Column, room: Room, state: MeetingState): Omit<Seen, 'state'> => {
  if (who.session !== 'alive') return { read: noSession.code, write: null }
  const rights: RoomRights = roomRights(subjectOf(who), room, standingOf(who, state))
  if (rights === 'none') return { read: noSuchRoom.code, write: null }
  return { read: 'let in', write: rights === 'write' ? 'kept' : noRight.code }
}

describe('rooms', () => {
  it.each(columns.map(who => [who.name, who] as const))(
    '[A3] promise A1: %s, every room of every meeting, read and write',
    async (_, who) => {
      const token = world.tokens.get(who.name)
      const cells = [...meetings].flatMap(([state, made]) =>
        roomKinds.flatMap(kind => roomsIn(kind, made, who.user).map(room => ({ room, state })))
      )
      for (const { room, state } of cells) {
        const words = `viết bởi ${who.name} ${anId()}`
        const { state: sent, ...seen } = await knock(token, room, words)
        expect([formatRoom(room), state, seen]).toEqual([formatRoom(room), state, expectation(who, room, state)])
        if (seen.read !== 'let in') continue
        const { state: afterwards } = await knock(token, room, words)
        // [A3] promise A2: what was kept is there, what was refused has left the room as it was.
        if (seen.write === 'kept') expect(Buffer.from(afterwards ?? []).includes(words)).toBe(true)
        else expect(Buffer.compare(afterwards ?? Buffer.alloc(0), sent ?? Buffer.alloc(1))).toBe(0)
      }
      expect(cells).toHaveLength((5 * 1 + 6 * 2) * meetingStates.length)
    }
  )

  it('[A4] a room of a meeting that does not exist is answered like one that is not mine', async () => {
    const meeting = anId() as MeetingId
    for (const who of columns.filter(({ session }) => session === 'alive'))
      for (const kind of ['meeting', 'minutes', 'record'] as const)
        expect(await knock(world.tokens.get(who.name), { kind, meeting }, 'x')).toEqual({ read: noSuchRoom.code, write: null, state: null })
  })
})
