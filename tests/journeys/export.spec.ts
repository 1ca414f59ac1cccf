import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { MarkId, VersionId } from '#core/ids.ts'
import { type Mark, markKinds } from '#core/mark/mark.ts'
import { putMark } from '#core/shared-doc/marks-doc.ts'
import { type DemonstrationAccount, expect, type ServerUnderTest, test } from '../fixtures.ts'
import {
  annotationsOf,
  dotsOf,
  dotsThatDiffer,
  ghostscriptPicture,
  type Picture,
  popplerPages,
  popplerPicture,
  popplerText,
  qpdfSays
} from '../pdf-readers.ts'
import { inkPaths, openMeeting, openPaper, words } from '../screen.ts'
import { connectStockClient, freshId, signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'

const t = words.exporting
const original = 'resources/demonstration/papers/to-trinh-ngan-sach.pdf'
const title = 'Tờ trình: dự toán 12/TTr?'
const folder = () => mkdtempSync(join(tmpdir(), 'hopso-papers-'))
const body = 'Đề nghị làm rõ số liệu quý III'

function oneOfEach(version: VersionId): readonly Mark[] {
  const base = {
    version,
    page: 1,
    pageWidth: 595,
    pageHeight: 842,
    colour: 'red',
    createdAt: '2026-11-23T01:02:03.000Z',
    quote: { exact: 'dự toán ngân sách', prefix: '', suffix: '' }
  } as const
  const strokes = [Array.from({ length: 30 }, (_, i) => ({ x: 100 + i * 6, y: 120 + Math.sin(i / 3) * 12, pressure: 0.5 }))]
  const rects = [{ x: 100, y: 200, width: 220, height: 14 }]
  const id = () => freshId<MarkId>()
  return [
    { ...base, id: id(), kind: 'ink', strokes, width: 2.2 },
    { ...base, id: id(), kind: 'brush', strokes, width: 14 },
    { ...base, id: id(), kind: 'highlight', rects, body },
    { ...base, id: id(), kind: 'underline', rects, body: '' },
    { ...base, id: id(), kind: 'strike', rects, body: '' },
    { ...base, id: id(), kind: 'note', x: 500, y: 300, body },
    { ...base, id: id(), kind: 'area', rect: { x: 80, y: 500, width: 200, height: 100 }, body },
    { ...base, id: id(), kind: 'arrow', from: { x: 300, y: 600 }, to: { x: 400, y: 520 }, width: 2.2 },
    { ...base, id: id(), kind: 'sign', sign: 'tick', x: 450, y: 450, size: 24, page: 2 }
  ]
}

/** A paper of two pages in the demonstration's meeting, and on it one mark of each kind by this person. */
async function markedPaper(server: ServerUnderTest, who: DemonstrationAccount): Promise<readonly Mark[]> {
  const secretary = server.account('secretary')
  const { token } = await signInByApi(server.url, secretary.account, secretary.password)
  const { paper, version, status } = await uploadPaper(server.url, token, server.meetingId, title, readFileSync(original))
  expect(status).toBe(200)
  const me = await signInByApi(server.url, who.account, who.password)
  const client = connectStockClient(server.syncUrl, `marks/${paper}/${me.user.id}`, me.token)
  const marks = oneOfEach(version as VersionId)
  for (const mark of marks) putMark(client.doc, mark)
  await expect.poll(() => client.saved().n > 0 && client.saved().n >= client.sent()).toBe(true)
  client.close()
  return marks
}

const fileMenu = async (page: Page, entry: string): Promise<void> => {
  await page.getByRole('button', { name: words.readerView.fileHint }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}
/** The system's print dialog is left away; what would be printed stays to be looked at. */
const catchPrint = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.print = () => {
      document.documentElement.dataset.printAsked = 'yes'
    }
  })
const subtypes = (file: string): string[] => annotationsOf(file).map(({ page, dict }) => `${page} ${dict['/Subtype']}`)
const isRed = (red: number, green: number, blue: number): boolean => red > 130 && green < 90 && blue < 90

