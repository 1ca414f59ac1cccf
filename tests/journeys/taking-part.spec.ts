import { expectAccessible, expectFits, setTheme } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { beginMeeting, openMeeting, sheet, startedByChair, words } from '../screen.ts'

const { course, desk, floor, meeting, takingPart } = words

test('[V5] the item that is on comes to the member, who is told instead once they chose something else or are typing', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(120_000)
  const { chair, member } = await startedByChair(server, openWeb)
  const agenda = chair.getByRole('navigation', { name: desk.agenda })
  await agenda.getByRole('button', { name: desk.first('1'), exact: true }).click()
  const address = () => member.evaluate(() => location.hash)
  await expect.poll(address).toMatch(/bien-ban-phien-truoc$/)
  await agenda.getByRole('button', { name: desk.next('2.1'), exact: true }).click()
  // The paper of the item at once.
  await expect.poll(address).not.toMatch(/bien-ban-phien-truoc$/)
  await expect(sheet(member, 1)).toBeVisible()
  await picture(member, 'taking-part-brought')

  // Typing: the screen stays, focus and words with it.
  await member.getByRole('complementary').getByRole('tab', { name: meeting.frame.notebook }).click()
  const notes = member.getByRole('complementary').getByRole('textbox').first()
  await notes.click()
  await notes.pressSequentially('Đang ghi dở')
  const before = await address()
  await agenda.getByRole('button', { name: /^Chuyển sang mục/ }).click()
  await expect(member.getByText(/^Cuộc họp chuyển sang mục/)).toBeVisible()
  await member.keyboard.type(' một câu')
  await expect(notes).toHaveValue(/Đang ghi dở một câu/)
  expect(await address()).toBe(before)
  await picture(member, 'taking-part-told')
  await member.getByRole('button', { name: takingPart.open, exact: true }).click()
  await expect.poll(address).not.toBe(before)
})

test('the simple screen: three large buttons, remembered for the person', async ({ server, openWeb, picture }) => {
  test.setTimeout(120_000)
  const chair = (await openWeb(server.account('chair'))).page
  const member = (await openWeb(server.account('member'))).page
  await openMeeting(chair, server.meetingId)
  await openMeeting(member, server.meetingId)
  await member.getByRole('button', { name: course.more }).click()
  await member.getByRole('menuitemcheckbox', { name: takingPart.simple }).click()
  const bar = member.getByRole('navigation', { name: takingPart.bar })
  await expect(bar.getByRole('button')).toHaveCount(3)
  await expectFits(member)
  await picture(member, 'simple-before')
  await chair.getByRole('button', { name: desk.open, exact: true }).click()
  await beginMeeting(chair)
  const agenda = chair.getByRole('navigation', { name: desk.agenda })
  await agenda.getByRole('button', { name: desk.first('1'), exact: true }).click()
  await agenda.getByRole('button', { name: desk.next('2.1'), exact: true }).click()
  await expect(sheet(member, 1)).toBeVisible()
  await bar.getByRole('button', { name: takingPart.speak }).click()
  await member.getByRole('complementary').getByRole('button', { name: floor.ask }).click()
  await member.getByRole('dialog').getByRole('button', { name: floor.send }).click()
  await expect(bar.getByText(takingPart.waiting(1))).toBeVisible()
  await expectFits(member)
  await picture(member, 'simple-waiting')
  await expectAccessible(member)
  await setTheme(member, 'dark')
  await picture(member, 'simple-dark')
  await setTheme(member, 'light')
  await bar.getByRole('button', { name: takingPart.speak }).click()
  await bar.getByRole('button', { name: takingPart.vote }).click()
  await expect(member.getByText(takingPart.voteNoneLong)).toBeVisible()
  await bar.getByRole('button', { name: takingPart.papers }).click()
  await expect(member.getByRole('navigation', { name: meeting.frame.agenda })).toBeVisible()
  await picture(member, 'simple-papers')
  await member.setViewportSize({ width: 768, height: 1024 })
  await expectFits(member)
  await picture(member, 'simple-tablet')
  // On another device of the same person too.
  const again = (await openWeb(server.account('member'))).page
  await openMeeting(again, server.meetingId)
  await expect(again.getByRole('navigation', { name: takingPart.bar })).toBeVisible()
})
