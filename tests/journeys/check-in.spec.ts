import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MeetingId } from '#core/ids.ts'
import { setParticulars } from '#core/shared-doc/meeting-doc.ts'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { popplerPages, popplerText } from '../pdf-readers.ts'
import { beginMeeting, chooseInMeeting, drawer, openMeeting, showPeople, words } from '../screen.ts'
import { signInByApi, writeMeeting } from '../sync-client.ts'

const { attendance, desk, meeting, reminder, screen, exporting } = words

test('[J5] [RM2] whoever scans the code that hangs in the room is noted as present there; without it nobody is, where the meeting says so', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(150_000)
  const secretary = (await openWeb(server.account('secretary'))).page
  const member = await openWeb(server.account('member'))
  await openMeeting(secretary, server.meetingId)

  // Half an hour before it begins: who has not checked in is reminded on whatever page they are, and led there.
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  const [begin, end] = [30, 240].map(minutes => new Date(Date.now() + minutes * 60_000)) as [Date, Date]
  await writeMeeting(server.syncUrl, token, server.meetingId as MeetingId, doc =>
    setParticulars(doc, { startsAt: begin.toISOString(), endsAt: end.toISOString() })
  )
  const time = (of: Date) => of.toLocaleTimeString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })
  await expect(member.page.getByText(`${time(begin)}–${time(end)}`)).toBeVisible()
  await showPeople(secretary)
  await drawer(secretary)
    .getByRole('button', { name: /^Nhắc \d+ người chưa điểm danh$/ })
    .click()
  const reminded = member.page.getByText(reminder.checkInElsewhere(''))
  await expect(reminded).toBeVisible()
  await picture(member.page, 'check-in-reminded-elsewhere')
  await member.page.getByRole('button', { name: reminder.goThere }).click()
  await expect(member.page.getByRole('banner').getByRole('button', { name: attendance.checkIn })).toBeVisible()
  await beginMeeting(secretary)

  // The wall shows the code once it is in the meeting; so does the secretary's screen.
  const wall = (await openWeb(null, '/man-hinh')).page
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await chooseInMeeting(secretary, screen.menu)
  await secretary
    .getByRole('dialog')
    .getByLabel(screen.dialog.code)
    .fill((await wall.getByText(/^\d{3} \d{3}$/).innerText()).replace(' ', ''))
  await secretary.keyboard.press('Enter')
  await expect(wall.getByRole('img', { name: screen.scan })).toBeVisible()
  await picture(wall, 'check-in-wall')
  expect(await wall.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])).toEqual([1920, 1080])
  await secretary.keyboard.press('Escape')
  await chooseInMeeting(secretary, attendance.wall.menu)
  const dialog = secretary.getByRole('dialog', { name: attendance.wall.title })
  await expect(dialog.getByRole('img', { name: attendance.wall.scan })).toBeVisible()
  await dialog.getByLabel(attendance.wall.required).click()
  await expect(dialog.getByLabel(attendance.wall.required)).toBeChecked()
  await picture(secretary, 'check-in-code')
  await expectAccessible(secretary)

  // By hand there is no room to choose any more; a code that no longer hangs is refused with a sentence.
  await member.page.getByRole('banner').getByRole('button', { name: attendance.checkIn }).click()
  const choice = member.page.getByRole('dialog', { name: attendance.checkInTitle })
  await expect(choice.getByText(words.reasons['code-needed'])).toBeVisible()
  await expect(choice.getByRole('button', { name: attendance.inRoom })).toHaveCount(0)
  // People start at the answer, not at the way out.
  await expect(choice.getByRole('button', { name: words.attendance.fromAfar })).toBeFocused()
  await picture(member.page, 'check-in-needed')
  await expectAccessible(member.page)
  await member.page.keyboard.press('Escape')
  const scan = (code: string) => member.page.goto(`${member.line.url}/#/cuoc-hop/${server.meetingId}/diem-danh/${code}`)
  await scan('aaaabbbb')
  await expect(member.page.getByText(attendance.wall.failed(attendance.wall.again))).toBeVisible()
  const { code } = await secretary.evaluate(
    async id => (await fetch(`/api/meetings/${id}/check-in-code`)).json() as Promise<{ code: string }>,
    server.meetingId
  )
  await scan(code)
  await expect(member.page.getByText(attendance.wall.doneRoom)).toBeVisible()
  // The code is out of the address: a second look at the page sends none.
  await expect.poll(() => member.page.url()).toMatch(new RegExp(`#/cuoc-hop/${server.meetingId}$`))
  await showPeople(secretary)
  await expect(drawer(secretary).getByText(new RegExp(attendance.byCode)).first()).toBeAttached()
  await expect(wall.getByRole('region', { name: screen.present })).toContainText('1/7')
})

