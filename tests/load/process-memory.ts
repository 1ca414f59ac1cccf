import { readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'

/** The process that shows the page: of all page processes of this browser the one that has worked most. */
export async function pageProcess(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const [busiest] = processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime)
  if (!busiest) throw new Error('this browser shows no page')
  return busiest.id
}

/** Megabytes of memory a process has to itself, and its part of what it shares, as the operating system counts them. */
export function processMegabytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
  if (kilobytes === undefined) throw new Error('the operating system does not tell the memory of a process')
  return Number(kilobytes) / 1024
}
