import { cp, rm } from 'node:fs/promises'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { expectSaved, openMeeting, words } from '../screen.ts'
import { freshId, signInByApi } from '../sync-client.ts'

const { record } = words.access

test('[R3] promise A12: a server that comes back with a shorter record is told of in the meeting, until somebody has passed it on', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(120_000)
  const before = `${server.dataDir}-before`
  const { page } = await openWeb(server.account('chair'))
  await openMeeting(page, server.meetingId)
  await server.kill()
  await cp(server.dataDir, before, { recursive: true })
  await server.restart()
  try {
    await expectSaved(page)
    const line = page.getByRole('button', { name: /^Nhật ký: \d+ sự kiện/ })
    const shown = async () => Number(((await line.textContent()) ?? '').match(/\d+/)?.[0])
    const old = await shown()
    const secretary = server.account('secretary')
    const { token } = await signInByApi(server.url, secretary.account, secretary.password)
    const chair = await signInByApi(server.url, server.account('chair').account, server.account('chair').password)
    const command = { id: freshId(), kind: 'set-presenter', item: 'muc-moi-them', user: chair.user.id }
    const done = await fetch(`${server.url}/api/meetings/${server.meetingId}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(command)
    })
    expect(done.status).toBe(200)
    await expect.poll(shown).toBe(old + 1)
    await line.click()
    await expect(page.getByText(record.why)).toBeVisible()
    await expect(page.getByText(new RegExp(`^${old + 1}:[0-9a-f]{64}$`))).toBeVisible()
    await picture(page, 'screen-record-seal')
    await page.keyboard.press('Escape')

    await server.kill()
    await rm(server.dataDir, { recursive: true })
    await cp(before, server.dataDir, { recursive: true })
    await server.restart()
    const sentence = page.getByText(record.doubt.shorter(old + 1, old))
    await expect(sentence).toBeVisible({ timeout: 45_000 })
    await page.reload()
    await expect(sentence).toBeVisible()
    await picture(page, 'screen-record-doubt')
    await expectAccessible(page)
    await page.getByRole('button', { name: record.doubtShow }).click()
    await expect(page.getByText(record.doubtDo)).toBeVisible()
    await picture(page, 'screen-record-doubt-open')
    await page.getByRole('button', { name: record.doubtSetAside }).click()
    await expect(sentence).toBeHidden()
  } finally {
    await rm(before, { recursive: true, force: true })
  }
})
