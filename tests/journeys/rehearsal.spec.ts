import { expectAccessible, expectFits } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { beginMeeting, openMeeting, words } from '../screen.ts'

const { app, attendance, course, desk, floor, meeting, rehearsal, seating } = words

test('[RE2] [RE3] a secretary opens a rehearsal, a member finds it today and practises, and nothing is left of it', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(120_000)
  const { page } = await openWeb(server.account('secretary'))
  await openMeeting(page, server.meetingId)
  // By keyboard; the window gives the focus back to the menu it came from.
  const menu = page.getByRole('button', { name: course.more })
  const enter = async () => {
    await menu.press('Enter')
    await page.getByRole('menuitem', { name: rehearsal.menu }).press('Enter')
    await expect(page.getByRole('dialog', { name: rehearsal.startTitle })).toBeVisible()
  }
  await enter()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
  await enter()
  await picture(page, 'rehearsal-start')
  await expectAccessible(page)
  await page.getByRole('dialog', { name: rehearsal.startTitle }).getByRole('button', { name: rehearsal.start }).click()
  await expect(page.getByText(rehearsal.banner)).toBeVisible()
  await beginMeeting(page)
  await page
    .getByRole('navigation', { name: desk.agenda })
    .getByRole('button', { name: desk.first('1'), exact: true })
    .click()
  await expect(page.getByText(desk.now('1'))).toBeVisible()
  await expectFits(page)
  await picture(page, 'rehearsal-desk')
  await expectAccessible(page)

  const member = (await openWeb(server.account('member'))).page
  const card = member.getByRole('region', { name: /^HỌP THỬ/ })
  await expect(card.getByText(rehearsal.now)).toBeVisible()
  await picture(member, 'rehearsal-today')
  await expectAccessible(member)
  await card.getByRole('button', { name: rehearsal.enter }).click()
  await expect(member.getByText(rehearsal.banner)).toBeVisible()
  await member.getByRole('banner').getByRole('button', { name: attendance.checkIn }).click()
  await member.getByRole('dialog').getByRole('button', { name: attendance.inRoom }).click()
  await member.getByRole('complementary').getByRole('tab', { name: meeting.frame.floor }).click()
  await member.getByRole('complementary').getByRole('button', { name: floor.ask }).click()
  await member.getByRole('dialog').getByRole('button', { name: floor.send }).click()
  await expect(page.getByRole('tab', { name: desk.floorTab(1) })).toBeVisible()
  await picture(member, 'rehearsal-member')
  await page.goto(`${page.url()}`.replace(/ban-chu-tri$/, 'so-do-phong-hop'))
  await expect(page.getByText(seating.none)).toBeVisible()
  await expect(page.getByText(rehearsal.banner)).toBeVisible()
  await page.goBack()

  // It is in no list.
  const other = (await openWeb(server.account('member'), '/#/cuoc-hop')).page
  await other.getByRole('tab', { name: app.meetings.all }).click()
  await expect(other.getByText('Phiên họp thường kỳ', { exact: false }).first()).toBeVisible()
  await expect(other.getByText(/HỌP THỬ/)).toHaveCount(0)

  await page.getByRole('button', { name: rehearsal.end, exact: true }).click()
  await picture(page, 'rehearsal-end')
  await expectAccessible(page)
  await page.getByRole('dialog', { name: rehearsal.endTitle }).getByRole('button', { name: rehearsal.end }).click()
  await expect(member.getByText(rehearsal.gone)).toBeVisible()
  await picture(member, 'rehearsal-gone')
  await expect(page.getByText(/HỌP THỬ/)).toHaveCount(0)
  // Nothing of it is on the computer of whoever took part.
  const kept = await member.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const rows: string[] = []
    for (const name of names)
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const stores = [...opening.result.objectStoreNames]
          if (stores.length === 0) return resolve()
          const reading = opening.result.transaction(stores)
          for (const store of stores) {
            reading.objectStore(store).getAllKeys().onsuccess = event =>
              rows.push(JSON.stringify((event.target as IDBRequest<IDBValidKey[]>).result))
          }
          reading.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      })
    return `${rows.join()} ${JSON.stringify({ ...localStorage })}`
  })
  expect(kept).toContain('inbox')
  expect(kept).not.toContain('hop-thu-')
})
