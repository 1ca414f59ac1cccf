import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { vi } from '#text/index.ts'
import { launchBrowser, oldestChromium, signIn } from '../browsers.ts'
import { newUserData, removeUserData, startDesktopApp } from '../desktop-app.ts'
import { openLine } from '../line.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { compare, type Measure, median, within } from './measure.ts'
import { startApp } from './started-app.ts'

/** The app may take so many times as long as an empty window of the same Electron. */
const target = 1.8
/** From choosing the sixty-page budget until its first page can be read, with a worker that was never used before. */
const budgetLimitMs = 1000
/** In a browser of 2023 on a processor four times slower: until the form, until "Hôm nay" after a reload. */
const slowFormLimitMs = 2500
const slowTodayLimitMs = 2500
const slowdown = 4

const emptyApp = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => new BrowserWindow({ width: 1366, height: 768 }).loadURL('data:text/html,<h1>empty</h1>'))
`
const meetingOfToday = 'Phiên họp thường kỳ tháng 11/2026'
/** The demonstration's budget, sixty pages. */
const budget = 'du-toan-ngan-sach'
const shows = (words: string) => `document.body?.innerText.includes(${JSON.stringify(words)})`

async function emptyWindowMs(folder: string): Promise<number> {
  const userData = await newUserData()
  const app = await startApp(folder, userData)
  const took = await app.until('document.querySelector("h1") !== null')
  await app.close()
  await removeUserData(userData)
  return took
}

/** Milliseconds until "Hôm nay" shows today's meeting, and from there to the first page of the budget. */
async function ownStartMs(userData: string, paper: string): Promise<{ today: number; budget: number }> {
  const app = await startApp('.', userData)
  const today = await app.until(shows(meetingOfToday))
  const budget = await app.evaluate<number>(`(${readFirstPage.toString()})(${JSON.stringify(paper)})`)
  await app.close()
  return { today, budget }
}

/** Runs in the page: goes to an address and waits for the frame after the one that draws the first page. */
function readFirstPage(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const begin = performance.now()
    const look = () => {
      if (document.querySelector('[data-page="1"][data-drawn="true"]')) resolve(performance.now() - begin)
      else if (performance.now() - begin > 30_000) reject(new Error(`no page: ${address}`))
      else requestAnimationFrame(look)
    }
    location.hash = address
    look()
  })
}

/** Signs in once, so that everything is on this computer; the address of the budget. */
async function prepare(userData: string, server: ServerUnderTest, url: string): Promise<string> {
  const { page, quit } = await startDesktopApp({ userData, server: url })
  await signIn(page, server.account('member'))
  await page.getByText(meetingOfToday).first().waitFor()
  const address = `#/cuoc-hop/${server.meetingId}/${budget}`
  await page.evaluate(readFirstPage, address)
  await page.evaluate(`location.hash = '#/hom-nay'`)
  await page.getByText(vi.app.today.papersAll).first().waitFor()
  await quit()
  return address
}

async function slowPage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
}

/** Milliseconds to the sign-in form with nothing cached, and to "Hôm nay" after a reload. */
async function slowBrowserMs(server: ServerUnderTest): Promise<{ form: number; today: number }> {
  const browser = await launchBrowser(await oldestChromium())
  try {
    const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width: 1366, height: 768 } })
    const page = await context.newPage()
    await slowPage(page)
    const since = async (go: () => Promise<unknown>, shown: Locator) => {
      const begin = performance.now()
      await go()
      await shown.waitFor()
      return performance.now() - begin
    }
    const form = await since(() => page.goto(server.url, { waitUntil: 'commit' }), page.locator('input[autocomplete="username"]'))
    await signIn(page, server.account('member'))
    await page.getByText(vi.app.today.papersAll).first().waitFor()
    const today = await since(() => page.reload({ waitUntil: 'commit' }), page.getByText(meetingOfToday).first())
    return { form, today }
  } finally {
    await browser.close()
  }
}

/** Start without a network beside an empty Electron window, in turns; the first page of the budget; an old browser on a slow processor. */
export async function measureStart(runs: number): Promise<readonly Measure[]> {
  const server = await startServerUnderTest()
  const line = await openLine(server.url)
  const userData = await newUserData()
  const folder = await mkdtemp(join(tmpdir(), 'hopso-empty-'))
  try {
    await writeFile(join(folder, 'main.js'), emptyApp)
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.js' }))
    const paper = await prepare(userData, server, line.url)
    await line.cut()
    const own: number[] = []
    const empty: number[] = []
    const read: number[] = []
    for (let run = 0; run < runs; run++) {
      empty.push(await emptyWindowMs(folder))
      const { today, budget } = await ownStartMs(userData, paper)
      own.push(today)
      read.push(budget)
    }
    const slow: { form: number; today: number }[] = []
    for (let run = 0; run < Math.min(runs, 3); run++) slow.push(await slowBrowserMs(server))
    return [
      compare('start', own, 'empty-window', empty, target),
      within('start-budget-first-page', median(read), budgetLimitMs),
      within('start-chromium109-slow4-form', median(slow.map(one => one.form)), slowFormLimitMs),
      within('start-chromium109-slow4-today', median(slow.map(one => one.today)), slowTodayLimitMs)
    ]
  } finally {
    await line.close()
    await server.close()
    await removeUserData(userData)
    await rm(folder, { recursive: true, force: true })
  }
}
