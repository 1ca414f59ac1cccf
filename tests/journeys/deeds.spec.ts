import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { beginMeeting, drawStroke, expectSaved, inkPaths, openMeeting, openPaper, sheet, words } from '../screen.ts'

const { meeting } = words
const minutes = 'Biên bản phiên họp thường kỳ tháng trước'
const proposal = 'Tờ trình về dự toán ngân sách xã năm 2027'
const budget = 'Dự toán thu, chi ngân sách xã năm 2027 (thuyết minh chi tiết)'

/** The row of an agenda item that is being prepared, by its printed number. */
const row = (page: Page, number: string) => page.locator('li[data-item]').filter({ has: page.getByText(`${number}.`, { exact: true }) })
/** The papers in that row, as they lie. */
const papersIn = (page: Page, number: string) => row(page, number).locator('a[href^="#/cuoc-hop/"] > span:first-of-type')
const handleOf = (page: Page, title: string) => page.getByRole('button', { name: meeting.papers.drag(title) })
/** The same item on the printed sheet of somebody who reads. */
const lineOf = (page: Page, number: string) =>
  page
    .getByRole('navigation', { name: meeting.frame.agenda })
    .locator('li[data-item]')
    .filter({ hasText: new RegExp(`^\\d\\d:\\d\\d${number}\\. `) })

async function pick(page: Page, menu: string, act: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click()
  await page.getByRole('menuitem', { name: act, exact: true }).click()
}

test('a secretary renames, withdraws and moves papers; a member sees each as it happens', async ({ server, openWeb, picture }) => {
  const secretary = (await openWeb(server.account('secretary'))).page
  const member = (await openWeb(server.account('member'))).page
  await openMeeting(secretary, server.meetingId)
  await openMeeting(member, server.meetingId)

  // Rename, with what Telex would have composed; the old name is selected, so that typing replaces it.
  const renamed = 'Biên bản phiên họp thường kỳ tháng 10/2026'
  await pick(secretary, meeting.papers.more(minutes), meeting.papers.rename)
  await secretary.keyboard.type(renamed)
  await picture(secretary, 'deed-rename')
  await secretary.keyboard.press('Enter')
  await expect(secretary.getByRole('dialog')).toBeHidden()
  await expect(papersIn(secretary, '1')).toHaveText([renamed])
  await expect(lineOf(member, '1').getByText(renamed)).toBeVisible()

  // Withdraw, while somebody reads it.
  await openPaper(member, renamed)
  await pick(secretary, meeting.papers.more(renamed), meeting.papers.remove)
  await picture(secretary, 'deed-remove')
  await secretary.getByRole('dialog').getByRole('button', { name: meeting.papers.cancel }).last().click()
  await expect(papersIn(secretary, '1')).toHaveText([renamed])
  await pick(secretary, meeting.papers.more(renamed), meeting.papers.remove)
  await secretary.getByRole('dialog').getByRole('button', { name: meeting.papers.removeDo }).click()
  await expect(secretary.getByRole('dialog')).toBeHidden()
  await expect(papersIn(secretary, '1')).toHaveCount(0)
  await expect(member.getByText(meeting.frame.paperGone)).toBeVisible()
  await expect(sheet(member, 1)).toHaveCount(0)
  await picture(member, 'deed-removed-member')

  // Drag by mouse.
  // In the middle of the screen, where nothing scrolls by itself.
  await row(secretary, '3.2').evaluate(element => element.scrollIntoView({ block: 'center' }))
  const from = await handleOf(secretary, proposal).boundingBox()
  const to = await row(secretary, '3.3').boundingBox()
  if (!from || !to) throw new Error('not on the screen')
  await secretary.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await secretary.mouse.down()
  await secretary.mouse.move(from.x + 30, from.y + 40, { steps: 5 })
  await secretary.mouse.move(to.x + 200, to.y + to.height / 2, { steps: 15 })
  await picture(secretary, 'deed-drag')
  await secretary.mouse.up()
  await expect(papersIn(secretary, '3.3')).toHaveText([proposal])
  await expect(papersIn(secretary, '3.1')).toHaveCount(0)
  await expect(lineOf(member, '3.3').getByText(proposal)).toBeVisible()

  // Drag by keyboard: lift, one zone down, put.
  // An arrow that comes before the zones are measured moves nothing: it is then put down where it was, and lifted again.
  await expect(async () => {
    await handleOf(secretary, budget).focus()
    await secretary.keyboard.press('Space')
    await secretary.keyboard.press('ArrowDown')
    await picture(secretary, 'deed-drag-keys')
    await secretary.keyboard.press('Space')
    await expect(papersIn(secretary, '3.2')).toHaveCount(0, { timeout: 3000 })
  }).toPass({ timeout: 15_000 })
  await expect(papersIn(secretary, '3.3')).toHaveText([proposal, budget])
  await expect(handleOf(secretary, budget)).toBeFocused()
  await picture(secretary, 'deed-dragged')
  await secretary.keyboard.press('Control+z')
  await expect(papersIn(secretary, '3.2')).toHaveText([budget])
  await expectSaved(secretary)
})

