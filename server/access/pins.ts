import type { UserId } from '#core/ids.ts'
import { mostWrongPins } from '#protocol/pin-api.ts'
import { KeyedQueues } from '../queue.ts'
import type { Directory, StoredUser } from '../storage/ports.ts'
import { knowsDevice } from './known-devices.ts'
import type { Passwords } from './passwords.ts'

export type PinOutcome = 'right' | 'wrong' | 'locked'

/** A PIN is hashed together with the secret of its computer: who has the data folder alone cannot try a million of them. */
const secretOf = (pin: string, device: string): string => `${pin} ${device}`

/** [H8] PINs of people on computers. `device` is what the computer proves itself by, `known` what is stored of it. */
export class Pins {
  readonly #directory: Directory
  readonly #passwords: Passwords
  readonly #queues = new KeyedQueues<UserId>()

  constructor(directory: Directory, passwords: Passwords) {
    this.#directory = directory
    this.#passwords = passwords
  }

  /**
   * Sets this person's PIN on a computer they signed in on with their password; false where they did not, or where the password is no more
   * the one that allowed it (`allowedBy`, its hash).
   */
  async set(user: UserId, device: string, known: string, pin: string, allowedBy: string): Promise<boolean> {
    const hash = await this.#passwords.hash(secretOf(pin, device))
    return this.#queues.run(user, async () => {
      let done = false
      await this.#directory.changeUser(user, stored => {
        done = stored.passwordHash === allowedBy && knowsDevice(stored, known)
        const onKnown = others(stored, known).filter(({ device }) => knowsDevice(stored, device))
        return done ? { pins: [...onKnown, { device: known, hash, wrong: 0 }] } : {}
      })
      return done
    })
  }

  async drop(user: UserId, known: string): Promise<void> {
    await this.#queues.run(user, async () => {
      const stored = this.#directory.users().get(user)
      if (stored?.pins?.some(pin => pin.device === known)) await this.#directory.changeUser(user, { pins: others(stored, known) })
    })
  }

  /** Whether a right PIN of this person would open there; not with a locked account or a first password to be changed. */
  takes(user: UserId, known: string): boolean {
    const stored = this.#directory.users().get(user)
    const kept = stored && pinAt(stored, known)
    return kept !== undefined && kept.wrong < mostWrongPins && !stored?.locked && !stored?.mustChangePassword
  }

  /** One try, one after the other for each person; the fifth wrong one in a row locks, and only a new PIN unlocks. */
  async try(user: UserId, device: string, known: string, pin: string): Promise<PinOutcome> {
    return this.#queues.run(user, async () => {
      const stored = this.#directory.users().get(user)
      const kept = stored && pinAt(stored, known)
      if (kept && kept.wrong >= mostWrongPins) return 'locked'
      // Counted before it is looked at: a server that is killed in between forgets no try.
      // A password that was set meanwhile took every PIN along: none comes back.
      const counted = (wrong: number) =>
        this.#directory.changeUser(user, now =>
          now.pins?.some(each => each.device === known) ? { pins: [...others(now, known), { ...(kept as Pin), wrong }] } : {}
        )
      if (kept) await counted(kept.wrong + 1)
      const right = await this.#passwords.inTurn(check => check(secretOf(pin, device), kept?.hash ?? null))
      if (!right || !kept) return kept && kept.wrong + 1 >= mostWrongPins ? 'locked' : 'wrong'
      await counted(0)
      return this.#directory
        .users()
        .get(user)
        ?.pins?.some(each => each.device === known)
        ? 'right'
        : 'wrong'
    })
  }
}

type Pin = NonNullable<StoredUser['pins']>[number]

const pinAt = (stored: StoredUser, known: string): Pin | undefined =>
  knowsDevice(stored, known) ? stored.pins?.find(each => each.device === known) : undefined
const others = ({ pins }: StoredUser, known: string): Pin[] => (pins ?? []).filter(pin => pin.device !== known)
