import type { Page } from '@playwright/test'
import type { MeetingId } from '#core/ids.ts'
import { paths } from '#protocol/http-api.ts'
import { sitePaths } from '#protocol/site-api.ts'
import { expectAccessible, setTheme } from '../accessible.ts'
import { onPlainHttp } from '../browsers.ts'
import { newOpener } from '../desktop-app.ts'
import { chatWords, startFakeJitsi } from '../fake-jitsi.ts'
import { expect, type ServerUnderTest, signIn, test } from '../fixtures.ts'
import { beginMeeting, chooseInMeeting, drawer, openMeeting, showPeople, words } from '../screen.ts'
import { freshId, signInByApi } from '../sync-client.ts'

const { site, attendance, video } = words

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
  await chooseInMeeting(secretary, site.menu)
  const sites = secretary.getByRole('dialog', { name: site.dialog.title })
  await expect(sites.getByText(site.dialog.none)).toBeVisible()
  await picture(secretary, 'sites-empty')
  const video = sites.getByLabel(site.dialog.video)
  // Where the keyboard is can be seen: the frame of the field says it.
  await expect(video).toBeFocused()
  expect(await video.evaluate(field => field.parentElement && getComputedStyle(field.parentElement).boxShadow)).toMatch(/0px 2px inset$/)
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
  // Enter finds, and does not save what is half done.
  await form.getByRole('searchbox', { name: site.dialog.find }).fill('Lo Thi')
  await secretary.keyboard.press('Enter')
  await expect(form.getByRole('checkbox')).toHaveCount(1)
  await form.getByRole('checkbox', { name: /^Lò Thị Mai Phương/ }).check()
  const own = form.getByLabel(site.dialog.link)
  await own.fill('https://hop.khong-cho-phep.example/phong')
  await form.getByRole('button', { name: site.dialog.save }).click()
  await expect(form.getByText(site.dialog.notDone(words.reasons['link-not-allowed']))).toBeVisible()
  await expect(own).toBeFocused()
  await picture(secretary, 'sites-form')
  await expectAccessible(secretary)
  await own.fill('')
  await form.getByRole('button', { name: site.dialog.save }).click()
  await expect(sites.getByText('Thôn Đồi Chè', { exact: true })).toBeVisible()
  await picture(secretary, 'sites-list')
  await expectAccessible(secretary)
  // Each step back ends where the way in began.
  await expect(sites.getByRole('button', { name: site.dialog.add })).toBeFocused()
  await secretary.keyboard.press('Escape')
  await expect(secretary.getByRole('button', { name: words.course.more })).toBeFocused()

  // The member reads where they belong, joins the video by one click, and checks in at the site.
  await beginMeeting(secretary)
  await showPeople(member.page)
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
  await expectAccessible(secretary)
  await member.line.cut()
  await join.click()
  await expect(member.page.getByText(`${site.notAsked} ${site.callInstead('0912 345 678')}`)).toBeVisible({ timeout: 15_000 })
  expect(member.page.context().pages()).toHaveLength(1)
  await picture(member.page, 'sites-video-offline')
  await expect(state.getByText(site.state.absent)).toBeVisible({ timeout: 60_000 })
  await expect(state.getByRole('link', { name: site.phone('0912 345 678') })).toBeVisible()
  await picture(secretary, 'sites-lost')
})

/** The list of servers whose links may be set, as the administrator keeps it. */
async function allow(server: ServerUnderTest, hosts: readonly string[]): Promise<void> {
  const { token } = await signInByApi(server.url, 'quantri', 'Hopso@123')
  const answer = await fetch(server.url + sitePaths.setVideoHosts, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ hosts })
  })
  expect(answer.status).toBe(204)
}
/** Sets the video link of the meeting, as its secretary. */
async function setVideo(server: ServerUnderTest, link: string): Promise<void> {
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  const answer = await fetch(server.url + paths.commands(server.meetingId as MeetingId), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: freshId(), kind: 'set-video-link', link })
  })
  expect(answer.status).toBe(200)
}

