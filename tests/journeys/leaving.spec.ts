import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import type { Line } from '../line.ts'
import { drawStroke, expectSaved, inkPaths, openMeeting, openPaper, words } from '../screen.ts'

const { app, meeting } = words
const paper = 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026'

/** Asks the page to close; answers whether it asked to stay, and stays. */
async function asksBeforeClosing(page: Page): Promise<boolean> {
  const asked = page.waitForEvent('dialog', { timeout: 2000 }).then(
    async dialog => {
      await dialog.dismiss()
      return dialog.type() === 'beforeunload'
    },
    () => false
  )
  await page.close({ runBeforeUnload: true })
  return asked
}

test('[S1] a browser that keeps nothing says so, and asks before a stroke is lost', async ({ server, openWeb, picture }) => {
  const { page, line } = await openWeb()
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('blocked', 'SecurityError')
    }
  })
  await page.reload()
  const { account, password } = server.account('member')
  await page.getByLabel(app.signIn.account).fill(account)
  await page.getByLabel(app.signIn.password, { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByText(app.save.nothingKept)).toBeVisible()
  await picture(page, 'nothing-kept-today')
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  await line.cut()
  await drawStroke(page, 0.3)
  await expect(inkPaths(page)).toHaveCount(1)
  await expect(page.getByText(app.save.unkept, { exact: true }).first()).toBeVisible()
  await expect(page.getByText(/Đề nghị đồng chí không đóng cửa sổ/)).toBeVisible()
  await expect(page.getByText(app.save.local, { exact: true })).toHaveCount(0)
  await picture(page, 'nothing-kept-offline')
  expect(await asksBeforeClosing(page)).toBe(true)
  await line.mend()
  await expectSaved(page)
  await expect(page.getByText(app.save.nothingKept)).toBeVisible()
  await page.reload()
  await expect(inkPaths(page)).toHaveCount(1)
})

test('[S5] a session that ends inside a meeting says so there until the person is signed in again', async ({
  server,
  openWeb,
  picture
}) => {
  const who = server.account('member')
  const { page } = await openWeb(who)
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  await page.evaluate(() => fetch('/api/session', { method: 'DELETE' }))
  const again = page.getByRole('dialog')
  await expect(again.getByText(app.signIn.againLead('')).or(again.getByLabel(app.signIn.password, { exact: true }))).toBeVisible()
  await picture(page, 'session-lost-dialog')
  await again.getByText(app.signIn.later).click()
  await expect(page.getByText(app.signIn.lostBanner)).toBeVisible()
  await drawStroke(page, 0.3)
  await picture(page, 'session-lost-meeting')
  await page.getByRole('link', { name: meeting.frame.back }).click()
  await expect(page.getByText(app.signIn.lostBanner)).toBeVisible()
  await openMeetingUnsaved(page, server.meetingId)
  await expect(page.getByText(app.signIn.lostBanner)).toBeVisible()
  await page.getByRole('button', { name: app.signIn.againTitle }).click()
  await again.getByLabel(app.signIn.password, { exact: true }).fill(who.password)
  await page.keyboard.press('Enter')
  await expect(page.getByText(app.signIn.lostBanner)).toHaveCount(0)
  await expectSaved(page)
})
const openMeetingUnsaved = async (page: Page, id: string) => {
  await page.evaluate(to => {
    location.hash = `#/cuoc-hop/${to}`
  }, id)
  await expect(page.getByText(meeting.agenda.heading).first()).toBeVisible()
}

/** Chooses a paper for the meeting while the line is cut: it waits on this computer. */
async function uploadWithoutLine({ page, line }: { readonly page: Page; readonly line: Line }): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: meeting.papers.add }).first().click()
  await (await chooser).setFiles('resources/demonstration/papers/du-toan-ngan-sach.pdf')
  const declare = page.getByRole('dialog')
  await declare.getByText(meeting.papers.declare.grades.ordinary).click()
  await line.cut()
  await declare.getByRole('button', { name: meeting.papers.declare.send(1), exact: true }).click()
  await expect(page.getByText(/Mất mạng, đã gửi/)).toBeVisible()
}
const uploaded = (page: Page) => expect(page.getByText(meeting.papers.uploads.done(60))).toBeVisible({ timeout: 20_000 })

test('files on their way are not forgotten without a question: closing, and signing out', async ({ server, openWeb, picture }) => {
  const { page, line } = await openWeb(server.account('secretary'))
  await openMeeting(page, server.meetingId)
  await uploadWithoutLine({ page, line })
  expect(await asksBeforeClosing(page)).toBe(true)
  await page.getByRole('button', { name: new RegExp(`^${app.frame.account('')}`) }).click()
  await page.getByRole('menuitem', { name: app.frame.signOut }).click()
  const question = page.getByRole('dialog', { name: app.frame.signOutUploadingTitle })
  await expect(question.getByText(app.frame.signOutUploadingBody)).toBeVisible()
  await picture(page, 'sign-out-uploading')
  await question.getByRole('button', { name: app.frame.stay }).click()
  await line.mend()
  await uploaded(page)
  await expectSaved(page)
  expect(await asksBeforeClosing(page)).toBe(false)
})

test('the desktop app asks before it is closed while files are on their way: staying keeps them, leaving ends it', async ({
  server,
  openDesktop
}) => {
  const desktop = await openDesktop(server.account('secretary'))
  const { page, line } = desktop
  await openMeeting(page, server.meetingId)
  await uploadWithoutLine({ page, line })
  /** Closes the window as its cross does, answering what the shell asks; resolves with what it asked. */
  const close = (answer: number) =>
    desktop.app.evaluate(({ BrowserWindow, dialog }, answer) => {
      return new Promise<string>(resolve => {
        dialog.showMessageBoxSync = ((_: unknown, { message }: { message: string }) => {
          setTimeout(resolve, 0, message)
          return answer
        }) as unknown as typeof dialog.showMessageBoxSync
        BrowserWindow.getAllWindows()[0]?.close()
      })
    }, answer)
  expect(await close(0)).toBe(words.desktop.leaving.title)
  await expect(page.getByText(/Mất mạng, đã gửi/)).toBeVisible()
  const gone = desktop.app.waitForEvent('close')
  expect(await close(1)).toBe(words.desktop.leaving.title)
  await gone
})
