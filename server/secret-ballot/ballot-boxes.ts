import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes
} from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { VoteId } from '#core/ids.ts'
import { type Ballot, ballotFault, keyBits, keyOf, type PublishedKey, type TokenCheck } from '#core/secret-ballot/ballot.ts'
import type { PaperSeal } from '#core/secret-ballot/secret-vote.ts'
import { type VoteChoice, voteChoices } from '#core/vote/options.ts'
import { Queue } from '../queue.ts'
import { faultOf, type Surroundings } from '../surroundings.ts'
import type { BoxFiles, StoredBox } from './box-files.ts'
import { platformCheck } from './platform-check.ts'

/** SHA-384 by the platform. */
export const sha384 = (bytes: Uint8Array): Uint8Array => createHash('sha384').update(bytes).digest()

/** What a ballot of the most options takes in the box, with room to spare: the box is always as long as if everybody had voted. */
const slotBytes = 1536
const nonceBytes = 12
const tagBytes = 16

const storedKeys = z.object({ signing: z.string(), sealing: z.string(), options: z.array(z.enum(voteChoices)), slots: z.number().int() })
const storedBox = z.object({
  ballots: z.array(
    z.object({ mark: z.string(), choice: z.enum(voteChoices), seal: z.array(z.string()), prefix: z.string(), signature: z.string() })
  ),
  paper: z.object({ counts: z.partialRecord(z.enum(voteChoices), z.number()), salt: z.string() }).nullable()
})

/** What a ballot that was handed in meets. */
export type CastOutcome = 'in' | 'closed' | 'wrong' | 'other-choice' | 'full'

interface Box {
  readonly signing: KeyObject
  /** Its public half. */
  readonly checking: KeyObject
  readonly published: PublishedKey
  readonly isToken: TokenCheck
  readonly sealing: Uint8Array
  readonly options: readonly VoteChoice[]
  readonly slots: number
  readonly ballots: Map<string, Ballot>
  /** Marks of the ballots that are on the disk. */
  readonly stored: Set<string>
  readonly queue: Queue
  next: Promise<void> | null
  /** [SB2] What was counted in the paper box. */
  paper: PaperSeal | null
  closed: boolean
}

/**
 * [SB3] [SB4] The boxes of secret ballots under way. Nothing here knows a voter, a session, an address or a time, and nothing is logged.
 * A box on the disk is one sealed piece of fixed length, written anew with every ballot, in which ballots lie by their marks, which are
 * random: it does not show in which order they came.
 */
export class BallotBoxes {
  readonly #files: BoxFiles
  readonly #boxes = new Map<VoteId, Box>()

  private constructor(files: BoxFiles) {
    this.#files = files
  }

  /** Opens what an earlier run left; `isUnderWay` says of which votes it is still needed, the others' keys are destroyed. */
  static async open(files: BoxFiles, isUnderWay: (vote: VoteId) => boolean, around: Surroundings): Promise<BallotBoxes> {
    const boxes = new BallotBoxes(files)
    for (const stored of await files.load()) {
      if (!isUnderWay(stored.vote)) {
        await files.destroy(stored.vote)
        continue
      }
      try {
        boxes.#boxes.set(stored.vote, opened(stored))
      } catch (error) {
        around.log({ level: 'error', event: 'ballot-box-lost', vote: stored.vote, fault: faultOf(error) })
      }
    }
    return boxes
  }

