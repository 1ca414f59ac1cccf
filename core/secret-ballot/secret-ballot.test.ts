import { constants, createHash, createPublicKey, generateKeyPairSync, privateDecrypt, randomBytes, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { toBase64 } from '../remark/base64.ts'
import { choicesOf, type VoteChoice } from '../vote/options.ts'
import {
  ballotFault,
  blankBallot,
  checkWith,
  keyBits,
  keyOf,
  type PublishedKey,
  recounted,
  spokenMark,
  tokenFrom,
  writtenBallot
} from './ballot.ts'
import { type BallotKey, blinded, blindingFactor, finalised, fromBytes, hex, isSignature, prepared, toBytes } from './blind-rsa.ts'

const sha384 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha384').update(bytes).digest())
const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count))
const changed = (from: Uint8Array, at: number, value: number): Uint8Array => {
  const copy = Uint8Array.from(from)
  copy[at] = value
  return copy
}
const bytes = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, 'hex'))

interface Vectors {
  readonly key: Record<'p' | 'q' | 'n' | 'e' | 'd' | 'msg' | 'inv', string>
  readonly vectors: readonly Record<'name' | 'msg_prefix' | 'salt' | 'encoded_msg' | 'blinded_msg' | 'blind_sig' | 'sig', string>[]
}
const { key: given, vectors } = JSON.parse(readFileSync(new URL('../../tests/data/rfc9474.json', import.meta.url), 'utf8')) as Vectors

/** By Fermat and the two primes, so that the voter's inverse is checked by other arithmetic. */
function inverseBy(primes: readonly [bigint, bigint], value: bigint): bigint {
  const [p, q] = primes
  const raised = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
    let [result, square] = [1n, base % modulus]
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = (result * square) % modulus
      square = (square * square) % modulus
    }
    return result
  }
  const [a, b] = [raised(value, p - 2n, p), raised(value, q - 2n, q)]
  return (a * q * raised(q, p - 2n, p) + b * p * raised(p, q - 2n, q)) % (p * q)
}

describe('RFC 9474', () => {
  const key: BallotKey = { n: BigInt(`0x${given.n}`), e: BigInt(`0x${given.e}`) }
  const primes = [BigInt(`0x${given.p}`), BigInt(`0x${given.q}`)] as const
  const r = inverseBy(primes, BigInt(`0x${given.inv}`))

  it.each(vectors)('[SB3] $name gives what Appendix A prints', vector => {
    const message = prepared(bytes(vector.msg_prefix), bytes(given.msg))
    const salt = bytes(vector.salt)
    const blind = blinded(key, message, salt, r, sha384)
    expect(hex(blind?.message ?? new Uint8Array())).toBe(vector.blinded_msg)
    expect(blind?.inverse).toBe(BigInt(`0x${given.inv}`))
    const signature = finalised(key, message, bytes(vector.blind_sig), blind?.inverse ?? 0n, sha384, salt.length)
    expect(hex(signature ?? new Uint8Array())).toBe(vector.sig)
    expect(isSignature(key, message, bytes(vector.sig), sha384, salt.length)).toBe(true)
    expect(isSignature(key, changed(message, 0, (message[0] ?? 0) ^ 1), bytes(vector.sig), sha384, salt.length)).toBe(false)
  })
})

/** A signer as the server is one. */
function signer() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: keyBits })
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' })
  const standard = (part: string): string => Buffer.from(part, 'base64url').toString('base64')
  const published: PublishedKey = { n: standard(n), e: standard(e) }
  const answer = (message: string): string =>
    privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, Buffer.from(message, 'base64')).toString('base64')
  return { privateKey, publicKey, published, answer }
}
const first = signer()
const key = keyOf(first.published) as BallotKey
const isToken = checkWith(key, sha384)

describe('beside the arithmetic of the platform', () => {
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }

  it('[SB3] signatures of either are good for the other', () => {
    const message = random(100)
    expect(isSignature(key, message, new Uint8Array(sign('sha384', message, { key: first.privateKey, ...pss })), sha384)).toBe(true)
    for (let n = 0; n < 5; n++) {
      const blind = blinded(key, message, random(48), blindingFactor(key.n, random), sha384)
      const answer = bytes(Buffer.from(first.answer(toBase64(blind?.message ?? new Uint8Array())), 'base64').toString('hex'))
      const signature = finalised(key, message, answer, blind?.inverse ?? 0n, sha384)
      expect(verify('sha384', message, { key: first.publicKey, ...pss }, signature ?? new Uint8Array())).toBe(true)
    }
  })

  it('[SB3] no signature passes with one bit changed, of another length, or of another key', () => {
    const message = random(40)
    const good = new Uint8Array(sign('sha384', message, { key: first.privateKey, ...pss }))
    for (let bit = 0; bit < 64; bit++) {
      const at = (bit * 37) % good.length
      expect(isSignature(key, message, changed(good, at, (good[at] ?? 0) ^ (1 << (bit % 8))), sha384)).toBe(false)
    }
    expect(isSignature(key, message, good.subarray(1), sha384)).toBe(false)
    expect(isSignature(key, message, toBytes(fromBytes(good) + key.n, 257), sha384)).toBe(false)
    expect(isSignature(keyOf(signer().published) as BallotKey, message, good, sha384)).toBe(false)
    const otherSalt = sign('sha384', message, { key: first.privateKey, ...pss, saltLength: 32 })
    expect(isSignature(key, message, new Uint8Array(otherSalt), sha384)).toBe(false)
  })

  it('[SB3] an answer that is no signature gives none', () => {
    const blind = blinded(key, random(10), random(48), blindingFactor(key.n, random), sha384)
    for (const answer of [changed(random(256), 0, 0), new Uint8Array(256), random(255), new Uint8Array(257).fill(255)])
      expect(finalised(key, random(10), answer, blind?.inverse ?? 0n, sha384)).toBeNull()
  })

  it('[SB3] blinding factors are drawn again until they lie in the range', () => {
    const drawn: number[] = []
    const chance = (count: number): Uint8Array => {
      drawn.push(count)
      return drawn.length === 1 ? new Uint8Array(count).fill(255) : drawn.length === 2 ? new Uint8Array(count) : toBytes(5n, count)
    }
    expect(blindingFactor(key.n, chance)).toBe(5n)
    expect(drawn).toEqual([256, 256, 256])
    expect(createPublicKey(first.privateKey).asymmetricKeyType).toBe('rsa')
  })
})

