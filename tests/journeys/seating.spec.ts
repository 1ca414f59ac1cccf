import type { Page } from '@playwright/test'
import { expectAccessible, expectFits, setTheme } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { beginMeeting, expectSaved, openMeeting, words } from '../screen.ts'

const { attendance, course, desk, floor, meeting, seating } = words

const cell = (page: Page, row: number, column: number) => page.locator(`[data-cell="${row}:${column}"]`)
async function openSeating(page: Page): Promise<void> {
  await page.getByRole('button', { name: course.more }).click()
  await page.getByRole('menuitem', { name: seating.open }).click()
}
/** Drags from the middle of one thing to the middle of another. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}
const middle = async (target: ReturnType<Page['locator']>) => {
  const box = await target.boundingBox()
  if (!box) throw new Error('not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('[SE2] [SE4] the secretary draws the room, seats people by mouse and by keyboard, and the desk shows it alive', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(180_000)
  const { page } = await openWeb(server.account('secretary'))
  await openMeeting(page, server.meetingId)
  await openSeating(page)
  await expect(page.getByText(seating.none)).toBeVisible()
  await picture(page, 'seating-empty')
  await expectAccessible(page)
  await page.getByRole('button', { name: seating.draw }).click()
  const dialog = page.getByRole('dialog', { name: seating.draw })
  await dialog.getByLabel(seating.rows).selectOption('3')
  await picture(page, 'seating-draw')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: seating.drawDo }).click()
  await expect(page.getByText(seating.seats(0, 27))).toBeVisible()

  // By mouse, from the list to a seat; then from seat to seat, where they change places.
  const person = (name: string) => page.getByRole('complementary').getByRole('button', { name: new RegExp(name) })
  await drag(page, await middle(person('Ngô Đức Thắng')), await middle(cell(page, 3, 0)))
  await expect(cell(page, 3, 0)).toContainText('Thắng')
  await person('Vi Văn Khánh').click()
  await cell(page, 3, 1).click()
  await expect(cell(page, 3, 1)).toContainText('Khánh')
  await drag(page, await middle(cell(page, 3, 0)), await middle(cell(page, 3, 1)))
  await expect(cell(page, 3, 1)).toContainText('Thắng')
  await expect(cell(page, 3, 0)).toContainText('Khánh')

  // All others at once, the chair in the middle of the front.
  await page.getByRole('button', { name: seating.everybody }).click()
  await expect(page.getByText(seating.allSeated)).toBeVisible()
  await expect(cell(page, 0, 4)).toHaveAccessibleName(/Hồ Văn Dũng/)

  // By keyboard alone: two to the right and one down, pick up, carry back, put down; Delete takes a name off, undo brings it back.
  await cell(page, 3, 1).focus()
  await page.keyboard.press('Space')
  await expect(cell(page, 3, 1)).toHaveAttribute('data-held', 'true')
  await picture(page, 'seating-held')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Space')
  await expect(cell(page, 3, 0)).toContainText('Thắng')
  await page.keyboard.press('Delete')
  await expect(cell(page, 3, 0)).not.toContainText('Thắng')
  await page.keyboard.press('Control+z')
  await expect(cell(page, 3, 0)).toContainText('Thắng')

  // Drawing: a table, and a seat taken away.
  await page.getByRole('radio', { name: seating.tool.table }).click()
  await cell(page, 2, 0).click()
  await expect(cell(page, 2, 0)).toHaveAttribute('data-kind', 'table')
  await page.getByRole('radio', { name: seating.tool.clear }).click()
  await cell(page, 5, 8).click()
  await expect(cell(page, 5, 8)).toHaveAttribute('data-kind', 'floor')
  await page.getByRole('radio', { name: seating.tool.people }).click()
  await expectSaved(page)
  await expectFits(page)
  await picture(page, 'seating-drawn')
  await expectAccessible(page)
  await setTheme(page, 'dark')
  await picture(page, 'seating-dark')
  await expectAccessible(page)
  await setTheme(page, 'light')
  await page.setViewportSize({ width: 768, height: 1024 })
  await expectFits(page)
  await picture(page, 'seating-tablet')

  // A member looks at it and changes nothing; the chair sees it alive on the desk.
  const member = (await openWeb(server.account('member'))).page
  await openMeeting(member, server.meetingId)
  const chair = (await openWeb(server.account('chair'))).page
  await openMeeting(chair, server.meetingId)
  await chair.getByRole('button', { name: desk.open, exact: true }).click()
  await beginMeeting(chair)
  const plan = chair.getByRole('region', { name: seating.title })
  const seat = plan.getByRole('gridcell', { name: /Lò Thị Mai Phương/ })
  await expect(seat).toHaveAccessibleName(new RegExp(seating.states.unknown))
  await member.getByRole('banner').getByRole('button', { name: attendance.checkIn }).click()
  await member.getByRole('dialog').getByRole('button', { name: attendance.inRoom }).click()
  await expect(seat).toHaveAccessibleName(new RegExp(seating.states.present))
  await member.getByRole('complementary').getByRole('tab', { name: meeting.frame.floor }).click()
  await member.getByRole('complementary').getByRole('button', { name: floor.ask }).click()
  await member.getByRole('dialog').getByRole('button', { name: floor.send }).click()
  await expect(seat).toHaveAccessibleName(new RegExp(seating.states.wants))
  await picture(chair, 'seating-desk')
  await expectAccessible(chair)
  await chair.setViewportSize({ width: 768, height: 1024 })
  await picture(chair, 'seating-desk-tablet')
  await openSeating(member)
  await expect(member.getByRole('grid', { name: seating.title })).toBeVisible()
  await expect(member.getByRole('radio')).toHaveCount(0)
  await picture(member, 'seating-member')
})
