import * as Y from 'yjs'
import type { RoomStore } from './room-store.ts'

/** A full disk is looked at again this often. */
const retryMs = 5_000

interface Batch {
  readonly updates: Uint8Array[]
  /** How many of them are mine. */
  mine: number
}

/**
 * Writes a room's updates to this computer in order, one batch at a time: what arrives during a write goes together into the next.
 * A failed write (full disk) is never thrown: the wire still has to get its frame. What failed goes with the next write or is tried again
 * after a while, so that nothing later ever stands behind a hole.
 */
export class DiskQueue {
  readonly #store: RoomStore
  readonly #room: string
  readonly #writer: string
  readonly #changed: () => void
  #waiting: Batch | null = null
  #running: Promise<void> | null = null
  #mineUnwritten = 0
  /** What an earlier write could not put on disk, oldest first. */
  #owed: Uint8Array[] = []
  #owedMine = false
  #again: ReturnType<typeof setTimeout> | null = null

  /** Something could not be written and is not on disk yet. */
  get failed(): boolean {
    return this.#owed.length > 0
  }

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
    this.#begin(batch)
  }

  /** The page lets go of the room: one last try, then no more. */
  async close(): Promise<void> {
    if (this.#again) clearTimeout(this.#again)
    this.#again = null
    await this.#running
    if (this.failed) await this.#write({ updates: [], mine: 0 })
    if (this.#again) clearTimeout(this.#again)
    this.#again = null
  }

  #begin(batch: Batch): void {
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
    const { updates, mine } = batch
    void this.#store
      .append(this.#room, Y.mergeUpdates([...this.#owed, ...updates]), mine > 0 || this.#owedMine ? this.#writer : null)
      .catch(() => {})
  }

  async #write(batch: Batch): Promise<void> {
    if (this.#waiting === batch) this.#waiting = null
    const updates = [...this.#owed, ...batch.updates]
    const mine = batch.mine > 0 || this.#owedMine
    this.#owed = []
    try {
      if (updates.length > 0) await this.#store.append(this.#room, Y.mergeUpdates(updates), mine ? this.#writer : null)
      this.#owedMine = false
    } catch {
      this.#owed = [...updates, ...this.#owed]
      this.#owedMine = mine
      this.#again ??= setTimeout(() => {
        this.#again = null
        this.#begin({ updates: [], mine: 0 })
      }, retryMs)
    }
    this.#mineUnwritten -= batch.mine
  }
}
