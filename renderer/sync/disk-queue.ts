import * as Y from 'yjs'
import type { RoomStore } from './room-store.ts'

interface Batch {
  readonly updates: Uint8Array[]
  /** How many of them are mine. */
  mine: number
}

/**
 * Writes a room's updates to this computer in order, one batch at a time: what arrives during a write goes together into the next.
 * A failed write (full disk) is remembered in `failed`, never thrown: the wire still has to get its frame.
 */
export class DiskQueue {
  readonly #store: RoomStore
  readonly #room: string
  readonly #writer: string
  readonly #changed: () => void
  #waiting: Batch | null = null
  #running: Promise<void> | null = null
  #mineUnwritten = 0
  failed = false

  constructor(store: RoomStore, room: string, writer: string, changed: () => void) {
    this.#store = store
    this.#room = room
    this.#writer = writer
    this.#changed = changed
  }

  /** Something of mine is not on disk yet. */
  get writingMine(): boolean {
    return this.#mineUnwritten > 0
  }

  /** Resolves when everything handed over so far was written; null when nothing is under way. */
  readonly settled = (): Promise<void> | null => this.#running

  add(update: Uint8Array, mine: boolean): void {
    if (mine) this.#mineUnwritten += 1
    if (this.#waiting) {
      this.#waiting.updates.push(update)
      if (mine) this.#waiting.mine += 1
      return
    }
    const batch: Batch = { updates: [update], mine: mine ? 1 : 0 }
    this.#waiting = batch
    // The first write starts at once, within the same task: a page that is being closed still gets its transaction queued.
    const begun = this.#running ? this.#running.then(() => this.#write(batch)) : this.#write(batch)
    const running: Promise<void> = begun.then(() => {
      if (this.#running === running) this.#running = null
      this.#changed()
    })
    this.#running = running
  }

  /** Hands over what still waits for an earlier write (the page is going away). */
  flush(): void {
    const batch = this.#waiting
    if (!batch) return
    void this.#write({ updates: [...batch.updates], mine: 0 })
  }

  async #write(batch: Batch): Promise<void> {
    if (this.#waiting === batch) this.#waiting = null
    const update = batch.updates.length === 1 ? batch.updates[0] : Y.mergeUpdates(batch.updates)
    try {
      if (update) await this.#store.append(this.#room, update, batch.mine > 0 ? this.#writer : null)
      this.failed = false
    } catch {
      this.failed = true
    }
    this.#mineUnwritten -= batch.mine
  }
}
