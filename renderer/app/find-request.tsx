import { createContext, type Dispatch, type ReactNode, type SetStateAction, useContext, useMemo, useState } from 'react'
import type { PaperId } from '#core/ids.ts'
import type { Asked } from '../features/finding/index.ts'
import type { ReaderJump } from '../features/reader/index.ts'

interface FindRequest {
  /** What somebody wants found in all papers of the place on the screen; null when nobody wants anything. */
  readonly asked: Asked | null
  readonly ask: (asked: Asked | null) => void
  /** The hit that was picked last, and in which paper. */
  readonly jump: { readonly paper: PaperId; readonly to: ReaderJump } | null
  readonly setJump: Dispatch<SetStateAction<FindRequest['jump']>>
}
const FindRequestContext = createContext<FindRequest>({ asked: null, ask: () => {}, jump: null, setJump: () => {} })
export const useFindRequest = (): FindRequest => useContext(FindRequestContext)

/** Carries a question from the search of the frame to the place on the screen, and a hit to the paper it is in. */
export function FindRequestProvider(props: { readonly children: ReactNode }) {
  const [asked, ask] = useState<Asked | null>(null)
  const [jump, setJump] = useState<FindRequest['jump']>(null)
  return (
    <FindRequestContext.Provider value={useMemo(() => ({ asked, ask, jump, setJump }), [asked, jump])}>
      {props.children}
    </FindRequestContext.Provider>
  )
}
