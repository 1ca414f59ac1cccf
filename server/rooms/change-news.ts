import type { Room, RoomKind } from '#core/access/room.ts'
import { formatRoom } from '#protocol/sync.ts'
import type { LogEntry } from '../options.ts'

/** Tells who listens of rooms that changed, each once per tick. */
export class ChangeNews {
  private readonly listeners = new Set<{ readonly kinds: ReadonlySet<RoomKind>; readonly listener: (room: Room) => void }>()
  private readonly changed = new Map<string, Room>()

  constructor(private readonly log: (entry: LogEntry) => void) {}

  listen(kinds: readonly RoomKind[], listener: (room: Room) => void): () => void {
    const entry = { kinds: new Set(kinds), listener }
    this.listeners.add(entry)
    return () => this.listeners.delete(entry)
  }

  note(room: Room): void {
    if (this.changed.size === 0) setImmediate(() => this.tell())
    this.changed.set(formatRoom(room), room)
  }

  private tell(): void {
    const rooms = [...this.changed.values()]
    this.changed.clear()
    for (const room of rooms) {
      for (const { kinds, listener } of [...this.listeners]) {
        if (!kinds.has(room.kind)) continue
        try {
          listener(room)
        } catch (error) {
          this.log({ level: 'error', event: 'change-listener-failed', room: room.kind, error: String(error) })
        }
      }
    }
  }
}
