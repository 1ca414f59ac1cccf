import regularUrl from '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf?url'
import italicUrl from '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf?url'
import boldUrl from '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf?url'
import type { ExportAnswers, ExportCall } from './export-calls.ts'
import workerUrl from './export-worker.ts?worker&url'
import type { FontFiles } from './sheet-writer.ts'

/** Files being written in a thread of their own. */
export interface ExportWork {
  /** Rejects when the work was called off or the thread died (memory). */
  readonly ask: <C extends ExportCall>(call: C, transfer?: readonly ArrayBuffer[]) => Promise<ExportAnswers[C['kind']]>
  readonly end: () => void
}

/** Addresses of what is loaded only when a file is written. */
export const exportingParts: readonly string[] = [workerUrl, regularUrl, boldUrl, italicUrl]

/** Starts the thread; it ends with `end`, or when `signal` says so. */
export function startExportWork(signal: AbortSignal): ExportWork {
  const worker = new Worker(new URL(workerUrl, document.baseURI), { type: 'module' })
  let failed: ((error: Error) => void) | null = null
  const end = (): void => {
    worker.terminate()
    failed?.(new Error('ended'))
  }
  signal.addEventListener('abort', end, { once: true })
  return {
    ask: <C extends ExportCall>(call: C, transfer: readonly ArrayBuffer[] = []) =>
      new Promise<ExportAnswers[C['kind']]>((resolve, reject) => {
        if (signal.aborted) return reject(new Error('ended'))
        failed = reject
        worker.onerror = event => reject(new Error(event.message))
        worker.onmessage = (event: MessageEvent<{ ok: true; value: ExportAnswers[C['kind']] } | { ok: false; error: string }>) => {
          failed = null
          if (event.data.ok) resolve(event.data.value)
          else reject(new Error(event.data.error))
        }
        worker.postMessage(call, [...transfer])
      }),
    end: () => {
      signal.removeEventListener('abort', end)
      end()
    }
  }
}

/** The font of official documents, from our own origin. */
export async function loadFonts(signal: AbortSignal): Promise<FontFiles> {
  const load = async (address: string): Promise<Uint8Array> => {
    const response = await fetch(new URL(address, document.baseURI), { signal })
    if (!response.ok) throw new Error(`font: ${response.status}`)
    return new Uint8Array(await response.arrayBuffer())
  }
  const [regular, bold, italic] = await Promise.all([load(regularUrl), load(boldUrl), load(italicUrl)])
  return { regular, bold, italic }
}
