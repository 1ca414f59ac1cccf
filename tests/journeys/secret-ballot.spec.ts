import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import type { MeetingId } from '#core/ids.ts'
import { spokenMark } from '#core/secret-ballot/ballot.ts'
import { castBytes } from '#protocol/ballot-api.ts'
import { paths } from '#protocol/http-api.ts'
import { onPlainHttp } from '../browsers.ts'
import { expect, type ServerUnderTest, signIn, test } from '../fixtures.ts'
import { beginMeeting, openMeeting, words } from '../screen.ts'
import { freshId, signInByApi } from '../sync-client.ts'

const { meeting, secretBallot: ballot, vote } = words
const password = 'Hopso@123'
/** Five with a device, and one without. */
const present = [
  'nguoi-ho-van-dung',
  'nguoi-lo-thi-mai-phuong',
  'nguoi-ngo-duc-thang',
  'nguoi-vi-van-khanh',
  'nguoi-hoang-thi-ngoc-lan',
  'nguoi-bui-quang-truong'
]
const subject = 'Giới thiệu đồng chí giữ chức vụ Phó Chủ tịch Ủy ban nhân dân xã?'

/** What a request looked like that cast a ballot, and over which connection it came. */
interface Seen {
  readonly headers: Record<string, string>
  readonly body: string
}

const card = (page: Page) => page.getByRole('region', { name: vote.title, exact: true })

/** What makes a screen unusable for somebody. */
async function serious(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** [SB4] What was cast bore no session, and had one length. */
function nobodyIsNamed(seen: readonly Seen[]): void {
  for (const { headers, body } of seen) {
    expect([headers.cookie, headers.authorization, headers.referer]).toEqual([undefined, undefined, undefined])
    expect(Buffer.byteLength(body)).toBe(castBytes)
  }
}
/** The secretary notes who is here. */
async function notePresent(server: ServerUnderTest, users: readonly string[]): Promise<void> {
  const { account, password: secret } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, secret)
  const noted = await fetch(server.url + paths.commands(server.meetingId as MeetingId), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: freshId(), kind: 'note-attendance', users, state: 'present', place: 'room' })
  })
  expect(noted.status).toBe(200)
}
/** Prepares a secret vote and opens it. */
async function prepareSecretly(page: Page, look?: (form: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: vote.prepare }).click()
  const form = page.getByRole('dialog', { name: vote.prepareTitle })
  await form.getByLabel(vote.subject).fill(subject)
  await form.getByLabel(vote.form, { exact: true }).selectOption({ label: vote.forms.secret })
  await look?.(form)
  await form.getByRole('button', { name: vote.saveAndOpen }).click()
  await page.getByRole('dialog', { name: vote.openTitle }).getByRole('button', { name: vote.open }).click()
}
/** Follows what a page sends when it casts a ballot. */
function watchCasting(page: Page, seen: Seen[]): void {
  page.on('request', request => {
    if (request.method() === 'POST' && request.url().endsWith('/api/ballots'))
      void request.allHeaders().then(headers => seen.push({ headers, body: request.postData() ?? '' }))
  })
}
async function takeBallot(page: Page): Promise<void> {
  await card(page).getByRole('button', { name: ballot.take }).click()
  await expect(card(page).getByRole('group', { name: ballot.choose })).toBeVisible()
}
async function cast(page: Page, choice: string): Promise<void> {
  await card(page).getByRole('button', { name: choice, exact: true }).click()
  await card(page)
    .getByRole('button', { name: ballot.castChoice(choice) })
    .click()
}
async function markOf(page: Page): Promise<string> {
  await expect(card(page).getByText(ballot.inBox)).toBeVisible({ timeout: 30_000 })
  return (await card(page).locator('code').first().textContent()) ?? ''
}

