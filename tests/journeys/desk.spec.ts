import type { Page } from '@playwright/test'
import { expectAccessible, expectFits, setTheme } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { fillHouse } from '../full-house.ts'
import { beginMeeting, openMeeting, words } from '../screen.ts'

const { attendance, course, desk, floor, meeting, seating, vote } = words

const toDesk = (page: Page) => page.getByRole('button', { name: desk.open, exact: true }).click()
const agenda = (page: Page) => page.getByRole('navigation', { name: desk.agenda })

test('[V3] the chair leads a whole meeting from one screen: opens, goes on, suspends, concludes, calls speakers, closes', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(180_000)
  const chair = await openWeb(server.account('chair'))
  const { page } = chair
  const member = (await openWeb(server.account('member'))).page
  await openMeeting(page, server.meetingId)
  await openMeeting(member, server.meetingId)
  await toDesk(page)
  await expect(page.getByRole('button', { name: desk.start })).toBeVisible()
  await expectFits(page)
  await picture(page, 'desk-before')
  await expectAccessible(page)
  await beginMeeting(page)
  await expect(page.getByText(desk.nothingOn)).toBeVisible()

  // Pressed twice, as some press everything, it is one step: the second press does not go on to the next item.
  await agenda(page)
    .getByRole('button', { name: desk.first('1'), exact: true })
    .dblclick({ delay: 250 })
  await expect(page.getByText(desk.now('1'))).toBeVisible()
  await member.getByRole('banner').getByRole('button', { name: attendance.checkIn }).click()
  await member.getByRole('dialog').getByRole('button', { name: attendance.inRoom }).click()
  await expect(page.getByRole('banner').getByText(desk.notEnough(1, 7))).toBeVisible()

  // Concludes and goes on in one window; the conclusion is there for whoever opens the meeting later.
  await agenda(page).getByRole('button', { name: desk.concludeShort, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: desk.concludeTitle('1') })
  await dialog.getByRole('button', { name: desk.concludeDo }).click()
  await expect(dialog.getByText(desk.concludeNeeded)).toBeVisible()
  await dialog
    .getByLabel(desk.concludeField)
    .fill('Thống nhất chương trình làm việc; các đồng chí trình bày không quá 10 phút mỗi nội dung.')
  await picture(page, 'desk-conclude')
  await dialog.getByRole('button', { name: desk.concludeAndNext('2.1') }).click()
  await expect(page.getByText(desk.now('2.1'))).toBeVisible()
  await expect(agenda(page).getByRole('button', { name: new RegExp(`^1\\. .*${desk.concluded}`) })).toBeVisible()

  // A member asks for the floor and is called from the same screen.
  const drawer = member.getByRole('complementary')
  await drawer.getByRole('tab', { name: meeting.frame.floor }).click()
  await drawer.getByRole('button', { name: floor.ask }).click()
  await member.getByRole('dialog', { name: floor.askTitle }).getByLabel(floor.subject).fill('Kiến nghị về dự toán năm 2027')
  await member.getByRole('dialog', { name: floor.askTitle }).getByRole('button', { name: floor.send }).click()
  await expect(page.getByRole('tab', { name: desk.floorTab(1) })).toBeVisible()
  await expect(page.getByRole('region', { name: desk.room }).getByText(desk.wants)).toBeVisible()
  await page.getByRole('button', { name: floor.callOf('Lò Thị Mai Phương') }).click()
  await expect(page.getByRole('region', { name: floor.speaking })).toContainText('Lò Thị Mai Phương')
  await expect(page.getByRole('region', { name: desk.room }).getByText(desk.speaks)).toBeVisible()
  await expectFits(page)
  await picture(page, 'desk-live')
  await expectAccessible(page)
  await setTheme(page, 'dark')
  await picture(page, 'desk-live-dark')
  await expectAccessible(page)
  await setTheme(page, 'light')
  await page.setViewportSize({ width: 768, height: 1024 })
  await expectFits(page)
  await picture(page, 'desk-live-tablet')
  await expectAccessible(page)
  await page.setViewportSize({ width: 1366, height: 768 })

  // By keyboard alone: to any item, its menu, begin it.
  await agenda(page).getByRole('button', { name: /^4\. / }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: desk.begin })).toBeVisible()
  await picture(page, 'desk-item-menu')
  await page.keyboard.press('Enter')
  await expect(page.getByText(desk.now('4'))).toBeVisible()

  // A vote made on the spot: opened, answered by the member, ended, all without leaving the desk.
  await page.getByRole('main').getByRole('button', { name: vote.prepare }).click()
  const prepare = page.getByRole('dialog', { name: vote.prepareTitle })
  await prepare.getByLabel(vote.subject).fill('Thông qua dự thảo Nghị quyết về phân bổ ngân sách xã năm 2027?')
  await prepare.getByLabel(vote.base).selectOption('present')
  await prepare.getByRole('button', { name: vote.saveAndOpen }).click()
  await page.getByRole('dialog', { name: vote.openTitle }).getByRole('button', { name: vote.open, exact: true }).click()
  const ballot = member.getByRole('region', { name: vote.title, exact: true })
  await ballot.getByRole('button', { name: 'Tán thành', exact: true }).click()
  await expect(page.getByRole('region', { name: desk.room }).getByText(seating.notVoted)).toBeVisible()
  await expectFits(page)
  await picture(page, 'desk-vote')
  await expectAccessible(page)
  await page.setViewportSize({ width: 768, height: 1024 })
  await expectFits(page)
  await picture(page, 'desk-vote-tablet')
  await page.setViewportSize({ width: 1366, height: 768 })
  // [V8] No break in the middle of it.
  await agenda(page).getByRole('button', { name: desk.suspend, exact: true }).click()
  const refused = page.getByRole('dialog', { name: course.suspendTitle })
  await expect(refused.getByText(words.reasons['vote-open'])).toBeVisible()
  await expect(refused.getByRole('button', { name: course.suspendDo, exact: true })).toBeDisabled()
  await picture(page, 'desk-suspend-vote')
  await page.keyboard.press('Escape')
  await ballot.getByRole('button', { name: vote.sendChoice('Tán thành') }).click()
  await expect(page.getByRole('region', { name: desk.room }).getByText(seating.voted)).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: vote.end, exact: true }).click()
  await expect(page.getByRole('main').getByText(vote.passed, { exact: true }).first()).toBeVisible()
  await picture(page, 'desk-vote-result')

  await agenda(page).getByRole('button', { name: desk.suspend, exact: true }).click()
  await page.getByRole('dialog', { name: course.suspendTitle }).getByLabel(course.reason).fill('Nghỉ giải lao 15 phút')
  await page.getByRole('dialog', { name: course.suspendTitle }).getByRole('button', { name: course.suspendDo }).click()
  await expect(page.getByText(/^Tạm nghỉ từ \d\d:\d\d: Nghỉ giải lao 15 phút$/)).toBeVisible()
  await picture(page, 'desk-suspended')
  await agenda(page).getByRole('button', { name: desk.resume, exact: true }).click()

  await expect(agenda(page).getByRole('button', { name: /^Chuyển sang mục/ })).toBeVisible()

  // Without a network the desk stays, and says that an act was not recorded.
  await chair.line.cut()
  await expect(page.getByText(/Mất mạng từ/).first()).toBeVisible({ timeout: 20_000 })
  await agenda(page)
    .getByRole('button', { name: /^Chuyển sang mục/ })
    .click()
  await expect(page.getByText(desk.notDone(meeting.acts.offline))).toBeVisible({ timeout: 20_000 })
  await picture(page, 'desk-offline')
  await chair.line.mend()
  await expect(page.getByText(/Mất mạng từ/)).toHaveCount(0, { timeout: 30_000 })

  await page.getByRole('banner').getByRole('button', { name: desk.close, exact: true }).click()
  const closing = page.getByRole('dialog', { name: meeting.acts.closeTitle })
  await expect(closing.getByRole('button', { name: meeting.acts.keepGoing }).last()).toBeFocused()
  await expect(closing.getByText(/^Còn \d+ mục chưa bàn/)).toBeVisible()
  await picture(page, 'desk-close')
  await closing.getByRole('button', { name: meeting.acts.close, exact: true }).click()
  await expect(page.getByRole('heading', { name: desk.ended })).toBeVisible()
  await expect(page.getByText(desk.conclusions(1))).toBeVisible()
  await picture(page, 'desk-ended')
  await expectAccessible(page)
})

