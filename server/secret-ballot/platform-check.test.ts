import { constants, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { keyBits } from '#core/secret-ballot/ballot.ts'
import { prepared } from '#core/secret-ballot/blind-rsa.ts'
import { platformCheck } from './platform-check.ts'

interface Vectors {
  readonly key: Record<'n' | 'e' | 'msg', string>
  readonly vectors: readonly Record<'name' | 'msg_prefix' | 'salt' | 'sig', string>[]
}
const { key, vectors } = JSON.parse(readFileSync(new URL('../../tests/data/rfc9474.json', import.meta.url), 'utf8')) as Vectors
const base64url = (digits: string) => Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex').toString('base64url')
const bytes = (digits: string) => new Uint8Array(Buffer.from(digits, 'hex'))

it.each(vectors)('[SB3] $name of RFC 9474 is good for the check of the platform, and no other message is', vector => {
  const published = createPublicKey({ key: { kty: 'RSA', n: base64url(key.n), e: base64url(key.e) }, format: 'jwk' })
  const message = prepared(bytes(vector.msg_prefix), bytes(key.msg))
  const check = platformCheck(published, bytes(vector.salt).length)
  expect(check(message, bytes(vector.sig))).toBe(true)
  message[0] = (message[0] ?? 0) ^ 1
  expect(check(message, bytes(vector.sig))).toBe(false)
})

it('[SB3] the check of the platform takes no changed, shorter, longer or foreign token, and no other salt', () => {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: keyBits })
  const { privateKey, publicKey } = pair()
  const check = platformCheck(publicKey)
  const message = new Uint8Array(randomBytes(40))
  const signed = (saltLength: number) => sign('sha384', message, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength })
  const good = signed(48)
  expect(check(message, good)).toBe(true)
  for (let bit = 0; bit < 64; bit++) {
    const changed = Uint8Array.from(good)
    const at = (bit * 37) % good.length
    changed[at] = (changed[at] ?? 0) ^ (1 << (bit % 8))
    expect(check(message, changed)).toBe(false)
  }
  for (const bad of [
    good.subarray(1),
    Buffer.concat([Buffer.of(0), good]),
    new Uint8Array(),
    new Uint8Array(256).fill(255),
    signed(32),
    signed(0)
  ])
    expect(check(message, bad)).toBe(false)
  expect(platformCheck(pair().publicKey)(message, good)).toBe(false)
})
