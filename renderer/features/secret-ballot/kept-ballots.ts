import { type DBSchema, openDB } from 'idb'
import type { MeetingId, UserId, VoteId } from '#core/ids.ts'
import type { Ballot, BlankBallot, PublishedKey } from '#core/secret-ballot/ballot.ts'
import type { VoteChoice } from '#core/vote/options.ts'
import type { ApiFailure } from '../../sync/api-client.ts'

/** What this device alone knows of one secret ballot of one person. */
export interface KeptBallot {
  readonly vote: VoteId
  readonly meeting: MeetingId
  readonly options: readonly VoteChoice[]
  readonly key: PublishedKey
  readonly blank: BlankBallot
  /** Null until the server has signed it. */
  readonly token: string | null
  /** Written on, and to be put into the box; null before. */
  readonly ballot: Ballot | null
  /** The server has said that it is in the box. */
  readonly cast: boolean
  /** Why the box did not take it, for good; null otherwise. */
  readonly refused: ApiFailure | null
}

/** Where it is kept: on this device only, apart from everything that is sent anywhere. */
export interface BallotStore {
  all(): Promise<readonly KeptBallot[]>
  /** On this device's disk when it resolves; rejects when it cannot be kept. */
  put(kept: KeptBallot): Promise<void>
  drop(vote: VoteId): Promise<void>
}

interface Schema extends DBSchema {
  ballots: { key: string; value: KeptBallot }
}
const strict = { durability: 'strict' } as const

/** Named by server and person: nobody's ballots open under another name. Rejects where a browser keeps nothing. */
export async function openBallotStore(server: string, user: UserId): Promise<BallotStore> {
  const database = await openDB<Schema>(`hopso ballots ${server} ${user}`, 1, {
    upgrade: db => void db.createObjectStore('ballots', { keyPath: 'vote' })
  })
  return {
    all: () => database.getAll('ballots'),
    put: async kept => {
      const tx = database.transaction('ballots', 'readwrite', strict)
      void tx.store.put(kept)
      await tx.done
    },
    drop: async vote => {
      const tx = database.transaction('ballots', 'readwrite', strict)
      void tx.store.delete(vote)
      await tx.done
    }
  }
}

/** For tests. */
export function memoryBallotStore(): BallotStore {
  const kept = new Map<VoteId, KeptBallot>()
  return {
    all: async () => [...kept.values()],
    put: async one => void kept.set(one.vote, one),
    drop: async vote => void kept.delete(vote)
  }
}