test('roles change and people leave on everybody’s screen at once; an ended meeting is read only', async ({ server, openWeb, picture }) => {
  const secretary = (await openWeb(server.account('secretary'))).page
  const member = (await openWeb(server.account('member'))).page
  const other = (await openWeb(server.accounts.find(each => each.account === 'vanhoa'))).page
  const guest = (await openWeb(server.account('guest'))).page
  for (const page of [secretary, member, other, guest]) await openMeeting(page, server.meetingId)
  const more = (name: string) => meeting.people.more(name)

  // A member becomes the secretary's colleague: what she may do appears on her screen while she looks at it.
  await expect(other.getByRole('textbox', { name: meeting.agenda.title, exact: true })).toHaveCount(0)
  await secretary.getByPlaceholder(meeting.people.search).fill('ngoc lan')
  await pick(secretary, more('Hoàng Thị Ngọc Lan'), meeting.roles.secretary)
  await expect(other.getByRole('textbox', { name: meeting.agenda.title, exact: true }).first()).toBeVisible()
  await expect(other.getByRole('button', { name: meeting.people.add })).toBeVisible()
  await picture(other, 'deed-role-secretary')
  // And back: the field she stands in is gone, what she typed is not.
  const title = other.getByRole('textbox', { name: meeting.particulars.place })
  await title.fill('Hội trường lớn')
  await expectSaved(other)
  await pick(secretary, more('Hoàng Thị Ngọc Lan'), meeting.roles.member)
  await expect(other.getByRole('textbox', { name: meeting.agenda.title, exact: true })).toHaveCount(0)
  await expect(other.getByText('Hội trường lớn').first()).toBeVisible()
  await picture(other, 'deed-role-member')

  // Somebody leaves: his screen closes, the others' list is shorter.
  await secretary.getByPlaceholder(meeting.people.search).fill('the vinh')
  await pick(secretary, more('Đặng Thế Vinh'), meeting.people.remove)
  await picture(secretary, 'deed-remove-person')
  await secretary.getByRole('dialog').getByRole('button', { name: meeting.people.removeDo, exact: true }).click()
  await expect(secretary.getByRole('dialog')).toBeHidden()
  await expect(secretary.getByText(meeting.people.noMatch('the vinh'))).toBeVisible()
  await expect(guest.getByText(meeting.frame.takenOut)).toBeVisible()
  await picture(guest, 'deed-removed-person')
  await expect(member.getByText(meeting.people.all(10))).toBeVisible()
  await guest.getByRole('button', { name: meeting.frame.goneBack }).click()
  await expect(guest.getByText(words.app.today.forYou)).toBeVisible()
  await expect(guest.getByText(/^Phiên họp thường kỳ tháng 11/)).toHaveCount(0)

  // Begin and end.
  await beginMeeting(secretary)
  await expect(member.getByText(`● ${meeting.states.live}`)).toBeVisible()
  await openPaper(member, proposal)
  await picture(member, 'deed-live-member')
  await pick(secretary, words.course.more, meeting.acts.closeMenu)
  await picture(secretary, 'deed-close')
  await secretary.getByRole('dialog').getByRole('button', { name: meeting.acts.close }).click()
  for (const page of [secretary, member, other]) await expect(page.getByText(meeting.states.ended, { exact: true })).toBeVisible()
  await expect(secretary.getByRole('textbox', { name: meeting.agenda.title, exact: true })).toHaveCount(0)
  await secretary.getByRole('button', { name: words.course.more }).click()
  await expect(secretary.getByRole('menuitem').first()).toBeVisible()
  await expect(secretary.getByRole('menuitem', { name: meeting.acts.closeMenu })).toHaveCount(0)
  await secretary.keyboard.press('Escape')
  await expect(secretary.getByRole('button', { name: meeting.papers.add })).toHaveCount(0)
  await expect(secretary.getByRole('button', { name: meeting.people.add })).toHaveCount(0)
  await picture(secretary, 'deed-ended-secretary')
  // Whoever reads goes on reading, and what is mine stays mine to write.
  await drawStroke(member, 0.4)
  await expect(inkPaths(member)).toHaveCount(1)
  await expectSaved(member)
  await picture(member, 'deed-ended-member')
  await member.getByRole('link', { name: meeting.frame.back }).click()
  await expect(member.getByRole('heading', { name: words.app.today.over })).toBeVisible()
  await picture(member, 'deed-ended-today')
  await member.getByRole('link', { name: words.app.places.meetings }).click()
  await member.getByRole('tab', { name: words.app.meetings.past }).click()
  await expect(member.getByText(meeting.states.ended).first()).toBeVisible()
  await picture(member, 'deed-ended-meetings')
})
