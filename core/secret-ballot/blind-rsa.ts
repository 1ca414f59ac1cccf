/**
 * The voter's half of RFC 9474 (RSA blind signatures), RSABSSA-SHA384-PSS-Randomized, in plain BigInt: it must run where a page has no
 * crypto.subtle (plain http). Everything here works on public keys and on secrets that live for one ballot on the voter's own device;
 * the private key stays with the server, which signs with its platform's constant-time arithmetic. Chance and hash come in as arguments.
 */

/** SHA-384 of bytes, 48 bytes; the caller brings it. */
export type Sha384 = (bytes: Uint8Array) => Uint8Array

/** What a signature is checked against: modulus and public exponent. */
export interface BallotKey {
  readonly n: bigint
  readonly e: bigint
}

/** What a voter keeps between blinding and finalising. */
export interface Blinded {
  /** Goes to the signer, as long as the modulus. */
  readonly message: Uint8Array
  /** Takes the blinding off again; never leaves the device. */
  readonly inverse: bigint
}

const hashBytes = 48
/** Length of the PSS salt, and of the prefix that makes a message random (RFC 9474, 4.1 and 5). */
export const saltBytes = 48
export const prefixBytes = 32

/** A message with 32 fresh random bytes before it (RFC 9474, 4.1): whoever chose the key learns nothing from what is signed. */
export const prepared = (prefix: Uint8Array, message: Uint8Array): Uint8Array => joined(prefix, message)

/**
 * Blinds a prepared message (RFC 9474, 4.2). `r` is uniform in [1, n), see `blindingFactor`. Null when the key, `r` and message do not fit
 * together, which with an honest key does not happen.
 */
export function blinded(key: BallotKey, message: Uint8Array, salt: Uint8Array, r: bigint, sha384: Sha384): Blinded | null {
  const encoded = encodePss(message, bitLength(key.n) - 1, salt, sha384)
  const inverse = inverseModulo(r, key.n)
  if (encoded === null || inverse === null) return null
  const m = fromBytes(encoded)
  if (inverseModulo(m, key.n) === null) return null
  return { message: toBytes((m * power(r, key.e, key.n)) % key.n, byteLength(key.n)), inverse }
}

/** Takes the blinding off what the signer answered, and checks it (RFC 9474, 4.4); null when it is no signature of this message. */
export function finalised(
  key: BallotKey,
  message: Uint8Array,
  answer: Uint8Array,
  inverse: bigint,
  sha384: Sha384,
  salt = saltBytes
): Uint8Array | null {
  if (answer.length !== byteLength(key.n) || fromBytes(answer) >= key.n) return null
  const signature = toBytes((fromBytes(answer) * inverse) % key.n, byteLength(key.n))
  return isSignature(key, message, signature, sha384, salt) ? signature : null
}

/** RSASSA-PSS-VERIFY (RFC 8017, 8.1.2) with SHA-384, MGF1 of it, and a salt of this many bytes. */
export function isSignature(key: BallotKey, message: Uint8Array, signature: Uint8Array, sha384: Sha384, salt = saltBytes): boolean {
  const s = fromBytes(signature)
  if (signature.length !== byteLength(key.n) || s >= key.n) return false
  const bits = bitLength(key.n) - 1
  const encoded = power(s, key.e, key.n)
  if (bitLength(encoded) > bits) return false
  return fitsPss(message, toBytes(encoded, Math.ceil(bits / 8)), bits, salt, sha384)
}

/** A number uniform in [1, n): as many random bytes as it takes, drawn again while they are too large. */
export function blindingFactor(n: bigint, randomBytes: (count: number) => Uint8Array): bigint {
  const length = byteLength(n)
  const spare = 8 * length - bitLength(n)
  for (;;) {
    const r = fromBytes(randomBytes(length)) >> BigInt(spare)
    if (r > 0n && r < n) return r
  }
}

/** EMSA-PSS-ENCODE (RFC 8017, 9.1.1); null when the key is too short for it. */
function encodePss(message: Uint8Array, bits: number, salt: Uint8Array, sha384: Sha384): Uint8Array | null {
  const length = Math.ceil(bits / 8)
  const filling = length - salt.length - hashBytes - 2
  if (filling < 0) return null
  const hash = sha384(joined(new Uint8Array(8), sha384(message), salt))
  const block = joined(new Uint8Array(filling), Uint8Array.of(1), salt)
  const masked = xor(block, mask(hash, block.length, sha384))
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - bits))
  return joined(masked, hash, Uint8Array.of(0xbc))
}

/** EMSA-PSS-VERIFY (RFC 8017, 9.1.2). */
function fitsPss(message: Uint8Array, encoded: Uint8Array, bits: number, saltLength: number, sha384: Sha384): boolean {
  const filling = encoded.length - saltLength - hashBytes - 2
  if (filling < 0 || encoded.at(-1) !== 0xbc) return false
  const masked = encoded.subarray(0, encoded.length - hashBytes - 1)
  const hash = encoded.subarray(masked.length, -1)
  const unused = 8 * encoded.length - bits
  if ((masked[0] ?? 0) >> (8 - unused)) return false
  const block = xor(masked, mask(hash, masked.length, sha384))
  block[0] = (block[0] ?? 0) & (0xff >> unused)
  if (block.subarray(0, filling).some(byte => byte !== 0) || block[filling] !== 1) return false
  return equal(hash, sha384(joined(new Uint8Array(8), sha384(message), block.subarray(filling + 1))))
}

/** MGF1 (RFC 8017, B.2.1). */
function mask(seed: Uint8Array, length: number, sha384: Sha384): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0, counter = 0; at < length; at += hashBytes, counter += 1)
    bytes.set(sha384(joined(seed, toBytes(BigInt(counter), 4))).subarray(0, length - at), at)
  return bytes
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** By Euclid; null when there is none. */
function inverseModulo(value: bigint, modulus: bigint): bigint | null {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n]
  while (a > 0n) {
    const q = b / a
    ;[a, b] = [b - q * a, a]
    ;[x, y] = [y - q * x, x]
  }
  return b === 1n ? ((y % modulus) + modulus) % modulus : null
}

/** Big-endian, as everywhere in RSA. */
export const fromBytes = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes) || '0'}`)

/** Big-endian, exactly this long. */
export function toBytes(value: bigint, length: number): Uint8Array {
  const digits = value.toString(16).padStart(2 * length, '0')
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16))
}

/** Two lower-case digits a byte. */
export const hex = (bytes: Uint8Array): string => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')

const bitLength = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length)
export const byteLength = (value: bigint): number => Math.ceil(bitLength(value) / 8)

/** One after the other. */
export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, at) => byte ^ (b[at] ?? 0))
const equal = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at])
