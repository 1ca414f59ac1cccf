import { readFile } from 'node:fs/promises'
import type { MeetingId } from '#core/ids.ts'
import { paths } from '#protocol/http-api.ts'
import { expectAccessible, expectFits, setTheme } from '../accessible.ts'
import { expect, type ServerUnderTest, test } from '../fixtures.ts'
import { beginMeeting, chooseInMeeting, openMeeting, words } from '../screen.ts'
import { freshId, signInByApi } from '../sync-client.ts'

const { meeting, record, vote, voteRules } = words
const password = 'Hopso@123'
const question = 'Chọn địa điểm xây dựng nhà văn hóa trung tâm xã?'
const options = ['Khu đất cạnh chợ Tân Nguồn', 'Khu đất đầu thôn Đồi Chè', 'Sửa nhà văn hóa cũ', 'Địa điểm khác']

/** The secretary notes who is here, or gone. */
async function note(server: ServerUnderTest, token: string, users: readonly string[], state: string): Promise<void> {
  const answer = await fetch(server.url + paths.commands(server.meetingId as MeetingId), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: freshId(), kind: 'note-attendance', users, state, place: 'room' })
  })
  expect(answer.status).toBe(200)
}

test('[VT12] [VT13] [R8] the house keeps options of its own, a vote is taken with them, and the course of the meeting tells of it', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(120_000)
  // The administrator: majority of briefings, and a set of options.
  const { page: administrator } = await openWeb(
    server.accounts.find(({ account }) => account === 'quantri'),
    '/#/quan-tri'
  )
  await administrator.getByRole('tab', { name: voteRules.tab }).click()
  await administrator.getByLabel(voteRules.ofType(vote.base, meeting.types.briefing)).selectOption({ label: vote.basesLong.present })
  await expect(administrator.getByText(voteRules.saved)).toBeVisible()
  await administrator.getByRole('button', { name: voteRules.addSet }).click()
  const form = administrator.getByRole('dialog', { name: voteRules.setTitle('') })
  await form.getByRole('button', { name: voteRules.keep }).click()
  await expect(form.getByText(voteRules.optionsWrong)).toBeVisible()
  await form.getByLabel(voteRules.setName).fill('Chọn địa điểm')
  for (const _ of options.slice(2)) await form.getByRole('button', { name: voteRules.addOption }).click()
  for (const [place, name] of options.entries()) await form.getByLabel(voteRules.option(place + 1), { exact: true }).fill(name)
  await form.getByLabel(voteRules.withTextOf(4)).check()
  await picture(administrator, 'vote-rules-set')
  await form.getByRole('button', { name: voteRules.keep }).click()
  await expect(administrator.getByText('Chọn địa điểm', { exact: true })).toBeVisible()
  await picture(administrator, 'vote-rules')
  await expectAccessible(administrator)
  await setTheme(administrator, 'dark')
  await administrator.setViewportSize({ width: 768, height: 1024 })
  await picture(administrator, 'vote-rules-dark-tablet')

  // The secretary prepares a vote with it and opens it; the chair and a member answer.
  const [{ page: secretary }, { page: chair }, { page: member }] = [
    await openWeb(server.account('secretary')),
    await openWeb({ account: 'chutich', password, role: 'chair' }),
    await openWeb({ account: 'phochutich', password, role: 'member' })
  ]
  for (const page of [secretary, chair, member]) await openMeeting(page, server.meetingId)
  const { token } = await signInByApi(server.url, server.account('secretary').account, password)
  await note(server, token, ['nguoi-ho-van-dung', 'nguoi-lo-thi-mai-phuong'], 'present')
  await beginMeeting(secretary)
  await secretary.getByRole('button', { name: vote.prepare }).click()
  const prepare = secretary.getByRole('dialog', { name: vote.prepareTitle })
  await prepare.getByLabel(vote.subject).fill(question)
  await prepare.getByLabel(vote.options, { exact: true }).selectOption({ label: voteRules.own })
  await expect(prepare.getByLabel(voteRules.option(1), { exact: true })).toBeVisible()
  await picture(secretary, 'vote-own-options')
  await secretary.setViewportSize({ width: 768, height: 1024 })
  await setTheme(secretary, 'dark')
  await picture(secretary, 'vote-own-options-dark-tablet')
  await setTheme(secretary, 'light')
  await secretary.setViewportSize({ width: 1366, height: 768 })
  await prepare.getByLabel(vote.options, { exact: true }).selectOption({ label: voteRules.kept('Chọn địa điểm', options.join(' / ')) })
  await prepare.getByRole('button', { name: vote.saveAndOpen }).click()
  await secretary.getByRole('dialog', { name: vote.openTitle }).getByRole('button', { name: vote.open }).click()

  const card = (page: typeof chair) => page.getByRole('region', { name: vote.title, exact: true })
  await expect(card(member).getByText(question)).toBeVisible()
  // Drawn exactly alike: the same box and the same sign.
  const drawn = await card(member)
    .getByRole('group', { name: vote.choose })
    .getByRole('button')
    .evaluateAll(buttons =>
      buttons.map(button => `${button.className} ${button.querySelector('svg')?.innerHTML} ${button.getBoundingClientRect().width}`)
    )
  expect([drawn.length, new Set(drawn).size]).toEqual([4, 1])
  await picture(member, 'vote-own-ballot')
  await expectAccessible(member)
  await setTheme(member, 'dark')
  await member.setViewportSize({ width: 768, height: 1024 })
  await picture(member, 'vote-own-ballot-dark-tablet')
  await card(member)
    .getByRole('button', { name: options[3] ?? '', exact: true })
    .click()
  await card(member).getByLabel(vote.otherText).fill('Cạnh trạm y tế')
  await card(member)
    .getByRole('button', { name: vote.sendChoice(options[3] ?? '') })
    .click()
  await card(chair)
    .getByRole('button', { name: options[0] ?? '', exact: true })
    .click()
  await card(chair)
    .getByRole('button', { name: vote.sendChoice(options[0] ?? '') })
    .click()
  await expect(card(chair).getByText(vote.receipt)).toBeVisible()

  // While it is open the record says who voted, never what.
  await chooseInMeeting(secretary, record.open)
  await expect(secretary.getByRole('heading', { name: record.title })).toBeVisible()
  await expect(secretary.getByText('Đã nhận phiếu của Hồ Văn Dũng.')).toBeVisible()
  await expect(secretary.getByRole('main')).not.toContainText(options[0] ?? '')
  // Everybody on the roll has voted: it ends without asking.
  await card(chair).getByRole('button', { name: vote.end }).click()
  const told = `Kết quả biểu quyết “${question}”: ${options[0]}: 1; ${options[1]}: 0; ${options[2]}: 0; ${options[3]}: 1. ${vote.failed}.`
  await expect(secretary.getByText(told)).toBeVisible()
  await picture(chair, 'vote-own-result')

  await picture(secretary, 'record')
  await expectAccessible(secretary)
  await expectFits(secretary)
  await secretary.getByLabel(record.kind).selectOption({ label: record.groups.votes })
  await expect(secretary.getByText(told)).toBeVisible()
  await secretary.getByLabel(record.find).fill('da nhan phieu mai phuong')
  await expect(secretary.getByText(record.count(1), { exact: true })).toBeVisible()
  await picture(secretary, 'record-found')
  await secretary.getByLabel(record.find).fill('không có điều này')
  await expect(secretary.getByText(record.noneFound)).toBeVisible()
  await secretary.keyboard.press('Escape')
  await secretary.getByLabel(record.kind).selectOption({ label: record.groups.all })
  await setTheme(secretary, 'dark')
  await secretary.setViewportSize({ width: 768, height: 1024 })
  await picture(secretary, 'record-dark-tablet')
  await chooseInMeeting(member, record.open)
  await expect(member.getByText(told)).toBeVisible()
  await member.getByRole('button', { name: record.newestFirst }).click()
  await expect(member.getByRole('button', { name: record.oldestFirst })).toBeVisible()
  await expect(member.getByRole('listitem').first()).toContainText('Lập cuộc họp')
  await picture(member, 'record-member-dark-tablet')
  const [download] = await Promise.all([secretary.waitForEvent('download'), secretary.getByRole('button', { name: record.save }).click()])
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ seq: lines.length, fact: { kind: 'vote-ended' } })
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ seq: 1, fact: { kind: 'meeting-created' } })
})