/** From the next page or frame on counts how often camera or microphone are asked for. */
const countDevicesAsked = (page: Page) =>
  page.addInitScript(() => {
    const counted = globalThis as unknown as { asked: number }
    counted.asked = 0
    const { mediaDevices } = navigator
    const ask = mediaDevices?.getUserMedia.bind(mediaDevices)
    if (ask)
      mediaDevices.getUserMedia = wanted => {
        counted.asked += 1
        return ask(wanted)
      }
  })
/** How often they were asked for in the page and all its frames. */
async function devicesAsked(page: Page): Promise<number> {
  const asked = await Promise.all(page.frames().map(each => each.evaluate(() => (globalThis as unknown as { asked: number }).asked)))
  return asked.reduce((all, each) => all + each, 0)
}

test('[SI5] a meeting on an allowed server of Jitsi is shown beside the papers, made small, left; no other page is ever framed, and nothing hangs on it', async ({
  server,
  openWeb,
  openDesktop,
  picture
}) => {
  test.setTimeout(120_000)
  const [jitsi, opener] = [await startFakeJitsi(), await newOpener()]
  try {
    await allow(server, ['jitsi.test', 'meet.jit.si'])
    await setVideo(server, `${jitsi.url}/HopXa`)
    const { page, line } = await openWeb(server.account('member'))
    await countDevicesAsked(page)
    await page.reload()
    await openMeeting(page, server.meetingId)
    await showPeople(page)
    const open = drawer(page).getByRole('button', { name: video.beside })
    const panel = page.getByRole('region', { name: video.title, exact: true })
    const frame = panel.locator('iframe')
    expect(jitsi.asked).toEqual([])
    await open.click()
    await expect(frame.contentFrame().getByText('Phòng họp trực tuyến')).toBeVisible()
    expect([await frame.getAttribute('allow'), await frame.getAttribute('sandbox')]).toEqual([
      'camera; microphone; display-capture; autoplay',
      'allow-scripts allow-same-origin allow-forms'
    ])
    // It said that it is there, and was answered.
    await expect
      .poll(() =>
        page
          .frames()
          .find(each => each.url().startsWith(jitsi.url))
          ?.title()
      )
      .toBe('heard')
    // Camera and microphone may be asked for in it.
    const framed = page.frames().find(each => each.url().startsWith(jitsi.url))
    type Policed = { readonly featurePolicy: { readonly allowsFeature: (name: string) => boolean } }
    const mayAsk = await framed?.evaluate(() => {
      const { featurePolicy } = document as unknown as Policed
      return ['camera', 'microphone', 'geolocation'].map(name => featurePolicy.allowsFeature(name))
    })
    expect(mayAsk).toEqual([true, true, false])
    // Asked for by who joins there, and by nobody before; then the picture moves.
    expect(await devicesAsked(page)).toBe(0)
    await frame.contentFrame().getByRole('button', { name: 'Vào họp' }).click()
    await expect(frame.contentFrame().getByText('granted 2')).toBeVisible()
    expect(await devicesAsked(page)).toBe(1)
    await picture(page, 'video-small')
    // Pressed again it is shown large, and goes on; so it does whatever people write to each other in it.
    const once = jitsi.asked.length
    await open.click()
    await expect(panel.getByRole('button', { name: video.small })).toBeVisible()
    await frame.contentFrame().getByRole('button', { name: 'Nhắn tin' }).click()
    await expect(frame.contentFrame().getByText(chatWords)).toBeVisible()
    await picture(page, 'video-large')
    expect([jitsi.asked.length, await devicesAsked(page)]).toEqual([once, 1])
    await page.setViewportSize({ width: 1680, height: 900 })
    await picture(page, 'video-wide')
    await page.setViewportSize({ width: 1366, height: 768 })
    await setTheme(page, 'dark')
    await expectAccessible(page)
    await page.setViewportSize({ width: 768, height: 1024 })
    await picture(page, 'video-tablet-dark')
    await page.setViewportSize({ width: 1366, height: 768 })
    await panel.getByRole('button', { name: video.small }).click()
    await picture(page, 'video-small-dark')
    await setTheme(page, 'light')
    // What is said and seen there has a line of its own.
    await line.cut()
    await expect(page.getByText(/^Mất mạng từ/).first()).toBeVisible()
    await picture(page, 'video-offline')
    await expect(frame).toHaveCount(1)
    await line.mend()
    await expect(page.getByText(/^Mất mạng từ/)).toHaveCount(0, { timeout: 30_000 })
    // It stays through the screens of the meeting, and a meeting that hangs up is gone.
    const asked = jitsi.asked.length
    await page.evaluate(() => {
      location.hash += '/dien-bien'
    })
    await expect(page.getByRole('heading', { name: words.record.title })).toBeVisible()
    await expect(frame.contentFrame().getByText('Phòng họp trực tuyến')).toBeVisible()
    expect(jitsi.asked.length).toBe(asked)
    await frame.contentFrame().getByRole('button', { name: 'Gác máy' }).click()
    await expect(frame).toHaveCount(0)
    await expect(page.getByText(video.left)).toBeVisible()

    // What is not on the list is stopped by the page's own policy, whatever asks for it.
    const stopped = await page.evaluate(
      address =>
        new Promise<string>(resolve => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective))
          document.body.append(Object.assign(document.createElement('iframe'), { src: address }))
        }),
      jitsi.url.replace('jitsi.test', 'khac.test')
    )
    expect([stopped, jitsi.asked.length]).toEqual(['frame-src', asked])

    // A meeting that does not answer, and one whose server was taken off the list: a sentence, the way outside, and the papers as before.
    jitsi.silence()
    await openMeeting(page, server.meetingId)
    await showPeople(page)
    await page.clock.install()
    await open.click()
    await expect(frame).toHaveCount(1)
    await page.clock.fastForward(21_000)
    await expect(panel.getByText(video.silent)).toBeVisible()
    await expect(panel.getByRole('button', { name: video.outside })).toBeVisible()
    await picture(page, 'video-silent')
    await panel.getByRole('button', { name: video.leave }).click()
    await allow(server, ['meet.jit.si'])
    await open.click()
    await expect(panel.getByText(video.refused(words.reasons['link-not-allowed']))).toBeVisible()
    await expect(panel.getByRole('button', { name: video.outside })).toHaveCount(0)
    await expect(frame).toHaveCount(0)
    await page.setViewportSize({ width: 768, height: 1024 })
    await picture(page, 'video-refused-tablet')
    await page.goto('about:blank')

    // Plain http gives no page a camera: the way outside alone is offered.
    await allow(server, ['jitsi.test'])
    await page.goto(onPlainHttp(line.url))
    await signIn(page, server.account('member'))
    await openMeeting(page, server.meetingId)
    await showPeople(page)
    await expect(drawer(page).getByRole('button', { name: site.join('Jitsi') })).toBeVisible()
    await expect(open).toHaveCount(0)
    await page.goto('about:blank')

    // The desktop app: camera and microphone for that frame alone, and only as long as it is shown.
    const desktop = await openDesktop(server.account('member'), {
      args: ['--ignore-certificate-errors', '--host-resolver-rules=MAP *.test 127.0.0.1', '--use-fake-device-for-media-stream'],
      programs: opener.programs
    })
    await openMeeting(desktop.page, server.meetingId)
    await showPeople(desktop.page)
    const may = () => desktop.page.evaluate(async () => (await navigator.permissions.query({ name: 'camera' as PermissionName })).state)
    expect(await may()).toBe('denied')
    await drawer(desktop.page).getByRole('button', { name: video.beside }).click()
    const shown = desktop.page.getByRole('region', { name: video.title, exact: true }).locator('iframe').contentFrame()
    await shown.getByRole('button', { name: 'Vào họp' }).click()
    await expect(shown.getByText('granted 2')).toBeVisible()
    expect(await may()).toBe('denied')
    await picture(desktop.page, 'video-desktop')
    await desktop.page.getByRole('button', { name: video.leave }).click()
    // What the page frames by itself, before and after, is stopped by the app.
    const before = jitsi.asked.length
    await desktop.page.evaluate(address => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: address, allow: 'camera; microphone' }))
    }, `${jitsi.url}/HopXa`)
    await expect.poll(() => desktop.page.frames().length).toBe(2)
    expect(await may()).toBe('denied')
    expect(jitsi.asked.length).toBe(before)

    // [SI3] Outside: what the server names now, whatever it is joined with; nothing once it is off the list.
    const press = async (words: string) => drawer(desktop.page).getByRole('button', { name: words }).click()
    const links = [
      [`${jitsi.url}/HopXa`, site.join('Jitsi')],
      ['https://us02web.zoom.us/j/89012345678?pwd=a1', site.join('Zoom')],
      ['sip:phong1@jitsi.test', site.call(site.services.sip)],
      ['h323:mcu.tinh.gov.vn', site.call(site.services.h323)]
    ] as const
    await allow(server, ['jitsi.test', '*.zoom.us', '*.tinh.gov.vn'])
    for (const [link, words] of links) {
      await setVideo(server, link)
      await press(words)
      await expect.poll(opener.opened).toContain(link)
    }
    await allow(server, ['meet.jit.si'])
    await press(site.call(site.services.h323))
    await expect(desktop.page.getByText(`${words.reasons['link-not-allowed']} ${site.callInstead('')}`)).toBeVisible()
    await picture(desktop.page, 'video-desktop-refused')
    expect(await opener.opened()).toEqual(links.map(([link]) => link))
  } finally {
    await jitsi.close()
    await opener.remove()
  }
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
  await expectAccessible(administrator)
  await administrator.reload()
  await administrator.getByRole('tab', { name: site.hosts.tab }).click()
  await expect(list).toHaveValue('meet.tinh.gov.vn\n*.zoom.us')
})

