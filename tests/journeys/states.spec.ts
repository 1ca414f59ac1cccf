import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { expectSaved, openMeeting, words } from '../screen.ts'

const { app, meeting, reasons } = words

const go = (page: Page, hash: string) =>
  page.evaluate(to => {
    location.hash = to
  }, hash)
/** From now on the server answers these with an error, as a broken or overloaded one would. */
const breakServer = (page: Page, path: RegExp, status: number, error: string) =>
  page.route(path, route => route.fulfill({ status, contentType: 'application/json', body: JSON.stringify({ error }) }))

test('settings, administration and sign-in say what is wrong and what to do when the network or the server fails', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(120_000)
  const shot = async (page: Page, name: string) => {
    await picture(page, name)
    await expectAccessible(page)
  }
  const { page, line } = await openWeb(server.account('administrator'))
  await expectSaved(page)
  await go(page, '#/quan-tri')
  await expect(page.getByText('Vi Văn Khánh')).toBeVisible()

  // A server that fails while somebody is being added: what was typed stays.
  await page.getByRole('button', { name: app.administration.add }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: app.administration.create }).click()
  await shot(page, 'state-user-missing')
  await dialog.getByLabel(app.administration.name).fill('Nguyễn Thị Ánh Tuyết')
  await dialog.getByLabel(app.administration.account).fill('kinhte')
  await dialog.getByLabel(app.administration.password, { exact: true }).fill('Mat-khau-1')
  await dialog.getByRole('button', { name: app.administration.create }).click()
  await expect(dialog.getByText(reasons['account-taken'])).toBeVisible()
  await breakServer(page, /\/api\/users$/, 500, 'internal')
  await dialog.getByLabel(app.administration.account).fill('anhtuyet')
  await dialog.getByRole('button', { name: app.administration.create }).click()
  await expect(dialog.getByText(reasons.internal)).toBeVisible()
  await shot(page, 'state-user-error')
  await dialog.getByRole('button', { name: app.cancel }).click()

  await go(page, '#/hom-nay')
  await go(page, '#/quan-tri')
  await expect(page.getByText(app.administration.notLoaded(reasons.internal))).toBeVisible()
  await shot(page, 'state-administration-error')
  await page.unrouteAll()
  await page.getByRole('button', { name: app.tryAgain }).click()
  await expect(page.getByText('Vi Văn Khánh')).toBeVisible()

  await breakServer(page, /\/api\/(server|users|sessions|session)(\?|$|\/)/, 500, 'internal')
  await go(page, '#/cai-dat')
  await expect(page.getByText(app.settings.about)).toBeVisible()
  await shot(page, 'state-settings-error')
  await page.mouse.wheel(0, 3000)
  await picture(page, 'state-settings-error-end')
  await page.unrouteAll()

  await line.cut()
  await expect(page.getByText(/Mất mạng từ/).first()).toBeVisible({ timeout: 20_000 })
  await go(page, '#/quan-tri')
  await expect(page.getByText(app.administration.notLoaded(reasons.offline))).toBeVisible()
  await shot(page, 'state-administration-offline')
  await go(page, '#/cai-dat')
  await shot(page, 'state-settings-offline')
  await page.mouse.wheel(0, 3000)
  await picture(page, 'state-settings-offline-end')
  await page.getByRole('button', { name: app.settings.changePassword }).click()
  const password = page.getByRole('dialog')
  await password.getByLabel(app.firstPassword.current).fill('Hopso@123')
  await password.getByLabel(app.firstPassword.next, { exact: true }).fill('Hopso@1234')
  await password.getByLabel(app.firstPassword.repeat).fill('Hopso@1234')
  await password.getByRole('button', { name: app.firstPassword.submit }).click()
  await expect(password.getByText(reasons.offline)).toBeVisible()
  await shot(page, 'state-password-offline')

  await password.getByRole('button', { name: app.cancel }).click()
  await page.getByRole('button', { name: app.settings.fetchNow }).click()
  await expect(page.getByText(reasons.offline)).toBeVisible()
  // The list comes by itself when the server is back.
  await go(page, '#/quan-tri')
  await expect(page.getByText(app.administration.notLoaded(reasons.offline))).toBeVisible()
  await line.mend()
  await expect(page.getByText('Vi Văn Khánh')).toBeVisible({ timeout: 30_000 })

  const stranger = await openWeb()
  await expect(stranger.page.getByLabel(app.signIn.account)).toBeVisible()
  await stranger.line.cut()
  await stranger.page.getByLabel(app.signIn.account).fill('kinhte')
  await stranger.page.getByLabel(app.signIn.password, { exact: true }).fill('Hopso@123')
  await stranger.page.getByRole('button', { name: app.signIn.submit }).click()
  await expect(stranger.page.getByRole('alert').or(stranger.page.getByText(app.signIn.offline)).first()).toBeVisible()
  await shot(stranger.page, 'state-sign-in-offline')
})

