import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { beginMeeting, openMeeting, words } from '../screen.ts'

const { attendance, meeting } = words

/** The drawer of people, opened where it is not. */
async function people(page: Page) {
  const drawer = page.getByRole('complementary')
  if (!(await drawer.isVisible())) await page.getByRole('button', { name: /đang xem$/ }).click()
  return drawer
}
async function note(page: Page, name: string, act: string): Promise<void> {
  await page.getByRole('button', { name: meeting.people.more(name), exact: true }).click()
  await page.getByRole('menuitem', { name: act, exact: true }).click()
}

test('[J2] a member checks in and leaves, the secretary notes the others, and everybody sees whether they are enough', async ({
  server,
  openWeb,
  picture
}) => {
  const secretary = (await openWeb(server.account('secretary'))).page
  const member = (await openWeb(server.account('member'))).page
  await openMeeting(secretary, server.meetingId)
  await openMeeting(member, server.meetingId)
  const summary = (page: Page) => page.getByRole('region', { name: attendance.heading })
  await people(member)
  await expect(summary(member).getByText(attendance.members(0, 7))).toBeVisible()

  // The chair requires a quorum of all, and the meeting does not open.
  await secretary.getByRole('button', { name: `${attendance.quorum}: ${attendance.quorumChange}` }).click()
  const rule = secretary.getByRole('dialog', { name: attendance.quorum })
  await rule.getByLabel(attendance.quorum).selectOption(attendance.quorumShares['two-thirds'])
  await rule.getByLabel(attendance.quorumRequired).check()
  await picture(secretary, 'attendance-quorum')
  await rule.getByRole('button', { name: attendance.save }).click()
  await expect(rule).toBeHidden()
  await beginMeeting(secretary)
  const anyway = secretary.getByRole('dialog', { name: attendance.openTitle })
  await anyway.getByRole('button', { name: attendance.openAnyway }).click()
  await expect(anyway.getByText(attendance.openReasonNeeded)).toBeVisible()
  await anyway.getByLabel(attendance.openReason).fill('Họp khẩn phòng chống bão')
  await picture(secretary, 'attendance-no-quorum')
  await anyway.getByRole('button', { name: attendance.openAnyway }).click()
  await expect(secretary.getByText(meeting.states.live).first()).toBeVisible()

  // The member is asked, and answers in two clicks.
  await member.getByRole('banner').getByRole('button', { name: attendance.checkIn }).click()
  await picture(member, 'attendance-check-in')
  await member.getByRole('dialog').getByRole('button', { name: attendance.inRoom }).click()
  await expect(member.getByRole('banner').getByRole('button', { name: attendance.checkIn })).toHaveCount(0)
  await expect(summary(member).getByText(attendance.members(1, 7))).toBeVisible()
  await expect(summary(secretary).getByText(attendance.members(1, 7))).toBeVisible()

  // The secretary notes another, with a reason.
  await note(secretary, 'Bùi Quang Trường', attendance.markExcused)
  const why = secretary.getByRole('dialog', { name: attendance.reasonTitle('Bùi Quang Trường') })
  await why.getByLabel(attendance.reason).fill('Đi công tác tại huyện')
  await why.getByRole('button', { name: attendance.save }).click()
  await expect(why).toBeHidden()
  await expect(secretary.getByText('vắng có lý do · Đi công tác tại huyện')).toBeVisible()
  // Another by one press of a key, which leaves the keyboard in that row.
  await secretary.getByRole('button', { name: attendance.arrivedOf('Hồ Văn Dũng') }).press('Enter')
  await expect(secretary.getByRole('button', { name: attendance.arrivedOf('Hồ Văn Dũng') })).toHaveCount(0)
  await expect(secretary.getByRole('button', { name: meeting.people.more('Hồ Văn Dũng') })).toBeFocused()
  await expect(summary(member).getByText(attendance.members(2, 7))).toBeVisible()
  await expect(summary(member).getByText(attendance.notEnough(5, 3))).toBeVisible()
  // No sentence pushes the screen aside.
  expect(await secretary.evaluate(() => document.documentElement.scrollWidth)).toBe(1366)
  await picture(secretary, 'attendance-secretary')
  await picture(member, 'attendance-member')

  // Leaving and coming back stay visible.
  await summary(member).getByRole('button', { name: attendance.checkOut }).click()
  await expect(summary(member).getByText(attendance.members(1, 7))).toBeVisible()
  await summary(member).getByRole('button', { name: attendance.backAgain }).click()
  await member.getByRole('dialog').getByRole('button', { name: attendance.fromAfar }).click()
  await expect(summary(member).getByText(attendance.members(2, 7))).toBeVisible()
})
