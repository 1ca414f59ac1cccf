import { z } from 'zod'
import type { MeetingId, UserId } from '#core/ids.ts'
import type { Doubt, Witness } from '#core/record/witness.ts'
import type { SmallMemory } from '../../platform/small-memory.ts'

/** What is known of one meeting's record on this computer; `doubt` stays until the person has set it aside. */
export interface Kept {
  readonly witness: Witness
  readonly doubt: (Doubt & { readonly at: string }) | null
}

const head = z.object({ seq: z.number(), hash: z.string() })
const keptShape = z.object({
  witness: z.object({ followed: head, seen: z.array(head) }),
  doubt: z.object({ kind: z.enum(['shorter', 'other']), known: head, shown: head, at: z.string() }).nullable()
})

export interface WitnessMemory {
  read(): Kept | null
  write(kept: Kept): void
}

/** One text per server, person and meeting: nobody's knowledge is mixed with another's. */
export function witnessMemory(storage: SmallMemory, server: string, user: UserId, meeting: MeetingId): WitnessMemory {
  const key = `hopso witness ${server} ${user} ${meeting}`
  return {
    read() {
      try {
        return keptShape.safeParse(JSON.parse(storage.getItem(key) ?? 'null')).data ?? null
      } catch {
        return null
      }
    },
    write(kept) {
      try {
        storage.setItem(key, JSON.stringify(kept))
      } catch {
        // Storage is off or full: what was seen is known until the window closes.
      }
    }
  }
}
