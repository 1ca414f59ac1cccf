import { expect, test } from '../fixtures.ts'
import { beginMeeting, openMeeting, words } from '../screen.ts'

const { course, meeting } = words

test('[V1] the chair leads through the agenda; members see the item that is on, its time, and a break with its reason', async ({
  server,
  openWeb,
  picture
}) => {
  const chair = (await openWeb(server.account('chair'))).page
  const member = (await openWeb(server.account('member'))).page
  await openMeeting(chair, server.meetingId)
  await openMeeting(member, server.meetingId)
  await beginMeeting(chair)
  await expect(member.getByText(course.nothingOn)).toBeVisible()
  await chair.getByRole('button', { name: course.first('1'), exact: true }).click()
  const line = member.getByRole('banner').getByRole('link', { name: /^Mở mục đang bàn: Khai mạc/ })
  await expect(line).toBeVisible()
  await expect(line).toContainText(/0:0\d \/ 10 phút/)
  await expect(member.getByText(`● ${course.on}`)).toBeVisible()
  await picture(member, 'course-member')

  // An item that only holds parts is passed by: its parts are gone through.
  await chair.getByRole('button', { name: course.next('2.1'), exact: true }).click()
  await expect(member.getByRole('link', { name: /^Mở mục đang bàn: Trình bày báo cáo/ })).toBeVisible()
  await picture(chair, 'course-chair')

  await chair.getByRole('button', { name: course.more }).click()
  await chair.getByRole('menuitem', { name: course.suspend }).click()
  const dialog = chair.getByRole('dialog', { name: course.suspendTitle })
  await dialog.getByLabel(course.reason).fill('Nghỉ giải lao 15 phút')
  await picture(chair, 'course-suspend')
  await dialog.getByRole('button', { name: course.suspendDo }).click()
  await expect(member.getByText(/^Tạm nghỉ từ \d\d:\d\d: Nghỉ giải lao 15 phút$/)).toBeVisible()
  await picture(member, 'course-suspended')
  await chair.getByRole('button', { name: course.resume, exact: true }).click()
  await expect(member.getByRole('link', { name: /^Mở mục đang bàn: Trình bày báo cáo/ })).toBeVisible()

  // Any item may be taken up from its own page.
  await chair.getByRole('button', { name: meeting.frame.showAgenda }).first().click()
  await chair.getByRole('link', { name: /^4\. / }).first().click()
  await chair.getByRole('button', { name: course.begin }).click()
  await expect(chair.getByRole('button', { name: course.begin })).toHaveCount(0)
  await picture(chair, 'course-item')
  await line
    .or(member.getByRole('link', { name: /^Mở mục đang bàn: / }))
    .first()
    .click()
  await expect(member.getByRole('heading', { level: 1, name: /^4\. / })).toBeVisible()
})
