import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import {
  accountOf,
  askToSpeak,
  away,
  card,
  cast,
  checkIn,
  closeCard,
  conclude,
  cutBeforeAnswer,
  farPlace,
  leave,
  lineOf,
  note,
  noteSubstitute,
  openFloor,
  opening,
  openPeople,
  paperBallot,
  prepareSession,
  prepareVote,
  scan,
  send,
  side,
  tallyOn,
  voteInSecret,
  type Who,
  withoutDevice
} from '../hall.ts'
import { expectSpoken, expectTimes, judged, outcomeOf } from '../recounted.ts'
import { beginMeeting, openMeeting, words } from '../screen.ts'

const { attendance, course, desk, floor, meeting, question, secretBallot, site, vote } = words
const openQuestion = 'Thông qua dự thảo Nghị quyết về phân bổ ngân sách xã năm 2027?'
const secretQuestion = 'Giới thiệu đồng chí giữ chức vụ Phó Chủ tịch Ủy ban nhân dân xã?'
const { for: yes, against: no, other } = vote.choices.opinion

/** Six minutes after its time whoever comes is late; the others are here well before. */
const lateAfterMs = 6 * 60_000
const gatheringMs = 12_000

test('a monthly session of fourteen from check-in to close: late and in somebody’s place, quorum lost and regained, a site cut off in the middle of a vote, a secret ballot; its record says what the screens said', {
  tag: '@long'
}, async ({ server, openWeb, openDesktop, newLine, picture }) => {
  test.setTimeout(240_000)
  const session = await prepareSession(server)
  const far = await newLine()
  const comes = async (who: Who): Promise<Page> => {
    const isFar = who === 'truong' || who === 'tuyen' || who === 'vinh'
    const account = accountOf(server, cast[who])
    const atDesktop = who === 'chair' || who === 'secretary'
    // Who comes late opens the meeting late.
    const path = who === 'lan' ? '/' : `/#/cuoc-hop/${server.meetingId}`
    // Two are looked at; the others have the small windows of tablets.
    const viewport = who === 'phuong' || who === 'tuyen' ? { width: 1366, height: 768 } : { width: 1024, height: 700 }
    const { page } = atDesktop ? await openDesktop(account) : await openWeb(account, path, { viewport, ...(isFar && { line: far }) })
    if (who !== 'lan') await openMeeting(page, server.meetingId)
    return page
  }
  const who = Object.keys(cast) as Who[]
  const at = {} as Record<Who, Page>
  const open = async (each: Who) => {
    at[each] = await comes(each)
  }
  // One computer plays twelve: it starts four at a time.
  for (let next = 0; next < who.length; next += 4) await Promise.all(who.slice(next, next + 4).map(open))
  const { chair, secretary, second, phuong, thang, lan, hien, huan, hanh, truong, tuyen, vinh } = at
  const [farAway, everybody, members] = [[truong, tuyen, vinh], Object.values(at), [phuong, thang, lan, truong, tuyen]]
  const all = (act: (page: Page) => Promise<unknown>, pages: readonly Page[] = everybody) => Promise.all(pages.map(act))
  const led = everybody.filter(page => page !== lan && page !== chair)
  const agenda = chair.getByRole('navigation', { name: desk.agenda })
  const quorum = (words: string) => expect(chair.getByRole('banner').getByText(words)).toBeVisible()

  await test.step('prepared: two votes, and the site is far away', async () => {
    far.slow(150)
    far.pace(1)
    await chair.getByRole('button', { name: desk.open, exact: true }).click()
    await prepareVote(secretary, openQuestion, vote.forms.open)
    await prepareVote(secretary, secretQuestion, vote.forms.secret)
  })

  const startsAt = Date.now() - lateAfterMs + gatheringMs
  await test.step('all check in at once: by the code in the room, by themselves, at the site, by the secretary', async () => {
    await session.startsAt(startsAt)
    await Promise.all([
      scan(phuong, session),
      all(page => checkIn(page, attendance.inRoom), [thang, hien, huan, hanh]),
      all(page => checkIn(page, site.attend.at(farPlace.name)), farAway),
      note(secretary, withoutDevice, attendance.markPresent).then(() => noteSubstitute(secretary, away, 'Đi công tác tại huyện', cast.hanh))
    ])
  })

  await test.step('one short of the quorum the meeting does not open; with the chair there are enough', async () => {
    await quorum(desk.notEnough(5, 8))
    await beginMeeting(chair)
    const anyway = chair.getByRole('dialog', { name: attendance.openTitle })
    await anyway.getByRole('button', { name: meeting.acts.cancel }).first().click()
    await side(chair).getByRole('tab', { name: desk.peopleTab }).click()
    await checkIn(chair, attendance.inRoom)
    await quorum(desk.enough(6, 8))
    await beginMeeting(chair)
    await all(page => expect(page.getByText(meeting.states.live).first()).toBeVisible(), led)
  })

  await test.step('through the agenda: everybody is brought along', async () => {
    await agenda.getByRole('button', { name: desk.first('1'), exact: true }).click()
    await conclude(chair, '1', 'Thống nhất chương trình phiên họp.')
    await agenda.getByRole('button', { name: /^2\.2\. / }).click()
    await chair.getByRole('menuitem', { name: desk.begin }).click()
    const line = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Mở mục đang bàn: Thảo luận/ })
    await all(page => expect(line(page)).toBeVisible(), led)
  })

  const speakers = ['phuong', 'thang', 'hien', 'truong', 'tuyen'] as const
  await test.step('five ask at once, two of them at the site, and are called one after the other', async () => {
    await Promise.all(speakers.map(each => askToSpeak(at[each], `Ý kiến của ${cast[each]}`)))
    await side(chair)
      .getByRole('tab', { name: desk.floorTab(5), exact: true })
      .click()
    for (const each of speakers) {
      await side(chair)
        .getByRole('button', { name: floor.callOf(cast[each]) })
        .click()
      await expect(at[each].getByText(floor.yours).first()).toBeVisible()
    }
    await all(
      page => expect(page.getByText(floor.yours)).toHaveCount(0),
      speakers.slice(0, -1).map(each => at[each])
    )
  })

  await test.step('while one speaks another leaves and the quorum is lost: no vote without a reason; somebody comes late, the other comes back', async () => {
    await leave(thang)
    await quorum(desk.notEnough(5, 8))
    const early = await opening(chair, openQuestion)
    await expect(early.getByText(vote.noQuorum(6, 5))).toBeVisible()
    await early.getByRole('button', { name: vote.open, exact: true }).click()
    await expect(early.getByText(vote.noQuorumNeeded)).toBeVisible()
    await early.getByRole('button', { name: vote.cancel }).last().click()

    await expect.poll(() => Date.now() - startsAt, { timeout: gatheringMs + 15_000 }).toBeGreaterThan(lateAfterMs)
    await openMeeting(lan, server.meetingId)
    await checkIn(lan, attendance.inRoom)
    await quorum(desk.enough(6, 8))
    await expect(await lineOf(secretary, cast.lan)).toContainText(/đến muộn \d+ phút/)
    await side(thang).getByRole('button', { name: attendance.backAgain }).click()
    await thang.getByRole('dialog').getByRole('button', { name: attendance.inRoom }).click()
    await quorum(desk.enough(7, 8))
    // The last of the five spoke all the while.
    await side(chair).getByRole('button', { name: floor.end }).click()
    await expect(side(chair).getByText(floor.done(5))).toBeVisible()
    await expect(tuyen.getByText(floor.yours)).toHaveCount(0)
  })

  await test.step('a question is asked, called, and answered', async () => {
    await openFloor(hien, new RegExp(`^${question.title}`))
    await side(hien).getByRole('button', { name: question.register }).click()
    const dialog = hien.getByRole('dialog', { name: question.registerTitle })
    await dialog.getByLabel(question.to).selectOption({ label: `${cast.phuong} (Phó Chủ tịch UBND xã)` })
    await dialog.getByLabel(question.about).fill('Tiến độ đường liên thôn và trách nhiệm của các đơn vị')
    await dialog.getByRole('button', { name: question.send }).click()
    await side(chair)
      .getByRole('tab', { name: question.tab(1), exact: true })
      .click()
    await side(chair)
      .getByRole('button', { name: question.callOf(cast.hien) })
      .click()
    await expect(phuong.getByText(question.toYou(cast.hien))).toBeVisible()
    await side(chair).getByRole('button', { name: question.endAnswered, exact: true }).click()
    await expect(side(hien).getByText(question.answered(1))).toBeVisible()
    await expect(phuong.getByText(question.toYou(cast.hien))).toHaveCount(0)
  })

  let tally: Readonly<Record<string, number>> = {}
  await test.step('an open vote; in its middle the line of the site breaks, and what was sent there is counted once', async () => {
    const dialog = await opening(chair, openQuestion)
    await expect(dialog.getByText(vote.openRoll(7, 8))).toBeVisible()
    await dialog.getByRole('button', { name: vote.open, exact: true }).click()
    await all(page => expect(card(page).getByText(openQuestion)).toBeVisible())
    await picture(phuong, 'session-vote-member')

    // It came as one line to who was typing.
    await card(secretary).getByRole('button', { name: vote.expand }).click()

    await cutBeforeAnswer(truong, far, server)
    await send(truong, yes)
    await expect(card(chair).getByText(vote.progress(1, 7)).first()).toBeVisible()
    const state = secretary.getByRole('region', { name: site.heading(1) })
    await Promise.all([
      ...(
        [
          [chair, yes],
          [phuong, yes],
          [thang, no],
          [lan, yes]
        ] as const
      ).map(([page, choice]) => send(page, choice)),
      paperBallot(secretary, second, withoutDevice, yes),
      expect(state.getByText(site.state.absent)).toBeVisible(),
      all(page => expect(page.getByText(/^Mất mạng từ \d\d:\d\d — /).first()).toBeVisible(), farAway),
      send(tuyen, other, 'Giữ lại phần dự phòng'),
      all(page => expect(card(page).getByText(vote.unanswered)).toBeVisible(), [truong, tuyen])
    ])
    await expect(card(chair).getByText(vote.progress(6, 7)).first()).toBeVisible()
    await expect(state.getByRole('link', { name: site.phone(farPlace.phone) })).toBeVisible()
    await picture(chair, 'session-desk-vote')
    await picture(tuyen, 'session-site-cut')

    await far.mend()
    await all(page => expect(page.getByText(/^Mất mạng từ/)).toHaveCount(0, { timeout: 30_000 }), farAway)
    await expect(card(truong).getByText(vote.received(yes))).toBeVisible()
    await expect(card(tuyen).getByText(vote.progress(6, 7)).first()).toBeVisible()
    await card(tuyen)
      .getByRole('button', { name: vote.sendChoice(other) })
      .click()
    await expect(card(tuyen).getByText(/Giữ lại phần dự phòng/)).toBeVisible()
    await expect(card(chair).getByText(vote.progress(7, 7)).first()).toBeVisible()
    await card(chair).getByRole('button', { name: vote.end }).click()
    await all(page => expect(card(page).getByText(vote.passed, { exact: true })).toBeVisible())
    tally = await tallyOn(chair)
    expect(tally).toEqual({ [yes]: 5, [no]: 1, [other]: 1 })
    await all(async page => expect(await tallyOn(page)).toEqual(tally))
    await card(vinh).getByRole('button', { name: vote.seeNames }).click()
    const result = vinh.getByRole('dialog', { name: vote.resultTitle })
    await expect(result.getByRole('listitem').filter({ hasText: cast.truong })).toHaveCount(1)
    await expect(result.getByRole('listitem').filter({ hasText: withoutDevice })).toContainText(vote.byPaper)
    await result.getByRole('button', { name: vote.close }).first().click()
    await all(closeCard)
  })

  await test.step('a break in the middle of the item, with its reason; somebody leaves early', async () => {
    await agenda.getByRole('button', { name: desk.suspend, exact: true }).click()
    const dialog = chair.getByRole('dialog', { name: course.suspendTitle })
    await dialog.getByLabel(course.reason).fill('Nghỉ giải lao 15 phút')
    await dialog.getByRole('button', { name: course.suspendDo }).click()
    await all(page => expect(page.getByText(/^Tạm nghỉ từ \d\d:\d\d: Nghỉ giải lao 15 phút$/)).toBeVisible())
    await note(secretary, withoutDevice, attendance.markLeft)
    await agenda.getByRole('button', { name: desk.resume, exact: true }).click()
    await all(page => expect(page.getByText(/^Tạm nghỉ từ/)).toHaveCount(0))
    await quorum(desk.enough(6, 8))
  })

  const choices = new Map<Page, string>([chair, ...members].map(page => [page, page === thang || page === tuyen ? no : yes]))
  const voters = [...choices.keys()]
  let secretTally: Readonly<Record<string, number>> = {}
  await test.step('a secret ballot: each finds their own mark in the list', async () => {
    await (await opening(chair, secretQuestion)).getByRole('button', { name: vote.open, exact: true }).click()
    const marks = new Map(await Promise.all([...choices].map(async ([page, choice]) => [page, await voteInSecret(page, choice)] as const)))
    await card(chair).getByRole('button', { name: vote.end }).click()
    await chair.getByRole('dialog', { name: vote.endTitle }).getByRole('button', { name: vote.end }).click()
    await all(async page => {
      await expect(card(page).getByText(vote.passed, { exact: true })).toBeVisible()
      expect(await tallyOn(page)).toEqual({ [yes]: 4, [no]: 2, [other]: 0 })
    })
    secretTally = await tallyOn(chair)
    await all(async page => {
      await card(page).getByRole('button', { name: secretBallot.seeList }).click()
      const list = page.getByRole('dialog', { name: vote.resultTitle })
      await expect(list.getByText(secretBallot.mineFound(marks.get(page) ?? '', choices.get(page) ?? ''))).toBeVisible()
      await list.getByRole('button', { name: vote.close }).first().click()
    }, voters)
    await all(closeCard)
  })

  await test.step('concluded and closed', async () => {
    await conclude(chair, '2.2', 'Giao Phòng Kinh tế xã tiếp thu, hoàn chỉnh báo cáo trước ngày 05.')
    await chair.getByRole('banner').getByRole('button', { name: desk.close, exact: true }).click()
    await chair
      .getByRole('dialog', { name: meeting.acts.closeTitle })
      .getByRole('button', { name: meeting.acts.close, exact: true })
      .click()
    await expect(chair.getByText(desk.conclusions(2))).toBeVisible()
    await all(page => expect(page.getByText(meeting.states.ended).first()).toBeVisible())
  })

  await test.step('the record is intact, and counted again by a stranger it says what the screens say', async () => {
    const found = await judged(await session.record())
    const { told, theirs, events, people } = found
    expect(told).toContain(String(events.length))
    expect(theirs.wrong).toEqual([])
    expect(outcomeOf(found, openQuestion)).toMatchObject({ paper: 1, base: 7, missing: 0, passed: true, tally })
    expect(outcomeOf(found, secretQuestion)).toMatchObject({ paper: 0, base: 6, missing: 0, passed: true, tally: secretTally })
    expect(theirs.questions).toEqual({ asked: 1, answered: 1 })
    await openPeople(secretary)
    const summary = secretary.getByRole('region', { name: attendance.heading })
    await expect(summary.getByText(attendance.members(6, 8))).toBeVisible()
    await expect(summary.getByText(attendance.others(3, 1))).toBeVisible()
    expect([theirs.present, people.size]).toEqual([10, 14])
    await expectTimes(secretary, startsAt, found)
    expect([cast.thang, cast.lan, withoutDevice, away].map(name => theirs.stays[people.get(name) ?? '']?.length ?? 0)).toEqual([2, 1, 1, 0])
    await expectSpoken(
      chair,
      speakers.map(each => cast[each]),
      found
    )
  })
})
