import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '../fixtures.ts'
import { maliciousPdfs } from '../malicious-pdfs.ts'
import { openMeeting, openPaper, sheet, words } from '../screen.ts'
import { signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'

const { state } = words.reader
const good = 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026'

test('[B6] papers made to harm run nothing, ask nobody and break nothing: the page is drawn or says what is wrong, and the next paper opens', async ({
  server,
  openWeb
}) => {
  test.setTimeout(240_000)
  const asked: string[] = []
  const canary = createServer((request, response) => {
    asked.push(String(request.url))
    response.end()
  })
  await new Promise<void>(resolve => canary.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  const taken: string[] = []
  for (const { name, bytes } of maliciousPdfs(address)) {
    // What the server refuses reaches nobody; tests/faults/pdf.test.ts looks at that.
    if ((await uploadPaper(server.url, token, server.meetingId, name, bytes)).status === 200) taken.push(name)
  }
  expect(taken.length).toBeGreaterThan(8)

  const { page, line } = await openWeb(server.accounts.find(each => each.account === 'kinhte'))
  const strange: string[] = []
  page.on('dialog', dialog => {
    strange.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('crash', () => strange.push('the page crashed'))
  page.on('popup', popup => strange.push(`window: ${popup.url()}`))
  page.on('download', download => strange.push(`download: ${download.url()}`))
  page.on('request', request => {
    if (!request.url().startsWith(line.url) && !/^(blob|data):/.test(request.url())) strange.push(`request: ${request.url()}`)
  })
  const told: string[] = []
  for (const name of taken) {
    await openMeeting(page, server.meetingId)
    await expect(sheet(page, 1)).toHaveCount(0) // the one before is closed
    const begin = Date.now()
    const link = page.getByRole('link', { name: words.meeting.papers.open(name) }).or(page.getByRole('link', { name }))
    await link.first().click()
    const drawn = page.locator('[data-page="1"][data-drawn="true"]')
    const said = page.getByText(state.pageFailed(1)).or(page.getByText(state.damaged)).or(page.getByText(state.unknown))
    await expect(drawn.or(said.first()).first(), name).toBeVisible({ timeout: 20_000 })
    told.push(`${name}: ${(await said.count()) > 0 ? await said.first().textContent() : 'drawn'} (${Date.now() - begin} ms)`)
    for (const outward of await page.locator('[data-page="1"] a').all())
      expect(await outward.getAttribute('href'), name).not.toMatch(/^(javascript|file|cmd)/i)
    expect(await page.evaluate(() => 'hopsoWasHere' in globalThis), name).toBe(false)
  }
  console.log(told.join('\n'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, good)
  expect(strange).toEqual([])
  expect(asked).toEqual([])
  await new Promise(resolve => canary.close(resolve))
})
