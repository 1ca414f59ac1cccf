import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CDPSession, chromium, type Page } from '@playwright/test'
import type { MarkId } from '#core/ids.ts'
import { putMark, readMarks } from '#core/shared-doc/marks-doc.ts'
import { vi } from '#text/index.ts'
import { browserFlags, currentChromium, launchBrowser, oldestChromium, signIn } from '../browsers.ts'
import { newUserData, removeUserData, startDesktopApp } from '../desktop-app.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { connectStockClient, freshId, signInByApi } from '../sync-client.ts'
import { compare, type Measure, median, quantile, within } from './measure.ts'
import { pageProcess, processMegabytes } from './process-memory.ts'
import { newPage, openFirstPage, slowProcessor, turnedTo } from './reading-room.ts'

/** One point in twenty may take twice as long: a frame or two more. */
const limits = { penToScreenMs: 50, slowestToScreenMs: 100, penToDiskMs: 1000, turn: 1.5, fullPageMegabytes: 200 }
/** On one page: more than a year of one reader's marks. */
const full = { strokes: 2000, pointsEach: 40 }
const strokes = 8
const pointsOfStroke = 60
const everyMs = 16
const budget = 'du-toan-ngan-sach'

interface Seen {
  /** From the pen's own time until the frame after the one that shows it. */
  readonly toScreen: number[]
  /** From the pen's leaving the page until the database has it on the disk. */
  readonly toDisk: number[]
}

/** Runs in the page: notes when what the pen did is shown and stored. Nothing is replaced but the eyes: events, the picture and the database stay. */
function watch(): void {
  const seen: Seen = { toScreen: [], toDisk: [] }
  Object.assign(globalThis, { seen })
  let penAt: number | null = null
  let liftedAt: number | null = null
  addEventListener(
    'pointermove',
    event => {
      if (event.buttons === 1) penAt ??= event.timeStamp
    },
    true
  )
  addEventListener(
    'pointerup',
    event => {
      liftedAt = event.timeStamp
    },
    true
  )
  new MutationObserver(() => {
    const from = penAt
    penAt = null
    if (from !== null) requestAnimationFrame(() => seen.toScreen.push(performance.now() - from))
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['d'] })
  const begin = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (...words) {
    const transaction = begin.apply(this, words)
    const from = liftedAt
    if (transaction.mode === 'readwrite' && from !== null && [...transaction.objectStoreNames].includes('updates'))
      transaction.addEventListener('complete', () => {
        if (liftedAt === from) seen.toDisk.push(performance.now() - from)
        liftedAt = null
      })
    return transaction
  }
}

/** Draws waves with a pen, as its driver would: points every 16 ms. */
async function draw(page: Page, session: CDPSession, count = strokes): Promise<void> {
  const box = await page.locator('[data-page="1"]').boundingBox()
  if (!box) throw new Error('no page to draw on')
  const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number, y: number) =>
    session.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType: 'pen',
      force: 0.6
    })
  for (let stroke = 0; stroke < count; stroke++) {
    const [left, top] = [box.x + 60, Math.max(box.y, 0) + 160 + stroke * 40]
    await pen('mousePressed', left, top)
    for (let point = 1; point <= pointsOfStroke; point++) {
      // The pace of a pen's driver, not a wait for something.
      const next = page.waitForTimeout(everyMs)
      await pen('mouseMoved', left + point * 6, top + Math.sin(point / 4) * 14)
      await next
    }
    await pen('mouseReleased', left + pointsOfStroke * 6, top)
    // Apart, so that each stroke is stored by itself.
    await page.waitForTimeout(400)
  }
}

/** Opens the budget, takes the pen and draws; what was seen. */
async function inkOn(page: Page, server: ServerUnderTest, slowdown: number): Promise<Seen> {
  await page.evaluate(openFirstPage, `#/cuoc-hop/${server.meetingId}/${budget}`)
  await page.getByRole('button', { name: vi.reader.marks.pen }).first().click()
  await page.evaluate(watch)
  if (slowdown > 1) await slowProcessor(page, slowdown)
  await draw(page, await page.context().newCDPSession(page))
  return page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)
}

