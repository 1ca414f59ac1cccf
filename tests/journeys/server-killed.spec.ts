import { expect, test } from '../fixtures.ts'
import { expectSaved, openMeeting, words } from '../screen.ts'

const { agenda } = words.meeting

test('[F1] the server is killed while two secretaries type, in the desktop app and in a browser: nothing shown as saved is lost', async ({
  server,
  openDesktop,
  openWeb
}) => {
  const [first, second] = server.accounts.filter(each => each.role === 'secretary')
  const desktop = (await openDesktop(first)).page
  const browser = (await openWeb(second)).page
  const pages = [desktop, browser]
  for (const page of pages) await openMeeting(page, server.meetingId)
  const field = (page: (typeof pages)[number], index: number) => page.getByRole('textbox', { name: agenda.title, exact: true }).nth(index)

  await field(desktop, 0).fill('Khai mạc, đã lưu trước khi máy chủ hỏng')
  await field(browser, 1).fill('Kinh tế - xã hội, đã lưu trước khi máy chủ hỏng')
  for (const page of pages) await expectSaved(page)

  const typing = [
    field(desktop, 0).pressSequentially(' và gõ tiếp khi máy chủ đã chết', { delay: 20 }),
    field(browser, 1).pressSequentially(' và cũng gõ tiếp trong lúc đó', { delay: 20 })
  ]
  await server.kill()
  await Promise.all(typing)
  for (const page of pages) await expect(page.getByText(words.app.save.server)).toHaveCount(0)

  await server.restart()
  for (const page of pages) await expectSaved(page)
  for (const page of pages) {
    await expect(field(page, 0)).toHaveValue(/đã lưu trước khi máy chủ hỏng.*và gõ tiếp khi máy chủ đã chết/)
    await expect(field(page, 1)).toHaveValue(/đã lưu trước khi máy chủ hỏng.*và cũng gõ tiếp trong lúc đó/)
  }
})
