import { expect, type Locator, type Page, type Route } from '@playwright/test'
import type { CommandId, MeetingId, SiteId, UserId } from '#core/ids.ts'
import { setParticulars } from '#core/shared-doc/meeting-doc.ts'
import { checkInPaths } from '#protocol/check-in-api.ts'
import { type MeetingCommand, paths } from '#protocol/http-api.ts'
import type { DemonstrationAccount, Line, ServerUnderTest } from './fixtures.ts'
import { words } from './screen.ts'
import { freshId, signInByApi, writeMeeting } from './sync-client.ts'

const { attendance, desk, floor, meeting, secretBallot, vote } = words
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

/** A session that is ready to begin: what was done at desks in the days before, and what anybody may fetch of it. */
interface Session {
  readonly meeting: MeetingId
  /** Sets when it was to begin. */
  readonly startsAt: (instant: number) => Promise<void>
  /** The code that hangs in the room now. */
  readonly code: () => Promise<string>
  /** The record as it is exported, JSON lines. */
  readonly record: () => Promise<string>
}

/** Who takes part with a device of their own. */
export const cast = {
  chair: 'Hồ Văn Dũng',
  secretary: 'Phùng Thị Thu Hằng',
  second: 'Đỗ Minh Quân',
  phuong: 'Lò Thị Mai Phương',
  thang: 'Ngô Đức Thắng',
  lan: 'Hoàng Thị Ngọc Lan',
  hien: 'Nông Thị Hiền',
  huan: 'Triệu Quốc Huấn',
  hanh: 'Lương Thị Bích Hạnh',
  truong: 'Bùi Quang Trường',
  tuyen: 'Ma Văn Tuyên',
  vinh: 'Đặng Thế Vinh'
} as const
export type Who = keyof typeof cast
/** A member without a device; and one who is away. */
export const [withoutDevice, away] = ['Trương Công Lực', 'Vi Văn Khánh'] as const
/** Where three of them sit. */
export const farPlace = { name: 'Thôn Khe Tre', phone: '0912 345 678' } as const
const user = (name: string) => `nguoi-${name}` as UserId

