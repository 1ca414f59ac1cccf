import { useMemo, useSyncExternalStore } from 'react'
import type { SharedPaper, Shelf } from '#core/personal/shelf.ts'
import { readQuota, readShared, readShelf } from '#core/shared-doc/shelf-doc.ts'
import { useSession } from '../../session/session.ts'
import { useRoomState, useRoomValue } from '../../sync/hooks.ts'
import type { KeptState } from '../../sync/papers-kept.ts'

export interface MyPapers {
  readonly shelf: Shelf
  readonly shared: readonly SharedPaper[]
  /** Bytes; null while the server has not said. */
  readonly quota: number | null
  readonly loading: boolean
}

/** Everything of mine and everything shared with me, as this computer knows it. */
export function useMyPapers(): MyPapers {
  const { me } = useSession()
  const room = useMemo(() => ({ kind: 'shelf', user: me.user.id }) as const, [me.user.id])
  const loading = useRoomState(room, state => state.condition.kind === 'loading')
  const found = useRoomValue(room, doc => ({ shelf: readShelf(doc), shared: readShared(doc), quota: readQuota(doc) }))
  return { ...found, loading }
}

/** Which of them are on this computer. */
export function useKept(): KeptState {
  const { kept } = useSession()
  return useSyncExternalStore(kept.subscribe, kept.getSnapshot)
}
