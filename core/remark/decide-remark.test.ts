import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { AnswerId, CommandId, MeetingId, PaperId, RemarkId, UserId, VersionId } from '../ids.ts'
import { aNote } from '../mark/a-note.contract.ts'
import type { Mark } from '../mark/mark.ts'
import { changeThreads, doneCommand, readRemarks, readThreads, writeRemarks } from '../shared-doc/remarks-doc.ts'
import { decideRemark, type RemarkDeed } from './decide-remark.ts'
import { maxAnswers, maxRemarksEach, mayReadRemark, type Remark } from './remark.ts'

const [an, binh, chi] = ['nguoi-an-001', 'nguoi-binh-1', 'nguoi-chi-01'] as unknown as [UserId, UserId, UserId]
const paper = 'tai-lieu-0001' as PaperId
const version = 'ban-goc-0001' as VersionId
const names = new Map([
  [an, 'An'],
  [binh, 'Bình'],
  [chi, 'Chi']
])
const mark = aNote(version, { page: 2, body: 'Hỏi lại' })
const id = 'ghi-chu-0001' as RemarkId
const share = (to: 'all' | readonly UserId[], remark = id): RemarkDeed => ({ kind: 'share', remark, mark, words: '', to })
const answer = (words: string, of = 'tra-loi-0001'): RemarkDeed => ({ kind: 'answer', remark: id, answer: of as AnswerId, words })

