import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { expectSaved, words } from '../screen.ts'
import { signInByApi } from '../sync-client.ts'

const { sessions, signedIn } = words.access
const go = (page: Page, hash: string) =>
  page.evaluate(to => {
    location.hash = to
  }, hash)
test('[H5] I see where I am signed in, end the strange one, and it is back at the sign-in at once; the token is in no address', async ({
  server,
  openWeb,
  picture
}) => {
  const who = server.account('member')
  const here = (await openWeb(who)).page
  const elsewhere = (await openWeb()).page
  const addresses: string[] = []
  elsewhere.on('request', request => addresses.push(request.url()))
  elsewhere.on('websocket', socket => addresses.push(socket.url()))
  const answered = elsewhere.waitForResponse(answer => answer.url().endsWith('/api/sessions') && answer.request().method() === 'POST')
  await elsewhere.getByLabel(words.app.signIn.account).fill(who.account)
  await elsewhere.getByLabel(words.app.signIn.password, { exact: true }).fill(who.password)
  await elsewhere.getByRole('button', { name: words.app.signIn.submit }).click()
  const { token } = (await (await answered).json()) as { token: string }
  await expectSaved(elsewhere)

  await expectSaved(here)
  await go(here, '#/cai-dat')
  const card = here.getByRole('region', { name: sessions.title })
  await expect(card.getByText(sessions.current, { exact: true })).toBeVisible()
  await expect(card.getByText(sessions.device('Chrome', 'Linux'))).toHaveCount(2)
  await card.scrollIntoViewIfNeeded()
  await picture(here, 'screen-sessions')
  await expectAccessible(here)
  await card.getByRole('button', { name: sessions.endOne(sessions.device('Chrome', 'Linux')) }).click()
  await expect(here.getByText(sessions.ended)).toBeVisible()
  await expect(elsewhere.getByLabel(words.app.signIn.password, { exact: true })).toBeVisible({ timeout: 5000 })
  await expect(card.getByText(sessions.only)).toBeVisible()
  expect(addresses.length).toBeGreaterThan(3)
  expect(addresses.filter(address => address.includes(token) || address.includes(encodeURIComponent(who.password)))).toEqual([])
})

test('[H5] an administrator sees who is signed in where, and ends it', async ({ server, openWeb, picture }) => {
  const secretary = server.account('secretary')
  const { user, token } = await signInByApi(server.url, secretary.account, secretary.password)
  const administrator = (await openWeb(server.account('administrator'))).page
  await expectSaved(administrator)
  await go(administrator, '#/quan-tri')
  await administrator.getByRole('tab', { name: signedIn.tab }).click()
  const end = administrator.getByRole('button', { name: signedIn.end(user.name) })
  await expect(end).toBeVisible()
  await picture(administrator, 'screen-signed-in')
  await expectAccessible(administrator)
  await end.click()
  await expect(administrator.getByText(signedIn.ended(user.name))).toBeVisible()
  await expect(end).toHaveCount(0)
  expect((await fetch(`${server.url}/api/session`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
})
