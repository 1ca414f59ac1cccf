import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { debugFirstPage } from '../debugged-page.ts'
import { newUserData, removeUserData } from '../desktop-app.ts'
import { expect, test } from '../fixtures.ts'

/** Made by `npm run package -- --linux dir`. Its fuses shut out the debugger that other journeys use, so it is driven through its page alone. */
const program = 'release/linux-unpacked/hopso'

test('the packaged app starts, signs in, and shows today’s meeting', async ({ newLine, server }) => {
  const line = await newLine()
  const userData = await newUserData()
  const app = spawn(program, ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TZ: 'Asia/Ho_Chi_Minh', HOPSO_USER_DATA: userData, HOPSO_SERVER: line.url }
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
    const page = await debugFirstPage(address)
    const member = server.account('member')
    await page.fill('input[autocomplete="username"]', member.account)
    await page.fill('input[autocomplete="current-password"]', member.password)
    await page.press('Enter')
    await page.waitForText('Phiên họp thường kỳ tháng 11/2026')
    expect(await page.evaluate('location.protocol + typeof require')).toBe('app:undefined')
    mkdirSync('test-results/screens', { recursive: true })
    await page.screenshot('test-results/screens/packaged-today.png')
    page.close()
  } finally {
    app.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
    await removeUserData(userData)
  }
})
