import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { drawStroke, expectSaved, openMeeting, openPaper, sheet, words } from '../screen.ts'
import { connectStockClient, signInByApi } from '../sync-client.ts'

const { notebook, remarks, meeting } = words
const paper = 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026'
const side = (page: Page) => page.getByRole('complementary')
const page1 = (page: Page) => page.getByRole('textbox', { name: notebook.label })
const openNotebook = (page: Page) => side(page).getByRole('tab', { name: meeting.frame.notebook }).click()

test('the notebook: headings, lists, boxes, a quotation with the way back; offline too, on my other device, and nobody else’s', async ({
  server,
  openWeb,
  picture
}) => {
  const account = server.accounts.find(each => each.account === 'vanhoa')
  const { page, line } = await openWeb(account)
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  await openNotebook(page)
  await page1(page).click()
  await page.keyboard.type('Chuẩn bị phát biểu')
  await page.keyboard.press('Control+1')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('- Số thu quý III')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Tiến độ giải ngân')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Gọi Phòng Kinh tế')
  await page.keyboard.press('Control+3')
  await page.keyboard.press('Control+Enter')
  await expect(page1(page)).toHaveValue('# Chuẩn bị phát biểu\n- Số thu quý III\n- Tiến độ giải ngân\n☑ Gọi Phòng Kinh tế')
  await expect(side(page).getByText(notebook.doneBoxes(1, 1))).toBeVisible()
  await expect(side(page).getByText(notebook.server)).toBeVisible()

  // A quotation of a mark, with the way back to its place.
  await drawStroke(page, 0.3)
  await page.getByRole('button', { name: words.reader.marks.penHint }).click()
  await side(page).getByRole('tab', { name: meeting.frame.marks }).click()
  await side(page).getByRole('button', { name: remarks.acts }).first().click()
  await page.getByRole('menuitem', { name: remarks.quote }).click()
  await page.getByRole('button', { name: notebook.title, exact: true }).click()
  await expect(page1(page)).toHaveValue(/❝ .* — Báo cáo tình hình .*, trang 1 #[a-z0-9]{6}\n$/)
  await picture(page, 'notebook')
  const field = page.getByRole('textbox', { name: words.reader.pageField })
  await field.fill('3')
  await field.press('Enter')
  await expect(field).toHaveValue('3')
  await side(page)
    .getByRole('button', { name: notebook.quoteAt(paper, 1) })
    .click()
  await expect(field).toHaveValue('1')
  await expect(sheet(page, 1)).toBeInViewport()

  // Without a network it goes on, and says where the words are.
  await line.cut()
  await page1(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('Viết khi mất mạng')
  await expect(side(page).getByText(notebook.local)).toBeVisible({ timeout: 30_000 })
  // The words are drawn behind the field: nothing may cover them while the pointer rests on it.
  await page1(page).hover()
  await expect(page1(page)).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)')
  await picture(page, 'notebook-offline')
  await line.mend()
  await expectSaved(page)

  const second = (await openWeb(account)).page
  await openMeeting(second, server.meetingId)
  await openNotebook(second)
  await expect(page1(second)).toHaveValue(/Viết khi mất mạng/)
  await side(second).getByRole('button', { name: notebook.find }).click()
  await second.getByRole('searchbox', { name: notebook.findField }).fill('giai ngan')
  await second.keyboard.press('Enter')
  await expect(side(second).getByText(notebook.found(1, 1), { exact: true })).toBeVisible()
  expect(
    await page1(second).evaluate(area =>
      (area as HTMLTextAreaElement).value.slice((area as HTMLTextAreaElement).selectionStart, (area as HTMLTextAreaElement).selectionEnd)
    )
  ).toBe('giải ngân')
  await picture(second, 'notebook-find')
  await expectAccessible(second)

  const me = await signInByApi(server.url, 'vanhoa', account?.password ?? '')
  for (const other of ['kinhte', server.account('administrator').account]) {
    const spy = await signInByApi(server.url, other, server.accounts.find(each => each.account === other)?.password ?? '')
    const client = connectStockClient(server.syncUrl, `notes/${server.meetingId}/${me.user.id}`, spy.token)
    await expect.poll(() => client.closeCode()).toBe(4404)
    client.close()
  }
})

test('printing gives the list and the notebook as plain pages instead of the screen', async ({ server, openWeb, picture }) => {
  const { page } = await openWeb(server.accounts.find(each => each.account === 'vanhoa'))
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  await drawStroke(page, 0.3)
  await page.keyboard.press('Escape')
  await side(page).getByRole('button', { name: remarks.print }).click()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { name: remarks.printTitle, exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: paper })).toBeVisible()
  await expect(page.getByRole('complementary')).toBeHidden()
  await picture(page, 'print-marks')
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  await expect(page.getByRole('heading', { name: remarks.printTitle, exact: true })).toHaveCount(0)
  await openNotebook(page)
  await page1(page).fill('# Việc hôm nay\n- Một\n☐ Hai')
  await side(page).getByRole('button', { name: notebook.print }).click()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { name: notebook.printTitle })).toBeVisible()
  await picture(page, 'print-notebook')
})
