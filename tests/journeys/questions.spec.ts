import { stat } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessible, setTheme } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { startedByChair, words } from '../screen.ts'

const { attendance, exporting, floor, meeting, question } = words

test('[QU4] a member asks a question, the chair calls it, and everybody sees whether it was answered', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(120_000)
  const { chair, member } = await startedByChair(server, openWeb)

  const drawer = member.getByRole('complementary')
  await drawer.getByRole('tab', { name: meeting.frame.floor }).click()
  await drawer.getByRole('tab', { name: question.tab(0), exact: true }).click()
  await picture(member, 'questions-empty')
  await drawer.getByRole('button', { name: question.register }).click()
  const dialog = member.getByRole('dialog', { name: question.registerTitle })
  await dialog.getByRole('button', { name: question.send }).click()
  await expect(dialog.getByText(question.toNeeded)).toBeVisible()
  await expect(dialog.getByText(question.aboutNeeded)).toBeVisible()
  await dialog.getByLabel(question.to).selectOption({ label: 'Hồ Văn Dũng (Chủ tịch UBND xã)' })
  await dialog.getByLabel(question.about).fill('Tiến độ giải ngân vốn đầu tư công quý III và trách nhiệm của các đơn vị chậm tiến độ')
  await picture(member, 'questions-register')
  await expectAccessible(member)
  await dialog.getByRole('button', { name: question.send }).dblclick()
  await expect(drawer.getByText(question.waiting(1))).toBeVisible()

  // The chair sees it on the desk, registers one for somebody without a device, and puts that first.
  const side = chair.getByRole('complementary')
  await side.getByRole('tab', { name: question.tab(1), exact: true }).click()
  await side.getByRole('button', { name: question.register }).click()
  const other = chair.getByRole('dialog', { name: question.registerTitle })
  await other.getByLabel(question.who).selectOption({ label: 'Hồ Văn Dũng (Chủ tịch UBND xã)' })
  await other.getByLabel(question.to).selectOption({ label: 'Lò Thị Mai Phương (Phó Chủ tịch UBND xã)' })
  await other.getByLabel(question.about).fill('Việc bố trí giáo viên cho các điểm trường')
  await other.getByRole('button', { name: question.send }).click()
  await expect(side.getByText(question.waiting(2))).toBeVisible()
  await side.getByRole('button', { name: question.more('Hồ Văn Dũng') }).click()
  await setTheme(chair, 'dark')
  await picture(chair, 'questions-menu')
  await expectAccessible(chair)
  await setTheme(chair, 'light')
  await chair.getByRole('menuitem', { name: question.first }).click()
  await expect(side.getByRole('listitem').first()).toContainText('Hồ Văn Dũng')

  // Called: the one who asks and the one who answers are told, wherever they are. Not answered, it stays open and is called again.
  await side.getByRole('button', { name: question.callOf('Hồ Văn Dũng') }).click()
  await expect(member.getByText(question.toYou('Hồ Văn Dũng'))).toBeVisible()
  await side.getByRole('button', { name: question.callOf('Lò Thị Mai Phương') }).click()
  await expect(member.getByText(question.yours).first()).toBeVisible()
  await expect(side.getByText(question.unanswered(1))).toBeVisible()
  await picture(chair, 'questions-desk')
  await expectAccessible(chair)
  await setTheme(chair, 'dark')
  await picture(chair, 'questions-desk-dark')
  await expectAccessible(chair)
  await setTheme(chair, 'light')
  await side.getByRole('button', { name: question.endAnswered, exact: true }).click()
  await expect(drawer.getByText(question.answered(1))).toBeVisible()
  await expect(drawer.getByText(question.unanswered(1))).toBeVisible()
  await picture(member, 'questions-member')
  await side.getByRole('button', { name: question.callOf('Hồ Văn Dũng') }).click()
  await side.getByRole('button', { name: question.endAnswered, exact: true }).click()
  await expect(drawer.getByText(question.answered(2))).toBeVisible()
  await chair.setViewportSize({ width: 768, height: 1024 })
  await picture(chair, 'questions-tablet')
})