/** The demonstration's session of this month with three people more (eight have a vote), a quorum that is required, and one conference site. */
export async function prepareSession(server: ServerUnderTest): Promise<Session> {
  const id = server.meetingId as MeetingId
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  const call = async (path: string, body?: object): Promise<Response> => {
    const answer = await fetch(server.url + path, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) })
    })
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`)
    return answer
  }
  const command = (act: WithoutId<MeetingCommand>) => call(paths.commands(id), { id: freshId<CommandId>(), ...act })
  await command({
    kind: 'add-participants',
    participants: [
      { user: user('ma-van-tuyen'), role: 'member' },
      { user: user('luong-thi-bich-hanh'), role: 'delegate' },
      { user: user('trieu-quoc-huan'), role: 'delegate' }
    ]
  })
  await command({ kind: 'set-quorum', share: 'two-thirds', required: true })
  const people = ['bui-quang-truong', 'ma-van-tuyen', 'dang-the-vinh'].map(user)
  await command({ kind: 'set-site', site: freshId<SiteId>(), ...farPlace, room: 'Nhà văn hóa thôn', contact: '', link: '', people })
  return {
    meeting: id,
    startsAt: instant => {
      const at = (ms: number) => new Date(ms).toISOString()
      return writeMeeting(server.syncUrl, token, id, doc =>
        setParticulars(doc, { startsAt: at(instant), endsAt: at(instant + 3.5 * 3_600_000) })
      )
    },
    code: async () => ((await (await call(checkInPaths.code(id, null))).json()) as { code: string }).code,
    record: async () => (await call(paths.record(id))).text()
  }
}

/** The account of somebody of the demonstration. */
export function accountOf(server: ServerUnderTest, name: string): DemonstrationAccount {
  const found = server.accounts.find(each => each.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

/** The drawer beside the papers, or the side of the desk. */
export const side = (page: Page): Locator => page.getByRole('complementary')
/** The vote that is in front, or in its place on the desk. */
export const card = (page: Page): Locator => page.getByRole('region', { name: vote.title, exact: true })

/** Opens the list of people where something else lies in the drawer. */
export async function openPeople(page: Page): Promise<void> {
  const here = page.getByRole('button', { name: /người đang xem$/ })
  if ((await here.getAttribute('aria-expanded')) !== 'true') await here.click()
}
/** Opens who speaks, or who asks whom. */
export async function openFloor(page: Page, tab: RegExp): Promise<void> {
  if (!(await side(page).isVisible())) await openPeople(page)
  await side(page).getByRole('tab', { name: meeting.frame.floor }).first().click()
  await side(page).getByRole('tab', { name: tab }).last().click()
}

/** The line of one person in the list of people, found by typing their name. */
export async function lineOf(page: Page, name: string): Promise<Locator> {
  await openPeople(page)
  await side(page).getByRole('searchbox', { name: meeting.people.search }).fill(name)
  return side(page).getByRole('list', { name: meeting.people.heading }).getByRole('listitem').filter({ hasText: name })
}
/** The secretary does something to one person. */
export async function note(page: Page, name: string, act: string): Promise<void> {
  await (await lineOf(page, name)).getByRole('button', { name: meeting.people.more(name) }).click()
  await page.getByRole('menuitem', { name: act, exact: true }).click()
}

/** The secretary notes that one is away, why, and who comes in their place. */
export async function noteSubstitute(page: Page, absent: string, reason: string, substitute: string): Promise<void> {
  await note(page, absent, attendance.markExcused)
  const why = page.getByRole('dialog', { name: attendance.reasonTitle(absent) })
  await why.getByLabel(attendance.reason).fill(reason)
  await why.getByRole('button', { name: attendance.save }).click()
  await expect(why).toBeHidden()
  await note(page, substitute, attendance.substitute)
  const instead = page.getByRole('dialog', { name: attendance.substituteTitle(substitute) })
  const chosen = instead.getByRole('option', { name: new RegExp(`^${absent}`) })
  await instead.getByLabel(attendance.substituteFor).selectOption((await chosen.getAttribute('value')) ?? '')
  await instead.getByRole('button', { name: attendance.save }).click()
  await expect(instead).toBeHidden()
  await expect(await lineOf(page, substitute)).toContainText(attendance.standsForName(absent))
}
/** Scans the code that hangs in the room. */
export async function scan(page: Page, session: Session): Promise<void> {
  const place = `#/cuoc-hop/${session.meeting}/diem-danh/${await session.code()}`
  await page.evaluate(to => {
    location.hash = to
  }, place)
  await expect(page.getByText(attendance.wall.doneRoom)).toBeVisible()
}

/** Answers the question where one takes part. */
export async function checkIn(page: Page, place: string): Promise<void> {
  await page.getByRole('button', { name: attendance.checkIn }).first().click()
  const asked = page.getByRole('dialog', { name: attendance.checkInTitle })
  await asked.getByRole('button', { name: place, exact: true }).click()
  await expect(asked).toBeHidden()
}
/** Leaves by the drawer. */
export async function leave(page: Page): Promise<void> {
  await openPeople(page)
  await side(page).getByRole('button', { name: attendance.checkOut }).click()
  await expect(side(page).getByRole('button', { name: attendance.backAgain })).toBeVisible()
}

/** Asks to speak about something. */
export async function askToSpeak(page: Page, subject: string): Promise<void> {
  await openFloor(page, new RegExp(`^${floor.title}`))
  await side(page).getByRole('button', { name: floor.ask }).click()
  const dialog = page.getByRole('dialog', { name: floor.askTitle })
  await dialog.getByLabel(floor.subject).fill(subject)
  await dialog.getByRole('button', { name: floor.send }).click()
  await expect(dialog).toBeHidden()
}

/** Two presses: what I think, and send. */
export async function send(page: Page, choice: string, other = ''): Promise<void> {
  await card(page).getByRole('button', { name: choice, exact: true }).click()
  if (other) await card(page).getByLabel(vote.otherText).fill(other)
  await card(page)
    .getByRole('button', { name: vote.sendChoice(choice) })
    .click()
}
/** The result on a screen: votes for each choice, by its word. */
export async function tallyOn(page: Page): Promise<Readonly<Record<string, number>>> {
  await expect(card(page).getByRole('term').first()).toBeVisible()
  const [terms, numbers] = [await card(page).getByRole('term').allInnerTexts(), await card(page).getByRole('definition').allInnerTexts()]
  return Object.fromEntries(terms.map((term, index) => [term, Number(numbers[index])]))
}
/** Puts the result away. */
export const closeCard = (page: Page): Promise<void> => card(page).getByRole('button', { name: vote.close, exact: true }).click()

