import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { electronRuntime } from '../../scripts/electron-runtime.mjs'
import { signIn } from '../browsers.ts'
import { newUserData, removeUserData, startDesktopApp } from '../desktop-app.ts'
import { openLine } from '../line.ts'
import { startServerUnderTest } from '../server-under-test.ts'
import { compare, type Measure } from './measure.ts'

/** The app may take so many times as long as an empty window of the same Electron. */
const target = 1.8
const emptyApp = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadURL('data:text/html,<h1>empty</h1>'))
`

async function emptyWindowMs(folder: string): Promise<number> {
  const { executable } = await electronRuntime()
  const userData = await newUserData()
  const begin = performance.now()
  const app = await _electron.launch({
    executablePath: executable,
    args: ['--no-sandbox', '--disable-gpu', `--user-data-dir=${userData}`, folder]
  })
  const page = await app.firstWindow()
  await page.getByRole('heading').waitFor()
  const took = performance.now() - begin
  await app.close()
  await removeUserData(userData)
  return took
}

async function ownStartMs(userData: string): Promise<number> {
  const begin = performance.now()
  const { page, quit } = await startDesktopApp({ userData })
  await page.getByText('Phiên họp thường kỳ tháng 11/2026').first().waitFor()
  const took = performance.now() - begin
  await quit()
  return took
}

/** Desktop start without a network: from launch until "Hôm nay" shows today's meeting, beside an empty Electron window, in turns. */
export async function measureStart(runs: number): Promise<readonly Measure[]> {
  const server = await startServerUnderTest()
  const line = await openLine(server.url)
  const userData = await newUserData()
  const folder = await mkdtemp(join(tmpdir(), 'hopso-empty-'))
  try {
    await writeFile(join(folder, 'main.js'), emptyApp)
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.js' }))
    const first = await startDesktopApp({ userData, server: line.url })
    await signIn(first.page, server.account('member'))
    await first.page.getByText('Phiên họp thường kỳ tháng 11/2026').first().waitFor()
    await first.quit()
    await line.cut()
    const own: number[] = []
    const empty: number[] = []
    for (let run = 0; run < runs; run++) {
      empty.push(await emptyWindowMs(folder))
      own.push(await ownStartMs(userData))
    }
    return [compare('start', own, 'empty-window', empty, target)]
  } finally {
    await line.close()
    await server.close()
    await removeUserData(userData)
    await rm(folder, { recursive: true, force: true })
  }
}
