/** A network that was lost is looked for again this often. */
const retryMs = 20_000

/** Addresses of parts of one screen; rejects when they cannot be told without a network. */
export type PartsList = (signal: AbortSignal) => Promise<readonly string[]>

/**
 * Fetches what screens load only in the middle of their work (threads, picture decoders, fonts), so that they do it also without a network: what
 * the server says never changes the browser then has from its own cache, over plain http too. One after the other, each when `rest` says that
 * nobody needs the cable. Ends with the mark `parts-ahead`, or when `signal` does.
 */
export async function fetchPartsAhead(lists: readonly PartsList[], rest: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (const list of lists) {
    const addresses = await untilDone(() => list(signal), signal)
    for (const address of addresses ?? []) {
      await rest()
      await untilDone(() => fetchWhole(address, signal), signal)
    }
  }
  if (!signal.aborted) performance.mark('parts-ahead')
}

async function fetchWhole(address: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(new URL(address, document.baseURI), { signal, priority: 'low' })
  // A part that the server does not have will not be there a little later.
  if (answer.ok) await answer.arrayBuffer()
}

/** Null when the signal ended it. */
async function untilDone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | null> {
  while (!signal.aborted) {
    try {
      return await work()
    } catch {
      if (!signal.aborted) await pause(signal)
    }
  }
  return null
}

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, retryMs)
    window.addEventListener('online', done)
    signal.addEventListener('abort', done, { once: true })
  })
