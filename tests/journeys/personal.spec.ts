import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { drawStroke, expectSaved, inkPaths, sheet, words } from '../screen.ts'

const t = words.personal
const { declare, uploads } = words.meeting.papers
const budget = 'resources/demonstration/papers/du-toan-ngan-sach.pdf'
const invitation = 'resources/demonstration/papers/giay-moi.pdf'

const openPlace = async (page: Page) => {
  await page.getByRole('link', { name: words.app.places.documents, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: words.app.places.documents })).toBeVisible()
}
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name }) })
/** Picks an entry of a line's menu. */
const pick = async (page: Page, name: string, entry: string) => {
  await row(page, name)
    .getByRole('button', { name: t.menu(name) })
    .click()
  await page.getByRole('menuitem', { name: entry }).click()
}
const upload = async (page: Page, files: readonly string[]) => {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: t.upload }).first().click()
  await (await chooser).setFiles([...files])
  const dialog = page.getByRole('dialog')
  await dialog.getByText(declare.grades.ordinary).click()
  await dialog.getByRole('button', { name: declare.send(files.length) }).click()
  await expect(dialog).toBeHidden()
}

test('papers of my own: upload, folder, find, mark, share, bring into a meeting, read without a network', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(180_000)
  const chair = server.account('chair')
  const { page, line } = await openWeb(chair)
  await openPlace(page)
  await expect(page.getByText(t.emptyTitle)).toBeVisible()
  await picture(page, 'personal-empty')
  await expectAccessible(page)

  // Two files come in; what is no PDF says so and stays on this computer.
  await upload(page, [budget, invitation, 'tests/data/not-a-pdf.pdf'])
  await expect(page.getByText(words.reasons['not-a-pdf'])).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('link', { name: 'giay-moi' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('link', { name: 'Du toan ngan sach' })).toBeVisible()
  await picture(page, 'personal-uploaded')
  await page.getByRole('button', { name: uploads.clear }).click()

  // A folder, a better name, and the paper into the folder.
  await page.getByRole('button', { name: t.newFolder }).click()
  await page.getByRole('dialog').getByLabel(t.name).fill('Ngân sách năm 2027')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Ngân sách năm 2027' })).toBeVisible()
  await pick(page, 'Du toan ngan sach', t.rename)
  await page.getByRole('dialog').getByLabel(t.name).fill('Dự toán ngân sách (bản nháp)')
  await page.keyboard.press('Enter')
  const draft = 'Dự toán ngân sách (bản nháp)'
  await pick(page, draft, t.move)
  await picture(page, 'personal-move')
  await page.getByRole('dialog').getByRole('button', { name: 'Ngân sách năm 2027' }).click()
  await expect(page.getByText(t.moved('Ngân sách năm 2027'))).toBeVisible()
  await expect(page.getByRole('link', { name: draft })).toBeHidden()
  // Dragged back and forth: out of the folder by the way above the list, in by the folder's line.
  await page.getByRole('link', { name: 'Ngân sách năm 2027' }).click()
  await expect(page.getByRole('link', { name: draft })).toBeVisible()
  await picture(page, 'personal-folder')
  await page.getByRole('link', { name: draft }).dragTo(page.getByRole('link', { name: t.top, exact: true }))
  await expect(page.getByText(t.emptyFolder)).toBeVisible()
  await page.getByRole('link', { name: t.top, exact: true }).click()
  const look = (theme: string) =>
    page.evaluate(wanted => {
      document.documentElement.dataset.theme = wanted
    }, theme)
  await look('dark')
  await picture(page, 'personal-dark')
  await expectAccessible(page)
  await look('light')
  await page.setViewportSize({ width: 768, height: 1024 })
  await picture(page, 'personal-tablet')
  await expectAccessible(page)
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.getByRole('link', { name: draft }).dragTo(page.getByRole('link', { name: 'Ngân sách năm 2027' }))
  await expect(page.getByRole('link', { name: draft })).toBeHidden()

  // Found from anywhere, without diacritics.
  await page.getByLabel(t.find).fill('du toan nhap')
  await expect(page.getByRole('link', { name: draft })).toBeVisible()
  await expect(page.getByRole('link', { name: 'giay-moi' })).toBeHidden()
  await picture(page, 'personal-found')
  await page.getByLabel(t.find).fill('không có')
  await expect(page.getByText(t.noneFound('không có'))).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('du toan ngan sach nhap')
  await expect(page.getByRole('option', { name: draft })).toBeVisible()
  await picture(page, 'personal-search')
  await page.keyboard.press('Enter')

  // Read and marked.
  await expect(sheet(page, 1).locator('canvas').first()).toBeVisible()
  await drawStroke(page, 0.2)
  await expect(inkPaths(page)).toHaveCount(1)
  await expectSaved(page)
  await page.getByRole('button', { name: t.marks, exact: true }).click()
  await picture(page, 'personal-reader')
  await expectAccessible(page)
  const address = await page.evaluate(() => location.hash)

  // Shared with one person, who reads and marks it for herself.
  await page.getByRole('link', { name: t.back, exact: true }).click()
  await pick(page, draft, t.share)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('lo thi mai phuong')
  await dialog.getByText('Lò Thị Mai Phương').click()
  await picture(page, 'personal-share-pick')
  await dialog.getByRole('button', { name: t.shareDo(1) }).click()
  await expect(dialog.getByText('Lò Thị Mai Phương')).toBeVisible()
  await picture(page, 'personal-share')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: t.close, exact: true }).last().click()
  await expect(row(page, draft).getByText(t.sharedWith(1))).toBeVisible()

  const deputy = (await openWeb(server.accounts.find(each => each.account === 'phochutich'))).page
  await openPlace(deputy)
  await deputy
    .getByRole('radio', { name: t.sharedCount(1) })
    .or(deputy.getByRole('tab', { name: t.sharedCount(1) }))
    .click()
  await expect(deputy.getByText(t.sharedBy('Hồ Văn Dũng'))).toBeVisible()
  await picture(deputy, 'personal-shared')
  await expectAccessible(deputy)
  await deputy.getByRole('link', { name: draft }).click()
  await expect(sheet(deputy, 1).locator('canvas').first()).toBeVisible()
  await expect(inkPaths(deputy)).toHaveCount(0)
  await drawStroke(deputy, 0.2)
  await expect(inkPaths(deputy)).toHaveCount(1)
  await expectSaved(deputy)
  await expect(inkPaths(page)).toHaveCount(0)

  // A stranger and the administrator: in no list, and not by its address.
  for (const account of ['phochutich2', 'quantri']) {
    const other = (await openWeb(server.accounts.find(each => each.account === account))).page
    await openPlace(other)
    await expect(other.getByText(t.emptyTitle)).toBeVisible()
    await other.keyboard.press('Control+k')
    await other.getByRole('combobox').fill('du toan ngan sach nhap')
    // What is offered is to look into their own.
    await expect(other.getByRole('option').first()).toBeVisible()
    await expect(other.getByRole('option', { name: draft })).toHaveCount(0)
    await other.keyboard.press('Escape')
    await other.evaluate(hash => {
      location.hash = hash
    }, address)
    await expect(other.getByText(t.gone)).toBeVisible()
    if (account === 'quantri') await picture(other, 'personal-gone')
    await other.context().close()
  }

  // Brought into the meeting the chair prepares: everybody there reads it.
  await pick(page, draft, t.bring)
  const meeting = dialog.getByRole('radio').first()
  await meeting.check()
  await dialog.getByText(declare.grades.ordinary).click()
  await picture(page, 'personal-bring')
  await dialog.getByRole('button', { name: t.bringDo }).click()
  await page.getByRole('button', { name: t.goThere }).click()
  await expect(page.getByRole('link', { name: draft }).or(page.getByText(draft)).first()).toBeVisible()

  // Sharing ends: the reader loses it while she looks at it.
  await openPlace(page).catch(async () => {
    await page.goto(`${line.url}/#/tai-lieu`)
  })
  await page.getByRole('link', { name: 'Ngân sách năm 2027' }).click()
  await pick(page, draft, t.share)
  await dialog.getByRole('button', { name: t.shareStopOf('Lò Thị Mai Phương') }).click()
  await expect(deputy.getByText(t.gone)).toBeVisible()
  await dialog.getByRole('button', { name: t.close, exact: true }).last().click()

  // Removed and brought back.
  await pick(page, draft, t.remove)
  await expect(page.getByText(t.emptyFolder)).toBeVisible()
  await page.getByRole('button', { name: t.undo }).last().click()
  await expect(row(page, draft).getByText(t.kept)).toBeVisible({ timeout: 20_000 })

  // Without a network it is read with what was marked on it, and what needs the network says so.
  await line.cut()
  await page.getByRole('link', { name: draft }).click()
  await expect(sheet(page, 1).locator('canvas').first()).toBeVisible()
  await expect(inkPaths(page)).toHaveCount(1)
  await picture(page, 'personal-offline')
  await page.getByRole('link', { name: t.back, exact: true }).click()
  await pick(page, draft, t.remove)
  await expect(page.getByText(t.offline)).toBeVisible({ timeout: 20_000 })
})
