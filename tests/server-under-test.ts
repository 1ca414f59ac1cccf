import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface DemonstrationAccount {
  readonly account: string
  readonly password: string
  readonly role: string
  readonly name?: string
}
interface ReadyLine {
  readonly url: string
  readonly syncUrl: string
  readonly meetingId: string
  readonly accounts: readonly DemonstrationAccount[]
}

/** The real server in its own process, with its own data folder. */
export interface ServerUnderTest extends ReadyLine {
  readonly dataDir: string
  readonly process: ChildProcess
  /** Everything it wrote to stderr so far. */
  log(): string
  /** The first account with this role. */
  account(role: string): DemonstrationAccount
  /** kill -9; resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
  /** Starts again on the same folder and the same port. */
  restart(): Promise<void>
  /** Ends the process and removes the data folder. */
  close(): Promise<void>
}

const readyWithinMs = 30_000

/** Names the variable with the folder of a demonstration that was made before; see demonstration-template.ts. */
export const templateFolder = 'HOPSO_TEST_TEMPLATE'

function start(dataDir: string, port: number, log: (text: string) => void): Promise<{ child: ChildProcess; ready: ReadyLine }> {
  const profiling = process.env.HOPSO_PROFILE
    ? ['--cpu-prof', '--cpu-prof-interval=150', `--cpu-prof-dir=${process.env.HOPSO_PROFILE}`]
    : []
  const child = spawn(
    process.execPath,
    [...profiling, 'dist/server/cli.mjs', 'serve', '--data', dataDir, '--port', String(port), '--host', '127.0.0.1', '--demonstration'],
    // As it is shipped: a test runner's own mode would make Yjs freeze whatever it reads.
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } }
  )
  child.stderr?.setEncoding('utf8').on('data', log)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('the server was not ready in time'))
    }, readyWithinMs)
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`the server ended with ${code} before it was ready`)))
    if (!child.stdout) return reject(new Error('no stdout'))
    createInterface({ input: child.stdout }).once('line', line => {
      clearTimeout(timer)
      child.removeAllListeners('exit')
      resolve({ child, ready: JSON.parse(line) as ReadyLine })
    })
  })
}

/** Starts the built server (`npm run build`) with the demonstration organisation on a free port of this computer; `folder` for its data, else one of its own. */
export async function startServerUnderTest(folder?: string): Promise<ServerUnderTest> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'hopso-server-')))
  const template = process.env[templateFolder]
  if (folder === undefined && template !== undefined) await cp(template, dataDir, { recursive: true })
  let written = ''
  const log = (text: string) => {
    written += text
  }
  let { child, ready } = await start(dataDir, 0, log).catch((error: Error) => {
    throw new Error(`${error.message}\n${written}`)
  })
  const port = Number(new URL(ready.url).port)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
    const exited = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exited) as [number | null]
    return code
  }
  return {
    ...ready,
    dataDir,
    get process() {
      return child
    },
    log: () => written,
    account: role => {
      const found = ready.accounts.find(each => each.role === role)
      if (!found) throw new Error(`no demonstration account with role ${role}`)
      return found
    },
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    restart: async () => {
      await end('SIGKILL')
      ;({ child } = await start(dataDir, port, log))
    },
    close: async () => {
      await end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    }
  }
}
