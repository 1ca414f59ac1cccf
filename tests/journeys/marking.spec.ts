import type { Page } from '@playwright/test'
import { test as anyTest, expect } from '../fixtures.ts'
import { newHand } from '../hand.ts'
import { expectSaved, inkPaths, openMeeting, openPaper, sheet, startStroke, words } from '../screen.ts'

const { reader, marking } = words
const paper = 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026'
const hosts = ['browser', 'desktop'] as const
type Host = (typeof hosts)[number]

/** Marks of a kind that are drawn on page 1. */
const drawn = (page: Page, kind: string) => sheet(page, 1).locator(`[data-mark][data-kind="${kind}"]`)
const tool = (page: Page, name: string) => page.getByRole('button', { name }).first()
async function more(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: marking.more }).click()
  await page.getByRole('menuitem', { name }).click()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(page.getByRole('button', { name: `${marking.more}: ${name}` })).toHaveAttribute('aria-pressed', 'true')
}
type Part = readonly [number, number]
/** From the left to the middle of a long line of print on page 1, in parts of the page; the first one is 0. */
async function printAt(page: Page, index: number): Promise<readonly [Part, Part]> {
  const lines = await sheet(page, 1).evaluate(element => {
    const whole = element.getBoundingClientRect()
    return [...element.querySelectorAll('[data-at]')]
      .map(run => run.getBoundingClientRect())
      .filter(box => box.width > whole.width / 2)
      .map(
        box =>
          [
            (box.left + 3 - whole.left) / whole.width,
            (box.left + box.width / 2 - whole.left) / whole.width,
            (box.top + box.height / 2 - whole.top) / whole.height
          ] as const
      )
  })
  const [left, right, y] = lines[index] ?? [0, 0, 0]
  return [
    [left, y],
    [right, y]
  ]
}
const chosen = (page: Page) => page.locator('[data-chosen]')
const placeOf = async (page: Page, kind: string) => (await drawn(page, kind).first().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
const everyMark = (page: Page) => sheet(page, 1).locator('[data-mark]')
const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
const times = (count: number, key: string): readonly string[] => Array.from({ length: count }, () => key)

interface Hosts {
  /** The paper open at a member's, with its words to be selected. */
  readonly openOn: (host: Host) => Promise<Page>
}
const test = anyTest.extend<Hosts>({
  openOn: async ({ server, openWeb, openDesktop, chromiumVersion }, use) => {
    await use(async host => {
      test.skip(host === 'desktop' && chromiumVersion === 'oldest', 'the desktop app brings its own Chromium')
      const account = server.account('member')
      const { page } = host === 'desktop' ? await openDesktop(account) : await openWeb(account)
      await openMeeting(page, server.meetingId)
      await openPaper(page, paper)
      await expect(sheet(page, 1).locator('[data-at]').first()).toBeAttached()
      return page
    })
  }
})

for (const host of hosts) {
  test(`[K9] ${host}: a pen writes with its pressure, its button erases, the hand beside it does nothing, two fingers move the paper`, async ({
    openOn
  }) => {
    const page = await openOn(host)
    const hand = await newHand(page)
    await tool(page, reader.marks.pen).click()
    await hand.pen([
      [0.2, 0.2],
      [0.5, 0.22],
      [0.4, 0.3]
    ])
    await expect(inkPaths(page)).toHaveCount(1)
    // A hand that rests on the page, after a pen was seen, draws nothing.
    await hand.fingers([
      [
        [0.6, 0.4],
        [0.61, 0.4],
        [0.62, 0.4]
      ]
    ])
    await expect(inkPaths(page)).toHaveCount(1)
    await hand.pen(
      [
        [0.7, 0.2],
        [0.8, 0.2]
      ],
      { force: 1 }
    )
    await expect(inkPaths(page)).toHaveCount(2)
    await hand.pen(
      [
        [0.75, 0.17],
        [0.75, 0.23]
      ],
      { button: 'right' }
    )
    await expect(inkPaths(page)).toHaveCount(1)
    const scroller = page.locator('[tabindex="0"]', { has: sheet(page, 1) }).last()
    const before = await scroller.evaluate(element => element.scrollTop)
    await hand.fingers([
      Array.from({ length: 9 }, (_, i) => [0.4, 0.5 - i * 0.02] as const),
      Array.from({ length: 9 }, (_, i) => [0.6, 0.5 - i * 0.02] as const)
    ])
    await expect.poll(() => scroller.evaluate(element => element.scrollTop)).toBeGreaterThan(before + 20)
    await expect(inkPaths(page)).toHaveCount(1)
    await expectSaved(page)
  })

  test(`[K16] ${host}: by mouse every kind of mark is made, chosen with the lasso, moved, coloured, copied, deleted and brought back`, async ({
    openOn,
    picture
  }) => {
    const page = await openOn(host)
    const hand = await newHand(page)
    const [first, second, third] = [await printAt(page, 0), await printAt(page, 1), await printAt(page, 2)]
    await tool(page, reader.marks.highlight).click()
    await hand.mouse(first)
    await expect(drawn(page, 'highlight')).toHaveCount(1)
    // Beside the words, and on a scan, the highlighter paints.
    await hand.mouse([
      [0.03, 0.3],
      [0.03, 0.36]
    ])
    await expect(drawn(page, 'brush')).toHaveCount(1)
    await more(page, marking.word.underline)
    await hand.mouse(second)
    await expect(drawn(page, 'underline')).toHaveCount(1)
    await more(page, marking.word.strike)
    await hand.mouse(third)
    await expect(drawn(page, 'strike')).toHaveCount(1)
    await more(page, marking.word.arrow)
    await hand.mouse(
      [
        [0.7, 0.1],
        [0.9, 0.11]
      ],
      true
    )
    await expect(drawn(page, 'arrow')).toHaveCount(1)
    // Shift made it level.
    expect(await drawn(page, 'arrow').getAttribute('d')).toMatch(/^M[\d.]+ ([\d.]+)L[\d.]+ \1M/)
    await more(page, marking.word.sign)
    for (const [i, name] of Object.values(marking.sign).entries()) {
      await page.getByRole('button', { name, exact: true }).click()
      await hand.mouse([[0.06 + i * 0.06, 0.06]])
      await expect(drawn(page, 'sign')).toHaveCount(i + 1)
    }
    await tool(page, reader.marks.pen).click()
    await hand.mouse([
      [0.75, 0.2],
      [0.85, 0.24],
      [0.8, 0.28]
    ])
    await tool(page, reader.marks.note).click()
    await hand.mouse([[0.92, 0.3]])
    await page.getByRole('textbox', { name: reader.marks.body }).fill('Hỏi lại số liệu')
    await page.getByRole('button', { name: reader.marks.done, exact: true }).click()
    await more(page, marking.word.area)
    await hand.mouse([
      [0.55, 0.4],
      [0.85, 0.47]
    ])
    await page.getByRole('textbox', { name: reader.marks.body }).fill('Đề nghị làm rõ')
    await page.getByRole('button', { name: reader.marks.done, exact: true }).click()
    const all = 12
    await expect(everyMark(page)).toHaveCount(all)
    await picture(page, `marking-${host}`)

    await press(page, 'Home')
    await more(page, marking.word.lasso)
    await expect.poll(async () => (await sheet(page, 1).boundingBox())?.y ?? 0).toBeGreaterThan(100)
    await hand.mouse([
      [0.65, 0.05],
      [0.95, 0.05],
      [0.95, 0.29],
      [0.65, 0.29]
    ])
    await expect(chosen(page)).toHaveCount(2)
    const before = await placeOf(page, 'arrow')
    await hand.mouse([
      [0.8, 0.2],
      [0.75, 0.3]
    ])
    await expect.poll(async () => (await placeOf(page, 'arrow')).y).toBeGreaterThan(before.y + 40)
    await page.getByRole('button', { name: reader.marks.colour.green }).click()
    await expect(drawn(page, 'arrow')).toHaveAttribute('data-colour', 'green')
    await expect(inkPaths(page).and(drawn(page, 'ink'))).toHaveAttribute('data-colour', 'green')
    await page.getByRole('button', { name: marking.duplicate }).click()
    await expect(everyMark(page)).toHaveCount(all + 2)
    await picture(page, `marking-chosen-${host}`)
    await page.getByRole('button', { name: marking.remove, exact: true }).click()
    await expect(everyMark(page)).toHaveCount(all)
    // A click chooses what is under it, with Shift also what is under the next.
    await hand.mouse([[0.06, 0.06]])
    await expect(chosen(page)).toHaveCount(1)
    await page.keyboard.down('Shift')
    await hand.mouse([[0.18, 0.06]])
    await page.keyboard.up('Shift')
    await expect(chosen(page)).toHaveCount(2)
    await press(page, 'Delete')
    await expect(everyMark(page)).toHaveCount(all - 2)
    // Back, step by step: two signs, the two copies gone and made, the colour, the move.
    await press(page, 'Control+z')
    await expect(everyMark(page)).toHaveCount(all)
    await press(page, 'Control+z')
    await expect(everyMark(page)).toHaveCount(all + 2)
    await press(page, ...times(3, 'Control+z'))
    await expect(everyMark(page)).toHaveCount(all)
    await expect(drawn(page, 'arrow')).toHaveAttribute('data-colour', 'red')
    await expect.poll(async () => Math.abs((await placeOf(page, 'arrow')).y - before.y)).toBeLessThan(2)
    await expectSaved(page)
    await page.reload()
    await expect(everyMark(page)).toHaveCount(all)
  })

  test(`[K18] ${host}: by keyboard alone every kind of mark is placed, chosen, moved, coloured and deleted`, async ({
    openOn,
    picture
  }) => {
    const page = await openOn(host)
    const marked = async (kind: string, count: number) => expect(drawn(page, kind)).toHaveCount(count)
    await press(page, 'h', 'ArrowDown', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight')
    const words = await page.evaluate(() => String(getSelection()).trim().split(/\s+/).length)
    expect(words).toBe(3)
    await picture(page, `marking-words-${host}`)
    await press(page, 'Enter')
    await marked('highlight', 1)
    await press(page, 'Escape', 'u', 'ArrowDown', 'ArrowDown', 'Enter')
    await marked('underline', 1)
    await press(page, 'Escape', 's', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
    await marked('strike', 1)
    await press(page, 'Escape', 't')
    const question = page.getByRole('button', { name: marking.sign.question })
    await question.focus()
    await press(page, 'Enter')
    await expect(question).toHaveAttribute('aria-pressed', 'true')
    await marked('sign', 0)
    await press(page, ...times(6, 'ArrowUp'), 'Enter')
    await marked('sign', 1)
    await press(page, 'a', ...times(4, 'ArrowLeft'), 'Enter', 'Control+ArrowRight', 'Control+ArrowRight', 'Enter')
    await marked('arrow', 1)
    // Picked by keyboard from behind the "…", a tool has a cursor too, and the arrows mean the page.
    await press(page, 'Escape')
    await page.getByRole('button', { name: marking.more }).focus()
    await press(page, 'Enter')
    await page.getByRole('menuitem', { name: marking.word.arrow }).focus()
    await press(page, 'Enter')
    await expect(page.locator('[data-key-cursor]')).toBeVisible()
    await press(page, ...times(4, 'ArrowRight'), 'Enter', 'Control+ArrowRight', 'Enter')
    await marked('arrow', 2)
    await press(page, 'Control+z')
    await marked('arrow', 1)
    await press(page, 'p', ...times(8, 'ArrowDown'), 'Enter', ...times(6, 'ArrowRight'), ...times(3, 'ArrowDown'), 'Enter')
    await marked('ink', 1)
    await picture(page, `marking-cursor-${host}`)
    await press(page, 'k', ...times(3, 'Control+ArrowDown'), 'Enter', ...times(5, 'Control+ArrowRight'), 'Control+ArrowDown', 'Enter')
    await page.keyboard.type('Phụ lục')
    await press(page, 'Escape')
    await marked('area', 1)
    await press(page, 'n', 'Control+ArrowRight', 'Enter')
    await page.keyboard.type('Hỏi lại')
    await press(page, 'Escape')
    await expect(sheet(page, 1).getByRole('button', { name: reader.marks.edit('Hỏi lại') })).toBeVisible()

    await press(page, 'l', 'Tab')
    await expect(chosen(page)).toHaveCount(1)
    const arrow = drawn(page, 'arrow')
    const arrowId = await arrow.getAttribute('data-mark')
    for (let i = 0; i < 9 && (await chosen(page).getAttribute('data-chosen')) !== arrowId; i++) {
      const was = await chosen(page).getAttribute('data-chosen')
      await press(page, 'Tab')
      await expect(chosen(page)).not.toHaveAttribute('data-chosen', was ?? '')
    }
    const before = await placeOf(page, 'arrow')
    await press(page, 'm', ...times(5, 'ArrowDown'), 'Enter')
    await expect.poll(async () => (await placeOf(page, 'arrow')).y).toBeGreaterThan(before.y + 30)
    await press(page, '3')
    await expect(arrow).toHaveAttribute('data-colour', 'blue')
    await press(page, 'Control+z', 'Control+z')
    await expect.poll(async () => Math.abs((await placeOf(page, 'arrow')).y - before.y)).toBeLessThan(2)
    await press(page, 'd')
    await expect(arrow).toHaveCount(2)
    await press(page, 'Delete')
    await expect(arrow).toHaveCount(1)
    await expectSaved(page)
  })

  test(`${host}: by touch a finger draws, a long press opens what a mark can do, and selected words offer their acts`, async ({
    openOn,
    picture
  }) => {
    const page = await openOn(host)
    const hand = await newHand(page)
    await tool(page, reader.marks.pen).click()
    await hand.fingers([
      [
        [0.7, 0.2],
        [0.72, 0.21],
        [0.76, 0.2],
        [0.8, 0.2]
      ]
    ])
    await expect(drawn(page, 'ink')).toHaveCount(1)
    // The first finger began a stroke, the second makes it a pinch: nothing is left of it.
    await hand.fingers([
      Array.from({ length: 5 }, (_, i) => [0.4, 0.3 - i * 0.01] as const),
      Array.from({ length: 5 }, (_, i) => [0.6, 0.3 - i * 0.01] as const)
    ])
    await expect(drawn(page, 'ink')).toHaveCount(1)
    await press(page, 'Escape')
    const box = await placeOf(page, 'ink')
    const whole = (await sheet(page, 1).boundingBox()) ?? box
    const on: Part = [(box.x + box.width * 0.66 - whole.x) / whole.width, (box.y + box.height / 2 - whole.y) / whole.height]
    await hand.fingers([[on]], 900)
    await expect(chosen(page)).toHaveCount(1)
    await page.getByRole('button', { name: reader.marks.colour.blue }).click()
    await expect(drawn(page, 'ink')).toHaveAttribute('data-colour', 'blue')
    await page.getByRole('button', { name: marking.letGo }).click()
    const line = await printAt(page, 1)
    await hand.mouse(line)
    const bar = page.getByRole('toolbar', { name: marking.words })
    await expect(bar).toBeVisible()
    await picture(page, `marking-bar-${host}`)
    await bar.getByRole('button', { name: marking.word.underline }).click()
    await expect(drawn(page, 'underline')).toHaveCount(1)
    await expect(bar).toHaveCount(0)
  })
}

test('[D1] two devices of one person mark the same page, one without a network: afterwards both have all of it', async ({
  server,
  openWeb
}) => {
  const account = server.account('member')
  const [desk, tablet] = [await openWeb(account), await openWeb(account)]
  for (const { page } of [desk, tablet]) {
    await openMeeting(page, server.meetingId)
    await openPaper(page, paper)
    await expect(sheet(page, 1).locator('[data-at]').first()).toBeAttached()
  }
  const [atDesk, atTablet] = [await newHand(desk.page), await newHand(tablet.page)]
  await more(desk.page, marking.word.arrow)
  await atDesk.mouse([
    [0.1, 0.12],
    [0.2, 0.12]
  ])
  await expect(drawn(tablet.page, 'arrow')).toHaveCount(1)
  await tablet.line.cut()
  await expect(tablet.page.getByText(words.app.save.server)).toHaveCount(0)
  await tool(tablet.page, reader.marks.pen).click()
  await atTablet.pen([
    [0.7, 0.2],
    [0.8, 0.2]
  ])
  await expect(drawn(tablet.page, 'ink')).toHaveCount(1)
  // The same mark is changed on both: coloured here, deleted nowhere, moved there.
  await press(tablet.page, 'l', 'Tab', 'Tab', 'Shift+Tab', '3')
  await more(desk.page, marking.word.sign)
  await atDesk.mouse([[0.9, 0.3]])
  await expect(drawn(desk.page, 'sign')).toHaveCount(1)
  await press(desk.page, 'l', 'Tab', 'm', ...times(3, 'ArrowDown'), 'Enter')
  const moved = await placeOf(desk.page, 'arrow')
  await tablet.line.mend()
  for (const { page } of [desk, tablet]) {
    await expectSaved(page)
    for (const kind of ['arrow', 'ink', 'sign']) await expect(drawn(page, kind)).toHaveCount(1)
    await expect(drawn(page, 'arrow')).toHaveAttribute('data-colour', 'blue')
    const top = async () => (await placeOf(page, 'arrow')).y - ((await sheet(page, 1).boundingBox())?.y ?? 0)
    const whole = (await sheet(desk.page, 1).boundingBox())?.y ?? 0
    await expect.poll(async () => Math.abs((await top()) - (moved.y - whole))).toBeLessThan(2)
  }
})

test('[K6] a hundred steps with several tools are undone and done again', { tag: '@long' }, async ({ server, openWeb }) => {
  const { page } = await openWeb(server.account('member'))
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  const hand = await newHand(page)
  await more(page, marking.word.sign)
  for (let i = 0; i < 52; i++) await hand.mouse([[0.1 + (i % 13) * 0.06, 0.12 + Math.floor(i / 13) * 0.04]])
  await more(page, marking.word.arrow)
  for (let i = 0; i < 52; i++)
    await hand.mouse([
      [0.1 + (i % 13) * 0.06, 0.3 + Math.floor(i / 13) * 0.05],
      [0.13 + (i % 13) * 0.06, 0.31 + Math.floor(i / 13) * 0.05]
    ])
  await expect(everyMark(page)).toHaveCount(104)
  await press(page, ...times(104, 'Control+z'))
  await expect(everyMark(page)).toHaveCount(0)
  await press(page, ...times(104, 'Control+y'))
  await expect(everyMark(page)).toHaveCount(104)

  // While the pen is down: its stroke, then the mark before it, each gone at once.
  const move = await startStroke(page, { x: 0.3, y: 0.5 })
  await move({ x: 0.5, y: 0.52 })
  await press(page, 'Control+z')
  await expect(everyMark(page)).toHaveCount(104)
  await press(page, 'Control+z')
  await expect(everyMark(page)).toHaveCount(103)
  await move({ x: 0.6, y: 0.5 })
  await page.mouse.up()
  await expect(everyMark(page)).toHaveCount(103)
})

test('[K19] selected words are copied with their source, also where the browser has no clipboard of its own', async ({
  server,
  openWeb
}) => {
  const { page } = await openWeb(server.account('member'))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openMeeting(page, server.meetingId)
  await openPaper(page, paper)
  await expect(sheet(page, 1).locator('[data-at]').first()).toBeAttached()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await press(page, 'F7', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'c')
  await expect(page.getByText(marking.copied)).toBeVisible()
  const first = await copied()
  expect(first).toContain(
    `(${await page.evaluate(() => document.querySelector('section[aria-label^="Tài liệu: "]')?.getAttribute('aria-label')?.slice(10))}, trang 1)`
  )
  expect(first).toMatch(/^“\S+” \(/)
  // Plain http has no async clipboard.
  await page.evaluate(() => {
    Object.defineProperty(navigator.clipboard, 'writeText', { value: undefined })
  })
  await press(page, 'Escape', 'F7', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Shift+ArrowRight', 'c')
  await expect.poll(copied).toMatch(/^“\S+ \S+” \(/)
})

for (const [name, width, height] of [
  ['wide', 1366, 768],
  ['portrait', 768, 1024]
] as const)
  test(`${name}: the tools and their choices are seen whole, by day and in the dark`, async ({ server, openWeb, picture }) => {
    const { page } = await openWeb(server.account('member'))
    await page.setViewportSize({ width, height })
    await openMeeting(page, server.meetingId)
    await openPaper(page, paper)
    await expect(sheet(page, 1).locator('[data-at]').first()).toBeAttached()
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate(look => {
        document.documentElement.dataset.theme = look
      }, theme)
      for (const key of ['p', 'h', 'u', 's', 'n', 'k', 'a', 't', 'e', 'l', 'F7']) {
        await press(page, 'Escape', 'Escape', key)
        await picture(page, `marking-tool-${name}-${theme}-${key}`)
        for (const button of await page.getByRole('toolbar').first().getByRole('button').all()) {
          const box = await button.boundingBox()
          if (box) expect(box.x + box.width).toBeLessThanOrEqual(width)
        }
      }
    }
  })
