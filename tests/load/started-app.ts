import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly targetInfo?: { readonly targetId: string; readonly type: string } }
  readonly result?: { readonly sessionId?: string; readonly result?: { readonly value?: unknown } }
}

/** An app started and watched by nothing but Chromium's own debugging port: a test library's attachment would be measured too. */
export interface StartedApp {
  /** Milliseconds since the program was started until the expression was true in its page. */
  until(expression: string): Promise<number>
  evaluate<T>(expression: string): Promise<T>
  close(): Promise<void>
}

const givesUpAfterMs = 60_000
const looksEveryMs = 4

/** Starts `folder` as an app in the Electron of this computer. */
export async function startApp(folder: string, userData: string): Promise<StartedApp> {
  const { executable } = await electronRuntime()
  const begin = performance.now()
  const child = spawn(executable, ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${userData}`, folder], {
    env: { ...process.env, TZ: 'Asia/Ho_Chi_Minh', HOPSO_USER_DATA: userData },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const stuck = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await gone
    clearTimeout(stuck)
  }
  try {
    const socket = new WebSocket(await debuggingAddress(child))
    await once(socket, 'open')
    const send = callsOver(socket)
    const page = new Promise<string>(resolve => {
      socket.on('message', data => {
        const { method, params } = JSON.parse(String(data)) as Answer
        const target = params?.targetInfo
        if (method === 'Target.targetCreated' && target?.type === 'page') resolve(target.targetId)
      })
    })
    await send('Target.setDiscoverTargets', { discover: true })
    const { sessionId } = (await send('Target.attachToTarget', { targetId: await page, flatten: true })) ?? {}
    const evaluate = async <T>(expression: string) => {
      const call = send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true }, sessionId)
      const answer = await Promise.race([call, tooLate(expression)])
      return answer?.result?.value as T
    }
    return {
      evaluate,
      until: async expression => {
        while (performance.now() - begin < givesUpAfterMs) {
          if (await evaluate<boolean>(expression)) return performance.now() - begin
          await new Promise(resolve => setTimeout(resolve, looksEveryMs))
        }
        throw new Error(`never true: ${expression}`)
      },
      close: async () => {
        socket.terminate()
        await end()
      }
    }
  } catch (error) {
    await end()
    throw error
  }
}

function tooLate(what: string): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(`no answer in time: ${what}`)), givesUpAfterMs).unref())
}

async function debuggingAddress(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error('no stderr')
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    // Whatever it writes from now on must not fill the pipe.
    if (address) {
      child.stderr.resume()
      return address
    }
  }
  throw new Error('the app ended before its page could be watched')
}

function callsOver(socket: WebSocket) {
  let last = 0
  const waiting = new Map<number, (result: Answer['result']) => void>()
  socket.on('message', data => {
    const { id, result } = JSON.parse(String(data)) as Answer
    if (id !== undefined) waiting.get(id)?.(result)
  })
  return (method: string, params: object, sessionId?: string) =>
    new Promise<Answer['result']>(resolve => {
      const id = ++last
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }))
    })
}
