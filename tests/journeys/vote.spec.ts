import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { type DemonstrationAccount, expect, type ServerUnderTest, test } from '../fixtures.ts'
import { beginMeeting, openMeeting, words } from '../screen.ts'

const { attendance, course, desk, meeting, reminder, takingPart, vote } = words

const accountOf = (server: ServerUnderTest, name: string): DemonstrationAccount => {
  const found = server.accounts.find(({ account }) => account === name)
  if (!found) throw new Error(`no account ${name}`)
  return found
}
/** The vote that is in front. */
const card = (page: Page) => page.getByRole('region', { name: vote.title, exact: true })
const option = (page: Page, word: string) => card(page).getByRole('button', { name: word, exact: true })
/** Two presses: what I think, and send. */
async function answer(page: Page, word: string): Promise<void> {
  await option(page, word).click()
  await card(page)
    .getByRole('button', { name: vote.sendChoice(word) })
    .click()
}
const serious = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).include('main').include('section').analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)
}
const question = 'Đồng ý sáp nhập ba điểm trường Đồi Chè, Bến Đá, Suối Trong vào trường chính từ năm học 2027–2028?'

test('[VT6] a vote from its preparation to the result by name: changed, on paper, too late, and reloaded in the middle', async ({
  server,
  openWeb,
  picture
}) => {
  const open = async (name: string) => {
    const { page } = await openWeb(accountOf(server, name))
    await openMeeting(page, server.meetingId)
    return page
  }
  const [secretary, chair, member, other, guest] = [
    await open('thuky'),
    await open('chutich'),
    await open('phochutich'),
    await open('kinhte'),
    await open('khachmoi')
  ]

  // Prepared by the secretary, with the item it belongs to.
  await secretary.getByRole('button', { name: vote.prepare }).click()
  const prepare = secretary.getByRole('dialog', { name: vote.prepareTitle })
  await prepare.getByRole('button', { name: vote.save, exact: true }).click()
  await expect(prepare.getByText(vote.subjectNeeded)).toBeVisible()
  await prepare.getByLabel(vote.subject).fill(question)
  await prepare.getByLabel(vote.itemLabel).selectOption({ index: 3 })
  await prepare.getByLabel(vote.base).selectOption('present')
  await picture(secretary, 'vote-prepare')
  await prepare.getByRole('button', { name: vote.save, exact: true }).click()
  await expect(prepare).toHaveCount(0)
  await expect(secretary.getByText(question)).toBeVisible()
  await picture(secretary, 'vote-list')

  // The meeting is on; four members are here, one of them without a device.
  await beginMeeting(chair)
  for (const name of ['Hồ Văn Dũng', 'Lò Thị Mai Phương', 'Vi Văn Khánh', 'Trương Công Lực']) {
    const drawer = secretary.getByRole('complementary')
    if (!(await drawer.isVisible())) await secretary.getByRole('button', { name: /đang xem$/ }).click()
    await secretary.getByRole('button', { name: meeting.people.more(name), exact: true }).click()
    await secretary.getByRole('menuitem', { name: attendance.markPresent, exact: true }).click()
  }

  // Who is ready? It comes to the front, and takes no focus.
  const row = chair.getByRole('listitem').filter({ hasText: question })
  await row.getByRole('button', { name: vote.more(question) }).click()
  await chair.getByRole('menuitem', { name: vote.call }).click()
  await card(member).getByRole('button', { name: vote.beReady }).click()
  await expect(card(member).getByText(vote.iAmReady)).toBeVisible()
  await expect(card(chair).getByText(vote.ready(1, 4))).toBeVisible()
  await expect(card(guest).getByText(vote.soon)).toBeVisible()
  await picture(chair, 'vote-called')

  // One of them is writing when it opens: it comes as one line, and what they type goes on.
  await other.getByRole('complementary').getByRole('tab', { name: meeting.frame.notebook }).click()
  const notebook = other.getByRole('complementary').getByRole('textbox').first()
  await notebook.click()
  await other.keyboard.type('Hỏi lại số học sinh')
  await card(chair).getByRole('button', { name: vote.openDots }).click()
  const opening = chair.getByRole('dialog', { name: vote.openTitle })
  await expect(opening.getByText(vote.openRoll(4, 7))).toBeVisible()
  await opening.getByLabel(vote.minutes).selectOption('2')
  await picture(chair, 'vote-open')
  await opening.getByRole('button', { name: vote.open, exact: true }).click()
  await expect(option(member, 'Tán thành')).toBeVisible()
  await picture(member, 'vote-member')
  await other.keyboard.type(' hai điểm trường')
  await expect(other.getByText('Hỏi lại số học sinh hai điểm trường')).toBeVisible()
  await expect(card(other).getByText(vote.notYet)).toBeVisible()
  await picture(other, 'vote-typing')

  // [RM2] Reminded, it is in front again for who had put it aside; who writes is told, and goes on writing.
  await card(member).getByRole('button', { name: vote.lookFirst }).click()
  await expect(option(member, 'Tán thành')).toHaveCount(0)
  await card(chair)
    .getByRole('button', { name: reminder.remindVoters(4) })
    .click()
  await expect(option(member, 'Tán thành')).toBeVisible()
  await expect(other.getByText(reminder.vote)).toBeVisible()
  await other.keyboard.type(' nữa')
  await expect(other.getByText('Hỏi lại số học sinh hai điểm trường nữa')).toBeVisible()
  await expect(option(other, 'Tán thành')).toHaveCount(0)
  await expect(card(chair).getByRole('button', { name: /^Đã nhắc lúc/ })).toHaveAttribute('aria-disabled', 'true')
  await picture(chair, 'vote-reminded')
  await card(other).getByRole('button', { name: vote.expand }).click()

  // No option is chosen before, and all are drawn alike.
  const drawn = await card(member)
    .getByRole('group', { name: vote.choose })
    .getByRole('button')
    .evaluateAll(buttons =>
      buttons.map(button => {
        const { width, height } = button.getBoundingClientRect()
        const { color, backgroundColor, borderColor, fontSize, fontWeight } = getComputedStyle(button)
        return JSON.stringify([
          Math.round(width),
          Math.round(height),
          color,
          backgroundColor,
          borderColor,
          fontSize,
          fontWeight,
          button.ariaPressed
        ])
      })
    )
  expect(drawn).toHaveLength(3)
  expect(new Set(drawn).size).toBe(1)
  expect(await serious(member)).toEqual([])

  // A guest looks on; a member answers in two presses, changes their mind, and comes back after a reload.
  await expect(card(guest).getByText(vote.notOnRoll)).toBeVisible()
  await answer(member, 'Không tán thành')
  await expect(card(member).getByText(vote.received('Không tán thành'))).toBeVisible()
  await picture(member, 'vote-received')
  await expect(card(chair).getByText(vote.progress(1, 4)).first()).toBeVisible()
  await card(member).getByRole('button', { name: vote.changeMine }).click()
  await answer(member, 'Tán thành')
  await expect(card(member).getByText(vote.received('Tán thành'))).toBeVisible()
  const receipt = await card(member).locator('code').innerText()
  expect(receipt).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)
  await member.reload()
  await expect(card(member).getByText(vote.received('Tán thành'))).toBeVisible()
  await expect(card(member).locator('code')).toHaveText(receipt)

  // Another opinion, in words.
  await option(other, 'Ý kiến khác').click()
  await card(other)
    .getByRole('button', { name: vote.sendChoice('Ý kiến khác') })
    .click()
  await expect(card(other).getByText(vote.otherNeeded)).toBeVisible()
  await card(other).getByLabel(vote.otherText).fill('Giữ lại điểm trường Bến Đá đến năm 2029')
  await picture(other, 'vote-other')
  await card(other)
    .getByRole('button', { name: vote.sendChoice('Ý kiến khác') })
    .click()
  await expect(card(other).getByText(/Giữ lại điểm trường Bến Đá/)).toBeVisible()
  await answer(chair, 'Tán thành')

  // On paper, by two people who read the same.
  await card(secretary).getByRole('button', { name: vote.paper }).click()
  const papers = secretary.getByRole('dialog', { name: vote.paperTitle })
  await papers.getByLabel(vote.paperWho).selectOption({ label: 'Trương Công Lực' })
  await papers.getByRole('button', { name: 'Tán thành', exact: true }).click()
  await papers.getByRole('button', { name: vote.paperEnter }).click()
  await expect(papers.getByText(vote.paperEntered('Trương Công Lực'))).toBeVisible()
  await expect(papers.getByText(vote.paperYours)).toBeVisible()
  await picture(secretary, 'vote-paper')
  await papers.getByRole('button', { name: vote.close }).click()
  await expect(card(chair).getByText(vote.progress(3, 4)).first()).toBeVisible()
  await card(chair)
    .getByRole('button', { name: vote.paperPending(1) })
    .click()
  const second = chair.getByRole('dialog', { name: vote.paperTitle })
  await second.getByRole('button', { name: vote.paperConfirmOf('Trương Công Lực') }).click()
  await second
    .getByRole('group', { name: vote.paperRead('Trương Công Lực') })
    .getByRole('button', { name: 'Tán thành', exact: true })
    .click()
  await expect(second.getByText(vote.paperConfirmed('Hồ Văn Dũng'))).toBeVisible()
  await picture(chair, 'vote-paper-confirm')
  await second.getByRole('button', { name: vote.close }).click()
  await expect(card(chair).getByText(vote.progress(4, 4)).first()).toBeVisible()
  await picture(chair, 'vote-chair')

  // Somebody without a network presses after the end: refused with a sentence.
  await card(other).getByRole('button', { name: vote.changeMine }).click()
  await option(other, 'Không tán thành').click()
  await other.context().setOffline(true)
  await card(chair).getByRole('button', { name: vote.end }).click()
  await expect(card(chair).getByText(vote.passed, { exact: true })).toBeVisible()
  await expect(card(member).getByText(vote.passed, { exact: true })).toBeVisible()
  await picture(member, 'vote-result')
  await picture(chair, 'vote-result-chair')
  await card(other)
    .getByRole('button', { name: vote.sendChoice('Không tán thành') })
    .click()
  await other.context().setOffline(false)
  await expect(card(other).getByText(vote.passed, { exact: true })).toBeVisible()
  await expect(card(other).getByText(vote.late('Không tán thành'))).toBeVisible()
  await picture(other, 'vote-late')
  await card(guest).getByRole('button', { name: vote.seeNames }).click()
  const result = guest.getByRole('dialog', { name: vote.resultTitle })
  await expect(result.getByText('Giữ lại điểm trường Bến Đá đến năm 2029')).toBeVisible()
  await expect(result.getByRole('listitem').filter({ hasText: 'Trương Công Lực' })).toContainText(vote.byPaper)
  await expect(result.getByRole('listitem').filter({ hasText: 'Lò Thị Mai Phương' })).toBeVisible()
  await result.getByText(vote.check).click()
  await result.getByLabel(vote.receipt).fill(receipt)
  await result.getByRole('button', { name: vote.checkDo }).click()
  await expect(result.getByText(/^Đúng: phiếu của Lò Thị Mai Phương.*được tính là “Tán thành”/)).toBeVisible()
  await result.getByRole('button', { name: vote.recount }).click()
  await expect(result.getByText(vote.recountGood(4))).toBeVisible()
  await result.getByLabel(vote.receipt).fill('0000-1111-2222')
  await result.getByRole('button', { name: vote.checkDo }).click()
  await expect(result.getByText(vote.checkNone)).toBeVisible()
  await picture(guest, 'vote-names')
  await result.getByRole('button', { name: vote.close }).click()

  // Taken again: both stay. Stopped with a reason, it has no result.
  await card(chair).getByRole('button', { name: vote.close }).click()
  await row.getByRole('button', { name: vote.more(question) }).click()
  await chair.getByRole('menuitem', { name: vote.repeat }).click()
  const repeated = chair.getByRole('dialog', { name: vote.repeatTitle })
  await repeated.getByRole('button', { name: vote.saveAndOpen }).click()
  await chair.getByRole('dialog', { name: vote.openTitle }).getByRole('button', { name: vote.open, exact: true }).click()
  await expect(option(member, 'Tán thành')).toBeVisible()
  await card(chair).getByRole('button', { name: vote.stop }).click()
  const stop = chair.getByRole('dialog', { name: vote.stopTitle })
  await stop.getByLabel(vote.stopReason).fill('Ghi sai năm học')
  await stop.getByRole('button', { name: vote.stopDo }).click()
  await expect(card(member).getByText(vote.stopped('Ghi sai năm học'))).toBeVisible()
  await card(chair).getByRole('button', { name: vote.close }).click()
  await expect(chair.getByRole('listitem').filter({ hasText: question })).toHaveCount(2)
  await expect(chair.getByRole('listitem').filter({ hasText: vote.passed })).toHaveCount(1)
  await picture(chair, 'vote-both')
})

