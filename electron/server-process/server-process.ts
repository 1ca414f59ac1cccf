import type { FromServerProcess, ToServerProcess } from '#protocol/server-process.ts'
import { type RunningServer, startServer } from '#server'

/** The little of Electron's process.parentPort that is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: ToServerProcess }) => void): void
  postMessage(message: FromServerProcess): void
}
const port = (process as unknown as { readonly parentPort: ParentPort }).parentPort
let starting: Promise<RunningServer> | null = null

port.on('message', async ({ data }) => {
  if (data.kind === 'start' && !starting) {
    starting = startServer({ dataDir: data.dataDir, port: data.port, host: data.host })
    try {
      port.postMessage({ kind: 'started', url: (await starting).url })
    } catch (error) {
      port.postMessage({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
    }
  }
  if (data.kind === 'stop') {
    await (await starting)?.close()
    port.postMessage({ kind: 'stopped' })
    process.exit(0)
  }
})