test('[X1] [X2] [X3] a paper is saved with marks that poppler, qpdf and Ghostscript read and draw, and the marks by themselves', async ({
  server,
  openWeb,
  picture
}) => {
  const who = server.account('member')
  const marks = await markedPaper(server, who)
  expect(marks.map(mark => mark.kind)).toEqual([...markKinds])
  const { page } = await openWeb(who)
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  await expect(inkPaths(page).first()).toBeAttached()
  const place = folder()
  const save = async (choice: string, name: string): Promise<string> => {
    await fileMenu(page, t.menu.save)
    await page.getByRole('radio', { name: choice }).check()
    if (name === 'marked.pdf') await picture(page, 'export-save')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: t.save.act }).click()])
    expect(download.suggestedFilename()).not.toMatch(/[<>:"/\\|?*]/)
    await download.saveAs(join(place, name))
    await expect(page.getByRole('dialog')).toHaveCount(0)
    return download.suggestedFilename()
  }
  expect(await save(t.save.marked, 'marked.pdf')).toBe('Tờ trình dự toán 12 TTr – có ghi chú.pdf')
  const file = join(place, 'marked.pdf')
  const before = readFileSync(original)
  expect(readFileSync(file).subarray(0, before.byteLength).equals(before)).toBe(true)
  expect(await qpdfSays(file)).toBe('sound')
  expect(popplerPages(file)).toBe(2)
  expect(subtypes(file).sort()).toEqual([
    '1 /Highlight',
    '1 /Ink',
    '1 /Ink',
    '1 /Line',
    '1 /Square',
    '1 /StrikeOut',
    '1 /Text',
    '1 /Underline',
    '2 /Stamp'
  ])
  const highlight = annotationsOf(file).find(({ dict }) => dict['/Subtype'] === '/Highlight')?.dict
  expect(highlight?.['/Contents']).toBe(`u:${body}`)
  expect(highlight?.['/T']).toBe(`u:${who.name}`)
  for (const draw of [popplerPicture, (path: string) => ghostscriptPicture(path)])
    expect(dotsThatDiffer(await draw(original, 1), await draw(file, 1))).toBeGreaterThan(1500)
  expect(dotsThatDiffer(await popplerPicture(original, 2), await popplerPicture(file, 2))).toBeGreaterThan(20)

  await save(t.save.list, 'list.pdf')
  const list = popplerText(join(place, 'list.pdf'))
  expect(list).toContain(body)
  expect(list).toContain(t.list.heading(t.list.kinds.arrow, 1))
  expect(list).toContain('dự toán ngân sách')
  expect(await qpdfSays(join(place, 'list.pdf'))).toBe('sound')
  await save(t.save.plain, 'list.txt')
  expect(readFileSync(join(place, 'list.txt'), 'utf8')).toContain(`“dự toán ngân sách”\r\n${body}`)
  await save(t.save.original, 'original.pdf')
  expect(readFileSync(join(place, 'original.pdf')).equals(before)).toBe(true)
})

test('[X5] what is printed are the pages asked for, with marks when they are asked for, two to a sheet', async ({
  server,
  openWeb,
  picture
}) => {
  const who = server.account('member')
  await markedPaper(server, who)
  const { page } = await openWeb(who)
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  await expect(inkPaths(page).first()).toBeAttached()
  await catchPrint(page)
  const place = folder()
  const printed = async (
    name: string,
    choose: () => Promise<void>
  ): Promise<{ readonly pages: number | null; readonly first: Picture }> => {
    await page.keyboard.press('Control+p')
    await choose()
    await page.getByRole('button', { name: t.print.act, exact: true }).click()
    await expect(page.locator('html[data-print-asked]')).toHaveCount(1, { timeout: 30_000 })
    const file = join(place, `${name}.pdf`)
    writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }))
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.locator('[data-print-sheets]')).toHaveCount(0)
    await page.evaluate(() => delete document.documentElement.dataset.printAsked)
    return { pages: popplerPages(file), first: await popplerPicture(file, 1) }
  }
  const withMarks = await printed('with', async () => {
    await expect(page.getByRole('checkbox', { name: t.print.withMarks })).toBeChecked()
    await picture(page, 'export-print')
  })
  expect(withMarks.pages).toBe(2)
  expect(dotsOf(withMarks.first, isRed)).toBeGreaterThan(200)
  const without = await printed('without', async () => {
    await page.getByRole('radio', { name: t.print.some }).check()
    await page.getByRole('textbox', { name: t.print.range }).fill('9')
    await page.getByRole('button', { name: t.print.act, exact: true }).click()
    await expect(page.getByText(t.print.rangeWrong(2))).toBeVisible()
    await page.getByRole('textbox', { name: t.print.range }).fill('1')
    await page.getByRole('checkbox', { name: t.print.withMarks }).uncheck()
  })
  expect(without.pages).toBe(1)
  expect(dotsOf(without.first, isRed)).toBe(0)
  expect(dotsOf(without.first, (red, green, blue) => red + green + blue < 200)).toBeGreaterThan(500)
  const two = await printed('two', () => page.getByRole('radio', { name: t.print.two, exact: true }).click())
  expect(two.pages).toBe(1)
  expect(two.first.width).toBeGreaterThan(two.first.height)
})

