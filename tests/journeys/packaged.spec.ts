import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import { newUserData, removeUserData } from '../desktop-app.ts'
import { expect, signIn, test } from '../fixtures.ts'

/** Made by `npm run package -- --linux dir`. Its fuses shut out the debugger that other journeys use, so it is driven through its page alone. */
const program = 'release/linux-unpacked/hopso'

test('the packaged app starts, signs in, and shows today’s meeting', async ({ newLine, server, picture }) => {
  const line = await newLine()
  const userData = await newUserData()
  const app = spawn(program, ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOPSO_USER_DATA: userData, HOPSO_SERVER: line.url }
  })
  const ended = once(app, 'exit')
  try {
    const address = await new Promise<string>((resolve, reject) => {
      app.once('error', reject)
      void ended.then(([code]) => reject(new Error(`the app ended with ${code}`)))
      createInterface({ input: app.stderr }).on('line', text => {
        const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
        if (found) resolve(found)
      })
    })
    const browser = await chromium.connectOverCDP(address)
    const context = browser.contexts()[0]
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
    if (!page) throw new Error('the app has no window')
    await page.waitForURL(/^app:\/\/hopso\//)
    await signIn(page, server.account('member'))
    await expect(page.getByText('Phiên họp thường kỳ tháng 11/2026').first()).toBeVisible()
    await picture(page, 'packaged-today')
    await browser.close()
  } finally {
    app.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
    await removeUserData(userData)
  }
})
