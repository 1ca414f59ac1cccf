import type { Page } from '@playwright/test'
import { currentChromium, oldestChromium } from '../browsers.ts'
import { newUserData, removeUserData } from '../desktop-app.ts'
import { expect, signIn, test } from '../fixtures.ts'
import { type KeptBrowser, startKeptBrowser } from '../kept-browser.ts'
import { drawStroke, expectSaved, inkPaths, openMeeting, openPaper, sheet, startStroke, words } from '../screen.ts'

const { marks } = words.reader
const paper = 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026'
const written = 'Đề nghị làm rõ số liệu thu ngân sách'
/** What is older than this when the browser dies is on the disk. */
const onDiskWithinMs = 1_000

/** Signs in again: the cookie of a session lasts as long as the browser, and the screen may still be making itself. */
async function signInAgain(page: Page, password: string): Promise<void> {
  const field = page.locator('input[autocomplete="current-password"]')
  await expect(async () => {
    await field.fill(password)
    await field.press('Enter')
    await expect(field).toHaveCount(0, { timeout: 5000 })
  }).toPass()
}

test('[F12] the browser is killed a second after the pen was lifted: the stroke and the note are there, and reach the server', async ({
  server,
  newLine,
  chromiumVersion
}) => {
  const executable = chromiumVersion === 'current' ? currentChromium() : await oldestChromium()
  const account = server.accounts.find(each => each.account === 'quansu')
  if (!account) throw new Error('the demonstration has no such account')
  const line = await newLine()
  const folder = await newUserData()
  let browser: KeptBrowser | null = null
  try {
    browser = await startKeptBrowser(executable, folder, `${line.url}/`)
    await signIn(browser.page, account)
    await openMeeting(browser.page, server.meetingId)
    await openPaper(browser.page, paper)
    await expectSaved(browser.page)
    await line.cut()
    const { page } = browser
    await page.getByRole('button', { name: marks.noteHint }).first().click()
    await sheet(page, 1).click({ position: { x: 300, y: 500 } })
    await page.getByRole('textbox', { name: marks.body }).fill(written)
    await page.getByRole('button', { name: marks.done, exact: true }).click()
    await drawStroke(page, 0.3)
    const penUp = performance.now()
    await expect.poll(() => performance.now() - penUp, { intervals: [20] }).toBeGreaterThanOrEqual(onDiskWithinMs)
    await browser.kill()

    // Nothing of it was ever on a wire: the line is mended only now, for a browser needs its server to load the page.
    await line.mend()
    browser = await startKeptBrowser(executable, folder, `${line.url}/`)
    const again = browser.page
    await again.evaluate(id => {
      location.hash = `#/cuoc-hop/${id}`
    }, server.meetingId)
    await signInAgain(again, account.password)
    await openPaper(again, paper)
    await expect(inkPaths(again)).toHaveCount(1)
    await sheet(again, 1)
      .getByRole('button', { name: marks.edit(written) })
      .click()
    await expect(again.getByRole('textbox', { name: marks.body })).toHaveValue(written)
    await expectSaved(again)
  } finally {
    await browser?.kill()
    await removeUserData(folder)
  }
})

test('[F12] the browser is killed while the pen is down: what was drawn until a moment before is there, and reaches the server', async ({
  server,
  newLine,
  chromiumVersion
}) => {
  const executable = chromiumVersion === 'current' ? currentChromium() : await oldestChromium()
  const account = server.account('member')
  const line = await newLine()
  const folder = await newUserData()
  let browser: KeptBrowser | null = null
  try {
    browser = await startKeptBrowser(executable, folder, `${line.url}/`)
    await signIn(browser.page, account)
    await openMeeting(browser.page, server.meetingId)
    await openPaper(browser.page, paper)
    await expectSaved(browser.page)
    await line.cut()
    const move = await startStroke(browser.page, { x: 0.2, y: 0.3 })
    const begun = performance.now()
    // The pen goes on without a rest; what it drew in the first second is older than a second after two.
    let part = 0
    await expect
      .poll(
        async () => {
          part += 1
          await move({ x: 0.2 + Math.min(0.6, part * 0.05), y: part % 2 === 0 ? 0.3 : 0.34 })
          return performance.now() - begun
        },
        { intervals: [20] }
      )
      .toBeGreaterThan(2 * onDiskWithinMs)
    await browser.kill()

    await line.mend()
    browser = await startKeptBrowser(executable, folder, `${line.url}/`)
    const again = browser.page
    await again.evaluate(id => {
      location.hash = `#/cuoc-hop/${id}`
    }, server.meetingId)
    await signInAgain(again, account.password)
    await openPaper(again, paper)
    await expect(inkPaths(again)).toHaveCount(1)
    const [drawn, whole] = [await inkPaths(again).boundingBox(), await sheet(again, 1).boundingBox()]
    expect((drawn?.width ?? 0) / (whole?.width ?? 1)).toBeGreaterThan(0.05)
    await expectSaved(again)
  } finally {
    await browser?.kill()
    await removeUserData(folder)
  }
})
