import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { createPaperWorkers, type PaperWorkers } from './paper-workers.ts'

const Context = createContext<PaperWorkers | null>(null)

/** Keeps the threads that read papers for as long as the person is signed in. */
export function PaperWorkersProvider(props: { readonly children: ReactNode }) {
  const [workers] = useState(createPaperWorkers)
  return <Context.Provider value={workers}>{props.children}</Context.Provider>
}

export function usePaperWorkers(): PaperWorkers {
  const workers = useContext(Context)
  if (!workers) throw new Error('no paper workers here')
  return workers
}

/** Where papers can be chosen: the thread for the first of them is made ready meanwhile. */
export function useWarmPaperWorker(): void {
  const workers = usePaperWorkers()
  useEffect(() => {
    const waiting = requestIdleCallback(() => workers.warm(), { timeout: 1000 })
    return () => cancelIdleCallback(waiting)
  }, [workers])
}
