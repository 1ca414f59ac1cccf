import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { sitePaths } from '#protocol/site-api.ts'
import { expect, test } from '../fixtures.ts'
import { openMeeting, words } from '../screen.ts'
import { signInByApi } from '../sync-client.ts'

const { site, attendance, course, meeting } = words

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations
      .filter(each => each.impact === 'serious' || each.impact === 'critical')
      .map(each => `${each.id}: ${each.nodes.map(node => node.target.join(' ')).join(', ')}`)
  ).toEqual([])
}
async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: course.more }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}
const drawer = (page: Page) => page.getByRole('complementary')

test('[SI1] [SI2] [SI3] the secretary keeps sites and the video link; a member checks in at a site and joins by one click; who leads sees how each site is connected', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(180_000)
  const secretary = (await openWeb(server.account('secretary'))).page
  const member = await openWeb(server.account('member'))
  await openMeeting(secretary, server.meetingId)
  await openMeeting(member.page, server.meetingId)

  // The link of the meeting: one that is none, one whose server is not on the list, one that is.
  await choose(secretary, site.menu)
  const sites = secretary.getByRole('dialog', { name: site.dialog.title })
  await expect(sites.getByText(site.dialog.none)).toBeVisible()
  await picture(secretary, 'sites-empty')
  const video = sites.getByLabel(site.dialog.video)
  const save = sites.getByRole('button', { name: site.dialog.save })
  await video.fill('meet.jit.si/HopXa')
  await save.click()
  await expect(sites.getByText(site.dialog.notLink)).toBeVisible()
  await video.fill('https://hop.khong-cho-phep.example/phong')
  await save.click()
  await expect(sites.getByText(site.dialog.videoNotSaved(words.reasons['link-not-allowed']))).toBeVisible()
  await picture(secretary, 'sites-not-allowed')
  await video.fill('https://meet.jit.si/HopXa')
  await save.click()
  // Over the window, not behind it.
  await expect(sites.getByText(site.dialog.videoSaved)).toBeVisible()

  // A site, by keyboard.
  await sites.getByRole('button', { name: site.dialog.add }).click()
  const form = secretary.getByRole('dialog', { name: site.dialog.addTitle })
  await expect(form.getByLabel(site.dialog.name)).toBeFocused()
  await secretary.keyboard.press('Enter')
  await expect(form.getByText(site.dialog.nameNeeded)).toBeVisible()
  for (const value of ['Thôn Đồi Chè', 'Nhà văn hóa thôn', 'Ông Hồ Văn Pồn', '0912 345 678']) {
    await secretary.keyboard.type(value)
    await secretary.keyboard.press('Tab')
  }
  await form.getByRole('checkbox', { name: /^Lò Thị Mai Phương/ }).check()
  await picture(secretary, 'sites-form')
  await accessible(secretary)
  await form.getByRole('button', { name: site.dialog.save }).click()
  await expect(sites.getByText('Thôn Đồi Chè', { exact: true })).toBeVisible()
  await picture(secretary, 'sites-list')
  await accessible(secretary)
  await secretary.keyboard.press('Escape')

  // The member reads where they belong, joins the video by one click, and checks in at the site.
  await secretary.getByRole('button', { name: meeting.acts.open, exact: true }).click()
  if (!(await drawer(member.page).isVisible())) await member.page.getByRole('button', { name: /đang xem$/ }).click()
  await expect(drawer(member.page).getByText(site.mine('Thôn Đồi Chè'))).toBeVisible()
  // No test asks the Internet.
  await member.page.context().route('https://meet.jit.si/**', there => there.fulfill({ contentType: 'text/html', body: 'Jitsi' }))
  const [opened] = await Promise.all([
    member.page.context().waitForEvent('page'),
    drawer(member.page)
      .getByRole('button', { name: site.join('Jitsi') })
      .click()
  ])
  await expect(opened).toHaveURL('https://meet.jit.si/HopXa')
  await opened.close()
  // The list has changed since: what the page keeps is not opened.
  const join = drawer(member.page).getByRole('button', { name: site.join('Jitsi') })
  const setHosts = async (...hosts: readonly string[]) => {
    const administrator = server.accounts.find(each => each.account === 'quantri')
    const { token } = await signInByApi(server.url, administrator?.account ?? '', administrator?.password ?? '')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const set = await fetch(server.url + sitePaths.setVideoHosts, { method: 'PUT', headers, body: JSON.stringify({ hosts }) })
    expect(set.status).toBe(204)
  }
  await setHosts('*.zoom.us')
  await join.click()
  await expect(member.page.getByText(`${words.reasons['link-not-allowed']} ${site.callInstead('0912 345 678')}`)).toBeVisible()
  await picture(member.page, 'sites-video-refused')
  expect(member.page.context().pages()).toHaveLength(1)
  await member.page.getByRole('banner').getByRole('button', { name: attendance.checkIn }).click()
  await picture(member.page, 'sites-check-in')
  await member.page
    .getByRole('dialog')
    .getByRole('button', { name: site.attend.at('Thôn Đồi Chè') })
    .click()
  await expect(
    drawer(member.page)
      .getByText(new RegExp(site.attend.place('Thôn Đồi Chè')))
      .first()
  ).toBeVisible()
  await picture(member.page, 'sites-member')

  // Who leads sees the site connected; when its line is cut, whom to call.
  const state = secretary.getByRole('region', { name: site.heading(1) })
  await expect(state.getByText(site.state.people(1))).toBeVisible()
  await expect(state.getByText(/đã kết nối|trễ/)).toBeVisible()
  await picture(secretary, 'sites-state')
  await accessible(secretary)
  await member.line.cut()
  await join.click()
  await expect(member.page.getByText(`${site.notAsked} ${site.callInstead('0912 345 678')}`)).toBeVisible({ timeout: 15_000 })
  expect(member.page.context().pages()).toHaveLength(1)
  await picture(member.page, 'sites-video-offline')
  await expect(state.getByText(site.state.absent)).toBeVisible({ timeout: 60_000 })
  await expect(state.getByRole('link', { name: site.phone('0912 345 678') })).toBeVisible()
  await picture(secretary, 'sites-lost')
})

