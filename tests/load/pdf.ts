import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { vi } from '#text/index.ts'
import { currentChromium, launchBrowser, oldestChromium, signIn } from '../browsers.ts'
import { openLine } from '../line.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { compare, type Measure, median, within } from './measure.ts'
import { makeScans, makeTextPaper } from './pdf-papers.ts'
import { pageProcess, processMegabytes } from './process-memory.ts'
import { newPage, openFirstPage, scrollThrough, slowProcessor, turnedTo, uploadPaper } from './reading-room.ts'
import { startStockViewer } from './stock-viewer.ts'

const limits = {
  /** Of what the stock viewer takes for the first page of a paper that lies on this computer. */
  firstPage: 0.7,
  turnMs: 100,
  turnSlowMs: 250,
  longFrames: 3,
  scansMegabytes: 400,
  /** Between page 50 and page 600. */
  scansGrowthMegabytes: 40,
  scansFirstPageMs: 450
}
const longFrameMs = 50
const scanPages = 600
const papersOfEachLength = 5
const cable = { megabitsPerSecond: 50, delayMs: 10 }
const budget = 'du-toan-ngan-sach'

interface Room {
  readonly server: ServerUnderTest
  readonly stockUrl: string
  readonly folder: string
  readonly browser: Browser
}
interface Paper {
  readonly file: string
  readonly address: string
}

/** A page signed in as a member, with every paper of today on this computer and the reader's worker used once. */
async function reader(browser: Browser, server: ServerUnderTest, url = server.url): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(url)
  await signIn(page, server.account('member'))
  await page.getByText(vi.app.today.papersAll).first().waitFor({ timeout: 120_000 })
  await page.evaluate(openFirstPage, `#/cuoc-hop/${server.meetingId}/${budget}`)
  return page
}

const leavePaper = (page: Page, server: ServerUnderTest) =>
  page.evaluate(address => {
    location.hash = address
  }, `#/cuoc-hop/${server.meetingId}`)

async function stock(browser: Browser, url: string, width: number): Promise<Page> {
  const page = await newPage(browser)
  await page.goto(`${url}/?width=${width}`)
  await page.waitForFunction(() => document.title === 'ready')
  return page
}

const openInStock = (page: Page, file: string, keepWorker: boolean) =>
  page.evaluate(
    ([path, keep]) => (globalThis as unknown as { openPaper: (path: string, keep: boolean) => Promise<number> }).openPaper(path, keep),
    [`/pdf/${file}`, keepWorker] as const
  )

/** First page of papers of each length, ours and stock in turns, short and long in turns; every paper is opened for the first time. */
async function firstPages(own: Page, peer: Page, room: Room, papers: ReadonlyMap<number, readonly Paper[]>): Promise<readonly Measure[]> {
  const times = [...papers].map(([pages, same]) => ({ pages, same, own: [] as number[], stock: [] as number[], warm: [] as number[] }))
  for (let round = 0; round < (times[0]?.same.length ?? 0); round++) {
    for (const { same, own: ours, stock: theirs, warm } of times) {
      const paper = same[round]
      if (!paper) throw new Error('as many papers of each length')
      await peer.bringToFront()
      theirs.push(await openInStock(peer, paper.file, false))
      warm.push(await openInStock(peer, paper.file, true))
      await own.bringToFront()
      await leavePaper(own, room.server)
      await own.locator('[data-page]').first().waitFor({ state: 'detached' })
      ours.push(await own.evaluate(openFirstPage, paper.address))
    }
  }
  return times.map(({ pages, own: ours, stock: theirs, warm }) => {
    const line = compare(`pdf-first-page-${pages}`, ours, 'stock', theirs, limits.firstPage)
    return { ...line, peers: { ...line.peers, 'stock-warm-worker': Math.round(median(warm)) } }
  })
}

/** Turns page after page with the arrow key: `restMs` = how long each is looked at. */
async function turns(page: Page, from: number, count: number, restMs: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let number = from + 1; number <= from + count; number++) {
    const turned = page.evaluate(turnedTo, number)
    await page.evaluate(() => undefined)
    await page.keyboard.press('ArrowRight')
    times.push(await turned)
    await page.waitForTimeout(restMs)
  }
  return times
}