/** A paper's threads, and people who do things one after the other. */
class World {
  readonly doc = new Y.Doc()
  #at = 0
  does(who: UserId, deed: RemarkDeed): string {
    const at = new Date(Date.UTC(2026, 10, 22, 8, 0, this.#at++)).toISOString()
    const { remarks, withdrawn } = readThreads(this.doc)
    const decision = decideRemark(deed, {
      meeting: 'cuoc-hop-0001' as MeetingId,
      paper,
      stamp: { by: who, name: names.get(who) ?? '', at },
      remarks,
      withdrawn,
      pagesOf: asked => (asked === version ? 5 : null),
      nameOf: user => names.get(user) ?? null
    })
    if (!decision.ok) return decision.reason
    changeThreads(this.doc, `lenh-so-${this.#at}00` as CommandId, { actor: who, at }, decision.value)
    return decision.value ? 'done' : 'nothing to do'
  }
  get remark(): Remark | undefined {
    return readThreads(this.doc).remarks.get(id)
  }
}

describe('shared marks', () => {
  it('[N1] a copy bears the stamp of the server, whatever was sent', () => {
    const world = new World()
    expect(world.does(an, share('all'))).toBe('done')
    expect(world.remark).toMatchObject({ by: an, name: 'An', paper, to: 'all', hidden: null, mark: { kind: 'note', body: 'Hỏi lại' } })
    expect(world.does(binh, share('all'))).toBe('conflict')
  })

  it('[N1] a version that is not of this paper, and a page it has not, are refused', () => {
    const world = new World()
    expect(world.does(an, { ...share('all'), mark: { ...mark, version: 'ban-khac-001' } } as RemarkDeed)).toBe('not-found')
    expect(world.does(an, { ...share('all'), mark: { ...mark, page: 6 } } as RemarkDeed)).toBe('malformed')
  })

  it('[N3] chosen people are participants, named once each, and not oneself', () => {
    const world = new World()
    expect(world.does(an, share(['nguoi-la-0001' as UserId]))).toBe('not-found')
    expect(world.does(an, share([an]))).toBe('malformed')
    expect(world.does(an, share([binh, binh]))).toBe('done')
    expect(world.remark?.to).toEqual([{ user: binh, name: 'Bình' }])
    expect([an, binh, chi].map(user => mayReadRemark(world.remark as Remark, user))).toEqual([true, true, false])
  })

  it('[N4] who reads it answers, who does not finds nothing', () => {
    const world = new World()
    world.does(an, share([binh]))
    expect(world.does(chi, answer('Tôi cũng thấy'))).toBe('not-found')
    expect(world.does(binh, answer('Đồng ý'))).toBe('done')
    expect(world.does(binh, answer('Hai lần'))).toBe('conflict')
    expect(world.remark?.answers).toMatchObject([{ by: binh, name: 'Bình', words: 'Đồng ý' }])
  })

  it('[N5] only the author withdraws; nothing of the words is left, and the id does not come back', () => {
    const world = new World()
    world.does(an, share([binh]))
    world.does(binh, answer('Đồng ý'))
    expect(world.does(binh, { kind: 'withdraw', remark: id })).toBe('no-right')
    expect(world.does(chi, { kind: 'withdraw', remark: id })).toBe('not-found')
    expect(world.does(an, { kind: 'withdraw', remark: id })).toBe('done')
    expect(world.does(an, { kind: 'withdraw', remark: id })).toBe('nothing to do')
    expect(world.does(chi, { kind: 'withdraw', remark: id })).toBe('not-found')
    expect(world.does(an, share('all'))).toBe('conflict')
    expect(readThreads(world.doc).withdrawn.get(id)).toMatchObject({ by: an, people: [an, binh] })
    const stored = Buffer.from(Y.encodeStateAsUpdate(world.doc)).toString('latin1')
    for (const words of ['Hỏi lại', 'Đồng ý', 'Bình']) expect(stored).not.toContain(Buffer.from(words).toString('latin1'))
  })

  it('[N5] an answer is withdrawn by who gave it', () => {
    const world = new World()
    world.does(an, share('all'))
    world.does(binh, answer('Đồng ý'))
    const take: RemarkDeed = { kind: 'withdraw', remark: id, answer: 'tra-loi-0001' as AnswerId }
    expect(world.does(an, take)).toBe('no-right')
    expect(world.does(binh, take)).toBe('done')
    expect(world.does(binh, take)).toBe('nothing to do')
    expect(world.remark?.answers).toEqual([])
  })

  it('[N6] a remark for everybody is hidden from all but its author, and shown again; one for chosen people is not', () => {
    const world = new World()
    world.does(an, share('all'))
    expect(world.does(chi, { kind: 'hide', remark: id, hidden: true })).toBe('done')
    expect([an, binh, chi].map(user => mayReadRemark(world.remark as Remark, user))).toEqual([true, false, false])
    expect(world.remark?.hidden).toMatchObject({ by: chi, name: 'Chi' })
    expect(world.does(binh, answer('Sao lại ẩn?'))).toBe('not-found')
    expect(world.does(chi, { kind: 'hide', remark: id, hidden: true })).toBe('nothing to do')
    expect(world.does(chi, { kind: 'hide', remark: id, hidden: false })).toBe('done')
    expect(mayReadRemark(world.remark as Remark, binh)).toBe(true)
    const other = new World()
    other.does(an, share([binh]))
    expect(other.does(binh, { kind: 'hide', remark: id, hidden: true })).toBe('no-right')
    expect(other.does(chi, { kind: 'hide', remark: id, hidden: true })).toBe('not-found')
  })

  it('[N4] nobody fills a paper: so many remarks each, so many answers each', () => {
    const world = new World()
    for (let count = 0; count < maxRemarksEach; count++)
      expect(world.does(an, share('all', `ghi-chu-so-${count}` as RemarkId))).toBe('done')
    expect(world.does(an, share('all'))).toBe('too-many-remarks')
    expect(world.does(binh, share('all'))).toBe('done')
    const long = { ...mark, body: 'x'.repeat(1024 * 1024) } as Mark
    for (const n of [1, 2, 3])
      expect(world.does(chi, { ...share('all', `dai-lam-000${n}` as RemarkId), mark: long } as RemarkDeed)).toBe('done')
    expect(world.does(chi, { ...share('all', 'dai-lam-0004' as RemarkId), mark: long } as RemarkDeed)).toBe('too-many-remarks')
    for (let count = 0; count < maxAnswers; count++) expect(world.does(an, answer('Vâng', `tra-loi-so-${count}`))).toBe('done')
    expect(world.does(an, answer('Vâng'))).toBe('too-many-remarks')
  })

  it('[N7] what a list is made to hold it holds, of this paper alone, and nothing is written twice', () => {
    const world = new World()
    world.does(an, share('all'))
    world.does(binh, answer('Đồng ý'))
    const mine = world.remark as Remark
    const theirs = { ...mine, remark: 'ghi-chu-khac' as RemarkId, paper: 'tai-lieu-khac' as PaperId, at: '2026-11-23' }
    const list = new Y.Doc()
    writeRemarks(list, theirs.paper, [theirs])
    writeRemarks(list, paper, [mine])
    expect(readRemarks(list)).toEqual([mine, theirs])
    const before = Y.encodeStateVector(list)
    writeRemarks(list, paper, [mine])
    expect(Y.encodeStateVector(list)).toEqual(before)
    writeRemarks(list, paper, [{ ...mine, answers: [] }])
    expect(readRemarks(list).map(({ answers }) => answers.length)).toEqual([0, 1])
    writeRemarks(list, paper, [])
    expect(readRemarks(list)).toEqual([theirs])
    expect(doneCommand(world.doc, 'lenh-so-100' as CommandId)).toMatchObject({ actor: an })
  })

  it('[N1] an id that stands for a remark on another paper takes nobody else’s place in a list', () => {
    const world = new World()
    world.does(an, share('all'))
    world.does(an, answer('Của tôi'))
    const mine = world.remark as Remark
    const forged = { ...mine, paper: 'tai-lieu-khac' as PaperId, by: chi, answers: [] }
    const list = new Y.Doc()
    writeRemarks(list, paper, [mine])
    writeRemarks(list, forged.paper, [forged])
    expect(readRemarks(list)).toEqual([mine])
    writeRemarks(list, forged.paper, [])
    expect(readRemarks(list)).toEqual([mine])
  })

  it('[N7] a command is remembered for a day, and not for ever', () => {
    const doc = new Y.Doc()
    const command = (n: number) => `lenh-so-000${n}` as CommandId
    const on = (day: number) => ({ actor: an, at: new Date(Date.UTC(2026, 10, day, 8)).toISOString() })
    for (const n of [1, 2, 3]) changeThreads(doc, command(n), on(20 + n), null)
    expect([1, 2, 3].map(n => doneCommand(doc, command(n)) !== null)).toEqual([false, true, true])
  })
})
