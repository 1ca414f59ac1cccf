import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { expectSaved, openMeeting, openPaper, words } from '../screen.ts'

/** axe finds nothing serious on what is on the screen now. */
const go = (page: Page, hash: string) =>
  page.evaluate(to => {
    location.hash = to
  }, hash)

test('every screen at 1366×768: pictures, and nothing serious for axe', async ({ server, openWeb, picture }) => {
  test.setTimeout(180_000)
  const shot = async (page: Page, name: string) => {
    await picture(page, name)
    await expectAccessible(page)
  }
  const stranger = (await openWeb()).page
  await expect(stranger.getByLabel(words.app.signIn.account)).toBeVisible()
  await shot(stranger, 'screen-sign-in')
  await stranger.getByLabel(words.app.signIn.account).fill('kinhte')
  await stranger.getByLabel(words.app.signIn.password, { exact: true }).fill('sai mật khẩu')
  await stranger.getByRole('button', { name: words.app.signIn.submit }).click()
  await expect(stranger.getByText(words.reasons['wrong-password'])).toBeVisible()
  await shot(stranger, 'screen-sign-in-error')

  const member = await openWeb(server.account('member'))
  await expect(member.page.getByText(words.app.today.enter).first()).toBeVisible()
  await expectSaved(member.page)
  await shot(member.page, 'screen-today')
  await go(member.page, '#/cuoc-hop')
  await expect(member.page.getByLabel(words.app.meetings.filter)).toBeVisible()
  await shot(member.page, 'screen-meetings')
  await member.page.getByLabel(words.app.meetings.filter).fill('không có cuộc họp này')
  await expect(member.page.getByText(words.app.meetings.noneFoundHint)).toBeVisible()
  await shot(member.page, 'screen-meetings-none')
  await go(member.page, '#/cai-dat')
  await expect(member.page.getByText(words.app.settings.textSize)).toBeVisible()
  await shot(member.page, 'screen-settings')
  await openMeeting(member.page, server.meetingId)
  await shot(member.page, 'screen-meeting')
  await openPaper(member.page, 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026')
  await shot(member.page, 'screen-reader')
  await member.line.cut()
  await expect(member.page.getByText(/Mất mạng từ/).first()).toBeVisible({ timeout: 20_000 })
  await shot(member.page, 'screen-reader-offline')
  await go(member.page, '#/hom-nay')
  await expect(member.page.getByText(words.app.today.enter).first()).toBeVisible()
  await shot(member.page, 'screen-today-offline')

  const empty = (await openWeb(server.accounts.find(each => each.account === 'quantri'))).page
  await expect(empty.getByText(words.app.today.emptyTitle)).toBeVisible()
  await shot(empty, 'screen-today-empty')
  await go(empty, '#/quan-tri')
  await expect(empty.getByText('Vi Văn Khánh')).toBeVisible()
  await shot(empty, 'screen-administration')
  await go(empty, `#/cuoc-hop/${server.meetingId}`)
  await expect(empty.getByText(words.meeting.frame.gone)).toBeVisible()
  await shot(empty, 'screen-meeting-none')

  const secretary = (await openWeb(server.account('secretary'))).page
  await openMeeting(secretary, server.meetingId)
  await expect(secretary.getByRole('textbox', { name: words.meeting.agenda.title, exact: true }).first()).toBeVisible()
  await shot(secretary, 'screen-prepare')

  const tablet = (await openWeb(server.account('chair'))).page
  await tablet.setViewportSize({ width: 800, height: 1180 })
  await openMeeting(tablet, server.meetingId)
  await shot(tablet, 'screen-meeting-tablet')
})
