import type { Page } from '@playwright/test'
import { paths } from '#protocol/http-api.ts'
import { expect, test } from '../fixtures.ts'
import { drawStroke, expectSaved, inkPaths, openMeeting, openPaper, words } from '../screen.ts'
import { signInByApi } from '../sync-client.ts'

const { reset } = words.access
const { signIn: entrance, firstPassword } = words.app
const paper = 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026'
const given = 'Cap-lai-2026'

async function enter(page: Page, account: string, password: string): Promise<void> {
  await page.getByLabel(entrance.account).fill(account)
  await page.getByLabel(entrance.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: entrance.submit }).click()
}
async function choose(page: Page, next: string): Promise<void> {
  await page.getByLabel(firstPassword.next, { exact: true }).fill(next)
  await page.getByLabel(firstPassword.repeat, { exact: true }).fill(next)
  await page.getByRole('button', { name: firstPassword.submit }).click()
}

test('[H7] whoever resets a password and signs in with it finds none of the marks; their owner is told on the usual computer, and decides', async ({
  server,
  openWeb,
  picture
}) => {
  const account = server.accounts.find(each => each.account === 'vanhoa')
  if (!account) throw new Error('a member')
  const usual = (await openWeb(account)).page
  await openMeeting(usual, server.meetingId)
  await openPaper(usual, paper)
  await drawStroke(usual, 0.3)
  await expect(inkPaths(usual)).toHaveCount(1)
  await expectSaved(usual)
  const me = await signInByApi(server.url, account.account, account.password)

  const administrator = server.account('administrator')
  const { token } = await signInByApi(server.url, administrator.account, administrator.password)
  const told = await fetch(`${server.url}${paths.users}/${me.user.id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ password: given })
  })
  expect(told.status).toBe(200)

  // The one who set it, elsewhere.
  const strange = (await openWeb()).page
  await enter(strange, account.account, given)
  await choose(strange, 'Cua-nguoi-khac-1')
  await expect(strange.getByText(reset.closed('').slice(0, 40))).toBeVisible()
  await strange.evaluate(id => {
    location.hash = `#/cuoc-hop/${id}`
  }, server.meetingId)
  await openPaper(strange, paper)
  await picture(strange, 'reset-strange')
  await expect(strange.getByText(reset.closed('').slice(0, 40))).toBeVisible()
  await expect(inkPaths(strange)).toHaveCount(0)

  // The owner: the old password says what happened; a new reset, wanted this time, opens everything on the usual computer at once.
  await usual.reload()
  await expect(usual.getByText(entrance.lostBanner).or(usual.getByLabel(entrance.account)).first()).toBeVisible({ timeout: 20_000 })
  const again = await fetch(`${server.url}${paths.users}/${me.user.id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ password: given })
  })
  expect(again.status).toBe(200)
  await usual.getByLabel(entrance.password, { exact: true }).fill(account.password)
  await usual.getByRole('button', { name: entrance.submit, exact: true }).click()
  await expect(usual.getByText(words.reasons['password-was-reset'])).toBeVisible()
  await picture(usual, 'reset-old-password')
  await usual.getByLabel(entrance.password, { exact: true }).fill(given)
  await usual.getByRole('button', { name: entrance.submit, exact: true }).click()
  await choose(usual, 'Cua-chinh-toi-1')
  await expect(usual.getByText(reset.ask)).toBeVisible()
  await picture(usual, 'reset-usual')
  await openMeeting(usual, server.meetingId)
  await openPaper(usual, paper)
  await expect(inkPaths(usual)).toHaveCount(1)
  await usual.getByRole('button', { name: reset.mine }).click()
  await expect(usual.getByText(reset.confirmed)).toBeVisible()
  await expect(usual.getByText(reset.ask)).toHaveCount(0)
})
