import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Asked } from '../features/finding/index.ts'

interface FindRequest {
  /** What somebody wants found in all papers of the meeting on the screen; null when nobody wants anything. */
  readonly asked: Asked | null
  readonly ask: (asked: Asked | null) => void
}
const FindRequestContext = createContext<FindRequest>({ asked: null, ask: () => {} })
export const useFindRequest = (): FindRequest => useContext(FindRequestContext)

/** Carries a question from the search of the frame to the meeting on the screen. */
export function FindRequestProvider(props: { readonly children: ReactNode }) {
  const [asked, ask] = useState<Asked | null>(null)
  return <FindRequestContext.Provider value={useMemo(() => ({ asked, ask }), [asked])}>{props.children}</FindRequestContext.Provider>
}