test('[R8] three thousand events are read from either end', { tag: '@long' }, async ({ server, openWeb, picture }) => {
  test.setTimeout(180_000)
  const { page } = await openWeb(server.account('secretary'))
  await openMeeting(page, server.meetingId)
  await chooseInMeeting(page, record.open)
  const { token } = await signInByApi(server.url, server.account('secretary').account, password)
  const sofar = await fetch(server.url + paths.record(server.meetingId as MeetingId), { headers: { authorization: `Bearer ${token}` } })
  const users = [...new Set([...(await sofar.text()).matchAll(/"user":"(nguoi-[^"]+)"/g)].map(found => found[1] ?? ''))]
  for (let n = 0; n < Math.ceil(1500 / users.length); n++) for (const state of ['present', 'left']) await note(server, token, users, state)
  await expect(page.getByText(/^3\.\d{3} diễn biến$/)).toBeVisible({ timeout: 30_000 })
  expect(await page.getByRole('main').getByRole('listitem').count()).toBeLessThan(60)
  await picture(page, 'record-full')
  await page.getByRole('button', { name: record.oldestFirst }).click()
  await expect(page.getByRole('button', { name: record.newestFirst })).toBeVisible()
  await page.getByLabel(record.find).fill('lap cuoc hop')
  await expect(page.getByText(record.count(1), { exact: true })).toBeVisible()
})
