import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { photoAt, photoColour, readerPaper, tooLargePicture } from '../reader-paper.ts'
import { drawStroke, inkPaths, openMeeting, openPaper, sheet, words } from '../screen.ts'
import type { ServerUnderTest } from '../server-under-test.ts'
import { signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'

const { readerView } = words
const title = 'Tài liệu thử cách xem'

async function uploaded(server: ServerUnderTest, name = title, bytes = readerPaper()): Promise<void> {
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  expect((await uploadPaper(server.url, token, server.meetingId, name, bytes)).status).toBe(200)
}
const scroller = (page: Page) => page.locator('section[tabindex="0"]')
const pageField = (page: Page | Locator) => page.getByRole('textbox', { name: words.reader.pageField })
const drawn = (page: Page, number: number) => page.locator(`[data-page="${number}"][data-drawn="true"]`)
const boxOf = async (page: Page, number: number) => {
  const box = await sheet(page, number).boundingBox()
  if (!box) throw new Error(`page ${number} is not on the screen`)
  return box
}
async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: readerView.viewHint }).click()
  await page.getByRole('menu').getByText(entry, { exact: true }).click()
}
/** The colour of a page's picture at a place given in parts of the page as drawn. */
const colourAt = (page: Page, number: number, at: { readonly x: number; readonly y: number }) =>
  sheet(page, number)
    .locator('canvas')
    .first()
    .evaluate(
      (element, { x, y }) => {
        const canvas = element as HTMLCanvasElement
        const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
          Math.round(x * canvas.width),
          Math.round(y * canvas.height),
          1,
          1
        )
        return [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0]
      },
      { ...at }
    )
