import { fromBase64, toBase64 } from '../remark/base64.ts'
import type { VoteChoice } from '../vote/options.ts'
import {
  type BallotKey,
  type Blinded,
  blinded,
  blindingFactor,
  byteLength,
  finalised,
  fromBytes,
  hex,
  isSignature,
  joined,
  prefixBytes,
  prepared,
  type Sha384,
  saltBytes,
  toBytes
} from './blind-rsa.ts'

/** [SB1] Fewer voters than this and everybody knows who chose what. */
export const fewestVoters = 3
/** How a ballot's key is made: 2048 bits are far beyond forging within a meeting, and who voted how does not rest on its size. */
export const keyBits = 2048
const secretBytes = 32
const markBytes = 16

/** The public key of one ballot as it stands in the record; base64, big-endian. */
export interface PublishedKey {
  readonly n: string
  readonly e: string
}

/**
 * One ballot as it is cast, and as it is published after the end; bytes in base64.
 * `seal`: for each option 32 bytes; the one of the chosen option is a secret of the voter's device, the others are hashes of such secrets.
 */
export interface Ballot {
  /** 32 lower-case hex digits, made of the device's own chance: the voter finds the ballot by it. */
  readonly mark: string
  readonly choice: VoteChoice
  readonly seal: readonly string[]
  /** The random beginning of the signed message (RFC 9474, 4.1). */
  readonly prefix: string
  /** The token: the signature that was given blindly. */
  readonly signature: string
}

/** A ballot paper nobody has written on. All of it stays on the voter's device until it is cast. */
export interface BlankBallot {
  readonly mark: string
  /** One for each option; the one that is given away by casting says which option was chosen, and nobody can say another. */
  readonly secrets: readonly string[]
  readonly prefix: string
  /** Goes to the server under the voter's name. */
  readonly blinded: string
  readonly inverse: string
}

/** Unpredictable bytes. */
export type RandomBytes = (count: number) => Uint8Array

const bytesOf = (text: string, length: number): Uint8Array | null => {
  const bytes = fromBase64(text)
  return bytes?.length === length ? bytes : null
}
const ascii = (text: string): Uint8Array => Uint8Array.from(text, sign => sign.charCodeAt(0))
const label = ascii('hopso secret ballot 1')

/** The key as numbers, or null when it is none of the size every ballot here has. */
export function keyOf({ n, e }: PublishedKey): BallotKey | null {
  const [modulus, exponent] = [fromBase64(n), fromBase64(e)]
  if (!modulus || !exponent) return null
  const key = { n: fromBytes(modulus), e: fromBytes(exponent) }
  return byteLength(key.n) === keyBits / 8 && key.n % 2n === 1n && key.e === 65537n ? key : null
}

const hashOf = (secret: Uint8Array, sha384: Sha384): Uint8Array => sha384(joined(label, secret)).subarray(0, secretBytes)
const markOf = (hashes: readonly Uint8Array[], sha384: Sha384): string => hex(sha384(joined(label, ...hashes)).subarray(0, markBytes))

/** What the token signs: this vote, this mark. The mark in turn is bound to the voter's secrets, so nobody changes a choice afterwards. */
const messageOf = (vote: string, mark: string, prefix: Uint8Array): Uint8Array => prepared(prefix, joined(label, ascii(`${vote} ${mark}`)))

/** [SB3] A ballot paper with as many options; null for a key that is none. */
export function blankBallot(
  vote: string,
  options: readonly VoteChoice[],
  published: PublishedKey,
  randomBytes: RandomBytes,
  sha384: Sha384
): BlankBallot | null {
  const key = keyOf(published)
  if (!key) return null
  const secrets = options.map(() => randomBytes(secretBytes))
  const mark = markOf(
    secrets.map(secret => hashOf(secret, sha384)),
    sha384
  )
  const prefix = randomBytes(prefixBytes)
  const message = messageOf(vote, mark, prefix)
  let blind: Blinded | null = null
  while (blind === null) blind = blinded(key, message, randomBytes(saltBytes), blindingFactor(key.n, randomBytes), sha384)
  return {
    mark,
    secrets: secrets.map(toBase64),
    prefix: toBase64(prefix),
    blinded: toBase64(blind.message),
    inverse: toBase64(toBytes(blind.inverse, keyBits / 8))
  }
}

