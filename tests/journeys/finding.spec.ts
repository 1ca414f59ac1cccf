import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { paperPdf } from '../paper-pdf.ts'
import { openMeeting, openPaper, sheet, words } from '../screen.ts'
import { signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'

const { reader, finding } = words
const project = 'Đề án cấp nước sạch nông thôn'
const old = 'Quyết định năm 2003 (phông .VnTime)'

/** As it was typed in 2003: one Latin-1 code per letter. */
const tcvn3 = [
  'Céng hßa x· héi chñ nghÜa ViÖt Nam',
  '§éc lËp - Tù do - H¹nh phóc',
  'QuyÕt ®Þnh vÒ viÖc qu¶n lý khai th¸c c«ng tr×nh cÊp n­íc s¹ch n«ng th«n, giao Uû ban nh©n d©n c¸c x· thùc hiÖn.'
]
test('[E20] [E21] [E22] words are found in a paper and in all papers of the meeting, with the words around, offline too', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(150_000)
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  const put = async (title: string, bytes: Buffer): Promise<void> => {
    const { status } = await uploadPaper(server.url, token, server.meetingId, title, bytes)
    expect(status).toBe(200)
  }
  const filler = (page: number): string[] =>
    Array.from(
      { length: 9 },
      (_, i) => `${page}.${i}. Ủy ban nhân dân xã rà soát, báo cáo việc thực hiện kế hoạch, bảo đảm hoà nhập và kỹ thuật.`
    )
  const pages = Array.from({ length: 40 }, (_, i) =>
    i === 6
      ? null
      : [...filler(i + 1), ...(i % 13 === 3 ? [`Công trình cấp nước sạch số ${i + 1} tại xã Hòa Bình, tỉ lệ hộ dùng nước đạt 78,3%.`] : [])]
  )
  await put(project, await paperPdf(pages, 'Đề án năm 2026'))
  await put(old, await paperPdf([tcvn3]))
  const { page, line } = await openWeb(server.accounts.find(each => each.account === 'kinhte'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, project)

  // In the paper: as one types, without diacritics; the page that is a picture is named.
  await page.keyboard.press('Control+f')
  const field = page.getByRole('searchbox', { name: reader.find.field })
  await expect(field).toBeFocused()
  await field.pressSequentially('cap nuoc sach')
  const bar = page.getByRole('search')
  await expect(bar.getByRole('status')).toHaveText(finding.count(1, '3'))
  await expect(bar.getByText(finding.textless('7'))).toBeVisible()
  await expect(sheet(page, 4).locator('[data-current="true"]')).toBeVisible()
  await picture(page, 'find-in-paper')
  await field.press('Enter')
  await expect(bar.getByRole('status')).toHaveText(finding.count(2, '3'))
  await expect(sheet(page, 17).locator('[data-current="true"]')).toBeVisible()
  await page.keyboard.press('F3')
  await expect(sheet(page, 30).locator('[data-current="true"]')).toBeVisible()
  await page.keyboard.press('Shift+F3')
  await expect(bar.getByRole('status')).toHaveText(finding.count(2, '3'))

  // The list has the words around; a line of it leads there.
  const list = page.getByRole('region', { name: finding.listOf('3') })
  if (!(await list.isVisible())) await bar.getByRole('button', { name: finding.list }).click()
  await expect(list.getByRole('button')).toHaveCount(3)
  await picture(page, 'find-list')
  await expectAccessible(page)
  await list.getByRole('button').first().click()
  await expect(sheet(page, 4).locator('[data-current="true"]')).toBeVisible()

  // Exact diacritics, whole words, old and new spelling.
  await field.fill('hoà bình')
  await bar.getByRole('button', { name: finding.exact }).click()
  await expect(bar.getByRole('status')).toHaveText(finding.count(1, '3'))
  await field.fill('hoa binh')
  await expect(bar.getByRole('status')).toHaveText(reader.find.none)
  await bar.getByRole('button', { name: finding.exact }).click()
  await field.fill('tỷ lệ')
  await expect(bar.getByRole('status')).toHaveText(finding.count(1, '3'))
  await field.fill('ho')
  await bar.getByRole('button', { name: finding.words }).click()
  await expect(bar.getByRole('status')).toHaveText(finding.count(1, '3'))
  await bar.getByRole('button', { name: finding.words }).click()

  // Many hits: counted at once, ticks beside the scroll bar lead to them, the screen stays free.
  await field.fill('a')
  await expect(bar.getByRole('status')).toHaveText(/\/\D*\d[\d.]{3,}$/)
  const ticks = page.locator('[aria-hidden="true"] > button[tabindex="-1"]')
  expect(await ticks.count()).toBeGreaterThan(50)
  await picture(page, 'find-many')
  await field.fill('nước sạch')
  await expect(bar.getByRole('status')).toHaveText(finding.count(1, '3'))
  await expect(ticks).toHaveCount(3)
  await ticks.last().click()
  await expect(sheet(page, 30).locator('[data-current="true"]')).toBeVisible()

  // In all papers of the meeting: with what was typed, by paper; a paper of .VnTime is Vietnamese, a scan is named.
  await page.keyboard.press('Control+Shift+F')
  const dialog = page.getByRole('dialog', { name: finding.meeting.dialog })
  const ask = dialog.getByRole('combobox')
  await expect(ask).toHaveValue('nước sạch')
  await expect(dialog.getByText(old, { exact: true })).toBeVisible()
  await expect(dialog.getByText(project, { exact: true })).toBeVisible()
  await expect(dialog.getByText('cấp nước sạch nông thôn, giao Uỷ ban')).toBeVisible()
  await expect(dialog.getByText(finding.scans)).toBeVisible()
  await picture(page, 'find-in-all-papers')
  await expectAccessible(page)

  // A jump opens the other paper at the hit, its words marked.
  await dialog.getByRole('option', { name: /giao Uỷ ban/ }).click()
  await expect(page.getByRole('region', { name: reader.region(old) })).toBeVisible()
  await expect(sheet(page, 1).locator('[data-current="true"]')).toBeVisible()
  await expect(bar.getByRole('status')).toHaveText(finding.count(1, '1'))
  await picture(page, 'find-vntime')

  // From the search of the frame, without a network.
  await line.cut()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('khai thac cong trinh')
  await page.getByRole('option', { name: finding.meeting.fromSearch('khai thac cong trinh') }).click()
  await expect(dialog.getByRole('option', { name: /khai thác công trình/ })).toBeVisible()
  await dialog.getByRole('combobox').press('Enter')
  await expect(bar.getByRole('status')).toHaveText(finding.count(1, '1'))

  // Portrait: the list lies below the pages.
  await page.setViewportSize({ width: 768, height: 1024 })
  await expect(field).toBeVisible()
  await picture(page, 'find-portrait')
  await page.keyboard.press('Control+Shift+F')
  await picture(page, 'find-in-all-portrait')
})
