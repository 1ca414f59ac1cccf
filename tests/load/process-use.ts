import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** What the operating system says a process has used: processor seconds of all its threads, resident memory in MB (now and at its highest). */
export interface ProcessUse {
  readonly cpuS: number
  readonly memoryMb: number
  readonly peakMb: number
}

/** Whether there is such a process. */
export const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/task`)

/** Linux only; throws when there is no such process. */
export function processUse(pid: number): ProcessUse {
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map(thread => {
    try {
      return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
    } catch {
      return 0 // a thread that has just ended
    }
  })
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string): number => Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))?.[1] ?? 0) / 1024
  return { cpuS: nanoseconds.reduce((sum, each) => sum + each, 0) / 1e9, memoryMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') }
}
