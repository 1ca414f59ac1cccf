import { expect, it } from 'vitest'
import { deriveKey, encryptingCodec, isPrivateRoom, plainCodec, roomsCodec } from './codec.ts'
import { valueCodecContract } from './value-codec.contract.ts'

const key = new Uint8Array(32).fill(9)
const privateRoom = 'marks/paper-0001/user-0001'
valueCodecContract('plain', plainCodec, privateRoom, false)
valueCodecContract('AES-256-GCM', encryptingCodec(key), privateRoom, true)
valueCodecContract('rooms, private, with a key', roomsCodec(key), privateRoom, true)
valueCodecContract('rooms, shared, with a key', roomsCodec(key), 'meeting/meeting-0001', false)
valueCodecContract('rooms, without a key', roomsCodec(null), privateRoom, false)

it('takes for private what one person alone may read', () => {
  expect(['marks/a/b', 'notes/a/b', 'state/a', 'shares/a', 'threads/a'].every(isPrivateRoom)).toBe(true)
  expect(['meeting/a', 'minutes/a', 'remarks/a', 'record/a', 'inbox/a', 'xmarks/a'].some(isPrivateRoom)).toBe(false)
})

it('opens with a key what was stored before there was one, and nothing encrypted without it', () => {
  const value = Uint8Array.of(1, 2, 3)
  expect([...roomsCodec(key).decode(privateRoom, roomsCodec(null).encode(privateRoom, value))]).toEqual([1, 2, 3])
  const encrypted = roomsCodec(key).encode(privateRoom, value)
  expect(() => roomsCodec(null).decode(privateRoom, encrypted)).toThrow(/no key/)
})

it('makes another key for every purpose and every master', () => {
  const keys = [deriveKey(key, 'room a'), deriveKey(key, 'room b'), deriveKey(new Uint8Array(32), 'room a')]
  expect(new Set(keys.map(String)).size).toBe(3)
  expect(() => encryptingCodec(new Uint8Array(16))).toThrow(RangeError)
})
