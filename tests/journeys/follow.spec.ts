import { expect, test } from '../fixtures.ts'
import { openMeeting, openPaper, words } from '../screen.ts'

const { follow } = words.reader

test('members follow the pages of the chair, leave, and come back with one click', async ({ server, openDesktop, openWeb, picture }) => {
  const chair = (await openDesktop(server.account('chair'))).page
  const member = (await openWeb(server.account('member'))).page
  const paper = 'Dự toán thu, chi ngân sách xã năm 2027 (thuyết minh chi tiết)'
  for (const page of [chair, member]) await openMeeting(page, server.meetingId)
  await openPaper(chair, paper)
  await chair
    .getByRole('button', { name: follow.leadHint })
    .or(chair.getByRole('button', { name: follow.lead }))
    .first()
    .click()
  await expect(member.getByText(follow.followingChair)).toBeVisible()

  const pageField = (page: typeof chair) => page.getByRole('textbox', { name: words.reader.pageField })
  await pageField(chair).fill('12')
  await pageField(chair).press('Enter')
  await expect(pageField(member)).toHaveValue('12')
  await picture(member, 'follow')

  await member.getByRole('button', { name: follow.leave }).click()
  await pageField(chair).fill('30')
  await pageField(chair).press('Enter')
  await expect(member.getByRole('button', { name: follow.backToChair })).toBeVisible()
  await expect(pageField(member)).toHaveValue('12')
  await member.getByRole('button', { name: follow.backToChair }).click()
  await expect(pageField(member)).toHaveValue('30')
})
