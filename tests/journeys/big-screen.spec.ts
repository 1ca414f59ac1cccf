import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { beginMeeting, openMeeting, words } from '../screen.ts'

const { course, floor, meeting, screen, attendance } = words

/** [BS5] The height of the smallest letters on the page, in CSS px, and whatever axe finds too pale for a hall or otherwise serious. */
async function legible(page: Page): Promise<void> {
  const smallest = await page.evaluate(() => {
    const sizes: number[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode())
      if (node.textContent?.trim() && node.parentElement) sizes.push(Number.parseFloat(getComputedStyle(node.parentElement).fontSize))
    return Math.min(...sizes)
  })
  expect(smallest).toBeGreaterThanOrEqual(1080 / 27)
  const { violations } = await new AxeBuilder({ page }).options({ rules: { 'color-contrast-enhanced': { enabled: true } } }).analyze()
  expect(
    violations
      .filter(each => each.impact === 'serious' || each.impact === 'critical')
      .map(each => `${each.id}: ${each.nodes.map(node => node.target.join(' ')).join(', ')}`)
  ).toEqual([])
  // Nothing is pushed off the wall.
  expect(await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([1920, 1080])
  expect(await page.locator('main').evaluate(stage => stage.scrollHeight - stage.clientHeight)).toBe(0)
}

/** The window for big screens, by the menu of the meeting. */
async function openPairing(page: Page) {
  await page.getByRole('button', { name: course.more }).click()
  await page.getByRole('menuitem', { name: screen.menu }).click()
  const dialog = page.getByRole('dialog', { name: screen.dialog.title })
  await expect(dialog.getByLabel(screen.dialog.code)).toBeFocused()
  return dialog
}
const codeOn = async (page: Page) => (await page.getByText(/^\d{3} \d{3}$/).innerText()).replace(' ', '')

test('[BS1] [BS2] [BS5] a projector without an account shows the meeting after its code was typed, in every state of it, and says when its line is cut', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(180_000)
  const wall = await openWeb(null, '/man-hinh')
  await wall.page.setViewportSize({ width: 1920, height: 1080 })
  const chair = (await openWeb(server.account('chair'))).page
  const member = (await openWeb(server.account('member'))).page
  await openMeeting(chair, server.meetingId)
  await openMeeting(member, server.meetingId)
  const shot = async (name: string) => {
    await picture(wall.page, `big-screen-${name}`)
    await legible(wall.page)
  }

  // A member has no such act; the chair types the code, wrong first, by keyboard alone.
  await expect(wall.page.getByText(screen.how)).toBeVisible()
  await shot('code')
  await member.getByRole('button', { name: course.more }).click()
  await expect(member.getByRole('menuitem', { name: screen.menu })).toHaveCount(0)
  await member.keyboard.press('Escape')
  const code = await codeOn(wall.page)
  const dialog = await openPairing(chair)
  await chair.keyboard.type(code === '000000' ? '000001' : '000000')
  await chair.keyboard.press('Enter')
  await expect(dialog.getByText(screen.dialog.notPaired(words.reasons['wrong-code']))).toBeVisible()
  await picture(chair, 'big-screen-wrong-code')
  await expectAccessible(chair)
  await dialog.getByLabel(screen.dialog.code).fill(code)
  await chair.keyboard.press('Enter')
  await expect(dialog.getByText(screen.dialog.shown(1))).toBeVisible()
  await picture(chair, 'big-screen-dialog')
  await chair.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await expect(wall.page.getByText(screen.notOpen)).toBeVisible()
  await shot('not-open')
  await beginMeeting(chair)
  await expect(wall.page.getByText(screen.nothingOn)).toBeVisible()
  await chair.getByRole('button', { name: course.first('1') }).click()
  await expect(wall.page.getByText(screen.item('1'), { exact: true })).toBeVisible()
  await shot('item')

  // Somebody comes, asks to speak and is called.
  await member.getByRole('banner').getByRole('button', { name: attendance.checkIn }).click()
  await member.getByRole('dialog').getByRole('button', { name: attendance.inRoom }).click()
  await expect(wall.page.getByRole('region', { name: screen.present })).toContainText('1/7')
  await member.getByRole('complementary').getByRole('tab', { name: meeting.frame.floor }).click()
  await member.getByRole('complementary').getByRole('button', { name: floor.ask }).click()
  await member.getByRole('dialog').getByRole('button', { name: floor.send }).click()
  await expect(wall.page.getByText(screen.waiting(1, 'Lò Thị Mai Phương'))).toBeVisible()
  await chair.getByRole('complementary').getByRole('tab', { name: meeting.frame.floor }).click()
  await chair.getByRole('button', { name: floor.callOf('Lò Thị Mai Phương') }).click()
  await expect(wall.page.getByRole('region', { name: screen.speaking })).toContainText('Lò Thị Mai Phương')
  await shot('speaker')

  // The line breaks; the room reads since when, and sees by itself what happened meanwhile.
  await wall.line.cut()
  await expect(wall.page.getByText(/^Mất kết nối từ/)).toBeVisible()
  await shot('lost')
  await chair.getByRole('button', { name: floor.end }).click()
  await wall.line.mend()
  await expect(wall.page.getByText(/^Mất kết nối từ/)).toHaveCount(0, { timeout: 20_000 })
  await expect(wall.page.getByRole('region', { name: screen.speaking })).toHaveCount(0)

  await chair.getByRole('button', { name: course.more }).click()
  await chair.getByRole('menuitem', { name: course.suspend }).click()
  await chair.getByLabel(course.reason).fill('Nghỉ giải lao 15 phút')
  await chair.getByRole('button', { name: course.suspendDo, exact: true }).click()
  await expect(wall.page.getByText(screen.suspended)).toBeVisible()
  await shot('suspended')

  // Whoever reloads the page need not type the code again.
  await wall.page.reload()
  await expect(wall.page.getByText(screen.suspended)).toBeVisible()
  await chair.getByRole('button', { name: course.more }).click()
  await chair.getByRole('menuitem', { name: meeting.acts.closeMenu }).click()
  await chair.getByRole('dialog').getByRole('button', { name: meeting.acts.close, exact: true }).click()
  await expect(wall.page.getByText(screen.ended)).toBeVisible()
  await shot('ended')
})