async function inBrowser(server: ServerUnderTest, executablePath: string, slowdown: number): Promise<Seen> {
  // A profile on the disk: a private window keeps its database in memory.
  const profile = await mkdtemp(join(tmpdir(), 'hopso-ink-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...browserFlags],
    locale: 'vi-VN',
    viewport: { width: 1366, height: 768 }
  })
  try {
    const page = await context.newPage()
    await page.goto(server.url)
    await signIn(page, server.account('member'))
    return await inkOn(page, server, slowdown)
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

async function inDesktop(server: ServerUnderTest): Promise<Seen> {
  const userData = await newUserData()
  const { page, quit } = await startDesktopApp({ userData, server: server.url })
  try {
    await signIn(page, server.account('member'))
    return await inkOn(page, server, 1)
  } finally {
    await quit()
    await removeUserData(userData)
  }
}

interface Full extends Seen {
  /** Ways back to the page from the far end of the paper: full of ink, and before anything was drawn on it. */
  readonly turns: readonly number[]
  readonly emptyTurns: readonly number[]
  /** By how much the page's process is larger than with an empty page. */
  readonly megabytes: number
}

/** Fills page 1 from another device of the same person, a few strokes at a time, as they would come. */
async function fillPage(page: Page, server: ServerUnderTest): Promise<void> {
  const { account, password } = server.account('member')
  const { token, user } = await signInByApi(server.url, account, password)
  const other = connectStockClient(server.syncUrl, `marks/${budget}/${user.id}`, token)
  const drawn = (count: number) =>
    page.waitForFunction(wanted => document.querySelectorAll('[data-page="1"] path[data-mark]').length >= wanted, count, {
      timeout: 60_000
    })
  try {
    await draw(page, await page.context().newCDPSession(page), 1)
    await drawn(1)
    // Asked again until the other device has it.
    while (readMarks(other.doc).length === 0) await page.waitForTimeout(50)
    const [first] = readMarks(other.doc)
    if (first?.kind !== 'ink') throw new Error('the pen drew no ink')
    for (let at = 0; at < full.strokes; at += 50) {
      other.doc.transact(() => {
        for (let i = at; i < at + 50; i++) {
          const [left, top] = [30 + (i % 40) * 13, 60 + Math.floor(i / 40) * 15]
          const strokes = [
            Array.from({ length: full.pointsEach }, (_, j) => ({
              x: left + j / 4,
              y: top + Math.sin(j / 3) * 4,
              pressure: 0.4 + (j % 7) / 20
            }))
          ]
          putMark(other.doc, { ...first, id: freshId<MarkId>(), strokes })
        }
      })
      await drawn(at + 50)
    }
  } finally {
    other.close()
  }
}

/** How long it takes to be on page 1 again, coming from the end of the paper. */
async function waysBack(page: Page): Promise<readonly number[]> {
  await page.locator('section[tabindex="0"]').first().focus()
  const times: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    await page.keyboard.press('End')
    await page.locator('[data-page="1"]').waitFor({ state: 'detached' })
    // As long as somebody looks at the last page before going back.
    await page.waitForTimeout(500)
    const turned = page.evaluate(turnedTo, 1)
    await page.evaluate(() => undefined)
    await page.keyboard.press('Home')
    times.push(await turned)
    // The ink comes a moment after its page.
    await page.waitForTimeout(1500)
  }
  return times
}

/** A page with thousands of strokes: a new one, the way back to it, and what it takes. */
async function fullPage(server: ServerUnderTest, executablePath: string, slowdown: 1 | 4): Promise<Full> {
  const browser = await launchBrowser(executablePath)
  try {
    const page = await newPage(browser)
    await page.goto(server.url)
    await signIn(page, server.account('member'))
    await page.evaluate(openFirstPage, `#/cuoc-hop/${server.meetingId}/${budget}`)
    if (slowdown > 1) await slowProcessor(page, slowdown)
    const emptyTurns = await waysBack(page)
    if (slowdown > 1) await slowProcessor(page, 1)
    await page.getByRole('button', { name: vi.reader.marks.pen }).first().click()
    const process = await pageProcess(browser)
    const before = processMegabytes(process)
    await fillPage(page, server)
    await page.evaluate(watch)
    if (slowdown > 1) await slowProcessor(page, slowdown)
    await draw(page, await page.context().newCDPSession(page), 4)
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)
    const megabytes = processMegabytes(process) - before
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    return { ...seen, turns: await waysBack(page), emptyTurns, megabytes }
  } finally {
    await browser.close()
  }
}

/** Ink: how long from the pen to the screen, and from its leaving the page to the disk; in all three hosts. */
export async function* measureInk(runs: number): AsyncGenerator<Measure> {
  const hosts: Record<string, (server: ServerUnderTest) => Promise<Seen>> = {
    electron: inDesktop,
    chromium: server => inBrowser(server, currentChromium(), 1),
    'chromium109-slow4': async server => inBrowser(server, await oldestChromium(), 4)
  }
  for (const [host, ink] of Object.entries(hosts)) {
    const typical: number[] = []
    const slowest: number[] = []
    const disk: number[] = []
    for (let run = 0; run < runs; run++) {
      const server = await startServerUnderTest()
      try {
        const { toScreen, toDisk } = await ink(server)
        if (toScreen.length < pointsOfStroke || toDisk.length < strokes / 2) throw new Error(`${host}: strokes were not seen`)
        typical.push(median(toScreen))
        slowest.push(quantile(toScreen, 0.95))
        disk.push(quantile(toDisk, 0.95))
      } finally {
        await server.close()
      }
    }
    yield within(`ink-to-screen-${host}`, median(typical), limits.penToScreenMs)
    yield within(`ink-to-screen-p95-${host}`, median(slowest), limits.slowestToScreenMs)
    yield within(`ink-to-disk-p95-${host}`, median(disk), limits.penToDiskMs)
  }
  const browsers = [
    ['chromium', currentChromium(), 1],
    ['chromium109-slow4', await oldestChromium(), 4]
  ] as const
  for (const [host, executable, slowdown] of browsers) {
    const found: Full[] = []
    for (let run = 0; run < runs; run++) {
      const server = await startServerUnderTest()
      try {
        found.push(await fullPage(server, executable, slowdown))
      } finally {
        await server.close()
      }
    }
    const of = (part: (full: Full) => number): number => median(found.map(part))
    const name = `ink-${full.strokes}-strokes`
    yield within(
      `${name}-to-screen-${host}`,
      of(({ toScreen }) => median(toScreen)),
      limits.penToScreenMs
    )
    yield within(
      `${name}-to-screen-p95-${host}`,
      of(({ toScreen }) => quantile(toScreen, 0.95)),
      limits.slowestToScreenMs
    )
    const turnsOf = (part: 'turns' | 'emptyTurns') => found.flatMap(full => full[part])
    yield compare(`${name}-turn-${host}`, turnsOf('turns'), 'empty page', turnsOf('emptyTurns'), limits.turn)
    yield within(
      `${name}-memory-${host}`,
      of(({ megabytes }) => megabytes),
      limits.fullPageMegabytes,
      'MB'
    )
  }
}