/** Page turns on the current browser and on the oldest one with a slow processor. */
async function pageTurns(own: Page, room: Room, paper: Paper, another: Paper): Promise<readonly Measure[]> {
  await own.evaluate(openFirstPage, paper.address)
  await own.locator('section[tabindex="0"]').first().focus()
  const read = await turns(own, 1, 12, 400)
  const hasty = await turns(own, 13, 12, 0)
  const browser = await launchBrowser(await oldestChromium())
  try {
    const page = await reader(browser, room.server)
    await slowProcessor(page, 4)
    await leavePaper(page, room.server)
    await page.locator('[data-page]').first().waitFor({ state: 'detached' })
    // The place in a paper is remembered over all of a person's computers: this one was not read yet.
    await page.evaluate(openFirstPage, another.address)
    await page.locator('section[tabindex="0"]').first().focus()
    const slow = await turns(page, 1, 8, 1500)
    const slowHasty = await turns(page, 9, 8, 0)
    return [
      within('pdf-turn', median(read), limits.turnMs),
      within('pdf-turn-without-pause', median(hasty), limits.turnMs),
      within('pdf-turn-chromium109-slow4', median(slow), limits.turnSlowMs),
      within('pdf-turn-without-pause-chromium109-slow4', median(slowHasty), limits.turnSlowMs)
    ]
  } finally {
    await browser.close()
  }
}

/** Frames over 50 ms while fifty pages of text scroll by in ten seconds. */
async function scrolling(own: Page, peer: Page, room: Room, paper: Paper, runs: number): Promise<Measure> {
  const long = { own: [] as number[], stock: [] as number[] }
  const count = (frames: readonly number[]) => frames.filter(ms => ms > longFrameMs).length
  for (let run = 0; run < runs; run++) {
    await peer.bringToFront()
    await openInStock(peer, paper.file, false)
    long.stock.push(count(await peer.evaluate(scrollThrough, { selector: '#viewing', pages: 50, seconds: 10 })))
    await own.bringToFront()
    await leavePaper(own, room.server)
    await own.locator('[data-page]').first().waitFor({ state: 'detached' })
    await own.evaluate(address => {
      location.hash = address
    }, paper.address)
    await own.locator('[data-page][data-drawn="true"]').first().waitFor()
    await own.evaluate(() => {
      document.body.dataset.pages = '100'
    })
    long.own.push(count(await own.evaluate(scrollThrough, { selector: 'section[tabindex="0"]', pages: 50, seconds: 10 })))
  }
  return within('pdf-scroll-50-frames-over-50ms', median(long.own), limits.longFrames, 'frames', { stock: median(long.stock) })
}

/**
 * Pages through all scans and asks the operating system for the memory of the page's process. The page is opened when the papers are on
 * this computer: what drives the browser keeps up to 100 MB of all that a page fetches, in that page's own process.
 */
async function scansMemory(room: Room, address: string): Promise<readonly Measure[]> {
  const browser = await launchBrowser(currentChromium())
  try {
    const fetching = await reader(browser, room.server)
    const page = await fetching.context().newPage()
    await fetching.close()
    await page.goto(room.server.url)
    await page.getByText(vi.app.today.papersAll).first().waitFor()
    await page.evaluate(openFirstPage, address)
    await page.locator('section[tabindex="0"]').first().focus()
    const pid = await pageProcess(browser)
    const early: number[] = []
    const late: number[] = []
    const times: number[] = []
    let most = 0
    for (let at = 1; at < scanPages; at += 10) {
      const count = Math.min(10, scanPages - at)
      times.push(...(await turns(page, at, count, 0)))
      const now = processMegabytes(pid)
      most = Math.max(most, now)
      if (at > 50 && at <= 150) early.push(now)
      if (at > scanPages - 100) late.push(now)
    }
    return [
      within('pdf-600-scans-memory', most, limits.scansMegabytes, 'MB'),
      within('pdf-600-scans-growth-after-page-50', median(late) - median(early), limits.scansGrowthMegabytes, 'MB'),
      within('pdf-600-scans-turn-without-pause', median(times), limits.turnMs)
    ]
  } finally {
    await browser.close()
  }
}

