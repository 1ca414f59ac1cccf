import { type UtilityProcess, utilityProcess } from 'electron'
import type { FromServerProcess, ToServerProcess } from '#protocol/server-process.ts'

/** A stopping server stores what it acknowledged; after this long it is ended, and nothing acknowledged is lost by that either. */
const stopWithinMs = 10_000

export interface EmbeddedServer {
  readonly url: string
  /** Idempotent; resolves when the process is gone. */
  stop(): Promise<void>
}

/** Starts the same server as in a rack, as a process of this app; rejects with its own words when it cannot. */
export function startEmbeddedServer(
  program: string,
  options: { readonly dataDir: string; readonly port: number; readonly host: string }
): Promise<EmbeddedServer> {
  const child: UtilityProcess = utilityProcess.fork(program, [], { serviceName: 'hopso-server', stdio: 'inherit' })
  const send = (message: ToServerProcess) => child.postMessage(message)
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  let stopping: Promise<void> | null = null
  const stop = () => {
    stopping ??= (async () => {
      const timer = setTimeout(() => child.kill(), stopWithinMs)
      send({ kind: 'stop' })
      await gone
      clearTimeout(timer)
    })()
    return stopping
  }
  return new Promise((resolve, reject) => {
    void gone.then(() => reject(new Error('the embedded server ended before it was ready')))
    child.on('message', (message: FromServerProcess) => {
      if (message.kind === 'started') resolve({ url: message.url, stop })
      else if (message.kind === 'failed') {
        child.kill()
        reject(new Error(message.reason))
      }
    })
    send({ kind: 'start', ...options })
  })
}