const luminance = (colour: readonly number[]): number => {
  const [r = 0, g = 0, b = 0] = colour.map(value => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (one: readonly number[], other: readonly number[]): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}
test('[E7] each way of looking at a paper works by menu and by key, and another device of the same person opens it in the same way', async ({
  server,
  openWeb,
  picture
}) => {
  test.setTimeout(120_000)
  await uploaded(server)
  const { page } = await openWeb(server.account('member'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)

  await test.step('one page at a time: keys and wheel turn, nothing else is in sight', async () => {
    await choose(page, readerView.arrangement.single)
    await expect(sheet(page, 2)).toBeHidden()
    await page.keyboard.press('9')
    await scroller(page).focus()
    await page.keyboard.press('ArrowRight')
    await expect(sheet(page, 2)).toBeVisible()
    await expect(sheet(page, 1)).toBeHidden()
    await page.keyboard.press('PageDown')
    await expect(sheet(page, 3)).toBeVisible()
    await expect(sheet(page, 2)).toBeHidden()
    const seen = await scroller(page).evaluate(element => [element.scrollHeight, element.clientHeight])
    expect(seen[0]).toBe(seen[1])
    await scroller(page).hover()
    await page.mouse.wheel(0, 120)
    await expect(sheet(page, 4)).toBeVisible()
    await picture(page, 'reader-single')
  })

  await test.step('two pages beside each other, and with the cover alone', async () => {
    await page.keyboard.press('Home')
    await choose(page, readerView.arrangement.double)
    await page.keyboard.press('0')
    const [left, right] = [await boxOf(page, 1), await boxOf(page, 2)]
    expect(right.x).toBeGreaterThan(left.x + left.width)
    expect(Math.abs(right.y - left.y)).toBeLessThan(1)
    await expect(drawn(page, 2)).toBeVisible()
    await picture(page, 'reader-double')
    await choose(page, readerView.arrangement.cover)
    await expect.poll(async () => (await boxOf(page, 2)).y).toBeGreaterThan((await boxOf(page, 1)).y + 100)
    expect(Math.abs((await boxOf(page, 2)).y - (await boxOf(page, 3)).y)).toBeLessThan(1)
  })

  await test.step('turned pages lie across, by key and back', async () => {
    await choose(page, readerView.arrangement.continuous)
    await page.keyboard.press('Home')
    await drawStroke(page, 0.1)
    await page.keyboard.press('Escape')
    const centre = async () => {
      const [stroke, page1] = [await inkPaths(page).first().boundingBox(), await boxOf(page, 1)]
      if (!stroke) throw new Error('the stroke is not on the screen')
      return [(stroke.x + stroke.width / 2 - page1.x) / page1.width, (stroke.y + stroke.height / 2 - page1.y) / page1.height] as const
    }
    const [x, y] = await centre()
    await page.keyboard.press('r')
    await expect.poll(async () => (await boxOf(page, 1)).width > (await boxOf(page, 1)).height).toBe(true)
    // The stroke lies on the same place of the paper.
    await expect.poll(async () => Math.round(Math.abs((await centre())[0] - (1 - y)) * 100)).toBe(0)
    expect((await centre())[1]).toBeCloseTo(x, 2)
    await page.keyboard.press('Shift+R')
    await expect.poll(async () => (await boxOf(page, 1)).width < (await boxOf(page, 1)).height).toBe(true)
  })

  await test.step('size by the list', async () => {
    await page.getByRole('button', { name: /^Cỡ trang: \d+%$/ }).click()
    await page.getByRole('menuitemradio', { name: readerView.percent(150) }).click()
    await expect.poll(async () => Math.round((await boxOf(page, 1)).width)).toBe(Math.round((595 * 96 * 1.5) / 72))
  })

  await test.step('full screen by key, left by Esc; the rest of the app cannot be reached meanwhile', async () => {
    await page.keyboard.press('f')
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
    const bar = await page.getByRole('toolbar', { name: words.reader.toolbar }).boundingBox()
    expect([bar?.x, bar?.y]).toEqual([0, 0])
    const agenda = page.getByRole('navigation', { name: words.meeting.frame.agenda })
    await expect(agenda).toHaveAttribute('inert', '')
    await expect
      .poll(async () => {
        const box = await boxOf(page, 1)
        return Math.abs(box.x + box.width / 2 - 1366 / 2)
      })
      .toBeLessThan(12)
    await picture(page, 'reader-full')
    await page.keyboard.press('F11')
    await expect(agenda).not.toHaveAttribute('inert')
  })

  await test.step('the menu by keyboard alone', async () => {
    await page.keyboard.press('v')
    await expect(page.getByRole('menu')).toBeVisible()
    await picture(page, 'reader-view-menu')
    await expectAccessible(page)
    await expect(page.getByRole('menuitemradio', { name: readerView.arrangement.continuous })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(sheet(page, 2)).toBeHidden()
    await expect(page.getByRole('menu')).toBeHidden()
  })

  await test.step('the same on a second device', async () => {
    await choose(page, readerView.arrangement.double)
    await page.keyboard.press('9')
    await page.keyboard.press('d')
    await pageField(page).fill('5')
    await pageField(page).press('Enter')
    await expect(pageField(page)).toHaveValue('PL-3')
    // Remembered within a second, and on the server before the other one asks.
    await page.keyboard.press('r')
    await page.evaluate(() => dispatchEvent(new Event('pagehide')))
    await expect(page.getByText(words.app.save.server).first()).toBeVisible()
    const second = (await openWeb(server.account('member'))).page
    await openMeeting(second, server.meetingId)
    const link = second.getByRole('link', { name: words.meeting.papers.open(title) }).or(second.getByRole('link', { name: title }))
    await link.first().click()
    await expect(pageField(second)).toHaveValue('PL-3')
    await expect(drawn(second, 5)).toBeVisible()
    expect(await sheet(second, 5).getAttribute('data-night')).toBe('true')
    const [five, six] = [await boxOf(second, 5), await boxOf(second, 6)]
    expect(Math.abs(five.y - six.y)).toBeLessThan(1)
    expect(five.width).toBeGreaterThan(five.height)
    await expect(second.getByRole('button', { name: /^Cỡ trang: / })).toBeVisible()
  })
})

test('[E8] at night paper is dark and text light, a photograph keeps its colours, a scan is only dimmed', async ({
  server,
  openWeb,
  picture
}) => {
  await uploaded(server)
  const { page } = await openWeb(server.account('member'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  const white = { x: 0.9, y: 0.95 }
  const black = { x: 0.7, y: 240 / 842 }
  await expect(drawn(page, 1)).toBeVisible()
  expect(await colourAt(page, 1, white)).toEqual([255, 255, 255])
  await page.keyboard.press('d')
  await expect.poll(async () => luminance(await colourAt(page, 1, white))).toBeLessThan(0.03)
  expect(contrast(await colourAt(page, 1, white), await colourAt(page, 1, black))).toBeGreaterThan(10)
  expect(await colourAt(page, 1, photoAt)).toEqual([...photoColour])
  await picture(page, 'reader-night')
  await scroller(page).focus()
  await page.keyboard.press('ArrowRight')
  await expect(drawn(page, 2)).toBeVisible()
  const scan = await colourAt(page, 2, { x: 0.5, y: 0.5 })
  expect(luminance(scan)).toBeLessThan(0.4)
  // Its black would still be read on it.
  expect(contrast(scan, [0, 0, 0])).toBeGreaterThan(7)
  await page.keyboard.press('d')
  await expect.poll(() => colourAt(page, 2, { x: 0.5, y: 0.5 })).toEqual([240, 240, 240])
})

test('[E9] pages small, table of contents, names of pages, links, and the way back', async ({ server, openWeb, picture }) => {
  await uploaded(server)
  const { page } = await openWeb(server.account('member'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  const { panel } = readerView
  const region = page.getByRole('complementary', { name: panel.title })

  await test.step('pages bear their names, and one goes to them by name', async () => {
    await expect(pageField(page)).toHaveValue('i')
    await page.keyboard.press('g')
    await page.keyboard.type('pl-2')
    await page.keyboard.press('Enter')
    await expect(pageField(page)).toHaveValue('PL-2')
    await expect(drawn(page, 4)).toBeVisible()
    await page.keyboard.press('Alt+ArrowLeft')
    await expect(pageField(page)).toHaveValue('i')
  })
  await test.step('a link leads there, the button back', async () => {
    await sheet(page, 1).getByRole('button', { name: words.reader.link.inside }).click()
    await expect(pageField(page)).toHaveValue('PL-3')
    await page.getByRole('button', { name: readerView.back('i') }).click()
    await expect(pageField(page)).toHaveValue('i')
    await expect(page.getByRole('button', { name: readerView.back('i') })).toBeHidden()
  })
  await test.step('pages small, by keyboard', async () => {
    await page.keyboard.press('m')
    await expect(region.getByRole('tab', { name: panel.pages })).toBeFocused()
    await expect(region.locator('canvas').nth(1)).toBeVisible()
    await expectAccessible(page)
    await picture(page, 'reader-panel')
    await region.getByRole('button', { name: panel.toPage('i'), exact: true }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(pageField(page)).toHaveValue('PL-1')
    await expect(region.getByRole('button', { name: panel.toPage('PL-1'), exact: true })).toBeFocused()
  })
  await test.step('table of contents, by keyboard', async () => {
    await region.getByRole('tab', { name: panel.pages }).focus()
    await page.keyboard.press('ArrowRight')
    const part = region.getByRole('treeitem', { name: 'Phan thu nhat', exact: true })
    await expect(part).toBeVisible()
    await part.focus()
    await page.keyboard.press('ArrowLeft')
    await expect(region.getByRole('treeitem')).toHaveCount(2)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect(pageField(page)).toHaveValue('PL-2')
    await expectAccessible(page)
    await picture(page, 'reader-outline')
  })
  await test.step('Esc puts the panel away', async () => {
    await page.keyboard.press('Escape')
    await expect(region).toBeHidden()
  })
  await test.step('on a tablet, dark, and at night', async () => {
    await page.setViewportSize({ width: 768, height: 1024 })
    await page.evaluate(() => {
      document.documentElement.dataset.theme = 'dark'
    })
    await page.getByRole('button', { name: panel.open }).click()
    await expect(region.locator('canvas').nth(1)).toBeVisible()
    await picture(page, 'reader-tablet-panel-dark')
    await page.keyboard.press('Escape')
    await page.keyboard.press('d')
    await expect(page.locator('[data-night="true"][data-drawn="true"]').first()).toBeVisible()
    await expectAccessible(page)
    await picture(page, 'reader-tablet-night')
  })
})

test('[E11] two papers beside each other, each with its own page and size; F6 goes from one to the other', async ({
  server,
  openWeb,
  picture
}) => {
  await uploaded(server)
  const { page } = await openWeb(server.account('member'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  const { beside } = readerView
  await choose(page, beside.open)
  await page.getByRole('dialog').getByRole('button', { name: 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026' }).click()
  const left = page.getByRole('group', { name: beside.first })
  const right = page.getByRole('group', { name: beside.second })
  await expect(right.locator('[data-page="1"][data-drawn="true"]')).toBeVisible()
  await expect(left.locator('[data-page="1"][data-drawn="true"]')).toBeVisible()
  await right.locator('section[tabindex="0"]').focus()
  await page.keyboard.press('ArrowRight')
  await expect(right.locator('[data-page="2"][data-drawn="true"]')).toBeVisible()
  await expect(pageField(right)).toHaveValue('2')
  await expect(pageField(left)).toHaveValue('i')
  await page.keyboard.press('F6')
  await page.keyboard.press('End')
  await expect(pageField(left)).toHaveValue('PL-6')
  await expect(left.locator('[data-page="8"][data-drawn="true"]')).toBeVisible()
  await expect(pageField(right)).toHaveValue('2')
  await page.keyboard.press('9')
  await picture(page, 'reader-two-papers')
  await expectAccessible(page)
  await right.getByRole('button', { name: beside.close }).click()
  await expect(right).toBeHidden()

  // The same paper at another place: where one reads on is where the first one is.
  await choose(page, beside.open)
  await page.getByRole('dialog').getByRole('button', { name: title }).click()
  await expect(pageField(right)).toHaveValue('PL-6')
  await right.locator('section[tabindex="0"]').focus()
  await page.keyboard.press('Home')
  await expect(pageField(right)).toHaveValue('i')
  await page.evaluate(() => dispatchEvent(new Event('pagehide')))
  await page.reload()
  await expect(pageField(page)).toHaveValue('PL-6')
})

test('[E10] a page that stays empty because its picture cannot be shown says so', async ({ server, openWeb, picture }) => {
  const name = 'Bản đồ quá lớn'
  await uploaded(server, name, tooLargePicture())
  const { page } = await openWeb(server.account('member'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, name)
  await expect(page.getByText(readerView.pictureLeftOut)).toBeVisible()
  await picture(page, 'reader-picture-left-out')
})

test('[E12] forms show what is written in them, with or without a picture of it in the file; notes of the file can be read', async ({
  server,
  openWeb
}) => {
  await uploaded(server)
  const { page } = await openWeb(server.account('member'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, title)
  await expect(drawn(page, 1)).toBeVisible()
  const inked = (fromTop: number) =>
    sheet(page, 1)
      .locator('canvas')
      .first()
      .evaluate((element, part) => {
        const canvas = element as HTMLCanvasElement
        const row = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
          0,
          Math.round(part * canvas.height),
          canvas.width,
          12
        )
        return row.data.some((value, index) => index % 4 === 0 && value < 100)
      }, fromTop)
  expect(await inked((842 - 320) / 842)).toBe(true)
  expect(await inked((842 - 220) / 842)).toBe(true)
  expect(await inked((842 - 120) / 842)).toBe(false)
  await sheet(page, 1).getByRole('button', { name: readerView.fileNote.open }).click()
  await expect(page.getByRole('dialog').getByText('Xem lai so lieu muc nay.')).toBeVisible()
})
