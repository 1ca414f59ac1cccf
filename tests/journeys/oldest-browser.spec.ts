import { expect, test } from '../fixtures.ts'
import { scannedPage } from '../scanned-page.ts'
import { drawStroke, expectSaved, inkPaths, openMeeting, openPaper, sheet, words } from '../screen.ts'
import { signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'

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
  // So is the frame of the focus: an outline would paint the window again with each point of a pen.
  await page.locator('[data-pages]').focus()
  await page.keyboard.press('Home')
  await expect(page.locator('[data-focus-ring]')).toBeVisible()
  expect(await page.locator('[data-pages]').evaluate(element => getComputedStyle(element).outlineStyle)).toBe('none')
  await drawStroke(page, 0.3)
  await expect(inkPaths(page)).toHaveCount(1)
  await expectSaved(page)
  await picture(page, 'reader-chromium109')
  await page.reload()
  await expect(page.getByText(words.app.save.server).first()).toBeVisible()
  await expect(inkPaths(page)).toHaveCount(1)
})

test('Chromium 109: a page scanned in full colour at 600 dpi is drawn, not left empty', async ({ server, openWeb }) => {
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  const title = 'Bản đồ quy hoạch tờ số 600'
  expect((await uploadPaper(server.url, token, server.meetingId, title, scannedPage(600))).status).toBe(200)
  const { page } = await openWeb(server.accounts.find(each => each.account === 'kinhte'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  await expect(page.locator('[data-page="1"][data-drawn="true"]')).toBeVisible({ timeout: 30_000 })
  const middle = () =>
    sheet(page, 1)
      .locator('canvas')
      .evaluate(element => {
        const canvas = element as HTMLCanvasElement
        return [...(canvas.getContext('2d')?.getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data ?? [])]
      })
  await expect.poll(middle).toEqual([0x33, 0x33, 0x33, 255])
})
