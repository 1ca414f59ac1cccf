import { expect, test } from '../fixtures.ts'
import { drawStroke, expectSaved, inkPaths, openPaper, sheet, words } from '../screen.ts'

const { meeting, app } = words

test('a secretary prepares a meeting in the desktop app while a member watches in a browser', async ({
  server,
  openDesktop,
  openWeb,
  picture
}) => {
  const secretary = (await openDesktop(server.account('secretary'))).page
  const member = (await openWeb(server.accounts.find(each => each.account === 'vanhoa'))).page
  const title = 'Họp chuyên đề chuẩn bị năm học mới'

  // Create: nobody else sees a draft.
  await secretary
    .getByRole('link', { name: app.places.meetings })
    .or(secretary.getByRole('button', { name: app.places.meetings }))
    .first()
    .click()
  await secretary.getByRole('button', { name: app.meetings.create }).first().click()
  const dialog = secretary.getByRole('dialog')
  await dialog.getByLabel(app.newMeeting.name).fill(title)
  await dialog.getByLabel(app.newMeeting.place).fill('Hội trường tầng 2')
  await picture(secretary, 'meetings-create')
  await dialog.getByRole('button', { name: app.newMeeting.submit }).click()
  await expect(secretary.getByRole('textbox', { name: meeting.particulars.title })).toHaveValue(title)
  await picture(secretary, 'prepare-empty')

  // The agenda is typed as an outline: Enter adds, Tab nests.
  await secretary
    .getByRole('button', { name: meeting.agenda.emptyFirst })
    .or(secretary.getByRole('button', { name: meeting.agenda.add }))
    .first()
    .click()
  await secretary.keyboard.type('Khai mạc')
  await secretary.keyboard.press('Enter')
  await secretary.keyboard.type('Phương án sắp xếp điểm trường')
  await secretary.keyboard.press('Enter')
  await secretary.keyboard.type('Thảo luận')
  await secretary.keyboard.press('Tab')
  const titles = secretary.getByRole('textbox', { name: meeting.agenda.title, exact: true })
  await expect(titles).toHaveCount(3)
  await expect(secretary.getByText('2.1.', { exact: true }).first()).toBeVisible()

  // Participants.
  await secretary.getByRole('button', { name: meeting.people.add }).first().click()
  const people = secretary.getByRole('dialog')
  await people.getByLabel(meeting.people.dialog.search).fill('hoang thi ngoc lan')
  await people.getByText('Hoàng Thị Ngọc Lan').first().click()
  await people.getByLabel(meeting.people.dialog.search).fill('ho van dung')
  await people.getByText('Hồ Văn Dũng').first().click()
  await people.getByLabel(meeting.people.dialog.roleOf('Hồ Văn Dũng')).selectOption('chair')
  await picture(secretary, 'prepare-people')
  await people.getByRole('button', { name: meeting.people.dialog.add(2) }).click()
  await expect(people).toBeHidden()

  // Papers: two at once, one is no PDF.
  const chooser = secretary.waitForEvent('filechooser')
  await secretary.getByRole('button', { name: meeting.papers.add }).nth(1).click()
  await (await chooser).setFiles(['resources/demonstration/papers/du-toan-ngan-sach.pdf', 'tests/data/not-a-pdf.pdf'])
  const declare = secretary.getByRole('dialog')
  await declare.getByText(meeting.papers.declare.grades.ordinary).click()
  await picture(secretary, 'prepare-declare')
  await declare.getByRole('button', { name: meeting.papers.declare.send(2) }).click()
  await expect(secretary.getByText(words.reasons['not-a-pdf']).first()).toBeVisible({ timeout: 20_000 })
  await expect(secretary.getByText(meeting.papers.uploads.done(60)).first()).toBeVisible({ timeout: 20_000 })
  await picture(secretary, 'prepare-papers')
  await expect(member.getByText(title)).toHaveCount(0)

  // Sent: it stands on the member's screen at once.
  await secretary.getByRole('button', { name: meeting.acts.issue }).first().click()
  await picture(secretary, 'prepare-issue')
  await secretary.getByRole('dialog').getByRole('button', { name: meeting.acts.issue }).click()
  await expect(member.getByText(title).first()).toBeVisible()
  await member.getByText(title).first().click()
  await expect(member.getByText('Phương án sắp xếp điểm trường').first()).toBeVisible()
  await expectSaved(member)

  // Two secretaries at one time: the second one types elsewhere, nobody loses a keystroke, the member follows.
  await titles.nth(1).fill('Phương án sắp xếp điểm trường năm học 2027–2028')
  await expect(member.getByText('Phương án sắp xếp điểm trường năm học 2027–2028').first()).toBeVisible()

  // The member reads and marks the paper.
  await openPaper(member, 'Du toan ngan sach')
  await drawStroke(member, 0.2)
  await expect(inkPaths(member)).toHaveCount(1)
  await expect(sheet(member, 1)).toBeVisible()
  await picture(member, 'reader-member')
  await expect(inkPaths(secretary)).toHaveCount(0)
})
