import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { debugFirstPage } from '../debugged-page.ts'
import { newUserData, removeUserData } from '../desktop-app.ts'
import { expect, test } from '../fixtures.ts'

/** Made by `npm run package -- --linux dir`. Its fuses shut out the debugger that other journeys use, so it is driven through its page alone. */
const program = 'release/linux-unpacked/hopso'

/** What stands between here and the states of the fuses in Electron's program; docs: electronjs.org/docs/latest/tutorial/fuses */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuseNames = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges'
]
/** The oldest runtime the tests package with knows all but the newest. */
const newestFuse = 'grantFileProtocolExtraPrivileges'

test('[A11] promise A11: the fuses of the packaged app are those that electron-builder.yml spells out, and every one is spelled out', async () => {
  const [, block = ''] = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(await readFile('electron-builder.yml', 'utf8')) ?? []
  const wanted = Object.fromEntries(
    [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name = '', value]) => [name, value === 'true'])
  )
  expect(wanted).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false
  })
  const bytes = await readFile(program)
  const at = bytes.indexOf(sentinel) + sentinel.length
  expect(at).toBeGreaterThan(sentinel.length)
  const [version, count] = [bytes[at], bytes[at + 1] ?? 0]
  expect(version).toBe(1)
  const states = [...bytes.subarray(at + 2, at + 2 + count)].map(state => String.fromCharCode(state))
  const burnt = Object.fromEntries(states.map((state, place) => [fuseNames[place] ?? place, state]))
  for (const name of fuseNames)
    if (name !== newestFuse || name in burnt) expect([name, burnt[name]]).toEqual([name, wanted[name] ? '1' : '0'])
})

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
