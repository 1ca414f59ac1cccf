import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { words } from '../screen.ts'

const tenYearsMs = 10 * 365.25 * 86_400_000
const { app } = words

/** What the screen says of the day and its meetings, line by line, once everything is here; not what it says of the network. */
async function told(page: Page): Promise<readonly string[]> {
  await expect(page.getByText(app.today.enter).first()).toBeVisible()
  await expect(page.getByText(app.today.papersAll)).toBeVisible({ timeout: 30_000 })
  const lines = (await page.locator('main').innerText()).split('\n')
  return lines.filter(line => line !== app.save.server && !line.startsWith(app.save.offlineShort('').trim()))
}

/** The day that is proposed for a new meeting. */
async function proposedDay(page: Page): Promise<string> {
  await page.evaluate(() => {
    location.hash = '#/cuoc-hop'
  })
  await page.getByRole('button', { name: app.meetings.create }).first().click()
  return page.getByRole('textbox', { name: app.newMeeting.date }).inputValue()
}

/** The same app, begun anew on a computer whose clock is off. */
async function withClockOff(page: Page, offMs: number): Promise<void> {
  await page.clock.install({ time: Date.now() + offMs })
  await page.reload()
  expect(Math.abs((await page.evaluate(() => Date.now())) - Date.now() - offMs)).toBeLessThan(60_000)
}

test('[F9] the clock of the computer is ten years off: today shows the same meetings, in the same order, at the same times', async ({
  server,
  openWeb,
  picture
}) => {
  const account = server.account('secretary')
  const { page: right, line } = await openWeb(account)
  const expected = await told(right)
  const day = await proposedDay(right)
  for (const sign of [-1, 1]) {
    const { page } = await openWeb(account)
    await withClockOff(page, sign * tenYearsMs)
    await expect.poll(() => told(page)).toEqual(expected)
    expect(await proposedDay(page)).toBe(day)
  }
  await test.step('[S9] cut off while the server is renewed, the page says that it was not', async () => {
    await right.keyboard.press('Escape')
    await right.route('**/api/server', async route => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), apiVersion: 1000 } })
    })
    await expect(right.getByText(app.behind.page)).toHaveCount(0)
    await line.cut()
    await expect(right.getByText(app.save.offlineShort('').trim()).first()).toBeVisible({ timeout: 45_000 })
    await line.mend()
    await expect(right.getByText(app.behind.page)).toBeVisible({ timeout: 45_000 })
    await picture(right, 'behind')
    await right.unroute('**/api/server')
    await right.getByRole('button', { name: app.behind.reload }).click()
    await expect(right.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(right.getByText(app.behind.page)).toHaveCount(0)
  })
})

test('[F9] the desktop app, ten years off and without a network, goes by the time the server last told it', async ({
  server,
  openDesktop
}) => {
  const { page, line } = await openDesktop(server.account('secretary'))
  const expected = await told(page)
  await withClockOff(page, tenYearsMs)
  await expect.poll(() => told(page)).toEqual(expected)
  await line.cut()
  await page.reload()
  await expect.poll(() => told(page)).toEqual(expected)
})