test('[VT4] the chair prepares on the spot, opens and ends a vote at the desk; a member with the simple screen on a tablet answers', async ({
  server,
  openWeb,
  picture
}) => {
  const chair = (await openWeb(accountOf(server, 'chutich'))).page
  const member = (await openWeb(accountOf(server, 'phochutich'))).page
  await member.setViewportSize({ width: 768, height: 1024 })
  await openMeeting(chair, server.meetingId)
  await openMeeting(member, server.meetingId)
  await member.getByRole('button', { name: course.more }).click()
  await member.getByRole('menuitemcheckbox', { name: takingPart.simple }).click()
  await beginMeeting(chair)
  await member.getByRole('banner').getByRole('button', { name: attendance.checkIn }).click()
  await member.getByRole('dialog').getByRole('button', { name: attendance.inRoom }).click()

  await member.getByRole('link', { name: meeting.frame.back }).click()

  await chair.getByRole('button', { name: desk.open, exact: true }).click()
  await chair.getByRole('button', { name: vote.prepare }).click()
  const prepare = chair.getByRole('dialog', { name: vote.prepareTitle })
  await prepare.getByLabel(vote.subject).fill(question)
  await prepare.getByLabel(vote.options).selectOption('law')
  await prepare.getByLabel(vote.base).selectOption('present')
  await prepare.getByRole('button', { name: vote.saveAndOpen }).click()
  // Whoever opens it without having checked in is told, and is on the roll after one press.
  const opening = chair.getByRole('dialog', { name: vote.openTitle })
  await expect(opening.getByText(vote.openRoll(1, 7))).toBeVisible()
  await picture(chair, 'vote-open-missed')
  await opening.getByRole('button', { name: vote.openCheckIn('') }).click()
  await expect(opening.getByText(vote.openRoll(2, 7))).toBeVisible()
  await expect(opening.getByText(vote.openNotMe)).toHaveCount(0)
  await opening.getByRole('button', { name: vote.open, exact: true }).click()
  await expect(card(chair).getByText(vote.progress(0, 2)).first()).toBeVisible()
  await picture(chair, 'vote-desk')

  // A vote comes to the front wherever in the program one is, and leads there.
  await expect(card(member).getByText(question)).toBeVisible()
  await picture(member, 'vote-elsewhere')
  await card(member).getByRole('button', { name: vote.goThere }).click()

  // Made small to look at the paper first; the third large button brings it back.
  await card(member).getByRole('button', { name: vote.lookFirst }).click()
  await picture(member, 'vote-tablet-small')
  await member.getByRole('navigation', { name: takingPart.bar }).getByRole('button', { name: takingPart.vote }).click()
  await member.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  await picture(member, 'vote-tablet-dark')
  expect(await serious(member)).toEqual([])
  await answer(member, 'Không biểu quyết')
  await expect(card(member).getByText(vote.received('Không biểu quyết'))).toBeVisible()
  await picture(member, 'vote-tablet-received')
  await answer(chair, 'Không tán thành')
  await expect(card(chair).getByText(vote.progress(2, 2)).first()).toBeVisible()
  await card(chair).getByRole('button', { name: vote.end }).click()
  await expect(card(chair).getByText(vote.failed, { exact: true })).toBeVisible()
  await expect(card(member).getByText(vote.failed, { exact: true })).toBeVisible()
  await picture(chair, 'vote-desk-result')
  await card(chair).getByRole('button', { name: vote.close }).click()
  await expect(chair.getByRole('button', { name: vote.showOf(question) })).toBeVisible()
})
