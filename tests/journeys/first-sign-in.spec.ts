import { randomBytes } from 'node:crypto'
import { expect, test } from '../fixtures.ts'
import { expectSaved, words } from '../screen.ts'
import { signInByApi } from '../sync-client.ts'

const { firstPassword, today } = words.app

test('a new person chooses a password at the first sign-in and works at once, also after the page is loaded again', async ({
  server,
  openWeb
}) => {
  const administrator = server.account('administrator')
  const { token } = await signInByApi(server.url, administrator.account, administrator.password)
  const account = { account: `moi${randomBytes(3).toString('hex')}`, password: 'Tam@thoi1', role: 'new' }
  const made = await fetch(`${server.url}/api/users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      id: `nguoi-${account.account}`,
      name: 'Lý Thị Hạ',
      title: 'Công chức địa chính',
      unit: 'ubnd-xa-tan-nguon',
      role: 'staff',
      account: account.account,
      password: account.password
    })
  })
  expect(made.status).toBe(201)
  const { page } = await openWeb(account)
  await expect(page.getByRole('heading', { name: firstPassword.title })).toBeVisible()
  await page.getByLabel(firstPassword.next, { exact: true }).fill('Rieng@2026')
  await page.getByLabel(firstPassword.repeat).fill('Rieng@2026')
  await page.getByRole('button', { name: firstPassword.submit }).click()
  await expect(page.getByText(today.emptyTitle)).toBeVisible()
  await expectSaved(page)
  await page.reload()
  await expect(page.getByText(today.emptyTitle)).toBeVisible()
  await expectSaved(page)
})
