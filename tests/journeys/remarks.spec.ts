import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { MarkId } from '#core/ids.ts'
import type { Mark } from '#core/mark/mark.ts'
import { putMark, readMarks } from '#core/shared-doc/marks-doc.ts'
import { readRemarks } from '#core/shared-doc/remarks-doc.ts'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { expectSaved, openMeeting, openPaper, sheet, words } from '../screen.ts'
import { connectStockClient, freshId, signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'

const { remarks, meeting, reader } = words
const paper = 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026'
const notes = (page: Page) => page.getByRole('complementary')

/** Puts a note on page 1 at this height and writes these words. */
async function writeNote(page: Page, height: number, said: string): Promise<void> {
  await page.getByRole('button', { name: reader.marks.noteHint }).click()
  const box = await sheet(page, 1).boundingBox()
  if (!box) throw new Error('page 1 is not on the screen')
  await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * height)
  const field = page.getByRole('textbox', { name: reader.marks.body })
  await field.fill(said)
  await page.getByRole('button', { name: reader.marks.done }).click()
}
const cardOf = (page: Page, said: string) => notes(page).locator('[data-colour]').filter({ hasText: said })
async function share(page: Page, said: string): Promise<void> {
  await cardOf(page, said).getByRole('button', { name: remarks.acts }).click()
  await page.getByRole('menuitem', { name: remarks.share }).click()
}
const others = (page: Page) => notes(page).getByRole('tab', { name: remarks.others })

