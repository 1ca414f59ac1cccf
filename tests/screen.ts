import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { vi } from '#text/index.ts'
import type { Fixtures, ServerUnderTest } from './fixtures.ts'

/** What a person does on the screens, by the words they read there. */
export const words = vi

/** Goes to a meeting of the demonstration by its address and waits for its frame. */
export async function openMeeting(page: Page, meeting: string): Promise<void> {
  await page.evaluate(id => {
    location.hash = `#/cuoc-hop/${id}`
  }, meeting)
  await expect(page.getByText(words.app.save.server).first()).toBeVisible()
}

/** Opens a paper of the meeting from the agenda and waits until its first page is drawn. */
export async function openPaper(page: Page, title: string): Promise<void> {
  const link = page.getByRole('link', { name: words.meeting.papers.open(title) }).or(page.getByRole('link', { name: title }))
  await link.first().click()
  await expect(sheet(page, 1)).toBeVisible()
  await expect(sheet(page, 1).locator('canvas').first()).toBeVisible()
}

/** One page of the paper that is open. */
export const sheet = (page: Page, number: number): Locator => page.locator(`[data-page="${number}"]`)

/** Ink marks drawn on the pages in sight (the stroke under the pen is not counted). */
export const inkPaths = (page: Page): Locator => page.locator('path[data-mark]')

/** Chooses the pen and starts a stroke on page 1, from a point given in parts of the page; the pen stays down. */
export async function startStroke(page: Page, from: { x: number; y: number }): Promise<(to: { x: number; y: number }) => Promise<void>> {
  const pen = page
    .getByRole('button', { name: words.reader.marks.pen, exact: true })
    .or(page.getByRole('button', { name: words.reader.marks.penHint }))
  if ((await pen.first().getAttribute('aria-pressed')) !== 'true') await pen.first().click()
  const box = await sheet(page, 1).boundingBox()
  if (!box) throw new Error('page 1 is not on the screen')
  const at = (part: { x: number; y: number }) => [box.x + box.width * part.x, box.y + box.height * part.y] as const
  await page.mouse.move(...at(from))
  await page.mouse.down()
  return async to => {
    await page.mouse.move(...at(to), { steps: 12 })
  }
}

/** Draws one stroke on page 1 from left to right at the given height (part of the page). */
export async function drawStroke(page: Page, height: number): Promise<void> {
  const move = await startStroke(page, { x: 0.3, y: height })
  await move({ x: 0.45, y: height + 0.02 })
  await move({ x: 0.6, y: height })
  await page.mouse.up()
}

export const expectSaved = (page: Page) => expect(page.getByText(words.app.save.server).first()).toBeVisible()

/** An entry of the meeting's menu. */
export async function chooseInMeeting(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: words.course.more }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** The drawer beside the papers. */
export const drawer = (page: Page): Locator => page.getByRole('complementary')

/** Opens the drawer with the people of the meeting where it is not open. */
export async function showPeople(page: Page): Promise<void> {
  if (!(await drawer(page).isVisible())) await page.getByRole('button', { name: /đang xem$/ }).click()
}

/** Begins the meeting that is on the screen, on its page or its desk, and confirms it. */
export async function beginMeeting(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.meeting.acts.open, exact: true }).click()
  const asked = page.getByRole('dialog', { name: words.meeting.acts.startTitle })
  await asked.getByRole('button', { name: words.meeting.acts.open, exact: true }).click()
  await expect(asked).toBeHidden()
}

/** Chair and member in the meeting of the demonstration, which the chair has started from the desk. */
export async function startedByChair(
  server: ServerUnderTest,
  openWeb: Fixtures['openWeb']
): Promise<{ readonly chair: Page; readonly member: Page }> {
  const chair = (await openWeb(server.account('chair'))).page
  const member = (await openWeb(server.account('member'))).page
  await openMeeting(chair, server.meetingId)
  await openMeeting(member, server.meetingId)
  await chair.getByRole('button', { name: words.desk.open, exact: true }).click()
  await beginMeeting(chair)
  return { chair, member }
}
