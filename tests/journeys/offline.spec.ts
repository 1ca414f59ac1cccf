import { expect, test } from '../fixtures.ts'
import { drawStroke, expectSaved, inkPaths, openMeeting, openPaper, startStroke, words } from '../screen.ts'

const { meeting, app } = words
const paper = 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026'

test("a member's marks appear on her second device and on nobody else's", async ({ server, openWeb, openDesktop }) => {
  const account = server.accounts.find(each => each.account === 'vanhoa')
  const first = (await openDesktop(account)).page
  const second = (await openWeb(account)).page
  const other = (await openWeb(server.accounts.find(each => each.account === 'kinhte'))).page
  for (const page of [first, second, other]) {
    await openMeeting(page, server.meetingId)
    await openPaper(page, paper)
  }
  await drawStroke(first, 0.3)
  await expect(inkPaths(first)).toHaveCount(1)
  await expect(inkPaths(second)).toHaveCount(1)
  await drawStroke(second, 0.5)
  await expect(inkPaths(first)).toHaveCount(2)
  await expect(inkPaths(other)).toHaveCount(0)
})

test('a member draws offline while the secretary reorders the agenda; both converge', async ({ server, openWeb, openDesktop, picture }) => {
  const member = await openDesktop(server.accounts.find(each => each.account === 'kinhte'))
  const secretary = (await openWeb(server.account('secretary'))).page
  await openMeeting(member.page, server.meetingId)
  await openMeeting(secretary, server.meetingId)
  await openPaper(member.page, paper)
  await expectSaved(member.page)

  await member.line.cut()
  await expect(member.page.getByText(words.app.save.offlineShort('').trim().slice(0, 8)).first()).toBeVisible({ timeout: 20_000 })
  await drawStroke(member.page, 0.25)
  await expect(inkPaths(member.page)).toHaveCount(1)
  await picture(member.page, 'reader-offline')

  const titles = secretary.getByRole('textbox', { name: meeting.agenda.title, exact: true })
  await expect(titles.first()).toHaveValue(/Khai mạc/)
  await titles.first().click()
  await secretary.keyboard.press('Alt+ArrowDown')
  await expect(titles.first()).not.toHaveValue(/Khai mạc/)
  await expectSaved(secretary)

  await member.line.mend()
  await expectSaved(member.page)
  await expect(member.page.getByText(/^2\. Khai mạc/).first()).toBeVisible({ timeout: 20_000 })
  await expect(inkPaths(member.page)).toHaveCount(1)
  const again = (await openWeb(server.accounts.find(each => each.account === 'kinhte'))).page
  await openMeeting(again, server.meetingId)
  await openPaper(again, paper)
  await expect(inkPaths(again)).toHaveCount(1)
})

test('a browser that has lost its network still leafs, finds in all papers and offers to print, though nobody had opened any of it before', async ({
  server,
  openWeb
}) => {
  const { page, line } = await openWeb(server.account('member'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  await expect.poll(() => page.evaluate(() => performance.getEntriesByName('screens-ahead').length), { timeout: 30_000 }).toBe(1)
  await line.cut()
  await page.keyboard.press('m')
  await expect(page.getByRole('complementary', { name: words.readerView.panel.title })).toBeVisible()
  await page.keyboard.press('Control+Shift+f')
  await expect(page.getByRole('dialog', { name: words.finding.meeting.dialog })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+p')
  await expect(page.getByRole('dialog', { name: words.exporting.print.title })).toBeVisible()
})

test('[F12] the app is killed in the middle of a stroke and opened again without a network: the stroke is there', async ({
  server,
  openDesktop,
  picture
}) => {
  const account = server.accounts.find(each => each.account === 'quansu')
  const before = await openDesktop(account)
  await expect(before.page.getByText(app.today.papersAll)).toBeVisible({ timeout: 30_000 })
  await openMeeting(before.page, server.meetingId)
  await openPaper(before.page, paper)
  await expectSaved(before.page)
  await before.line.cut()
  const move = await startStroke(before.page, { x: 0.3, y: 0.4 })
  await move({ x: 0.5, y: 0.45 })
  // The pen is still down. A stroke may be in memory alone for one second at most.
  for (const begin = Date.now(); Date.now() - begin < 1_500; ) {
    await move({ x: 0.6, y: 0.42 })
    await move({ x: 0.4, y: 0.44 })
  }
  await before.kill()

  const after = await openDesktop(null, { line: before.line, userData: before.userData })
  await expect(after.page.getByText(app.today.enter).first()).toBeVisible({ timeout: 20_000 })
  await picture(after.page, 'today-offline')
  await after.page.evaluate(id => {
    location.hash = `#/cuoc-hop/${id}`
  }, server.meetingId)
  await openPaper(after.page, paper)
  await expect(inkPaths(after.page)).toHaveCount(1)
  await after.line.mend()
  await expectSaved(after.page)
})
