import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, type ServerUnderTest, signIn, test } from '../fixtures.ts'
import { openLine } from '../line.ts'
import { openMeeting, openPaper, sheet, words } from '../screen.ts'
import { signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'

/** Pages of tests/data/scans.pdf, all of them the same picture. */
const codecs = ['Flate', 'CCITT group 4', 'JBIG2, arithmetic', 'JBIG2, MMR', 'JPEG 2000', 'JPEG']
const title = 'Giấy mời, bản quét bằng nhiều loại máy'
const reader = (server: ServerUnderTest) => server.accounts.find(each => each.account === 'kinhte')

/** One page that says "中文" in a font of the reader's. */
const eastAsian = {
  title: 'Thư mời của đối tác',
  bytes: (): Buffer => {
    const content = 'BT /F 24 Tf 100 700 Td <4E2D6587> Tj ET'
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>',
      '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>'
    ]
    const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
    return Buffer.from(`%PDF-1.7\n${body}trailer\n<< /Root 1 0 R /Size 8 >>\nstartxref\n0\n%%EOF\n`)
  }
}

async function upload(server: ServerUnderTest, other?: { readonly title: string; readonly bytes: () => Buffer }): Promise<void> {
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  expect(
    (
      await uploadPaper(
        server.url,
        token,
        server.meetingId,
        other?.title ?? title,
        other?.bytes() ?? (await readFile('tests/data/scans.pdf'))
      )
    ).status
  ).toBe(200)
}

/** How dark each of 20 × 28 parts of a page is, 0…255. */
const darkness = (page: Page, number: number): Promise<readonly number[]> =>
  sheet(page, number)
    .locator('canvas')
    .first()
    .evaluate(element => {
      const small = document.createElement('canvas')
      small.width = 20
      small.height = 28
      const context = small.getContext('2d')
      if (!context) return []
      context.imageSmoothingQuality = 'high'
      context.drawImage(element as HTMLCanvasElement, 0, 0, 20, 28)
      const { data } = context.getImageData(0, 0, 20, 28)
      return Array.from({ length: 20 * 28 }, (_, i) => 255 - (data[i * 4] ?? 0))
    })

/** What the page, or a thread of it, has fetched since to decode pictures with. */
function decodersOf(page: Page): () => readonly string[] {
  const names = new Set<string>()
  page.on('request', request => {
    const [, name] = /\/pdfjs-[\d.]+\/wasm\/([^/?]+)$/.exec(request.url()) ?? []
    if (name) names.add(name)
  })
  return () => [...names].sort()
}

/** Opens the scans and looks at every page of them. */
async function everyPageShows(page: Page, server: ServerUnderTest): Promise<void> {
  await openMeeting(page, server.meetingId)
  await everyPageOfPaperShows(page)
}

async function everyPageOfPaperShows(page: Page): Promise<void> {
  await openPaper(page, title)
  await page.locator('section[tabindex="0"]').first().focus()
  let first: readonly number[] = []
  for (const [index, codec] of codecs.entries()) {
    if (index > 0) await page.keyboard.press('ArrowRight')
    await expect(page.locator(`[data-page="${index + 1}"][data-drawn="true"]`), codec).toBeVisible()
    const seen = await darkness(page, index + 1)
    if (index === 0) first = seen
    expect(seen.filter(dark => dark > 10).length, codec).toBeGreaterThan(30)
    const apart = seen.reduce((sum, dark, i) => sum + Math.abs(dark - (first[i] ?? 0)), 0) / seen.length
    expect(apart, codec).toBeLessThan(4)
  }
}

test('scans of every kind show as what they are', async ({ server, openWeb, picture }) => {
  await upload(server)
  const { page } = await openWeb(reader(server))
  const decoders = decodersOf(page)
  await everyPageShows(page, server)
  expect(decoders()).toEqual(expect.arrayContaining(['jbig2.wasm', 'openjpeg.wasm']))
  expect(decoders()).not.toContain('openjpeg_nowasm_fallback.js')
  await picture(page, 'reader-scan')
})

test('[E23] a browser that was only opened once shows scans of every kind without a network', async ({ server, openWeb }) => {
  await upload(server)
  await upload(server, eastAsian)
  const { page, line } = await openWeb(reader(server))
  const decoders = decodersOf(page)
  await expect(page.getByText(words.app.today.papersAll).first()).toBeVisible({ timeout: 30_000 })
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName('parts-ahead').length), { timeout: 60_000 }).toBe(1)
  expect(decoders()).toEqual(['jbig2.wasm', 'openjpeg.wasm', 'qcms_bg.wasm'])
  await line.cut()
  await page.evaluate(id => {
    location.hash = `#/cuoc-hop/${id}`
  }, server.meetingId)
  await everyPageOfPaperShows(page)
  // Words of an East Asian paper whose font is not in it: read by two character maps.
  await page.getByRole('link', { name: eastAsian.title }).first().click()
  await expect(page.locator('[data-page="1"][data-drawn="true"]')).toBeVisible()
  await expect(sheet(page, 1).locator('[data-at]').first()).toHaveText('中文')
  // A thread and three fonts that nobody had needed before.
  await page.getByRole('button', { name: words.course.more, exact: true }).click()
  await page.getByRole('menuitem', { name: words.exporting.menu.pack }).click()
  const download = page.waitForEvent('download', { timeout: 60_000 })
  await page.getByRole('button', { name: words.exporting.pack.act }).click()
  expect((await download).suggestedFilename()).toMatch(/\.pdf$/)
})

test('scans of every kind show in the desktop app', async ({ server, openDesktop, chromiumVersion }) => {
  test.skip(chromiumVersion === 'oldest', 'it brings its own Chromium')
  await upload(server)
  const { page } = await openDesktop(reader(server))
  await everyPageShows(page, server)
})

test('[E23] scans of every kind show where WebAssembly is forbidden, also in a browser that was only opened once', async ({
  server,
  openWeb
}) => {
  await upload(server)
  const forbidden: string[] = []
  // As the policies of some offices have it.
  const line = await openLine(server.url, (headers, path) => {
    const policy = String(headers['content-security-policy'] ?? '')
    if (!policy.includes("'wasm-unsafe-eval'")) return headers
    forbidden.push(path)
    return { ...headers, 'content-security-policy': policy.replace(" 'wasm-unsafe-eval'", '') }
  })
  const { page } = await openWeb()
  const account = reader(server)
  if (!account) throw new Error('nobody to sign in')
  const decoders = decodersOf(page)
  await page.goto(line.url)
  await signIn(page, account)
  await expect(page.getByText(words.app.today.papersAll).first()).toBeVisible({ timeout: 30_000 })
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName('parts-ahead').length), { timeout: 60_000 }).toBe(1)
  // The one that needs no WebAssembly, and none of those that nobody here could use.
  expect(decoders()).toEqual(['openjpeg_nowasm_fallback.js'])
  await line.cut()
  await page.evaluate(id => {
    location.hash = `#/cuoc-hop/${id}`
  }, server.meetingId)
  await everyPageOfPaperShows(page)
  expect(forbidden.some(path => path.includes('pdf.worker'))).toBe(true)
  const compiled = () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => 'made', String)
  expect(await page.evaluate(compiled)).toContain('CompileError')
  await line.close()
})