test('a meeting being prepared says what is wrong and keeps everything when the network or the server fails', { tag: '@long' }, async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(120_000)
  const shot = async (page: Page, name: string) => {
    await picture(page, name)
    await expectAccessible(page)
  }
  const { page, line } = await openWeb(server.account('secretary'))
  await openMeeting(page, server.meetingId)
  const titles = page.getByRole('textbox', { name: meeting.agenda.title, exact: true })
  await expect(titles.first()).toBeVisible()

  // The server fails: every deed says so and can be tried again.
  await breakServer(page, /\/commands$/, 500, 'internal')
  const starting = page.getByRole('dialog', { name: meeting.acts.startTitle })
  await page.getByRole('button', { name: meeting.acts.open, exact: true }).click()
  await starting.getByRole('button', { name: meeting.acts.open }).click()
  await expect(starting.getByText(meeting.acts.notDone(meeting.acts.open, reasons.internal))).toBeVisible()
  await shot(page, 'state-prepare-error')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: meeting.people.more('Hồ Văn Dũng') }).click()
  await page.getByRole('menuitem', { name: meeting.people.remove }).click()
  await page.getByRole('dialog').getByRole('button', { name: meeting.people.removeDo, exact: true }).click()
  await expect(page.getByText(meeting.people.notRemoved('Hồ Văn Dũng', reasons.internal))).toBeVisible()
  await shot(page, 'state-remove-error')
  await page.getByRole('dialog').getByText(meeting.people.cancel).click()
  await breakServer(page, /\/api\/users/, 429, 'too-many-requests')
  await page.getByRole('button', { name: meeting.people.add }).click()
  await expect(page.getByText(meeting.people.dialog.failed(reasons['too-many-requests']))).toBeVisible()
  await shot(page, 'state-add-people-error')
  await page.keyboard.press('Escape')
  await breakServer(page, /\/uploads/, 507, 'disk-full')
  await upload(page)
  await expect(page.getByText(reasons['disk-full']).first()).toBeVisible()
  await shot(page, 'state-upload-error')
  await page.unrouteAll()
  await page.getByRole('button', { name: meeting.papers.uploads.retry }).click()
  await expect(page.getByText(meeting.papers.uploads.done(60))).toBeVisible({ timeout: 20_000 })

  // Without a network writing goes on, deeds wait for it, and say so.
  await line.cut()
  await expect(page.getByText(/Mất mạng từ/).first()).toBeVisible({ timeout: 20_000 })
  await titles.first().fill('Khai mạc, thông qua chương trình (sửa khi mất mạng)')
  await page.getByRole('button', { name: meeting.acts.open, exact: true }).click()
  await starting.getByRole('button', { name: meeting.acts.open }).click()
  await expect(starting.getByText(/^Chưa thực hiện được “Bắt đầu họp”/)).toBeVisible({ timeout: 30_000 })
  await shot(page, 'state-prepare-offline')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: meeting.people.add }).click()
  await expect(page.getByText(meeting.people.dialog.failed(reasons.offline))).toBeVisible()
  await shot(page, 'state-add-people-offline')
  await page.keyboard.press('Escape')
  await upload(page)
  await expect(page.getByText(/Mất mạng, đã gửi/)).toBeVisible()
  await shot(page, 'state-upload-offline')
  await line.mend()
  await expect(page.getByText(meeting.papers.uploads.done(60)).last()).toBeVisible({ timeout: 30_000 })
  await expectSaved(page)

  // Never held on this computer, and no server.
  const fresh = await openWeb(server.accounts.find(each => each.account === 'mattran'))
  await expectSaved(fresh.page)
  await fresh.line.cut()
  await go(fresh.page, '#/cuoc-hop/phien-hop-thang-truoc')
  await expect(fresh.page.getByText(meeting.frame.waiting).last()).toBeVisible({ timeout: 20_000 })
  await shot(fresh.page, 'state-meeting-not-here')
})

async function upload(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: meeting.papers.add }).first().click()
  await (await chooser).setFiles('resources/demonstration/papers/du-toan-ngan-sach.pdf')
  const declare = page.getByRole('dialog')
  await declare.getByText(meeting.papers.declare.grades.ordinary).click()
  await declare.getByRole('button', { name: meeting.papers.declare.send(1), exact: true }).click()
}
