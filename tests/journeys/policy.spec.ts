import { expect, test } from '../fixtures.ts'
import { expectSaved, openMeeting, openPaper } from '../screen.ts'

test('[H2] promise B8: no screen does what its own content security policy forbids', async ({ server, openWeb }) => {
  const { page } = await openWeb(server.account('secretary'))
  const reported: string[] = []
  page.on('console', message => {
    if (message.text().startsWith('forbidden: ')) reported.push(message.text())
  })
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      console.info(`forbidden: ${effectiveDirective} ${blockedURI}`)
    )
  )
  await page.reload()
  await expectSaved(page)
  await openMeeting(page, server.meetingId)
  await openPaper(page, 'Tờ trình về dự toán ngân sách xã năm 2027')
  expect(reported).toEqual([])
  // The listener does hear of it.
  await page.evaluate(() => {
    const picture = document.createElement('img')
    picture.src = 'http://127.0.0.1:1/a.png'
    document.body.append(picture)
  })
  await expect.poll(() => reported).toEqual(['forbidden: img-src http://127.0.0.1:1/a.png'])
})
