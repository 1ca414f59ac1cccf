import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useSession } from '../../session/session.ts'
import { randomBytes } from '../../session/use-command.ts'
import { useLeaveWarning } from '../../ui/index.ts'
import type { UploadHome } from './upload.ts'
import { createUploadQueue, type UploadEntry, type UploadQueue, waitForNetwork } from './upload-queue.ts'

interface Uploads {
  of(home: UploadHome): UploadQueue
  /** Files of this computer are on their way or wait for their turn: a page that is closed forgets them. */
  running(): boolean
  close(): void
}
const UploadsContext = createContext<Uploads | null>(null)

const isUnderWay = ({ phase }: UploadEntry): boolean => phase.kind !== 'done' && phase.kind !== 'failed'

/** Holds the uploads of all meetings above their screens: walking away from a meeting does not end what is on its way. */
export function UploadsProvider(props: { readonly children: ReactNode }) {
  const { api } = useSession()
  const uploads = useMemo((): Uploads => {
    const queues = new Map<UploadHome, UploadQueue>()
    return {
      of(home) {
        const queue = queues.get(home) ?? createUploadQueue({ api, home, randomBytes, wait: waitForNetwork })
        queues.set(home, queue)
        return queue
      },
      running: () => [...queues.values()].some(queue => queue.getSnapshot().some(isUnderWay)),
      close() {
        for (const queue of queues.values()) queue.close()
      }
    }
  }, [api])
  useEffect(() => () => uploads.close(), [uploads])
  useLeaveWarning(uploads.running)
  useEffect(() => {
    // A file dropped beside a field would otherwise replace the whole screen.
    const keep = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    addEventListener('dragover', keep)
    addEventListener('drop', keep)
    return () => {
      removeEventListener('dragover', keep)
      removeEventListener('drop', keep)
    }
  }, [])
  return <UploadsContext.Provider value={uploads}>{props.children}</UploadsContext.Provider>
}

/** Whether files of this computer are on their way or wait for their turn; asked at the moment it matters. */
export function useUploadsRunning(): () => boolean {
  const uploads = useContext(UploadsContext)
  return useCallback(() => uploads?.running() ?? false, [uploads])
}

/** The uploads to one meeting, or to my own papers, and what they are doing now. */
export function useUploads(home: UploadHome): { readonly queue: UploadQueue; readonly entries: readonly UploadEntry[] } {
  const uploads = useContext(UploadsContext)
  const [missing] = useState(uploads === null)
  if (missing || !uploads) throw new Error('uploads are used outside UploadsProvider')
  const queue = uploads.of(home)
  return { queue, entries: useSyncExternalStore(queue.subscribe, queue.getSnapshot) }
}