/** Keeps the notes this page begins to play, in hertz. */
function hearNotes(): void {
  const notes: number[] = []
  const begin = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (when) {
    notes.push(Math.round(this.frequency.value))
    begin.call(this, when)
  }
  Object.assign(window, { notes })
}

/** A command as the page's own screens send it; the votes have a journey of their own. */
const command = (page: Page, meetingId: string, body: object) =>
  page.evaluate(
    async ([id, sent]) => {
      const { status } = await fetch(`/api/meetings/${id}/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ id: Array.from({ length: 20 }, () => Math.floor(Math.random() * 10)).join(''), ...sent })
      })
      if (status !== 200) throw new Error(`${JSON.stringify(sent)}: ${status}`)
    },
    [meetingId, body] as const
  )

test('[BS2] [BS5] [C7] the wall shows how many have voted while a vote is open, its numbers after it, the next item when the meeting goes on, and sounds when speaking time is over', async ({
  server,
  openWeb,
  picture
}) => {
  const wall = (await openWeb(null, '/man-hinh')).page
  await wall.setViewportSize({ width: 1920, height: 1080 })
  const chair = (await openWeb(server.account('chair'))).page
  const member = (await openWeb(server.account('member'))).page
  const say = (page: Page, body: object) => command(page, server.meetingId, body)
  await openMeeting(chair, server.meetingId)
  const dialog = await openPairing(chair)
  await dialog.getByLabel(screen.dialog.code).fill(await codeOn(wall))
  await chair.keyboard.press('Enter')
  await expect(dialog.getByText(screen.dialog.shown(1))).toBeVisible()
  await chair.keyboard.press('Escape')
  await say(chair, { kind: 'open' })
  await say(chair, { kind: 'check-in', place: 'room' })
  await say(member, { kind: 'check-in', place: 'room' })
  const vote = 'bieu-quyet-sap-xep'
  const subject = 'Đồng ý sáp nhập ba điểm trường Đồi Chè, Bến Đá, Suối Trong vào trường chính từ năm học 2027–2028?'
  await say(chair, { kind: 'prepare-vote', vote, subject, item: null, options: 'law', base: 'present', share: 'half', tie: 'fails' })
  await say(chair, { kind: 'open-vote', vote })
  await expect(wall.getByText(screen.voting)).toBeVisible()
  await expect(wall.getByText('0/2', { exact: true })).toBeVisible()
  await say(member, { kind: 'cast-ballot', vote, choice: 'for', salt: '0'.repeat(32), replaces: null })
  await expect(wall.getByText('1/2', { exact: true })).toBeVisible()
  await picture(wall, 'big-screen-vote')
  await legible(wall)
  // Nothing on the wall says what anybody chose before the end.
  await expect(wall.getByText(words.vote.choices.law.for, { exact: true })).toHaveCount(0)
  await say(chair, { kind: 'cast-ballot', vote, choice: 'for', salt: '1'.repeat(32), replaces: null })
  await say(chair, { kind: 'end-vote', vote })
  await expect(wall.getByText(screen.passed)).toBeVisible()
  await expect(wall.getByRole('listitem').filter({ hasText: words.vote.choices.law.for }).first()).toContainText('2')
  await picture(wall, 'big-screen-result')
  await legible(wall)
  // The most options there can be, as long as they can be, stand whole.
  const second = 'bieu-quyet-sau-phuong-an'
  const own = Array.from({ length: 6 }, (_, n) => ({
    choice: n === 0 ? 'for' : `option-${n + 1}`,
    vi: `Phương án ${n + 1}: giữ nguyên điểm trường, bổ sung xe đưa đón`.padEnd(60, ' em').slice(0, 60).trim(),
    en: ''
  }))
  const terms = { item: null, options: 'own', own, base: 'present', share: 'half', tie: 'fails' }
  await say(chair, { kind: 'prepare-vote', vote: second, subject: subject.repeat(5).slice(0, 480), ...terms })
  await say(chair, { kind: 'open-vote', vote: second })
  await say(chair, { kind: 'cast-ballot', vote: second, choice: 'for', salt: '2'.repeat(32), replaces: null })
  await say(chair, { kind: 'end-vote', vote: second })
  for (const { vi } of own) await expect(wall.getByRole('listitem').filter({ hasText: vi })).toBeInViewport({ ratio: 1 })
  await picture(wall, 'big-screen-six-options')
  await legible(wall)
  await chair.getByRole('button', { name: course.first('1') }).click()
  await expect(wall.getByText(screen.item('1'), { exact: true })).toBeVisible()
  await expect(wall.getByRole('listitem')).toHaveCount(0)

  // [C7] The switch in the foot is there while somebody moves the pointer; turned on, it is heard at once.
  await wall.addInitScript(hearNotes)
  await wall.clock.install()
  await wall.reload()
  const notes = () => wall.evaluate(() => (window as unknown as { notes: number[] }).notes)
  const off = wall.getByRole('button', { name: screen.chimeOff })
  const on = wall.getByRole('button', { name: screen.chimeOn })
  await expect(wall.getByText(screen.item('1'), { exact: true })).toBeVisible()
  await expect(off).toBeHidden()
  await wall.mouse.move(300, 300)
  await off.click()
  await expect(on).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(notes).toEqual([659, 523])
  await picture(wall, 'big-screen-sound')
  // So is a dark wall for a dark hall.
  await wall.getByRole('button', { name: screen.dark }).click()
  // It is remembered. A page that nobody has touched since it was loaded may make no sound: it says so until a key is pressed.
  // By way of another page: after a mere reload Chromium now and then still counts the press before it.
  const address = wall.url()
  await wall.goto('about:blank')
  await wall.goto(address)
  const mute = wall.getByRole('button', { name: screen.chimeMute })
  await expect(mute).toHaveAttribute('aria-pressed', 'true')
  await expect(wall.locator('html')).toHaveAttribute('data-theme', 'dark')
  await picture(wall, 'big-screen-mute')
  await legible(wall)
  await wall.keyboard.press('Tab')
  await expect(on).toBeFocused()
  expect(await notes()).toEqual([])
  const user = await member.evaluate(async () => ((await (await fetch('/api/session')).json()) as { user: { id: string } }).user.id)
  const speech = 'phat-bieu-cua-thanh-vien'
  await say(member, { kind: 'ask-to-speak', speech, user, subject: 'Góp ý', item: null })
  await say(chair, { kind: 'call-speaker', speech, minutes: 5 })
  await expect(wall.getByRole('region', { name: screen.speaking })).toContainText('Lò Thị Mai Phương')
  await wall.clock.fastForward(5 * 60_000 + 1000)
  await expect.poll(notes).toEqual([659, 523])
})

test('[BS3] a big screen that is taken out shows the meeting no more, and waits for another code', async ({ server, openWeb, picture }) => {
  const wall = (await openWeb(null, '/man-hinh')).page
  await wall.setViewportSize({ width: 1920, height: 1080 })
  const secretary = (await openWeb(server.account('secretary'))).page
  await openMeeting(secretary, server.meetingId)
  const dialog = await openPairing(secretary)
  await dialog.getByLabel(screen.dialog.code).fill(await codeOn(wall))
  await secretary.keyboard.press('Enter')
  await expect(wall.getByText(screen.notOpen)).toBeVisible()
  await dialog.getByRole('button', { name: screen.dialog.removeOf(screen.dialog.number(1)) }).click()
  await expect(wall.getByText(screen.removed)).toBeVisible()
  await expect(wall.getByText(screen.how)).toBeVisible()
  await expect(wall.getByText(screen.notOpen)).toHaveCount(0)
  await picture(wall, 'big-screen-removed')
  await legible(wall)
})

test('[BS1] the desktop app opens the big screen as a second window, which has none of the app’s own calls', async ({
  server,
  openDesktop
}) => {
  const desktop = await openDesktop(server.account('secretary'))
  await openMeeting(desktop.page, server.meetingId)
  const dialog = await openPairing(desktop.page)
  const [wall] = await Promise.all([desktop.app.waitForEvent('window'), dialog.getByRole('button', { name: screen.dialog.open }).click()])
  await expect(wall.getByText(screen.how)).toBeVisible()
  expect(await wall.evaluate(() => 'hopso' in window)).toBe(false)
  await dialog.getByLabel(screen.dialog.code).fill(await codeOn(wall))
  await desktop.page.keyboard.press('Enter')
  await expect(wall.getByText(screen.notOpen)).toBeVisible()
})