test('[SI3] the system administrator alone keeps the list of video servers', async ({ server, openWeb, picture }) => {
  const administrator = (await openWeb(server.accounts.find(each => each.account === 'quantri'))).page
  await administrator.evaluate(() => {
    location.hash = '#/quan-tri'
  })
  await administrator.getByRole('tab', { name: site.hosts.tab }).click()
  const list = administrator.getByLabel(site.hosts.field)
  await expect(list).toHaveValue(/meet\.jit\.si/)
  await list.fill('https://meet.tinh.gov.vn')
  await administrator.getByRole('button', { name: site.hosts.save }).click()
  await expect(administrator.getByText(site.hosts.wrong('https://meet.tinh.gov.vn'))).toBeVisible()
  await list.fill('meet.tinh.gov.vn\n*.zoom.us')
  await administrator.getByRole('button', { name: site.hosts.save }).click()
  await expect(administrator.getByText(site.hosts.saved)).toBeVisible()
  await picture(administrator, 'sites-hosts')
  await accessible(administrator)
  await administrator.reload()
  await administrator.getByRole('tab', { name: site.hosts.tab }).click()
  await expect(list).toHaveValue('meet.tinh.gov.vn\n*.zoom.us')
})

test('[H8] at a computer that several people share, each goes on by PIN under their own name, and five wrong ones lock it', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(150_000)
  const { pin: words_, reasons } = words
  const { page } = await openWeb(server.account('member'))
  const account = (name: string) => page.getByRole('button', { name: words.app.frame.account(name) })
  const setPin = async (pin: string, password: string) => {
    await page.evaluate(() => {
      location.hash = '#/cai-dat'
    })
    await page.getByRole('button', { name: words_.settings.set }).click()
    const dialog = page.getByRole('dialog', { name: words_.settings.title })
    await dialog.getByLabel(words_.settings.pin).fill(pin)
    await dialog.getByLabel(words_.settings.again).fill(pin)
    await dialog.getByLabel(words_.settings.password, { exact: true }).fill(password)
    await picture(page, 'pin-set')
    await accessible(page)
    await dialog.getByRole('button', { name: words_.settings.save }).click()
  }
  const member = server.account('member')
  const chair = server.account('chair')
  await setPin('123456', member.password)
  await expect(page.getByText(words_.settings.notSaved(reasons['weak-pin']))).toBeVisible()
  await page.keyboard.press('Escape')
  await setPin('258013', member.password)
  await expect(page.getByText(words_.settings.saved)).toBeVisible()

  // Another person signs in on the same computer, and the first comes back by PIN.
  await account('Lò Thị Mai Phương').click()
  await page.getByRole('menuitem', { name: words.app.frame.signOut }).click()
  // One alone needs not be chosen.
  await expect(page.getByLabel(words_.field('Lò Thị Mai Phương'))).toBeFocused()
  await picture(page, 'pin-entrance')
  await accessible(page)
  await page.getByRole('button', { name: words_.byPassword }).click()
  await page.locator('input[autocomplete="username"]').fill(chair.account)
  await page.locator('input[autocomplete="current-password"]').fill(chair.password)
  await page.keyboard.press('Enter')
  await expect(account('Hồ Văn Dũng')).toBeVisible()
  await account('Hồ Văn Dũng').click()
  await page.getByRole('menuitem', { name: words_.change }).click()
  const dialog = page.getByRole('dialog', { name: words_.changeTitle })
  await expect(dialog.getByLabel(words_.field('Lò Thị Mai Phương'))).toBeFocused()
  await page.keyboard.type('000111')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(reasons['wrong-pin'])).toBeVisible()
  await picture(page, 'pin-wrong')
  await accessible(page)
  await page.keyboard.type('258013')
  await page.keyboard.press('Enter')
  await expect(account('Lò Thị Mai Phương')).toBeVisible()
  await picture(page, 'pin-changed')

  // And from the page before anybody is in.
  const enter = async (pin: string) => {
    await page.keyboard.type(pin)
    await page.keyboard.press('Enter')
  }
  await account('Lò Thị Mai Phương').click()
  await page.getByRole('menuitem', { name: words.app.frame.signOut }).click()
  await expect(page.getByLabel(words_.field('Lò Thị Mai Phương'))).toBeFocused()
  await enter('258013')
  await expect(account('Lò Thị Mai Phương')).toBeVisible()
  await account('Lò Thị Mai Phương').click()
  await page.getByRole('menuitem', { name: words.app.frame.signOut }).click()
  await expect(page.getByLabel(words_.field('Lò Thị Mai Phương'))).toBeFocused()
  await enter('000111')
  await expect(page.getByText(reasons['wrong-pin'])).toBeVisible()
  await picture(page, 'pin-entrance-wrong')
})