test('the desk of a full hall: 200 people, 40 items, 30 who want to speak', { tag: '@long' }, async ({ server, openWeb, picture }) => {
  test.setTimeout(300_000)
  const { large } = await fillHouse(server)
  const { page, line } = await openWeb(server.account('secretary'))
  await openMeeting(page, large)
  await page.evaluate(async id => {
    const act = async (words: object) => {
      const bytes = crypto.getRandomValues(new Uint8Array(20))
      const command = [...bytes].map(byte => 'abcdefghijkmnpqrstuvwxyz23456789'[byte & 31]).join('')
      const answer = await fetch(`/api/meetings/${id}/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...words, id: command })
      })
      if (answer.status === 429) {
        await new Promise(resolve => setTimeout(resolve, 500))
        await act(words)
      } else if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    }
    await act({ kind: 'open' })
    const record = (await (await fetch(`/api/meetings/${id}/record`)).text()).trim().split('\n')
    const people: string[] = record
      .map(line => JSON.parse(line).fact)
      .filter(fact => fact.kind === 'participants-added')
      .flatMap(fact => fact.participants.map((who: { user: string }) => who.user))
    await act({ kind: 'note-attendance', users: people.slice(0, 150), state: 'present' })
    for (const [n, user] of people.slice(20, 50).entries())
      await act({ kind: 'ask-to-speak', speech: `phat-bieu-so-${100 + n}`, user, subject: `Ý kiến thứ ${n + 1} về phương án`, item: null })
  }, large)
  await toDesk(page)
  await expect(page.getByRole('tab', { name: desk.floorTab(30) })).toBeVisible()
  await agenda(page)
    .getByRole('button', { name: /^Vào mục/ })
    .click()
  await expect(page.getByRole('region', { name: desk.room }).getByRole('listitem')).toHaveCount(199)
  await expectFits(page)
  await picture(page, 'desk-full')
  await page.setViewportSize({ width: 768, height: 1024 })
  await expectFits(page)
  await picture(page, 'desk-full-tablet')

  // A desk that is not on this computer says so where the network is gone.
  await page.setViewportSize({ width: 1366, height: 768 })
  await line.cut()
  await page.evaluate(() => {
    location.hash = '#/cuoc-hop/cuoc-hop-chua-tung-mo/ban-chu-tri'
  })
  await expect(page.getByText(meeting.frame.waiting)).toBeVisible({ timeout: 20_000 })
  await picture(page, 'desk-waiting')
  await expectAccessible(page)
})