test('[J6] [J7] a substitute is shown with whom they stand for; the list is saved as a PDF to sign and as a sheet that opens', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(150_000)
  const secretary = (await openWeb(server.account('secretary'))).page
  await openMeeting(secretary, server.meetingId)
  await showPeople(secretary)
  const act = async (name: string, entry: string) => {
    await secretary.getByRole('button', { name: meeting.people.more(name), exact: true }).click()
    await secretary.getByRole('menuitem', { name: entry, exact: true }).click()
  }
  await act('Hồ Văn Dũng', attendance.markPresent)
  await act('Bùi Quang Trường', attendance.markExcused)
  await secretary.getByRole('dialog').getByLabel(attendance.reason).fill('Đi công tác tại huyện')
  await secretary.getByRole('dialog').getByRole('button', { name: attendance.save }).click()
  await act('Lò Thị Mai Phương', attendance.substitute)
  const instead = secretary.getByRole('dialog', { name: attendance.substituteTitle('Lò Thị Mai Phương') })
  await instead.getByLabel(attendance.substituteFor).selectOption({ index: 1 })
  const whom = (await instead.getByLabel(attendance.substituteFor).locator('option:checked').innerText()).split(',')[0] ?? ''
  await picture(secretary, 'substitute')
  await expectAccessible(secretary)
  await instead.getByRole('button', { name: attendance.save }).click()
  await expect(drawer(secretary).getByText(attendance.standsForName(whom))).toBeAttached()

  await chooseInMeeting(secretary, attendance.list.menu)
  const dialog = secretary.getByRole('dialog', { name: attendance.list.save })
  await expect(dialog).toBeVisible()
  await picture(secretary, 'attendance-export')
  await expectAccessible(secretary)
  const place = mkdtempSync(join(tmpdir(), 'hopso-lists-'))
  const save = async (kind: 'pdf' | 'xlsx') => {
    await dialog.getByText(attendance.list.kinds[kind]).click()
    const [download] = await Promise.all([
      secretary.waitForEvent('download'),
      dialog.getByRole('button', { name: exporting.save.act }).click()
    ])
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${kind}$`))
    const file = join(place, `list.${kind}`)
    await download.saveAs(file)
    return file
  }
  const pdf = await save('pdf')
  expect(popplerPages(pdf)).toBe(2)
  const text = popplerText(pdf).replace(/\s+/g, ' ')
  for (const expected of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', attendance.list.title, 'Hồ Văn Dũng', 'CHỦ TỌA', '1/7 thành viên'])
    expect(text).toContain(expected)
  expect(text).toContain('Đi công tác')

  await chooseInMeeting(secretary, attendance.list.menu)
  const sheet = await save('xlsx')
  const part = (name: string) => execFileSync('unzip', ['-p', sheet, name], { encoding: 'utf8' })
  expect(part('xl/workbook.xml')).toContain('<sheet ')
  const cells = part('xl/worksheets/sheet1.xml') + part('xl/sharedStrings.xml')
  for (const expected of ['Hồ Văn Dũng', 'Đi công tác tại huyện', attendance.standsForName(whom), attendance.list.title])
    expect(cells).toContain(expected)

  // On the desk too.
  await secretary.goto(`${secretary.url().split('#')[0]}#/cuoc-hop/${server.meetingId}/ban-chu-tri`)
  await expect(secretary.getByRole('region', { name: desk.room }).getByText(attendance.standsForName(whom))).toBeVisible()
  await picture(secretary, 'substitute-desk')
})
