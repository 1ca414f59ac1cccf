import type { OpenRoom } from './ports.ts'

/** One room that cannot be sent again keeps the others waiting no longer than this. */
const sendPatienceMs = 10_000

/** Resolves when the server has the room or will not have it; after a while in any case: what is not sent stays open by itself. */
export function sentAgain(held: OpenRoom): Promise<void> {
  return new Promise(resolve => {
    const end = (): void => {
      stop()
      clearTimeout(patience)
      resolve()
    }
    const look = (): void => {
      const { save, condition } = held.getSnapshot()
      if (save.kind === 'server' || condition.kind === 'none') end()
    }
    const patience = setTimeout(end, sendPatienceMs)
    const stop = held.subscribe(look)
    look()
  })
}