test('[SB7] five vote in secret on their devices and one on paper; each finds their own mark in the list, and anybody counts again', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(240_000)
  const secretary = (await openWeb(server.account('secretary'))).page
  await openMeeting(secretary, server.meetingId)
  await beginMeeting(secretary)
  const voters: Page[] = []
  for (const account of ['chutich', 'phochutich', 'phochutich2', 'kinhte', 'vanhoa']) {
    const { page } = await openWeb({ account, password, role: 'member' })
    await openMeeting(page, server.meetingId)
    // Somebody whose ballot has not left yet is asked before the page goes.
    page.on('dialog', asked => void asked.accept())
    voters.push(page)
  }
  const [chair, second, third, fourth, fifth] = voters as [Page, Page, Page, Page, Page]
  await notePresent(server, present)

  // The secretary prepares a secret vote and opens it.
  await prepareSecretly(secretary, async form => {
    await expect(form.getByText(ballot.otherWithoutWords('Ý kiến khác'))).toBeVisible()
    await picture(secretary, 'secret-prepare')
  })

  for (const page of voters) await expect(card(page).getByText(subject)).toBeVisible()
  await picture(second, 'secret-before')
  await card(second).getByRole('button', { name: ballot.limitsShort }).click()
  await picture(second, 'secret-limits')
  await second.getByRole('dialog').getByRole('button', { name: ballot.limitsClose }).click()

  // What a browser sends when it casts a ballot.
  const seen: Seen[] = []
  for (const page of voters) watchCasting(page, seen)

  // One takes a ballot and the answer is lost; asked again it is the same one.
  let lost = 0
  await third.route('**/ballot', async route => {
    lost += 1
    await route.fetch()
    await route.abort()
  })
  await card(third).getByRole('button', { name: ballot.take }).click()
  await expect(card(third).getByText(meeting.acts.offline)).toBeVisible()
  expect(lost).toBe(1)
  await picture(third, 'secret-lost-answer')
  await third.unroute('**/ballot')
  await takeBallot(third)

  // One loads the page anew between taking and casting.
  await takeBallot(fourth)
  await fourth.reload()
  await expect(card(fourth).getByRole('group', { name: ballot.choose })).toBeVisible()

  for (const page of [chair, second, fifth]) await takeBallot(page)
  await picture(second, 'secret-options')
  await second.setViewportSize({ width: 768, height: 1024 })
  await picture(second, 'secret-options-tablet')
  await second.setViewportSize({ width: 1366, height: 768 })
  expect(await serious(second)).toEqual([])
  await expect(card(second).getByText(ballot.otherWithoutWords('Ý kiến khác'))).toBeVisible()
  // What is chosen and not yet cast is still chosen when the ballot was put aside.
  const against = card(second).getByRole('button', { name: vote.choices.opinion.against, exact: true })
  await against.click()
  await card(second).getByRole('button', { name: vote.collapse }).click()
  await expect(against).toHaveCount(0)
  await card(second).getByRole('button', { name: vote.expand }).click()
  await expect(against).toHaveAttribute('aria-pressed', 'true')
  await cast(second, vote.choices.opinion.for)
  await expect(card(second).getByText(ballot.waiting)).toBeVisible()
  await picture(second, 'secret-waiting')
  await cast(third, vote.choices.opinion.against)
  await cast(fourth, vote.choices.opinion.for)
  // And again once it is written on and has not left the device.
  await fourth.reload()
  await cast(fifth, vote.choices.opinion.for)

  // Another browser of the same person has no ballot, and says where it is.
  const elsewhere = (await openWeb({ account: 'phochutich', password, role: 'member' })).page
  await openMeeting(elsewhere, server.meetingId)
  await expect(card(elsewhere).getByText(ballot.takenElsewhere)).toBeVisible()

  // Somebody without a device votes on paper: handed out, counted by one, counted again by another.
  await card(secretary).getByRole('button', { name: ballot.paper }).click()
  const box = secretary.getByRole('dialog', { name: ballot.paperTitle })
  await box.getByLabel(ballot.paperWho).selectOption({ label: 'Bùi Quang Trường' })
  await box.getByRole('button', { name: ballot.paperGive }).click()
  await expect(box.getByText(ballot.paperGiven('Bùi Quang Trường'))).toBeVisible()
  const fill = async (dialog: typeof box, numbers: readonly number[]) => {
    for (const [n, choice] of (['for', 'against', 'other'] as const).entries())
      await dialog.getByLabel(vote.choices.opinion[choice], { exact: true }).fill(String(numbers[n]))
  }
  await fill(box, [0, 1, 0])
  await picture(secretary, 'secret-paper')
  await box.getByRole('button', { name: ballot.paperEnter }).click()
  await expect(box.getByText(ballot.paperYours)).toBeVisible()
  await box.getByRole('button', { name: ballot.close }).last().click()
  await card(chair).getByRole('button', { name: ballot.paper }).click()
  const again = chair.getByRole('dialog', { name: ballot.paperTitle })
  await fill(again, [1, 0, 0])
  await again.getByRole('button', { name: ballot.paperConfirm }).click()
  await expect(again.getByText(words.reasons['paper-count-differs'])).toBeVisible()
  await expect(again.getByText(ballot.paperVoided('Phùng Thị Thu Hằng', 'Hồ Văn Dũng'))).toBeVisible()
  await picture(chair, 'secret-paper-void')
  // It is entered anew before anybody can confirm it.
  await card(secretary).getByRole('button', { name: ballot.paper }).click()
  await fill(box, [0, 1, 0])
  await box.getByRole('button', { name: ballot.paperEnter }).click()
  await box.getByRole('button', { name: ballot.close }).last().click()
  await expect(again.getByText(ballot.paperWaits('Phùng Thị Thu Hằng'))).toBeVisible()
  await fill(again, [0, 1, 0])
  await again.getByRole('button', { name: ballot.paperConfirm }).click()
  await expect(again.getByText(ballot.paperConfirmed('Phùng Thị Thu Hằng', 'Hồ Văn Dũng'))).toBeVisible()
  await picture(chair, 'secret-paper-confirmed')
  await again.getByRole('button', { name: ballot.close }).last().click()

  const marks = new Map<Page, string>()
  for (const page of [second, third, fourth, fifth]) marks.set(page, await markOf(page))
  await picture(second, 'secret-in-box')
  // The chair took a ballot and does not cast it.
  await expect(card(secretary).getByText(ballot.inTheBox(4))).toBeVisible({ timeout: 40_000 })
  await picture(secretary, 'secret-lead')
  await card(secretary).getByRole('button', { name: vote.end }).click()
  const ending = secretary.getByRole('dialog', { name: vote.endTitle })
  // One on paper beside five on devices: everybody would know what that one chose.
  await expect(ending.getByText(ballot.fewNow('Bùi Quang Trường'))).toBeVisible()
  await expect(ending.getByRole('button', { name: ballot.fewAgain })).toBeVisible()
  await picture(secretary, 'secret-end')
  await secretary.setViewportSize({ width: 768, height: 1024 })
  await secretary.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  await picture(secretary, 'secret-end-tablet-dark')
  expect(await serious(secretary)).toEqual([])
  await secretary.evaluate(() => document.documentElement.removeAttribute('data-theme'))
  await secretary.setViewportSize({ width: 1366, height: 768 })
  expect(await serious(secretary)).toEqual([])
  await ending.getByRole('button', { name: ballot.fewAll }).click()
  await ending.getByRole('button', { name: ballot.fewPublish }).click()
  await expect(ending.getByText(ballot.fewReasonNeeded)).toBeVisible()
  await ending.getByLabel(ballot.fewReason).fill('Đồng chí Trường đồng ý công bố')
  await picture(secretary, 'secret-end-reason')
  await ending.getByRole('button', { name: ballot.fewPublish }).click()

  // Everybody sees the result; each finds the own mark; the device counts again.
  for (const [page, mark] of marks) {
    await card(page).getByRole('button', { name: ballot.seeList }).click()
    const result = page.getByRole('dialog', { name: vote.resultTitle })
    const choice = vote.choices.opinion[page === third ? 'against' : 'for']
    await expect(result.getByText(ballot.mineFound(mark, choice))).toBeVisible()
    await result.getByRole('button', { name: ballot.listShow(4) }).click()
    await expect(result.getByRole('listitem').filter({ hasText: mark })).toContainText(choice)
  }
  const result = second.getByRole('dialog', { name: vote.resultTitle })
  await expect(result.getByText(ballot.abstained(1), { exact: false })).toBeVisible()
  await expect(result.getByText(ballot.fewPublished('Đồng chí Trường đồng ý công bố'))).toBeVisible()
  await result.getByRole('button', { name: ballot.recount }).click()
  await expect(result.getByText(ballot.recountGood(4))).toBeVisible()
  await picture(second, 'secret-list')
  expect(await serious(second)).toEqual([])
  await second.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'))
  await result.getByRole('list').last().scrollIntoViewIfNeeded()
  await picture(second, 'secret-list-dark')
  await card(chair).getByRole('button', { name: ballot.seeList }).click()
  await expect(chair.getByRole('dialog', { name: vote.resultTitle }).getByText(ballot.mineNotWritten)).toBeVisible()

  // It survives a reload, and goes when it is told to.
  await second.reload()
  await second
    .getByRole('button', { name: vote.showOf(subject) })
    .first()
    .click()
  const mark = marks.get(second) ?? ''
  await expect(result.getByText(ballot.mineFound(mark, vote.choices.opinion.for))).toBeVisible()
  await result.getByRole('button', { name: ballot.forget }).click()
  await expect(result.getByText(ballot.mineFound(mark, vote.choices.opinion.for))).toHaveCount(0)

  // What the browsers sent bore no session and had one length.
  expect(seen.length).toBeGreaterThanOrEqual(4)
  nobodyIsNamed(seen)
  const bodies = seen.map(({ body }) => JSON.parse(body) as { mark: string })
  expect(new Set(bodies.map(({ mark }) => spokenMark(mark)))).toEqual(new Set(marks.values()))
  for (const { mark } of bodies) expect(server.log()).not.toContain(mark)

  // Taken again, and again somebody would be known: stopped, to be repeated on paper for all.
  await secretary.reload()
  await secretary
    .getByRole('button', { name: vote.more(subject) })
    .first()
    .click()
  await secretary.getByRole('menuitem', { name: vote.repeat }).click()
  await secretary.getByRole('dialog', { name: vote.repeatTitle }).getByRole('button', { name: vote.saveAndOpen }).click()
  await secretary.getByRole('dialog', { name: vote.openTitle }).getByRole('button', { name: vote.open, exact: true }).click()
  await third.reload()
  await takeBallot(third)
  await card(secretary).getByRole('button', { name: ballot.paper }).click()
  await box.getByLabel(ballot.paperWho).selectOption({ label: 'Bùi Quang Trường' })
  await box.getByRole('button', { name: ballot.paperGive }).click()
  await expect(box.getByText(ballot.fewNow('Ngô Đức Thắng, Bùi Quang Trường'))).toBeVisible()
  await picture(secretary, 'secret-paper-few')
  await box.getByRole('button', { name: ballot.close }).last().click()
  await card(secretary).getByRole('button', { name: vote.end }).click()
  await expect(ending.getByText(ballot.fewMore(4))).toBeVisible()
  await ending.getByRole('button', { name: ballot.fewAgain }).click()
  await expect(card(third).getByText(vote.stopped(ballot.fewAgainReason))).toBeVisible()
})

