import { expect, test } from '../fixtures.ts'
import { drawStroke, expectSaved, inkPaths, openMeeting, openPaper, words } from '../screen.ts'

test('Chromium 109: sign in, open the meeting, read a paper, draw, and find it again after a reload', async ({
  server,
  openWeb,
  picture
}) => {
  const { page } = await openWeb(server.accounts.find(each => each.account === 'kinhte'))
  expect(await page.evaluate(() => navigator.userAgent)).toContain('Chrome/109')
  await openMeeting(page, server.meetingId)
  const paper = 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026'
  await openPaper(page, paper)
  // What is blended is drawn apart in every frame of scrolling: nothing is, before there is a highlight or a hit.
  const blended = (): number =>
    [...document.querySelectorAll('[data-page] *')].filter(element => getComputedStyle(element).mixBlendMode !== 'normal').length
  await expect(page.locator('[data-page="1"] path').first()).toBeAttached()
  expect(await page.evaluate(blended)).toBe(0)
  await drawStroke(page, 0.3)
  await expect(inkPaths(page)).toHaveCount(1)
  await expectSaved(page)
  await picture(page, 'reader-chromium109')
  await page.reload()
  await expect(page.getByText(words.app.save.server).first()).toBeVisible()
  await expect(inkPaths(page)).toHaveCount(1)
})
