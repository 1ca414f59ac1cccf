import { answerExportCall, type ExportCall } from './export-calls.ts'

/** The thread in which files are written: the library is loaded here alone, and ending the thread ends the work. */
const answer = answerExportCall()
addEventListener('message', (event: MessageEvent<ExportCall>) => {
  answer(event.data).then(
    value => postMessage({ ok: true, value }, value instanceof Uint8Array ? { transfer: [value.buffer] } : {}),
    (error: unknown) => postMessage({ ok: false, error: String(error) })
  )
})
