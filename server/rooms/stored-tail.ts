import type { LogEntry } from '../options.ts'
import type { RoomStorage } from '../storage/ports.ts'
import type { RoomsLimits } from './ports.ts'

/** Fewer stored updates than this are not worth rewriting when the room leaves memory. */
const worthRewriting = 20

/** So many replaced bytes are worth the work of taking them from the disk. */
const worthReclaimingBytes = 1024 * 1024

/** What is stored of a room behind its last snapshot, and how it becomes the next one. */
export class StoredTail {
  private rewriting: Promise<void> | null = null
  private replacedBytes = 0

  constructor(
    private readonly name: string,
    private length: { readonly updates: number; readonly bytes: number },
    private readonly around: { readonly storage: RoomStorage; readonly limits: RoomsLimits; readonly log: (entry: LogEntry) => void }
  ) {}

  grow(bytes: number): void {
    this.length = { updates: this.length.updates + 1, bytes: this.length.bytes + bytes }
  }

  /** Above the limits `times` over. */
  isLong(times: number): boolean {
    const { compactAfterUpdates, compactAfterBytes } = this.around.limits
    return this.length.updates > times * compactAfterUpdates || this.length.bytes > times * compactAfterBytes
  }
  get isWorthRewriting(): boolean {
    return this.length.updates >= worthRewriting
  }
  get isRewriting(): boolean {
    return this.rewriting !== null
  }

  /** Puts `snapshot`, which must be all that is stored, in place of the tail. A failure is logged: the tail is as good. */
  rewrite(snapshot: Uint8Array, then: () => void): void {
    this.replacedBytes += this.length.bytes
    this.length = { updates: 0, bytes: 0 }
    this.rewriting = this.around.storage
      .compact(this.name, snapshot)
      .catch(error => this.around.log({ level: 'error', event: 'room-compaction-failed', room: this.name, error: String(error) }))
      .then(() => {
        this.rewriting = null
        then()
      })
  }

  /** Takes what was replaced from the disk, when it is much or asked for. A failure is logged: it takes room and does no harm. */
  async reclaim(atOnce = false): Promise<void> {
    if (!atOnce && this.replacedBytes < worthReclaimingBytes) return
    this.replacedBytes = 0
    await this.around.storage
      .reclaim(this.name)
      .catch(error => this.around.log({ level: 'warn', event: 'room-space-not-reclaimed', room: this.name, error: String(error) }))
  }

  /** Resolves when a rewriting under way has ended. */
  async rewritten(): Promise<void> {
    await this.rewriting
  }
}