test('[X4] the papers of a meeting become one file with contents, bookmarks and numbered pages', async ({ server, openWeb, picture }) => {
  const who = server.account('member')
  await markedPaper(server, who)
  const { page } = await openWeb(who)
  await openMeeting(page, server.meetingId)
  await page.getByRole('button', { name: words.course.more, exact: true }).click()
  await page.getByRole('menuitem', { name: t.menu.pack }).click()
  await page.getByRole('checkbox', { name: t.pack.withMarks }).check()
  await picture(page, 'export-pack')
  await page.setViewportSize({ width: 768, height: 1024 })
  await picture(page, 'export-pack-portrait')
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByRole('button', { name: t.pack.act }).click()
  ])
  const file = join(folder(), 'pack.pdf')
  await download.saveAs(file)
  expect(await qpdfSays(file)).toBe('sound')
  const pages = popplerPages(file) ?? 0
  expect(pages).toBeGreaterThan(20)
  const text = popplerText(file)
  expect(text.slice(0, 400)).toContain(t.pack.heading.toLocaleUpperCase('vi'))
  const contents = popplerText(file, 2)
  expect(contents).toContain(t.pack.contents)
  const stamps = [...text.matchAll(/Tài liệu số (\d+) – trang (\d+)\/(\d+) +\| +(\d+)/g)]
  expect(stamps.length).toBeGreaterThan(20)
  expect(stamps.map(stamp => Number(stamp[4]))).toEqual(stamps.map((_, i) => i + pages - stamps.length + 1))
  const marked = annotationsOf(file).filter(({ dict }) => dict['/T'] === `u:${who.name}`)
  expect(marked).toHaveLength(markKinds.length)
})

test('[X1] [X5] the desktop app asks where to save, under a name Windows takes, and prints', async ({ server, openDesktop }) => {
  const who = server.account('member')
  await markedPaper(server, who)
  const { app, page } = await openDesktop(who)
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  await expect(inkPaths(page).first()).toBeAttached()
  const file = join(folder(), 'desktop.pdf')
  const saved = app.evaluate(
    ({ session }, path) =>
      new Promise<string>(resolve => {
        session.defaultSession.once('will-download', (_, item) => {
          const name = item.getFilename()
          item.setSavePath(path)
          item.once('done', (_, state) => resolve(`${state} ${name}`))
        })
      }),
    file
  )
  await fileMenu(page, t.menu.save)
  await page.getByRole('button', { name: t.save.act }).click()
  expect(await saved).toBe('completed Tờ trình dự toán 12 TTr – có ghi chú.pdf')
  expect(subtypes(file)).toHaveLength(markKinds.length)

  await catchPrint(page)
  await page.keyboard.press('Control+p')
  await page.getByRole('button', { name: t.print.act, exact: true }).click()
  await expect(page.locator('html[data-print-asked]')).toHaveCount(1, { timeout: 30_000 })
  const printed = await app.evaluate(async ({ BrowserWindow }) => {
    const pdf = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
    return pdf?.toString('base64') ?? ''
  })
  writeFileSync(file, Buffer.from(printed, 'base64'))
  expect(popplerPages(file)).toBe(2)
  expect(dotsOf(await popplerPicture(file, 1), isRed)).toBeGreaterThan(200)
})