/**
 * First page of the scans over 50 Mbit/s: in the meeting since a moment ago, nothing of it on this computer, and on its way there as well.
 * `stockRuns`: a linearised file crosses the line from end to end before the stock viewer shows a page; once is long enough.
 */
async function scansFirstPage(name: string, room: Room, file: string, runs: number, stockRuns = runs): Promise<Measure> {
  const [line, stockLine] = [await openLine(room.server.url), await openLine(room.stockUrl)]
  const times = { own: [] as number[], stock: [] as number[] }
  const set = (megabitsPerSecond: number, delayMs: number) => {
    for (const one of [line, stockLine]) {
      one.pace(megabitsPerSecond)
      one.slow(delayMs)
    }
  }
  const own = await reader(room.browser, room.server, line.url)
  const peer = await stock(room.browser, stockLine.url, 1000)
  await openInStock(peer, 'text-2-0.pdf', false)
  try {
    for (let run = 0; run < runs; run++) {
      await own.bringToFront()
      await leavePaper(own, room.server)
      set(cable.megabitsPerSecond, cable.delayMs)
      const address = await uploadPaper(room.server, `${name} ${run}`, join(room.folder, file), true)
      await own.locator(`a[href="${address}"]`).first().waitFor()
      times.own.push(await own.evaluate(openFirstPage, address))
      set(Number.POSITIVE_INFINITY, 0)
      if (run >= stockRuns) continue
      await peer.bringToFront()
      set(cable.megabitsPerSecond, cable.delayMs)
      times.stock.push(await openInStock(peer, file, false))
      set(Number.POSITIVE_INFINITY, 0)
    }
    return within(name, median(times.own), limits.scansFirstPageMs, 'ms', { stock: Math.round(median(times.stock)) })
  } finally {
    await own.context().close()
    await peer.context().close()
    await line.close()
    await stockLine.close()
  }
}

/** Reading beside the stock viewer of pdf.js, in the same browser and the same run. */
export async function* measurePdf(runs: number): AsyncGenerator<Measure> {
  const folder = await mkdtemp(join(tmpdir(), 'hopso-pdf-'))
  const server = await startServerUnderTest()
  const viewer = await startStockViewer(folder)
  const browser = await launchBrowser(currentChromium())
  const room: Room = { server, stockUrl: viewer.url, folder, browser }
  const put = async (file: string): Promise<Paper> => ({ file, address: await uploadPaper(server, file, join(folder, file)) })
  try {
    const papers = new Map<number, Paper[]>()
    for (const pages of [2, 20, 100]) {
      const same: Paper[] = []
      for (let run = 0; run < Math.max(papersOfEachLength, runs); run++) {
        const file = `text-${pages}-${run}.pdf`
        await makeTextPaper(join(folder, file), pages, String(run))
        same.push(await put(file))
      }
      papers.set(pages, same)
    }
    const [hundred, another] = papers.get(100) ?? []
    if (!hundred || !another) throw new Error('no paper of a hundred pages')
    const own = await reader(browser, server)
    const width = await own
      .locator('section[tabindex="0"]')
      .first()
      .evaluate(element => element.clientWidth)
    const peer = await stock(browser, viewer.url, width)
    await openInStock(peer, hundred.file, false)
    yield* await firstPages(own, peer, room, papers)
    yield* await pageTurns(own, room, hundred, another)
    yield await scrolling(own, peer, room, hundred, Math.min(runs, 3))
    await own.context().close()
    await peer.context().close()

    const scans = await makeScans(folder, scanPages)
    await copyFile(scans.plain, join(folder, 'plain.pdf'))
    await copyFile(scans.linearised, join(folder, 'linearised.pdf'))
    const plain = await put('plain.pdf')
    yield* await scansMemory(room, plain.address)
    yield await scansFirstPage('pdf-600-scans-first-page-50mbit', room, 'plain.pdf', Math.min(runs, 3))
    yield await scansFirstPage('pdf-600-scans-linearised-first-page-50mbit', room, 'linearised.pdf', Math.min(runs, 3), 1)
  } finally {
    await browser.close()
    await viewer.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}