test('[SB3] chair and member in the desktop app, one on plain http: a ballot outlives a killed app, and each finds their own mark', async ({
  server,
  openDesktop,
  openWeb,
  picture
}) => {
  test.setTimeout(120_000)
  const who = (account: string) => ({ account, password, role: 'member' })
  const [chairs, first, { page: third, line }] = await Promise.all([openDesktop(who('chutich')), openDesktop(who('phochutich')), openWeb()])
  const chair = chairs.page
  await third.goto(onPlainHttp(line.url))
  await signIn(third, who('phochutich2'))
  // What plain http takes from a page is not needed to vote.
  expect(await third.evaluate(() => [window.isSecureContext, typeof crypto.subtle])).toEqual([false, 'undefined'])
  for (const page of [chair, first.page, third]) await openMeeting(page, server.meetingId)
  await notePresent(server, present.slice(0, 3))
  await beginMeeting(chair)
  await prepareSecretly(chair)
  const seen: Seen[] = []
  for (const page of [chair, third]) watchCasting(page, seen)

  // The member takes a ballot; the app is killed and started again before anything was written on it.
  await takeBallot(first.page)
  await first.kill()
  const { page: second } = await openDesktop(null, { line: first.line, userData: first.userData })
  watchCasting(second, seen)
  await openMeeting(second, server.meetingId)
  await expect(card(second).getByRole('group', { name: ballot.choose })).toBeVisible()
  await picture(second, 'secret-desktop')

  for (const page of [chair, third]) await takeBallot(page)
  await cast(second, vote.choices.opinion.against)
  for (const page of [chair, third]) await cast(page, vote.choices.opinion.for)
  const pages = [chair, second, third] as const
  const marks = await Promise.all(pages.map(markOf))
  await expect(card(chair).getByText(ballot.inTheBox(3))).toBeVisible({ timeout: 40_000 })
  await card(chair).getByRole('button', { name: vote.end }).click()
  await chair.getByRole('dialog', { name: vote.endTitle }).getByRole('button', { name: vote.end }).click()

  for (const [n, page] of pages.entries()) {
    await card(page).getByRole('button', { name: ballot.seeList }).click()
    const result = page.getByRole('dialog', { name: vote.resultTitle })
    const choice = vote.choices.opinion[page === second ? 'against' : 'for']
    await expect(result.getByText(ballot.mineFound(marks[n] ?? '', choice))).toBeVisible()
    await result.getByRole('button', { name: ballot.recount }).click()
    await expect(result.getByText(ballot.recountGood(3))).toBeVisible()
  }
  await picture(chair, 'secret-desktop-list')
  expect(seen.length).toBeGreaterThanOrEqual(3)
  nobodyIsNamed(seen)
})
