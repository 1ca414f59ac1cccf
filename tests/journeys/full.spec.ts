import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { fillHouse } from '../full-house.ts'
import { expectSaved, words } from '../screen.ts'

const { app, meeting } = words

const go = (page: Page, hash: string) =>
  page.evaluate(to => {
    location.hash = to
  }, hash)

/** Milliseconds until `there` is drawn. */
async function opening(page: Page, hash: string, there: () => Promise<void>): Promise<number> {
  const from = Date.now()
  await go(page, hash)
  await there()
  return Date.now() - from
}

/** The longest time between two frames while `act` goes on, ms. */
async function longestFrame(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const watch = { longest: 0, last: performance.now(), on: true }
    ;(window as unknown as { watch: typeof watch }).watch = watch
    const frame = () => {
      const now = performance.now()
      watch.longest = Math.max(watch.longest, now - watch.last)
      watch.last = now
      if (watch.on) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await act()
  return page.evaluate(() => {
    const { watch } = window as unknown as { watch: { longest: number; on: boolean } }
    watch.on = false
    return Math.round(watch.longest)
  })
}

test('a full house: 500 people, 300 meetings, 200 participants, 40 items, 60 papers in one of them stay quick and findable', {
  tag: '@long'
}, async ({ server, openWeb, picture }) => {
  test.setTimeout(300_000)
  const from = Date.now()
  const { large, crowded } = await fillHouse(server)
  const took: Record<string, number> = { filled: Date.now() - from }

  const administrator = (await openWeb(server.account('administrator'))).page
  took.administration = await opening(administrator, '#/quan-tri', () =>
    expect(administrator.getByText(app.administration.count(500))).toBeVisible()
  )
  await picture(administrator, 'full-administration')
  took.administrationFilter = await longestFrame(administrator, () =>
    administrator.getByLabel(app.administration.filter).pressSequentially('nguyet khe', { delay: 30 })
  )
  await picture(administrator, 'full-administration-filter')

  const secretary = (await openWeb(server.account('secretary'))).page
  await picture(secretary, 'full-today')
  took.meetings = await opening(secretary, '#/cuoc-hop', () => expect(secretary.getByLabel(app.meetings.filter)).toBeVisible())
  await secretary.getByRole('tab', { name: app.meetings.all }).click()
  await picture(secretary, 'full-meetings')
  // The last of them can be reached.
  await secretary.mouse.move(800, 500)
  await expect(async () => {
    await secretary.mouse.wheel(0, 20_000)
    await expect(secretary.getByText(/^Giao ban tuần 1: /)).toBeInViewport({ timeout: 300 })
  }).toPass()
  await picture(secretary, 'full-meetings-end')
  took.meetingsFilter = await longestFrame(secretary, () =>
    secretary.getByLabel(app.meetings.filter).pressSequentially('ho ngheo', { delay: 30 })
  )
  await picture(secretary, 'full-meetings-filter')

  // Hundreds of meetings ahead do not look like a lost network.
  await expectSaved(secretary)
  took.prepare = await opening(secretary, `#/cuoc-hop/${large}`, () =>
    expect(secretary.getByRole('textbox', { name: meeting.agenda.title, exact: true })).toHaveCount(40)
  )
  await picture(secretary, 'full-prepare')
  const title = secretary.getByRole('textbox', { name: meeting.agenda.title, exact: true }).nth(20)
  await title.click()
  await picture(secretary, 'full-prepare-middle')
  took.typing = await longestFrame(secretary, () => secretary.keyboard.type(' và những việc cần làm ngay trong quý I', { delay: 30 }))
  took.dragging = await longestFrame(secretary, async () => {
    const box = await secretary
      .getByRole('button', { name: /^Kéo để chuyển mục/ })
      .nth(20)
      .boundingBox()
    if (!box) throw new Error('not on the screen')
    await secretary.mouse.move(box.x + 10, box.y + 10)
    await secretary.mouse.down()
    for (let step = 0; step < 40; step++) await secretary.mouse.move(box.x + 60, box.y + 10 - step * 6)
    await picture(secretary, 'full-prepare-drag')
    await secretary.keyboard.press('Escape')
    await secretary.mouse.up()
  })
  await secretary.getByRole('button', { name: meeting.frame.showAgenda }).first().click()
  await picture(secretary, 'full-prepare-agenda')
  await secretary.getByRole('button', { name: meeting.people.add }).click()
  await expect(secretary.getByRole('dialog').getByRole('checkbox').first()).toBeVisible()
  await picture(secretary, 'full-add-people')
  await secretary.keyboard.press('Escape')

  took.crowded = await opening(secretary, `#/cuoc-hop/${crowded}`, () =>
    expect(secretary.getByRole('textbox', { name: meeting.agenda.title, exact: true })).toHaveCount(2)
  )
  await secretary.getByText(meeting.papers.unfold(60)).scrollIntoViewIfNeeded()
  await picture(secretary, 'full-crowded')
  took.unfold = await longestFrame(secretary, async () => {
    await secretary.getByText(meeting.papers.unfold(60)).click()
    await expect(secretary.getByRole('button', { name: /^Kéo để chuyển .* sang mục khác$/ })).toHaveCount(60)
  })

  const member = (await openWeb(server.account('member'))).page
  await expect(member.getByText(app.today.enter).first()).toBeVisible()
  await picture(member, 'full-today-member')
  took.member = await opening(member, `#/cuoc-hop/${large}`, () => expect(member.locator('li[data-item]')).toHaveCount(40))
  await picture(member, 'full-meeting')
  await go(member, `#/cuoc-hop/${crowded}`)
  await expect(member.locator('li[data-item]')).toHaveCount(2)
  await picture(member, 'full-meeting-crowded')
  await member.getByRole('link', { name: /^1\. Thẩm định/ }).click()
  await member.getByLabel(meeting.papers.filter).fill('ho so 65')
  await picture(member, 'full-item-filter')
  await expect(member.getByText(/^Hồ sơ số 65/).last()).toBeVisible()
  await expectSaved(member)
  console.log(JSON.stringify(took))
  // Bounds for a machine that does other work besides; alone it is several times quicker.
  for (const screen of ['administration', 'meetings', 'prepare', 'crowded', 'member']) expect(took[screen], screen).toBeLessThan(4000)
  for (const act of ['administrationFilter', 'meetingsFilter', 'typing', 'unfold']) expect(took[act], act).toBeLessThan(500)
  expect(took.dragging).toBeLessThan(1000)
})