/** Shares a note at this place of page 1 with everybody. */
async function shareByApi(
  url: string,
  token: string,
  paperId: string,
  version: string,
  body: string,
  x: number,
  y: number
): Promise<string> {
  const remark = freshId()
  const quote = { exact: '', prefix: '', suffix: '' }
  const base = { id: freshId(), kind: 'note', version, page: 1, pageWidth: 595, pageHeight: 842, colour: 'yellow', createdAt: '', quote }
  await remarkByApi(url, token, paperId, { kind: 'share', remark, mark: { ...base, x, y, body }, words: '', to: 'all' })
  return remark
}
async function remarkByApi(url: string, token: string, paperId: string, deed: object): Promise<void> {
  const answer = await fetch(`${url}/api/papers/${paperId}/remarks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: freshId(), ...deed })
  })
  expect(answer.status).toBe(200)
}

test('a mark is shared with everybody, answered and withdrawn; one shared with one person is in no room of a third', async ({
  server,
  openWeb,
  picture
}) => {
  const account = (name: string) => server.accounts.find(each => each.account === name)
  const [author, reader2, third] = await Promise.all(['vanhoa', 'kinhte', 'quansu'].map(async name => (await openWeb(account(name))).page))
  if (!author || !reader2 || !third) throw new Error('three people')
  for (const page of [author, reader2, third]) {
    await openMeeting(page, server.meetingId)
    await openPaper(page, paper)
  }
  await writeNote(author, 0.3, 'Đề nghị làm rõ số liệu thu ngân sách')
  await writeNote(author, 0.5, 'Chỉ trao đổi riêng với đồng chí')
  await picture(author, 'remarks-mine')

  await share(author, 'Đề nghị làm rõ')
  await expect(author.getByRole('dialog', { name: remarks.shareTitle })).toBeVisible()
  await picture(author, 'remarks-share')
  await author.getByRole('button', { name: remarks.send, exact: true }).click()
  await expect(author.getByText(remarks.sentAll)).toBeVisible()
  await expect(cardOf(author, 'Đề nghị làm rõ').getByText(remarks.sharedAll)).toBeVisible()

  // Drawn on the others' page with the author's initials, and in their list.
  const badge = (page: Page) => sheet(page, 1).getByRole('button', { name: /^Ghi chú của .*: Đề nghị làm rõ/ })
  await expect(badge(reader2)).toBeVisible()
  await expect(badge(third)).toBeVisible()
  await expect(badge(author)).toHaveCount(0)
  await badge(reader2).click()
  const received = notes(reader2).getByRole('article').filter({ hasText: 'Đề nghị làm rõ' })
  await expect(received).toBeVisible()
  await received.getByRole('button', { name: new RegExp(`^${remarks.answer}`) }).click()
  await received.getByRole('textbox').fill('Phòng đang đối chiếu, sẽ báo cáo trước 10 giờ.')
  await picture(reader2, 'remarks-answer')
  await received.getByRole('button', { name: remarks.answerSend }).click()
  await others(third).click()
  await expect(notes(third).getByText('Phòng đang đối chiếu, sẽ báo cáo trước 10 giờ.')).toBeVisible()
  await others(author).click()
  await expect(notes(author).getByText('Phòng đang đối chiếu, sẽ báo cáo trước 10 giờ.')).toBeVisible()
  await picture(third, 'remarks-others')
  await expectAccessible(third)

  // Not shown on the page by those who do not want it, and shown again.
  await notes(third).getByRole('checkbox', { name: remarks.showOnPage }).click()
  await expect(badge(third)).toHaveCount(0)
  await notes(third).getByRole('checkbox', { name: remarks.showOnPage }).click()
  await expect(badge(third)).toBeVisible()

  // With one person.
  await notes(author).getByRole('tab', { name: remarks.mine }).click()
  await share(author, 'Chỉ trao đổi riêng')
  await author.getByRole('radio', { name: remarks.withSome }).click()
  const name = (await signInByApi(server.url, 'kinhte', account('kinhte')?.password ?? '')).user.name
  await author.getByRole('textbox', { name: remarks.findPeople }).fill(name)
  await author.getByRole('checkbox').first().check()
  await picture(author, 'remarks-share-some')
  await author.getByRole('button', { name: remarks.send, exact: true }).click()
  await expect(author.getByText(remarks.sentSome(1))).toBeVisible()
  await expect(notes(reader2).getByText('Chỉ trao đổi riêng với đồng chí')).toBeVisible()
  await expect(notes(third).getByText('Chỉ trao đổi riêng')).toHaveCount(0)
  const spy = await signInByApi(server.url, 'quansu', account('quansu')?.password ?? '')
  const target = await signInByApi(server.url, 'kinhte', account('kinhte')?.password ?? '')
  const paperId = /cuoc-hop\/[^/]+\/([^/]+)/.exec(third.url())?.[1] ?? ''
  for (const [room, code] of [
    [`shares/${target.user.id}`, 4404],
    [`threads/${paperId}`, 4404]
  ] as const) {
    const client = connectStockClient(server.syncUrl, room, spy.token)
    await expect.poll(() => client.closeCode()).toBe(code)
    client.close()
  }
  for (const room of [`shares/${spy.user.id}`, `remarks/${paperId}`]) {
    const client = connectStockClient(server.syncUrl, room, spy.token)
    await expect.poll(() => client.provider.synced).toBe(true)
    expect(JSON.stringify(readRemarks(client.doc))).not.toContain('Chỉ trao đổi riêng')
    client.close()
  }

  // Withdrawn: it says that others may have seen it, and it is gone.
  await others(author).click()
  const own = notes(author).getByRole('article').filter({ hasText: 'Đề nghị làm rõ' })
  await own.getByRole('button', { name: remarks.acts }).click()
  await author.getByRole('menuitem', { name: remarks.withdraw }).click()
  await expect(author.getByText(remarks.withdrawBody)).toBeVisible()
  await picture(author, 'remarks-withdraw')
  await author.getByRole('dialog').getByRole('button', { name: remarks.withdraw, exact: true }).click()
  await expect(author.getByText(remarks.withdrawn)).toBeVisible()
  await expect(badge(reader2)).toHaveCount(0)
  await expect(notes(reader2).getByText('Đề nghị làm rõ')).toHaveCount(0)
  await expect(notes(third).getByText('Đề nghị làm rõ')).toHaveCount(0)
})

test('without a network nothing is shared later by itself: a clear sentence, and the same press works when it is back', async ({
  server,
  openWeb,
  picture
}) => {
  const client = await openWeb(server.accounts.find(each => each.account === 'vanhoa'))
  const { page, line } = client
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  await expectSaved(page)
  await writeNote(page, 0.3, 'Hỏi thêm về tiến độ')
  await line.cut()
  await share(page, 'Hỏi thêm về tiến độ')
  await page.getByRole('button', { name: remarks.send, exact: true }).click()
  await expect(page.getByText(remarks.offline)).toBeVisible({ timeout: 30_000 })
  await picture(page, 'remarks-offline')
  await line.mend()
  await page.getByRole('button', { name: remarks.send, exact: true }).click()
  await expect(page.getByText(remarks.sentAll)).toBeVisible({ timeout: 30_000 })
  await others(page).click()
  await expect(notes(page).getByRole('article')).toHaveCount(1)
})

test('what is shared with me waits on the first screen until I have looked; the chair hides what is improper and its author is told', async ({
  server,
  openWeb,
  picture
}) => {
  const member = server.accounts.find(each => each.account === 'vanhoa')
  const author = (await openWeb(member)).page
  const chair = (await openWeb(server.account('chair'))).page
  await openMeeting(author, server.meetingId)
  await openPaper(author, paper)
  await writeNote(author, 0.3, 'Nội dung chưa phù hợp')
  await share(author, 'Nội dung chưa phù hợp')
  await author.getByRole('button', { name: remarks.send, exact: true }).click()
  await expect(author.getByText(remarks.sentAll)).toBeVisible()
  await writeNote(author, 0.5, 'Xin ý kiến chủ tọa')
  await share(author, 'Xin ý kiến chủ tọa')
  await author.getByRole('radio', { name: remarks.withSome }).click()
  const chairName = (await signInByApi(server.url, server.account('chair').account, server.account('chair').password)).user.name
  await author.getByRole('textbox', { name: remarks.findPeople }).fill(chairName)
  await author.getByRole('checkbox').first().check()
  await author.getByRole('button', { name: remarks.send, exact: true }).click()
  await expect(author.getByText(remarks.sentSome(1))).toBeVisible()

  await expect(chair.getByText(remarks.todayCount(1))).toBeVisible()
  await picture(chair, 'remarks-today')
  await openMeeting(chair, server.meetingId)
  await openPaper(chair, paper)
  const tab = notes(chair).getByRole('tab', { name: new RegExp(`^${remarks.others}`) })
  await tab.click()
  const improper = notes(chair).getByRole('article').filter({ hasText: 'Nội dung chưa phù hợp' })
  await improper.getByRole('button', { name: remarks.acts }).click()
  await chair.getByRole('menuitem', { name: remarks.hide }).click()
  await expect(chair.getByText(remarks.hidden)).toBeVisible()
  await expect(improper).toHaveCount(0)
  await others(author).click()
  await expect(notes(author).getByText(remarks.hiddenBy(chairName, '').slice(0, 30))).toBeVisible()
  await picture(author, 'remarks-hidden')
  // Looked at for a while, it is new no more.
  await expect(notes(chair).getByText(remarks.isNew, { exact: true })).toHaveCount(0)
  await chair.evaluate(() => {
    location.hash = '#/hom-nay'
  })
  await expect(chair.getByText(words.app.today.forYou).first()).toBeVisible()
  await expect(chair.getByText(remarks.todayCount(1))).toHaveCount(0)
})

test('two thousand marks: the list is there, filtered by words without diacritics, and draws only what is in sight', async ({
  server,
  openWeb,
  picture
}) => {
  const account = server.accounts.find(each => each.account === 'vanhoa')
  const { page } = await openWeb(account)
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  await writeNote(page, 0.3, 'Bản của tôi')
  const me = await signInByApi(server.url, 'vanhoa', account?.password ?? '')
  const paperId = /cuoc-hop\/[^/]+\/([^/]+)/.exec(page.url())?.[1] ?? ''
  const client = connectStockClient(server.syncUrl, `marks/${paperId}/${me.user.id}`, me.token)
  await expect.poll(() => readMarks(client.doc).length).toBe(1)
  const [first] = readMarks(client.doc)
  if (!first) throw new Error('the note')
  for (let batch = 0; batch < 10; batch++)
    client.doc.transact(() => {
      for (let at = 0; at < 200; at++) {
        const number = batch * 200 + at
        putMark(client.doc, { ...first, id: freshId<MarkId>(), page: 1 + (number % 3), body: `Ý kiến số ${number}` } as Mark)
      }
    })
  await expect(notes(page).getByText(remarks.shown(2001, 2001))).toBeVisible()
  expect(await notes(page).locator('[data-colour]').count()).toBeLessThan(60)
  await notes(page).getByRole('searchbox', { name: remarks.find }).fill('y kien so 1234')
  await expect(notes(page).getByText(remarks.shown(1, 2001))).toBeVisible()
  await expect(notes(page).getByText('Ý kiến số 1234')).toBeVisible()
  await picture(page, 'remarks-2000')
  client.close()
})

test('the lists on a tablet held upright', async ({ server, openWeb, picture }) => {
  const page = (await openWeb(server.accounts.find(each => each.account === 'vanhoa'))).page
  await page.setViewportSize({ width: 768, height: 1024 })
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  await writeNote(page, 0.3, 'Ghi trên máy tính bảng')
  await page.getByRole('button', { name: meeting.frame.here(1) }).click()
  await notes(page).getByRole('tab', { name: meeting.frame.marks }).click()
  await expect(cardOf(page, 'Ghi trên máy tính bảng')).toBeVisible()
  await picture(page, 'remarks-tablet')
  await notes(page).getByRole('tab', { name: meeting.frame.notebook }).click()
  await expect(page.getByRole('textbox', { name: words.notebook.label })).toBeVisible()
  await picture(page, 'notebook-tablet')
})

test('a badge on the page brings its card into sight, however long the list', async ({ server, openWeb, picture }) => {
  const account = server.accounts.find(each => each.account === 'kinhte')
  const secretary = server.account('secretary')
  const { token } = await signInByApi(server.url, secretary.account, secretary.password)
  const title = 'Tờ trình có nhiều ý kiến'
  const put = await uploadPaper(
    server.url,
    token,
    server.meetingId,
    title,
    await readFile('resources/demonstration/papers/to-trinh-ngan-sach.pdf')
  )
  for (let at = 0; at < 60; at++)
    await shareByApi(server.url, token, put.paper, put.version, `Ý kiến số ${at + 1}`, 30 + (at % 3) * 200, 20 + at * 12)
  const { page } = await openWeb(account)
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  const badge = sheet(page, 1).getByRole('button', { name: /: Ý kiến số 60$/ })
  await expect(badge).toBeAttached()
  for (const filter of ['', 'khong co gi nhu the']) {
    await others(page).click()
    await notes(page).getByRole('searchbox', { name: remarks.find }).fill(filter)
    await badge.click()
    const card = notes(page).getByRole('article').filter({ hasText: 'Ý kiến số 60' })
    await expect(card).toBeInViewport({ ratio: 0.9 })
    if (filter === '') {
      await picture(page, 'remarks-pointed')
      await notes(page)
        .locator('[data-remark]')
        .first()
        .evaluate(row => row.closest('ul')?.parentElement?.scrollIntoView())
    }
  }
})

test('[N5] who was taken out of a meeting finds in the settings what they had shared there, and withdraws it', async ({
  server,
  openWeb,
  picture
}) => {
  const account = server.accounts.find(each => each.account === 'vanhoa')
  const { page } = await openWeb(account)
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  await writeNote(page, 0.3, 'Số liệu này cần kiểm tra lại')
  await share(page, 'Số liệu này')
  await page.getByRole('button', { name: remarks.send, exact: true }).click()
  await expect(page.getByText(remarks.sentAll)).toBeVisible()
  const me = await signInByApi(server.url, 'vanhoa', account?.password ?? '')
  const secretary = server.account('secretary')
  const { token } = await signInByApi(server.url, secretary.account, secretary.password)
  const bytes = await readFile('resources/demonstration/papers/to-trinh-ngan-sach.pdf')
  const put = await uploadPaper(server.url, token, server.meetingId, 'Tờ trình bổ sung', bytes)
  const remark = await shareByApi(server.url, token, put.paper, put.version, 'Ai chuẩn bị?', 30, 20)
  const answered = 'Phòng Tài chính đã chuẩn bị, sẽ gửi trước phiên họp'
  await remarkByApi(server.url, me.token, put.paper, { kind: 'answer', remark, answer: freshId(), words: answered })
  const removed = await fetch(`${server.url}/api/meetings/${server.meetingId}/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: freshId(), kind: 'remove-participant', user: me.user.id })
  })
  expect(removed.status).toBe(200)
  await page.evaluate(() => {
    location.hash = '#/cai-dat'
  })
  const left = page.getByRole('region', { name: remarks.leftTitle })
  await expect(left.getByText('Số liệu này cần kiểm tra lại')).toBeVisible()
  await left.scrollIntoViewIfNeeded()
  await picture(page, 'remarks-left')
  await expectAccessible(page)
  await left.getByRole('button', { name: remarks.acts }).click()
  await page.getByRole('menuitem', { name: remarks.withdraw }).click()
  await page.getByRole('dialog').getByRole('button', { name: remarks.withdraw, exact: true }).click()
  await expect(page.getByText(remarks.withdrawn)).toBeVisible()
  await expect(left.getByText('Ai chuẩn bị?')).toHaveCount(0)
  await expect(left.getByText(answered)).toBeVisible()
  await left.getByRole('button', { name: remarks.takeAnswer }).click()
  await expect(page.getByText(remarks.tookAnswer)).toBeVisible()
  await expect(left).toHaveCount(0)
})
