import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { beginMeeting, openMeeting, words } from '../screen.ts'

const { floor, meeting } = words

const drawer = (page: Page) => page.getByRole('complementary')
async function openFloor(page: Page): Promise<void> {
  await drawer(page).getByRole('tab', { name: meeting.frame.floor }).click()
}

test('[C2] [C9] [C10] members ask to speak, the chair calls them one by one, and everybody sees who speaks, for how long and who is next', async ({
  server,
  openWeb,
  picture
}) => {
  const chair = (await openWeb(server.account('chair'))).page
  const member = (await openWeb(server.account('member'))).page
  await openMeeting(chair, server.meetingId)
  await openMeeting(member, server.meetingId)
  await beginMeeting(chair)
  await openFloor(member)
  await picture(member, 'floor-empty')

  // A member asks, with a subject; sent twice it is one request.
  await drawer(member).getByRole('button', { name: floor.ask }).click()
  const dialog = member.getByRole('dialog', { name: floor.askTitle })
  await dialog.getByLabel(floor.subject).fill('Kiến nghị về dự toán năm 2027')
  await picture(member, 'floor-ask')
  await dialog.getByRole('button', { name: floor.send }).dblclick()
  await expect(drawer(member).getByText(floor.waitingMine(1))).toBeVisible()

  // The chair hears of it quietly, asks for somebody without a device, and puts them first.
  const tab = drawer(chair).getByRole('tab', { name: meeting.frame.floor })
  await expect(tab).toContainText('1')
  await openFloor(chair)
  await drawer(chair).getByRole('button', { name: floor.ask }).click()
  const forOther = chair.getByRole('dialog', { name: floor.askTitle })
  await forOther.getByLabel(floor.who).selectOption({ label: 'Bùi Quang Trường' })
  await forOther.getByRole('button', { name: floor.send }).click()
  await expect(drawer(chair).getByText(floor.waiting(2))).toBeVisible()
  await chair.getByRole('button', { name: floor.more('Bùi Quang Trường') }).click()
  await picture(chair, 'floor-menu')
  await chair.getByRole('menuitem', { name: floor.first }).click()
  await expect(drawer(member).getByText(floor.waitingMine(2))).toBeVisible()
  // While an act is under way no other is taken, and the menu says so; then it goes on.
  let letThrough = () => {}
  const slow = new Promise<void>(resolve => {
    letThrough = resolve
  })
  await chair.route(/\/commands$/, async route => {
    await slow
    await route.continue()
  })
  await chair.getByRole('button', { name: floor.more('Bùi Quang Trường') }).click()
  await chair.getByRole('menuitem', { name: floor.down }).click()
  await chair.getByRole('button', { name: floor.more('Lò Thị Mai Phương') }).click()
  const free = chair.getByRole('menuitem', { name: floor.callFree })
  await expect(free).toBeDisabled()
  letThrough()
  await expect(free).toBeEnabled()
  await chair.keyboard.press('Escape')
  await chair.unroute(/\/commands$/)
  await expect(drawer(member).getByText(floor.waitingMine(1))).toBeVisible()
  await chair.getByRole('button', { name: floor.more('Bùi Quang Trường') }).click()
  await chair.getByRole('menuitem', { name: floor.first }).click()
  await expect(drawer(member).getByText(floor.waitingMine(2))).toBeVisible()
  await chair.getByRole('button', { name: floor.callOf('Bùi Quang Trường') }).click()
  await expect(drawer(member).getByRole('region', { name: floor.speaking })).toContainText('Bùi Quang Trường')
  await expect(drawer(member).getByText(floor.waitingMine(1))).toBeVisible()

  // Called for three minutes, the member is told wherever they are; the one before has ended.
  await member.getByRole('link', { name: /^1\. / }).first().click()
  await chair.getByRole('button', { name: floor.more('Lò Thị Mai Phương') }).click()
  await chair.getByRole('menuitem', { name: floor.callFor(3) }).click()
  await expect(member.getByText(floor.yours).first()).toBeVisible()
  await expect(drawer(chair).getByRole('region', { name: floor.speaking })).toContainText(/0:0\d \/ 3 phút/)
  await expect(drawer(chair).getByText(floor.done(1))).toBeVisible()
  await picture(member, 'floor-member')
  await picture(chair, 'floor-chair')

  // The list is closed and opened again; points of order are taken all the while.
  const hold = drawer(chair).getByRole('button', { name: floor.hold })
  for (const [act, closed] of [
    [floor.closeList, 1],
    [floor.openList, 0],
    [floor.closeList, 1]
  ] as const) {
    await drawer(chair).getByRole('button', { name: act }).click()
    await expect(drawer(chair).getByText(floor.closedShort)).toHaveCount(closed)
    await expect(hold).toHaveAttribute('aria-busy', 'false')
  }

  // Stopped for a while and called to go on, with the time they had.
  await hold.click()
  await expect(drawer(member).getByText(floor.heldMine)).toBeVisible()
  await expect(drawer(member).getByRole('region', { name: floor.speaking })).toHaveCount(0)
  await picture(chair, 'floor-held')
  await drawer(chair)
    .getByRole('button', { name: floor.goOnOf('Lò Thị Mai Phương') })
    .click()
  await expect(drawer(member).getByRole('region', { name: floor.speaking })).toContainText(/0:\d\d \/ 3 phút/)
  await drawer(chair).getByRole('button', { name: floor.end }).click()
  await expect(drawer(chair).getByText(floor.done(2))).toBeVisible()
  await expect(drawer(member).getByText(floor.closed)).toBeVisible()
  await drawer(member).getByRole('button', { name: floor.ask }).click()
  await expect(member.getByRole('dialog').getByLabel(floor.as).getByRole('option')).toHaveText([floor.kinds.order])
  await picture(member, 'floor-closed')
  await picture(chair, 'floor-closed-chair')
  await member.keyboard.press('Escape')
  await expect(drawer(member).getByRole('region', { name: floor.speaking })).toHaveCount(0)
})