/** What this page sends next is taken by the server, and the line of its whole place breaks before anybody there hears of it. */
export async function cutBeforeAnswer(page: Page, line: Line, server: ServerUnderTest): Promise<void> {
  const takenAndLost = async (route: Route) => {
    const request = route.request()
    const headers = { ...(await request.allHeaders()), origin: server.url, referer: server.url }
    await route.fetch({ url: request.url().replace(line.url, server.url), headers })
    await line.cut()
    await route.abort()
  }
  await page.route('**/commands', takenAndLost, { times: 1 })
}

/** The secretary prepares a vote of those who are here. */
export async function prepareVote(page: Page, subject: string, form: string): Promise<void> {
  await page.getByRole('button', { name: vote.prepare }).click()
  const prepare = page.getByRole('dialog', { name: vote.prepareTitle })
  await prepare.getByLabel(vote.subject).fill(subject)
  await prepare.getByLabel(vote.form, { exact: true }).selectOption({ label: form })
  await prepare.getByLabel(vote.base).selectOption('present')
  await prepare.getByRole('button', { name: vote.save, exact: true }).click()
  await expect(prepare).toBeHidden()
}
/** The window in which the chair opens one that was prepared. */
export async function opening(chair: Page, subject: string): Promise<Locator> {
  const row = chair.getByRole('listitem').filter({ hasText: subject })
  await row.getByRole('button', { name: vote.openDots }).click()
  return chair.getByRole('dialog', { name: vote.openTitle })
}
/** A ballot on paper: one enters it, a second person reads the same sheet. */
export async function paperBallot(one: Page, second: Page, voter: string, choice: string): Promise<void> {
  await card(one).getByRole('button', { name: vote.paper }).click()
  const papers = one.getByRole('dialog', { name: vote.paperTitle })
  await papers.getByLabel(vote.paperWho).selectOption({ label: voter })
  await papers.getByRole('button', { name: choice, exact: true }).click()
  await papers.getByRole('button', { name: vote.paperEnter }).click()
  await expect(papers.getByText(vote.paperYours)).toBeVisible()
  await papers.getByRole('button', { name: vote.close }).click()
  await card(second)
    .getByRole('button', { name: vote.paperPending(1) })
    .click()
  const confirm = second.getByRole('dialog', { name: vote.paperTitle })
  await confirm.getByRole('button', { name: vote.paperConfirmOf(voter) }).click()
  const read = confirm.getByRole('group', { name: vote.paperRead(voter) })
  await read.getByRole('button', { name: choice, exact: true }).click()
  await expect(confirm.getByText(vote.paperConfirmed(''))).toBeVisible()
  await confirm.getByRole('button', { name: vote.close }).click()
}
/** Takes a secret ballot, writes on it and waits until it is in the box; the mark it bears. */
export async function voteInSecret(page: Page, choice: string): Promise<string> {
  await card(page).getByRole('button', { name: secretBallot.take }).click()
  await card(page).getByRole('button', { name: choice, exact: true }).click()
  await card(page)
    .getByRole('button', { name: secretBallot.castChoice(choice) })
    .click()
  await expect(card(page).getByText(secretBallot.inBox)).toBeVisible({ timeout: 40_000 })
  return card(page).locator('code').first().innerText()
}

/** The chair writes down what was concluded on the item that is on. */
export async function conclude(chair: Page, number: string, text: string): Promise<void> {
  await chair.getByRole('button', { name: desk.concludeShort, exact: true }).click()
  const dialog = chair.getByRole('dialog', { name: desk.concludeTitle(number) })
  await dialog.getByLabel(desk.concludeField).fill(text)
  await dialog.getByRole('button', { name: desk.concludeDo }).click()
  await expect(dialog).toBeHidden()
}
