import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import * as Y from 'yjs'
import { hopsoSubprotocol, messageKind, syncStep, tokenSubprotocolPrefix } from '#protocol/sync.ts'
import { startServerUnderTest } from '../../server-under-test.ts'
import { freshId, type SignedIn, signInByApi } from '../../sync-client.ts'
import { fill } from './content.ts'
import type { LoadRoom } from './load.ts'
import type { Seat } from './load-client.ts'

/** `relay` is the floor; `+` names what keeps the documents. */
export const peerNames = ['relay', 'y-websocket', 'y-websocket+leveldb', 'hocuspocus', 'hocuspocus+sqlite'] as const
export type PeerName = (typeof peerNames)[number]
export type ServerName = 'own' | PeerName

/** A server under load, in a process of its own, on a free port of this computer. */
export interface LoadServer {
  readonly name: ServerName
  readonly pid: number
  /** `count` rooms that are empty. */
  rooms(count: number): Promise<readonly LoadRoom[]>
  /** kill -9. */
  kill(): Promise<void>
  /** Again on the same data and port; resolves when it listens. */
  start(): Promise<void>
  close(): Promise<void>
}

const packagesDir = resolve('.bench/peers')
const installWithinMs = 300_000
const readyWithinMs = 30_000

/** Starts it; `stateBytes`: the relay hands out a document of this size, as ours would have been seeded. */
export function startLoadServer(name: ServerName, stateBytes = 0): Promise<LoadServer> {
  return name === 'own' ? startOwn() : startPeer(name, stateBytes)
}

/** Our server as it is shipped, on disk, with the demonstration; its chair and secretary write, its members listen. */
async function startOwn(): Promise<LoadServer> {
  const server = await startServerUnderTest()
  const seat = (token: string, meeting: string): Seat => ({
    url: `${server.syncUrl}/meeting/${meeting}`,
    document: '',
    wire: 'yjs',
    protocols: [hopsoSubprotocol, `${tokenSubprotocolPrefix}${token}`]
  })
  const signIn = ({ account, password }: { readonly account: string; readonly password: string }) =>
    signInByApi(server.url, account, password)
  const everybody = (role: string) => Promise.all(server.accounts.filter(account => account.role === role).map(signIn))
  const secretary = await signIn(server.account('secretary'))
  const writers = [secretary, ...(await everybody('chair'))]
  const readers = await everybody('member')
  return {
    name: 'own',
    get pid() {
      return server.process.pid ?? 0
    },
    async rooms(count) {
      if (count === 1) {
        const seats = (people: readonly SignedIn[]) => people.map(({ token }) => seat(token, server.meetingId))
        return [{ writers: seats(writers), readers: seats(readers) }]
      }
      const made = await Promise.all(Array.from({ length: count }, () => makeMeeting(server.url, secretary)))
      return made.map(meeting => ({ writers: [seat(secretary.token, meeting)], readers: [seat(secretary.token, meeting)] }))
    },
    kill: () => server.kill(),
    start: () => server.restart(),
    close: () => server.close()
  }
}

async function makeMeeting(url: string, { token, user }: SignedIn): Promise<string> {
  const meeting = freshId()
  const response = await fetch(`${url}/api/meetings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: freshId(),
      meeting,
      unit: user.unit,
      title: 'Họp giao ban',
      type: 'briefing',
      form: 'inPerson',
      place: '',
      startsAt: '2026-12-01T01:00:00.000Z',
      endsAt: '2026-12-01T03:00:00.000Z'
    })
  })
  if (response.status !== 201) throw new Error(`a meeting was answered ${response.status}: ${await response.text()}`)
  return meeting
}

async function startPeer(name: PeerName, stateBytes: number): Promise<LoadServer> {
  const [software = name, keeping] = name.split('+')
  const folder = await install(software)
  const data = await mkdtemp(join(tmpdir(), 'hopso-bench-'))
  const env: Record<string, string> = {}
  if (keeping) env.DATA = keeping === 'sqlite' ? join(data, 'documents.sqlite') : data
  if (name === 'relay' && stateBytes > 0) {
    env.STATE = join(data, 'state.bin')
    await writeFile(env.STATE, stateFrame(stateBytes))
  }
  let { child, port } = await launch(folder, env)
  return {
    name,
    get pid() {
      return child.pid ?? 0
    },
    async rooms(count) {
      return Array.from({ length: count }, (_, index) => {
        const document = `room-${index}`
        const url = `ws://127.0.0.1:${port}${software === 'hocuspocus' ? '' : `/${document}`}`
        const seat: Seat = {
          url,
          document,
          wire: software === 'hocuspocus' ? 'hocuspocus' : software === 'relay' ? 'relay' : 'yjs',
          protocols: []
        }
        return { writers: [seat], readers: [seat] }
      })
    },
    kill: () => kill(child),
    async start() {
      ;({ child, port } = await launch(folder, { ...env, PORT: String(port) }))
    },
    async close() {
      await kill(child)
      await rm(data, { recursive: true, force: true })
    }
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

function launch(folder: string, env: Readonly<Record<string, string>>): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('a peer was not ready in time'))
    }, readyWithinMs)
    child.once('exit', code => reject(new Error(`a peer ended with ${code}`)))
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).on('line', line => {
      if (!/^\d+$/.test(line)) return
      clearTimeout(timer)
      resolve({ child, port: Number(line) })
    })
  })
}

/** Their packages are not ours: they are installed for the benchmark, apart. better-sqlite3 is built where no binary is to be had. */
async function install(software: string): Promise<string> {
  const from = resolve('tests/load/peers', software)
  const folder = join(packagesDir, software)
  await mkdir(folder, { recursive: true })
  for (const file of ['package.json', 'server.mjs']) await copyFile(join(from, file), join(folder, file))
  if (existsSync(join(folder, 'node_modules'))) return folder
  const npm = (...args: string[]) => promisify(execFile)('npm', args, { cwd: folder, timeout: installWithinMs })
  await npm('install', '--no-audit', '--no-fund', '--ignore-scripts')
  if (existsSync(join(folder, 'node_modules/better-sqlite3'))) await npm('rebuild', 'better-sqlite3', '--foreground-scripts')
  return folder
}

function stateFrame(bytes: number): Uint8Array {
  const doc = new Y.Doc()
  fill(doc, bytes)
  const state = Y.encodeStateAsUpdate(doc)
  const length: number[] = []
  let rest = state.length
  for (; rest > 127; rest >>>= 7) length.push((rest & 127) | 128)
  return Buffer.concat([Uint8Array.of(messageKind.sync, syncStep.step2, ...length, rest), state])
}