const vote = 'bieu-quyet-kin-1'
const law = choicesOf({ options: 'law' })
const cast = (choice: VoteChoice, { published, answer }: Pick<ReturnType<typeof signer>, 'published' | 'answer'> = first) => {
  const blank = blankBallot(vote, law, published, random, sha384)
  if (!blank) throw new Error('a key')
  const token = tokenFrom(vote, blank, answer(blank.blinded), published, sha384)
  if (!token) throw new Error('a token')
  return writtenBallot(blank, law, choice, token, sha384)
}

describe('a ballot', () => {
  it('[SB6] is counted again by anybody; a changed choice, mark, seal, prefix, token or vote is found', () => {
    const ballot = cast('against')
    expect(ballotFault(vote, law, ballot, isToken, sha384)).toBeNull()
    for (const choice of ['for', 'abstain'] as const) expect(ballotFault(vote, law, { ...ballot, choice }, isToken, sha384)).toBe('seal')
    for (const choice of ['blank', 'other', 'constructor' as 'other'] as const)
      expect(ballotFault(vote, law, { ...ballot, choice }, isToken, sha384)).toBe('choice')
    expect(ballotFault(vote, law.slice(0, 2), ballot, isToken, sha384)).toBe('choice')
    expect(ballotFault(vote, law, { ...ballot, mark: cast('against').mark }, isToken, sha384)).toBe('seal')
    const [a = '', b = '', c = ''] = ballot.seal
    expect(ballotFault(vote, law, { ...ballot, seal: [b, a, c] }, isToken, sha384)).toBe('seal')
    expect(ballotFault(vote, law, { ...ballot, seal: [a, '', c] }, isToken, sha384)).toBe('seal')
    expect(ballotFault(vote, law, { ...ballot, prefix: toBase64(random(32)) }, isToken, sha384)).toBe('token')
    expect(ballotFault(vote, law, { ...ballot, signature: cast('against').signature }, isToken, sha384)).toBe('token')
    expect(ballotFault('bieu-quyet-kin-2', law, ballot, isToken, sha384)).toBe('token')
    expect(ballotFault(vote, law, cast('against', signer()), isToken, sha384)).toBe('token')
  })

  it('[SB5] a list with a forged, a doubled or one ballot too many says so', () => {
    const ballots = [cast('for'), cast('for'), cast('abstain'), cast('against')]
    expect(recounted(vote, law, first.published, ballots, 4, sha384)).toEqual({
      counts: { for: 2, against: 1, abstain: 1 },
      wrong: [],
      tooMany: false
    })
    expect(recounted(vote, law, first.published, ballots, 3, sha384).tooMany).toBe(true)
    const [one, two] = [ballots[0] as (typeof ballots)[number], ballots[1] as (typeof ballots)[number]]
    expect(recounted(vote, law, first.published, [one, one], 4, sha384)).toMatchObject({ counts: { for: 1 }, wrong: [one.mark] })
    expect(recounted(vote, law, first.published, [one, { ...two, choice: 'abstain' }], 4, sha384)).toMatchObject({
      counts: { for: 1 },
      wrong: [two.mark]
    })
    expect(recounted(vote, law, { n: 'AQAB', e: 'AQAB' }, [one], 4, sha384).wrong).toEqual([one.mark])
  })

  it('[SB3] what goes to the signer under a name tells nothing of what is cast', () => {
    const blank = blankBallot(vote, law, first.published, random, sha384)
    if (!blank) throw new Error('a key')
    const again = blankBallot(vote, law, first.published, random, sha384)
    expect(again?.blinded).not.toBe(blank.blinded)
    const token = tokenFrom(vote, blank, first.answer(blank.blinded), first.published, sha384) ?? ''
    const said = [blank.blinded, first.answer(blank.blinded)]
    for (const part of Object.values(writtenBallot(blank, law, 'for', token, sha384)).flat()) expect(said).not.toContain(part)
    expect(tokenFrom(vote, blank, first.answer(again?.blinded ?? ''), first.published, sha384)).toBeNull()
  })

  it('[SB3] is made with no key but one of the right form', () => {
    for (const published of [
      { n: '', e: 'AQAB' },
      { n: 'AQAB', e: 'AQAB' },
      { n: first.published.n, e: 'Aw==' }
    ])
      expect(blankBallot(vote, law, published, random, sha384)).toBeNull()
  })

  it('reads out its mark in groups', () => {
    expect(spokenMark('a3f941c207be00112233445566778899')).toBe('A3F9 41C2 07BE')
  })
})
