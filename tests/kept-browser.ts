import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { chromium, type Page } from '@playwright/test'
import { browserFlags } from './browsers.ts'

/** A browser with a profile on the disk, which it finds again at its next start, as a person's has. */
export interface KeptBrowser {
  readonly page: Page
  /** kill -9 of the browser and everything it started, as when the power fails. */
  kill(): Promise<void>
}

/** Starts the browser with the profile in `folder`, made where there is none, and opens the address. */
export async function startKeptBrowser(executable: string, folder: string, address: string): Promise<KeptBrowser> {
  const words = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${folder}`, '--lang=vi-VN', '--window-size=1366,768']
  const child = spawn(executable, [...browserFlags, ...words, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TZ: 'Asia/Ho_Chi_Minh' },
    detached: true
  })
  const ended = once(child, 'exit')
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    await ended
  }
  try {
    const debugging = await new Promise<string>((resolve, reject) => {
      child.once('error', reject)
      void ended.then(([code]) => reject(new Error(`the browser ended with ${code}`)))
      createInterface({ input: child.stderr }).on('line', text => {
        const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
        if (found) resolve(found)
      })
    })
    const browser = await chromium.connectOverCDP(debugging)
    const [context] = browser.contexts()
    if (!context) throw new Error('the browser has no window')
    const page = context.pages()[0] ?? (await context.newPage())
    await page.setViewportSize({ width: 1366, height: 768 })
    await page.goto(address)
    return { page, kill }
  } catch (error) {
    await kill()
    throw error
  }
}
