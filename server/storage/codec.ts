import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { StorageFault, type ValueCodec } from './ports.ts'

/** Values lie on disk as they are. */
export const plainCodec: ValueCodec = {
  encode: (_context, value) => value,
  decode: (_context, stored) => stored
}

/** Length of a master key and of every key made from it: AES-256. */
export const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
const form = 1

/** AES-256-GCM under one key; a value opens only in the context it was closed in. Stored: form, nonce, tag, ciphertext. */
export function encryptingCodec(key: Uint8Array): ValueCodec {
  if (key.length !== keyBytes) throw new RangeError(`a key has ${keyBytes} bytes, not ${key.length}`)
  return {
    encode(context, value) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
      const closed = [cipher.update(value), cipher.final()]
      return Buffer.concat([Buffer.of(form), nonce, cipher.getAuthTag(), ...closed])
    },
    decode(context, stored) {
      const begin = 1 + nonceBytes + tagBytes
      if (stored.length < begin || stored[0] !== form) throw new StorageFault('damaged', `${context}: not an encrypted value`)
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, stored.subarray(1, 1 + nonceBytes), { authTagLength: tagBytes })
        decipher.setAAD(Buffer.from(context)).setAuthTag(stored.subarray(1 + nonceBytes, begin))
        return Buffer.concat([decipher.update(stored.subarray(begin)), decipher.final()])
      } catch (error) {
        throw new StorageFault('damaged', `${context}: the encrypted value does not open`, { cause: error })
      }
    }
  }
}

/** A key for one purpose, made from the master key (HKDF-SHA-256, RFC 5869). */
export function deriveKey(master: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', master, 'hopso', purpose, keyBytes))
}

/** Rooms that one person alone may read, the server's own book of what people share with chosen ones, and ballots of open votes, which are no room. */
export const isPrivateRoom = (room: string): boolean => /^(marks|notes|state|shares|threads|shelf|ballots)\//.test(room)

/** No single flipped bit makes one of the other. */
const asIs = 0x50
const closed = 0xa3

/**
 * The codec of a data folder's rooms; the context is the room's name. With a master key private rooms are closed, each under a key of its own;
 * the first byte says which it is, so that what was stored before a key was given still opens.
 */
export function roomsCodec(master: Uint8Array | null): ValueCodec {
  const of = (room: string): ValueCodec => {
    if (master === null) throw new StorageFault('damaged', `${room}: encrypted, and there is no key`)
    return encryptingCodec(deriveKey(master, `room ${room}`))
  }
  return {
    encode(room, value) {
      return master !== null && isPrivateRoom(room) ? tagged(closed, of(room).encode(room, value)) : tagged(asIs, value)
    },
    decode(room, stored) {
      if (stored[0] === asIs) return stored.subarray(1)
      if (stored[0] === closed) return of(room).decode(room, stored.subarray(1))
      throw new StorageFault('damaged', `${room}: a value of unknown form`)
    }
  }
}

function tagged(tag: number, value: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(value.length + 1)
  bytes[0] = tag
  bytes.set(value, 1)
  return bytes
}
