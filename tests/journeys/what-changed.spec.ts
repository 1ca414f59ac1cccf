import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { paperPdf } from '../paper-pdf.ts'
import { drawStroke, expectSaved, inkPaths, openMeeting, openPaper, sheet, words } from '../screen.ts'
import { signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'

const { changes, meeting, readerView } = words
const title = 'Tờ trình kế hoạch cấp nước sạch năm 2027'
const head = 'Dự thảo tờ trình'

/** Five pages; each article of two paragraphs. */
const article = (number: number, money: string, until: string): string[] => [
  `Điều ${number}. Phê duyệt kế hoạch cấp nước sạch cho các thôn thuộc khu vực ${number} với tổng kinh phí ${money} đồng.`,
  `Giao Trưởng thôn khu vực ${number} tổ chức thực hiện, hoàn thành trước ${until} và báo cáo Ủy ban nhân dân xã.`
]
const first = [1, 2, 3, 4, 5].map(number => article(number, `${number}50.000.000`, 'ngày 23 tháng 11 năm 2026'))
const second = first.map(page => [...page])
second[1] = article(2, '275.000.000', 'ngày 15 tháng 12 năm 2026')
second[3] = [...(first[3] ?? []), 'Ủy ban nhân dân xã chịu trách nhiệm kiểm tra, giám sát việc sử dụng kinh phí theo quy định.']
// An article is put in front: all pages move by one, and nothing else is a change.
second.unshift(['Căn cứ kết luận của Thường trực Đảng ủy xã tại phiên họp gần nhất về công tác bảo đảm nước sạch.'])

test('[Y1] [Y3] [Y4] a paper that was replaced says so, shows what changed since it was read, and keeps the old version with its marks', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(150_000)
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  const put = await uploadPaper(server.url, token, server.meetingId, title, await paperPdf(first, head))
  const { page } = await openWeb(server.accounts.find(each => each.account === 'kinhte'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  await drawStroke(page, 0.3)
  await expect(inkPaths(page)).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expectSaved(page)

  // The secretary replaces it on the screen.
  const { page: secretary } = await openWeb(server.account('secretary'))
  await openMeeting(secretary, server.meetingId)
  await secretary.getByRole('button', { name: meeting.papers.more(title) }).click()
  const chooser = secretary.waitForEvent('filechooser')
  await secretary.getByRole('menuitem', { name: meeting.papers.replace }).click()
  await (await chooser).setFiles({ name: 'to-trinh-moi.pdf', mimeType: 'application/pdf', buffer: await paperPdf(second, head) })
  const declare = secretary.getByRole('dialog')
  await declare.getByText(meeting.papers.declare.grades.ordinary).click()
  await declare.getByRole('button', { name: meeting.papers.declare.send(1), exact: true }).click()
  await expect(secretary.getByText(meeting.papers.version(2)).first()).toBeVisible()

  // Whoever read the first one is told, also when the paper was open all the time.
  const since = page.getByRole('button', { name: changes.seeSince })
  await expect(since).toBeVisible()
  await picture(page, 'changes-told')
  await expectAccessible(page)
  await since.click()
  const view = page.getByRole('region', { name: changes.title, exact: true })
  await expect(view.getByRole('heading', { name: changes.titleSince })).toBeVisible()
  await expect(view.getByText(changes.summary(2, 4))).toBeVisible()
  const facts = view.getByRole('region', { name: changes.facts })
  await expect(facts.getByRole('listitem')).toHaveCount(2)
  await expect(facts.getByRole('listitem').first()).toContainText('250.000.000 đồng')
  await expect(facts.getByRole('listitem').first()).toContainText('275.000.000 đồng')
  await expect(facts.getByRole('listitem').last()).toContainText('ngày 15 tháng 12 năm 2026')
  await picture(page, 'changes')
  await expectAccessible(page)

  // Each difference leads to its place in either version.
  await facts
    .getByRole('button', { name: changes.open(2, 3) })
    .first()
    .click()
  await expect(sheet(page, 3).locator('[data-hit]').first()).toBeVisible()
  await picture(page, 'changes-place')
  await page.getByRole('button', { name: changes.back }).click()
  await facts
    .getByRole('button', { name: changes.open(1, 2) })
    .first()
    .click()
  await expect(sheet(page, 2).locator('[data-hit]').first()).toBeVisible()
  await expect(page.getByText(changes.shown(1))).toBeVisible()
  await sheet(page, 1).scrollIntoViewIfNeeded()
  await expect(inkPaths(page)).toHaveCount(1)

  // By eye, and on a narrow screen one under the other.
  await page.getByRole('button', { name: changes.back }).click()
  await view.getByRole('button', { name: changes.byEye }).click()
  // Both begin where I was reading.
  for (const version of [0, 1])
    await expect(
      view
        .getByRole('region', { name: words.reader.region(title) })
        .nth(version)
        .locator('canvas')
        .first()
    ).toBeVisible()
  await picture(page, 'changes-by-eye')
  await view.getByRole('button', { name: changes.byWords }).click()
  await page.setViewportSize({ width: 768, height: 1024 })
  await picture(page, 'changes-portrait')
  await page.setViewportSize({ width: 1366, height: 768 })
  await view.getByRole('button', { name: changes.close }).click()
  await expect(sheet(page, 1)).toBeVisible()

  // A scan says that its words cannot be compared. Any two versions can be chosen.
  const scan = await uploadPaper(server.url, token, server.meetingId, title, await paperPdf([null, null]), put.paper)
  expect(scan.status).toBe(200)
  await expect(since).toBeVisible()
  await since.click()
  await expect(view.getByText(changes.scan(3))).toBeVisible()
  await picture(page, 'changes-scan')
  await view.getByRole('combobox', { name: changes.old }).selectOption({ index: 0 })
  await view.getByRole('combobox', { name: changes.fresh }).selectOption({ index: 1 })
  await expect(view.getByText(changes.summary(2, 4))).toBeVisible()
  await view.getByRole('button', { name: changes.close }).click()

  await expect(sheet(page, 1).locator('canvas').first()).toBeVisible()

  // The menu of the paper leads to the old versions and to comparing, whenever.
  await page.getByRole('button', { name: readerView.viewHint }).click()
  await page.getByRole('menuitem', { name: changes.compare }).click()
  await expect(view).toBeVisible()
})