/** Counts the notes a page sounds from now on. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const heard = window as { notes?: number }
    heard.notes = 0
    const start = AudioScheduledSourceNode.prototype.start
    AudioScheduledSourceNode.prototype.start = function (...when) {
      heard.notes = (heard.notes ?? 0) + 1
      start.apply(this, when)
    }
  })
const notes = (page: Page) => page.evaluate(() => (window as { notes?: number }).notes)

test('[C4] [C6] [C7] kinds of speech have their time, the speaker is told when it is over, and who spoke how long is a table', {
  tag: '@long'
}, async ({ server, openWeb, picture }) => {
  test.setTimeout(180_000)
  const { chair, member } = await startedByChair(server, openWeb)
  const side = chair.getByRole('complementary')
  await side.getByRole('button', { name: floor.rules }).click()
  const rules = chair.getByRole('dialog', { name: floor.rules })
  await rules.getByLabel(floor.kinds.order).selectOption(floor.minutesOf(1))
  await rules.getByLabel(floor.warn).selectOption(floor.warnOf(30))
  // Turned on, the sound is heard at once.
  await listen(chair)
  await rules.getByLabel(floor.chime).check()
  await expect.poll(() => notes(chair)).toBe(2)
  await picture(chair, 'floor-rules')
  await expectAccessible(chair)
  await rules.getByRole('button', { name: floor.save }).click()
  await expect(rules).toBeHidden()

  // Somebody waits already; a point of order goes before.
  await side.getByRole('button', { name: floor.ask }).click()
  const ask = chair.getByRole('dialog', { name: floor.askTitle })
  await ask.getByLabel(floor.who).selectOption({ label: 'Bùi Quang Trường' })
  await ask.getByLabel(floor.as).selectOption(floor.kinds.statement)
  await ask.getByRole('button', { name: floor.send }).click()
  await expect(side.getByText(floor.waiting(1))).toBeVisible()
  const drawer = member.getByRole('complementary')
  await drawer.getByRole('tab', { name: meeting.frame.floor }).click()
  await drawer.getByRole('button', { name: floor.ask }).click()
  const mine = member.getByRole('dialog', { name: floor.askTitle })
  await mine.getByLabel(floor.as).selectOption(floor.kinds.order)
  await picture(member, 'floor-ask-kind')
  await mine.getByRole('button', { name: floor.send }).click()
  await expect(side.getByRole('listitem').first()).toContainText('Lò Thị Mai Phương')
  await expect(side.getByRole('listitem').first()).toContainText(floor.kinds.order)
  await side.getByRole('button', { name: floor.callOf('Lò Thị Mai Phương') }).click()
  await expect(side.getByRole('region', { name: floor.speaking })).toContainText(/0:0\d \/ 1 phút/)
  // Half a minute before the end, and at the end, wherever the speaker is.
  await expect(member.getByText(floor.timeSoon)).toBeVisible({ timeout: 45_000 })
  await picture(member, 'floor-time-soon')
  await expect(member.getByText(floor.timeOver)).toBeVisible({ timeout: 45_000 })
  await expect(side.getByRole('region', { name: floor.speaking })).toContainText(floor.over)
  await picture(chair, 'floor-time-over')
  await expect.poll(() => notes(chair)).toBe(4)
  // [C9] Stopped and called again they speak on beyond their time, which is over already: nothing sounds once more.
  await side.getByRole('button', { name: floor.hold }).click()
  await side.getByRole('button', { name: floor.goOnOf('Lò Thị Mai Phương') }).click()
  await expect(side.getByRole('region', { name: floor.speaking })).toContainText(/1:\d\d \/ 1 phút/)
  await expect(member.getByText(floor.timeOver)).toBeVisible()
  expect(await notes(chair)).toBe(4)

  await side.getByRole('button', { name: floor.statistics }).click()
  const table = chair.getByRole('dialog', { name: floor.statistics })
  await expect(table.getByRole('row', { name: /^Lò Thị Mai Phương/ })).toContainText(/1:\d\d/)
  await expect(table.getByText(/^Chưa phát biểu lần nào/)).toBeVisible()
  await picture(chair, 'floor-statistics')
  await expectAccessible(chair)
  // As a sheet for a calculation program, and as PDF.
  for (const kind of ['xlsx', 'pdf'] as const) {
    await table.getByRole('button', { name: floor.saveFile }).click()
    const saving = chair.getByRole('dialog', { name: floor.statistics }).last()
    await saving.getByRole('radio', { name: attendance.list.kinds[kind] }).check()
    const download = chair.waitForEvent('download')
    await saving.getByRole('button', { name: exporting.save.act }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(new RegExp(`^Thống kê phát biểu .*\\.${kind}$`))
    expect((await stat(await file.path())).size).toBeGreaterThan(2000)
  }
})
