import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { uniqueBeside } from './durable-file.ts'
import { codeOf } from './faults.ts'
import { StorageFault } from './ports.ts'

const schema = z.object({ pid: z.number().int().positive(), started: z.string().nullable(), token: z.string() })
type Holder = z.infer<typeof schema>

/** Where there is nothing to tell a process from a later one of the same number, LevelDB's own lock decides. */
export interface ProcessTable {
  isAlive(pid: number): boolean
  /** The same as long as it is the same process; null where it cannot be known. */
  startOf(pid: number): string | null
}

/** The processes of this machine. */
export const machineProcesses: ProcessTable = {
  isAlive(pid) {
    try {
      process.kill(pid, 0)
      return true
    } catch (error) {
      return codeOf(error) === 'EPERM'
    }
  },
  startOf(pid) {
    if (process.platform !== 'linux') return null
    try {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      // proc_pid_stat(5): the name in parentheses may hold anything; the start time is the 20th field after it.
      const start = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1)?.trim().split(' ')[19]
      return start ? `${boot} ${start}` : null
    } catch {
      return null
    }
  }
}

/** Takes the lock file at `path` for this process; one that a dead process left behind is taken over. Resolves with its release. */
export async function lockFolder(path: string, processes: ProcessTable = machineProcesses): Promise<() => Promise<void>> {
  const own: Holder = { pid: process.pid, started: processes.startOf(process.pid), token: randomBytes(8).toString('hex') }
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      await writeFile(path, JSON.stringify(own), { flag: 'wx', mode: 0o600 })
      return () => release(path, own)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    const holder = await holderOf(path)
    if (holder !== null && isHeld(holder, processes)) throw new StorageFault('locked', `the data folder is in use by process ${holder.pid}`)
    await takeAway(path)
  }
  throw new StorageFault('locked', 'the data folder is being opened by another process')
}

/** Whether the process that wrote the lock is still there. */
export function isHeld(holder: { readonly pid: number; readonly started: string | null }, processes: ProcessTable): boolean {
  if (!processes.isAlive(holder.pid)) return false
  const started = processes.startOf(holder.pid)
  return started !== null && started === holder.started
}

async function holderOf(path: string): Promise<Holder | null> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return null
  }
}

async function takeAway(path: string): Promise<void> {
  const aside = uniqueBeside(path)
  try {
    // Of two that find the same dead lock, one moves it.
    await rename(path, aside)
    await unlink(aside)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

async function release(path: string, own: Holder): Promise<void> {
  const holder = await holderOf(path)
  if (holder?.token === own.token) await unlink(path).catch(() => undefined)
}
