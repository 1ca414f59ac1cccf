import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { paperPdf } from '../paper-pdf.ts'
import { drawStroke, expectSaved, inkPaths, openMeeting, openPaper, words } from '../screen.ts'
import { freshId, signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'

const { changes, exporting, finding, reader, readerView, remarks } = words
const title = 'Đề án cấp nước sạch nông thôn năm 2027'
const pages = [1, 2, 3].map(number => [
  `Điều ${number}. Phê duyệt kế hoạch cấp nước sạch cho khu vực ${number}, tổng kinh phí ${number}50.000.000 đồng.`,
  'Ủy ban nhân dân xã giao Trưởng thôn tổ chức thực hiện, báo cáo kết quả trước ngày 15 tháng 12 năm 2026.'
])

for (const theme of ['light', 'dark', 'contrast'] as const)
  test(`${theme}: lists of marks, finding, changes and what leaves the app are readable, nothing serious by axe`, {
    tag: '@long'
  }, async ({ server, openWeb, picture }) => {
    test.setTimeout(150_000)
    const secretary = server.account('secretary')
    const { token } = await signInByApi(server.url, secretary.account, secretary.password)
    const put = await uploadPaper(server.url, token, server.meetingId, title, await paperPdf(pages, 'Đề án'))
    const { page } = await openWeb(server.accounts.find(each => each.account === 'kinhte'))
    await openMeeting(page, server.meetingId)
    await openPaper(page, title)
    await page.evaluate(look => {
      document.documentElement.dataset.theme = look
    }, theme)
    // The dark screen with papers at night.
    if (theme === 'dark') await page.keyboard.press('d')
    await drawStroke(page, 0.2)
    await expect(inkPaths(page)).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expectSaved(page)
    const seen = async (name: string) => {
      await expectAccessible(page)
      await picture(page, `${theme}-${name}`)
    }

    await test.step('lists of marks', async () => {
      const mark = { kind: 'note', version: put.version, page: 1, pageWidth: 595, pageHeight: 842, colour: 'yellow', x: 300, y: 200 }
      const body = { ...mark, id: freshId(), createdAt: '', quote: { exact: '', prefix: '', suffix: '' }, body: 'Đề nghị làm rõ nguồn vốn' }
      const shared = await fetch(`${server.url}/api/papers/${put.paper}/remarks`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ id: freshId(), kind: 'share', remark: freshId(), mark: body, words: '', to: 'all' })
      })
      expect(shared.status).toBe(200)
      const side = page.getByRole('complementary')
      await expect(side.getByText(remarks.shown(1, 1))).toBeVisible()
      await seen('marks-mine')
      await side.getByRole('button', { name: remarks.filter }).click()
      await seen('marks-filter')
      await side.getByRole('tab', { name: remarks.others }).click()
      await expect(side.getByText('Đề nghị làm rõ nguồn vốn')).toBeVisible()
      await seen('marks-others')
    })

    await test.step('finding', async () => {
      await page.keyboard.press('Control+f')
      await page.getByRole('searchbox', { name: reader.find.field }).pressSequentially('nuoc sach')
      await expect(page.getByRole('search').getByRole('status')).toHaveText(finding.count(1, '3'))
      await seen('find')
      await page.keyboard.press('Control+Shift+F')
      const dialog = page.getByRole('dialog', { name: finding.meeting.dialog })
      await expect(dialog.getByText(title, { exact: true })).toBeVisible()
      await seen('find-everywhere')
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
      await page.getByRole('searchbox', { name: reader.find.field }).press('Escape')
    })

    await test.step('what leaves the app', async () => {
      const menu = async (name: string) => {
        await page.getByRole('button', { name: words.readerView.fileHint }).click()
        await page.getByRole('menuitem', { name }).click()
        await expect(page.getByRole('dialog')).toBeVisible()
      }
      await menu(exporting.menu.save)
      await seen('save')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+p')
      await expect(page.getByRole('dialog', { name: exporting.print.title })).toBeVisible()
      await page.getByRole('radio', { name: exporting.print.some }).check()
      await page.getByRole('textbox', { name: exporting.print.range }).fill('9')
      await page.getByRole('button', { name: exporting.print.act, exact: true }).click()
      await expect(page.getByText(exporting.print.rangeWrong(3))).toBeVisible()
      await seen('print')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: words.course.more, exact: true }).click()
      await page.getByRole('menuitem', { name: exporting.menu.pack }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await seen('pack')
      await page.keyboard.press('Escape')
    })

    await test.step('what changed', async () => {
      const later = pages.map(page => [...page])
      later[1] = ['Điều 2. Phê duyệt kế hoạch cấp nước sạch cho khu vực 2, tổng kinh phí 275.000.000 đồng.', ...(later[1]?.slice(1) ?? [])]
      expect((await uploadPaper(server.url, token, server.meetingId, title, await paperPdf(later, 'Đề án'), put.paper)).status).toBe(200)
      const since = page.getByRole('button', { name: changes.seeSince })
      await expect(since).toBeVisible()
      await seen('changes-told')
      await since.click()
      const view = page.getByRole('region', { name: changes.title, exact: true })
      await expect(view.getByText('275.000.000').first()).toBeVisible()
      await seen('changes')
    })
  })

test('held upright, 768 wide: the list of hits lies below the pages, and of two papers beside each other the first stays', async ({
  server,
  openWeb,
  picture
}) => {
  const secretary = server.account('secretary')
  const { token } = await signInByApi(server.url, secretary.account, secretary.password)
  await uploadPaper(server.url, token, server.meetingId, title, await paperPdf(pages, 'Đề án'))
  const { page } = await openWeb(server.accounts.find(each => each.account === 'kinhte'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  await page.getByRole('button', { name: readerView.viewHint }).click()
  await page.getByRole('menuitem', { name: readerView.beside.open }).click()
  await page.getByRole('dialog').getByRole('button', { name: title }).click()
  const readers = page.getByRole('region', { name: reader.region(title) })
  await expect(readers).toHaveCount(2)
  await page.setViewportSize({ width: 768, height: 1024 })
  await expect(readers).toHaveCount(1)
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(await overflow()).toBeLessThanOrEqual(0)
  await page.keyboard.press('Control+f')
  await page.getByRole('searchbox', { name: reader.find.field }).pressSequentially('nuoc sach')
  const bar = page.getByRole('search')
  await expect(bar.getByRole('status')).toHaveText(finding.count(1, '3'))
  await bar.getByRole('button', { name: finding.list }).click()
  const list = page.getByRole('region', { name: finding.listOf('3') })
  await expect(list.getByRole('button')).toHaveCount(3)
  const [below, sheetBox] = [await list.boundingBox(), await readers.boundingBox()]
  expect(below?.width).toBeGreaterThan(700)
  expect(below?.y).toBeGreaterThan((sheetBox?.y ?? 0) + 300)
  await expectAccessible(page)
  await picture(page, 'find-list-portrait')
  await page.setViewportSize({ width: 1366, height: 768 })
  await expect(readers).toHaveCount(2)
  await picture(page, 'two-again')
})