  /** Makes key and box for a vote that is being opened, with these options and so many voters, on disk when it resolves. What an opening that failed has left is replaced. */
  async make(vote: VoteId, options: readonly VoteChoice[], voters: number): Promise<PublishedKey> {
    if (this.#boxes.has(vote)) await this.destroy(vote)
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: keyBits, publicExponent: 65537 })
    const box = boxOf(privateKey, new Uint8Array(randomBytes(32)), options, voters)
    const signing = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
    const keys = { signing, sealing: Buffer.from(box.sealing).toString('base64'), options, slots: voters }
    await this.#files.putBox(vote, sealed(vote, box))
    await this.#files.putKeys(vote, Buffer.from(JSON.stringify(keys)))
    this.#boxes.set(vote, box)
    return box.published
  }

  /** The public key of a vote's box; null when there is none. */
  published(vote: VoteId): PublishedKey | null {
    return this.#boxes.get(vote)?.published ?? null
  }

  /** There is a box, and ballots can go into it. */
  isOpen(vote: VoteId): boolean {
    return this.#boxes.get(vote)?.closed === false
  }

  /** BlindSign (RFC 9474, 4.3) by the platform's own arithmetic, blinded and of constant time; null for what cannot be signed. */
  sign(vote: VoteId, message: Uint8Array): Uint8Array | null {
    const box = this.#boxes.get(vote)
    if (!box || message.length !== keyBits / 8) return null
    try {
      const answer = privateDecrypt({ key: box.signing, padding: constants.RSA_NO_PADDING }, message)
      const again = publicEncrypt({ key: box.checking, padding: constants.RSA_NO_PADDING }, answer)
      return again.equals(message) ? answer : null
    } catch {
      return null
    }
  }

  /** Puts a ballot in; on disk when it resolves with `in`. The same ballot again is in already. Rejects when it could not be stored. */
  async cast(vote: VoteId, ballot: Ballot): Promise<CastOutcome> {
    const box = this.#boxes.get(vote)
    if (!box || box.closed) return 'closed'
    if (ballotFault(vote, box.options, ballot, box.isToken, sha384) !== null) return 'wrong'
    const { mark, choice, seal, prefix, signature } = ballot
    const known = box.ballots.get(mark)
    if (known && known.choice !== choice) return 'other-choice'
    if (!known) {
      if (box.ballots.size >= box.slots) return 'full'
      box.ballots.set(mark, { mark, choice, seal, prefix, signature })
    }
    // One that could not be stored stays and goes to the disk with the next; whoever cast it was not told that it is in, and sends it again.
    if (!box.stored.has(mark)) await this.#store(vote, box)
    return 'in'
  }

  /** What was last counted in the paper box, or null. */
  paper(vote: VoteId): PaperSeal | null {
    return this.#boxes.get(vote)?.paper ?? null
  }

  /** Keeps what was counted in the paper box, on disk when it resolves; false when there is no box. */
  async putPaper(vote: VoteId, paper: PaperSeal): Promise<boolean> {
    const box = this.#boxes.get(vote)
    if (!box || box.closed) return false
    box.paper = paper
    await this.#store(vote, box)
    return true
  }

  /** How many ballots are in the box; null when there is none. */
  count(vote: VoteId): number | null {
    return this.#boxes.get(vote)?.stored.size ?? null
  }

  /** Takes no more ballots; resolves with all that are in, by their marks, once they are on the disk. Null when the box is lost. */
  async close(vote: VoteId): Promise<readonly Ballot[] | null> {
    const box = this.#boxes.get(vote)
    if (!box) return null
    box.closed = true
    await box.queue.idle()
    return byMark(box)
  }

  /** What was to come after closing did not come about. */
  reopen(vote: VoteId): void {
    const box = this.#boxes.get(vote)
    if (box) box.closed = false
  }

  /** The list is published, or never will be: keys and box go. */
  async destroy(vote: VoteId): Promise<void> {
    const box = this.#boxes.get(vote)
    if (box) {
      box.closed = true
      await box.queue.idle()
      box.sealing.fill(0)
    }
    this.#boxes.delete(vote)
    await this.#files.destroy(vote)
  }

  /** Resolves when no ballot is on its way to the disk. */
  async idle(): Promise<void> {
    await Promise.all([...this.#boxes.values()].map(({ queue }) => queue.idle()))
  }

  /** Ballots that come while one is being written go to the disk together. */
  #store(vote: VoteId, box: Box): Promise<void> {
    box.next ??= box.queue.run(async () => {
      box.next = null
      const marks = [...box.ballots.keys()]
      await this.#files.putBox(vote, sealed(vote, box))
      for (const mark of marks) box.stored.add(mark)
    })
    return box.next
  }
}

const byMark = ({ ballots, stored }: Box): readonly Ballot[] =>
  [...ballots.values()].filter(({ mark }) => stored.has(mark)).sort((a, b) => (a.mark < b.mark ? -1 : 1))

function boxOf(signing: KeyObject, sealing: Uint8Array, options: readonly VoteChoice[], slots: number): Box {
  const checking = createPublicKey(signing)
  const { n = '', e = '' } = checking.export({ format: 'jwk' })
  const standard = (part: string): string => Buffer.from(part, 'base64url').toString('base64')
  const published = { n: standard(n), e: standard(e) }
  if (!keyOf(published)) throw new Error('not a key of a ballot')
  const empty = {
    ballots: new Map<string, Ballot>(),
    stored: new Set<string>(),
    queue: new Queue(),
    next: null,
    paper: null,
    closed: false
  }
  return { signing, checking, published, isToken: platformCheck(checking), sealing, options, slots, ...empty }
}

function sealed(vote: VoteId, { ballots, paper, sealing, slots }: Box): Uint8Array {
  const sorted = [...ballots.values()].sort((a, b) => (a.mark < b.mark ? -1 : 1))
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(vote))
  const text = JSON.stringify({ ballots: sorted, paper }).padEnd((slots + 1) * slotBytes)
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

function opened({ vote, keys, box: bytes }: StoredBox): Box {
  const { signing, sealing, options, slots } = storedKeys.parse(JSON.parse(Buffer.from(keys).toString('utf8')))
  const privateKey = createPrivateKey({ key: Buffer.from(signing, 'base64'), format: 'der', type: 'pkcs8' })
  const box = boxOf(privateKey, new Uint8Array(Buffer.from(sealing, 'base64')), options, slots)
  if (!bytes) throw new Error('the box is gone')
  const decipher = createDecipheriv('aes-256-gcm', box.sealing, bytes.subarray(0, nonceBytes)).setAAD(Buffer.from(vote))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8')
  const stored = storedBox.parse(JSON.parse(text))
  box.paper = stored.paper
  for (const ballot of stored.ballots) {
    box.ballots.set(ballot.mark, ballot)
    box.stored.add(ballot.mark)
  }
  return box
}