/** The token, from what the server answered; null when that is no signature for this ballot paper. */
export function tokenFrom(vote: string, blank: BlankBallot, answer: string, published: PublishedKey, sha384: Sha384): string | null {
  const key = keyOf(published)
  const [signed, inverse, prefix] = [fromBase64(answer), fromBase64(blank.inverse), bytesOf(blank.prefix, prefixBytes)]
  if (!key || !signed || !inverse || !prefix) return null
  const token = finalised(key, messageOf(vote, blank.mark, prefix), signed, fromBytes(inverse), sha384)
  return token && toBase64(token)
}

/** [SB6] The ballot with this choice: it gives away the secret of the chosen option and the hashes of all others. */
export function writtenBallot(
  { mark, secrets, prefix }: BlankBallot,
  options: readonly VoteChoice[],
  choice: VoteChoice,
  token: string,
  sha384: Sha384
): Ballot {
  const seal = secrets.map((secret, option) =>
    options[option] === choice ? secret : toBase64(hashOf(fromBase64(secret) ?? new Uint8Array(), sha384))
  )
  return { mark, choice, seal, prefix, signature: token }
}

/** Says whether a token is the signature of a message by the key of one ballot. */
export type TokenCheck = (message: Uint8Array, token: Uint8Array) => boolean

/** The check in plain BigInt, for wherever the platform has none. */
export const checkWith =
  (key: BallotKey, sha384: Sha384): TokenCheck =>
  (message, token) =>
    isSignature(key, message, token, sha384)

export type BallotFault = 'choice' | 'seal' | 'token'

/** [SB6] What is wrong with a ballot, or null: its choice is one of the options, its seal fits its mark, its token is signed for it. */
export function ballotFault(
  vote: string,
  options: readonly VoteChoice[],
  ballot: Ballot,
  isToken: TokenCheck,
  sha384: Sha384
): BallotFault | null {
  const { mark, choice, seal, prefix, signature } = ballot
  if (!options.includes(choice) || seal.length !== options.length) return 'choice'
  const hashes: Uint8Array[] = []
  for (const [option, text] of seal.entries()) {
    const bytes = bytesOf(text, secretBytes)
    if (!bytes) return 'seal'
    hashes.push(options[option] === choice ? hashOf(bytes, sha384) : bytes)
  }
  if (markOf(hashes, sha384) !== mark) return 'seal'
  const [prefixed, token] = [bytesOf(prefix, prefixBytes), fromBase64(signature)]
  if (!prefixed || !token || !isToken(messageOf(vote, mark, prefixed), token)) return 'token'
  return null
}

/** Ballots for each option; one that nobody chose may be absent. */
export type Counts = Readonly<Partial<Record<VoteChoice, number>>>

/** What anybody finds who counts again. */
export interface Recount {
  /** Good ballots for each option. */
  readonly counts: Counts
  /** Marks of ballots that are not what they should be, or stand there twice. */
  readonly wrong: readonly string[]
  /** [SB5] More ballots than tokens were given out. */
  readonly tooMany: boolean
}

/** [SB5] [SB6] Counts the published list again, each ballot checked. */
export function recounted(
  vote: string,
  options: readonly VoteChoice[],
  published: PublishedKey,
  ballots: readonly Ballot[],
  tokensGiven: number,
  sha384: Sha384
): Recount {
  const key = keyOf(published)
  const isToken = key && checkWith(key, sha384)
  const counts: Partial<Record<VoteChoice, number>> = {}
  const wrong: string[] = []
  const seen = new Set<string>()
  for (const ballot of ballots) {
    const good = isToken !== null && !seen.has(ballot.mark) && ballotFault(vote, options, ballot, isToken, sha384) === null
    seen.add(ballot.mark)
    if (good) counts[ballot.choice] = (counts[ballot.choice] ?? 0) + 1
    else wrong.push(ballot.mark)
  }
  return { counts, wrong, tooMany: ballots.length > tokensGiven }
}

/** A mark as people read it out: the first twelve signs in groups of four. */
export const spokenMark = (mark: string): string => (mark.slice(0, 12).match(/.{4}/g) ?? []).join(' ').toUpperCase()