test('[H8] at a computer that several people share, each goes on by PIN under their own name, also when the session has ended; a PIN that was reset opens nothing', async ({
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
    await dialog.getByRole('button', { name: words_.settings.save }).click()
  }
  const member = server.account('member')
  const chair = server.account('chair')
  await setPin('123456', member.password)
  await expect(page.getByText(words_.settings.notSaved(reasons['weak-pin']))).toBeVisible()
  await picture(page, 'pin-set')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await setPin('258013', member.password)
  await expect(page.getByText(words_.settings.saved)).toBeVisible()

  // Another person signs in on the same computer, and the first comes back by PIN.
  await account('Lò Thị Mai Phương').click()
  await page.getByRole('menuitem', { name: words.app.frame.signOut }).click()
  // One alone needs not be chosen.
  await expect(page.getByLabel(words_.field('Lò Thị Mai Phương'))).toBeFocused()
  await picture(page, 'pin-entrance')
  await expectAccessible(page)
  await page.getByRole('button', { name: words_.byPassword }).click()
  await page.locator('input[autocomplete="username"]').fill(chair.account)
  await page.locator('input[autocomplete="current-password"]').fill(chair.password)
  await page.keyboard.press('Enter')
  await expect(account('Hồ Văn Dũng')).toBeVisible()
  await setPin('806412', chair.password)
  await expect(page.getByText(words_.settings.saved)).toBeVisible()
  await account('Hồ Văn Dũng').click()
  await page.getByRole('menuitem', { name: words_.change }).click()
  const dialog = page.getByRole('dialog', { name: words_.changeTitle })
  await expect(dialog.getByLabel(words_.field('Lò Thị Mai Phương'))).toBeFocused()
  await page.keyboard.type('000111')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(reasons['wrong-pin'])).toBeVisible()
  await picture(page, 'pin-wrong')
  await expectAccessible(page)
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
  // Two by now: the list, its first name under the keyboard.
  await expect(page.getByRole('button', { name: /^Hồ Văn Dũng/ })).toBeFocused()
  await picture(page, 'pin-entrance-names')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(words_.field('Lò Thị Mai Phương'))).toBeFocused()
  await enter('258013')
  await expect(account('Lò Thị Mai Phương')).toBeVisible()

  // The session ends while somebody sits over a page: their PIN is asked for over it, and what they do is theirs again.
  await openMeeting(page, server.meetingId)
  const again = page.getByRole('dialog', { name: words.app.signIn.againTitle })
  const endSession = () => page.evaluate(async () => (await fetch('/api/session', { method: 'DELETE' })).status)
  const checkIn = (id: string) =>
    page.evaluate(
      async ([meeting, command]) => {
        const sent = { id: command, kind: 'check-in', place: 'room' }
        const headers = { 'content-type': 'application/json' }
        return (await fetch(`/api/meetings/${meeting}/commands`, { method: 'POST', headers, body: JSON.stringify(sent) })).status
      },
      [server.meetingId, id] as const
    )
  expect(await endSession()).toBe(204)
  await expect(again.getByLabel(words_.field('Lò Thị Mai Phương'))).toBeFocused()
  expect(await checkIn('0'.repeat(20))).toBe(401)
  await picture(page, 'pin-again')
  await expectAccessible(page)
  await enter('258013')
  await expect(again).toHaveCount(0)
  await expect(page).toHaveURL(new RegExp(`#/cuoc-hop/${server.meetingId}$`))
  await expect(account('Lò Thị Mai Phương')).toBeVisible()
  await expect(page.getByText(words.app.signIn.lostBanner)).toHaveCount(0)
  expect(await checkIn('1'.repeat(20))).toBe(200)
  // Or a colleague takes over the page.
  expect(await endSession()).toBe(204)
  await again.getByRole('button', { name: words_.other }).click()
  await again.getByRole('button', { name: /^Hồ Văn Dũng/ }).click()
  await expect(again.getByLabel(words_.field('Hồ Văn Dũng'))).toBeFocused()
  await enter('806412')
  await expect(account('Hồ Văn Dũng')).toBeVisible()
  await expect(again).toHaveCount(0)
  expect(await checkIn('2'.repeat(20))).toBe(200)
  const record = await page.evaluate(async id => (await fetch(`/api/meetings/${id}/record`)).text(), server.meetingId)
  const came = record
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as { actor: string; actorName: string; command: string })
  expect(came.filter(({ command }) => /^[12]{20}$/.test(command)).map(({ actorName }) => actorName)).toEqual([
    'Lò Thị Mai Phương',
    'Hồ Văn Dũng'
  ])

  // A password is set anew: the name is gone from the page before anybody is in; where that was not heard yet, trying the PIN tells.
  const administrator = await signInByApi(server.url, server.account('administrator').account, server.account('administrator').password)
  const setAnew = async (name: string) => {
    const { status } = await fetch(`${server.url}/api/users/${came.find(({ actorName }) => actorName === name)?.actor}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${administrator.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ password: 'Tam-thoi-123' })
    })
    expect(status).toBe(200)
  }
  await page.route('**/api/pin/people', unheard => unheard.abort())
  await setAnew('Lò Thị Mai Phương')
  await account('Hồ Văn Dũng').click()
  await page.getByRole('menuitem', { name: words.app.frame.signOut }).click()
  await expect(page.getByRole('button', { name: /^Lò Thị Mai Phương/ })).toBeVisible()
  await page.unroute('**/api/pin/people')
  await page.reload()
  await expect(page.getByLabel(words_.field('Hồ Văn Dũng'))).toBeFocused()
  await expect(page.getByText('Lò Thị Mai Phương')).toHaveCount(0)
  await enter('000111')
  await expect(page.getByText(reasons['wrong-pin'])).toBeVisible()
  await expect(page.getByLabel(words_.field('Hồ Văn Dũng'))).toBeFocused()
  await picture(page, 'pin-entrance-wrong')
  await setAnew('Hồ Văn Dũng')
  await enter('806412')
  await expect(page.getByText(words_.gone)).toBeVisible()
  await expect(page.locator('input[autocomplete="username"]')).toBeFocused()
  await expect(page.getByRole('button', { name: words_.byPin })).toHaveCount(0)
  await picture(page, 'pin-gone')
  await expectAccessible(page)
})
