import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { agendaTree } from '#core/agenda/agenda.ts'
import { idPattern } from '#core/ids.ts'
import { meetingForms, meetingRoles, meetingTypes } from '#core/meeting/meeting.ts'
import { unitRoles } from '#core/organisation/organisation.ts'
import { secrecySign } from '#core/paper/secrecy.ts'
import { budgetPages } from './budget.mjs'
import { budgetProposal } from './notices.mjs'

const folder = new URL('../../resources/demonstration/', import.meta.url)
const spoiled = name => readFileSync(new URL(`../../tests/data/${name}`, import.meta.url))
const data = JSON.parse(readFileSync(new URL('demonstration.json', folder), 'utf8'))
const fonts = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts/')

const open = bytes => getDocument({ data: new Uint8Array(bytes), verbosity: 0, standardFontDataUrl: fonts }).promise
async function linesOfPage(document, number) {
  const { items } = await (await document.getPage(number)).getTextContent()
  return items.map(item => `${item.str}${item.hasEOL ? '\n' : ''}`).join('')
}

describe('the demonstration', () => {
  it('[I1] every id has the form of an id and is used once', () => {
    const ids = [
      ...data.units.map(unit => unit.id),
      ...data.users.map(user => user.id),
      ...data.meetings.flatMap(m => [m.id, ...m.agenda.map(item => item.id), ...m.papers.flatMap(paper => [paper.id, paper.version])])
    ]
    expect(ids.filter(id => !idPattern.test(id))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('points at nothing that is missing', () => {
    const units = new Set(data.units.map(unit => unit.id))
    const users = new Set(data.users.map(user => user.id))
    for (const unit of data.units) expect(unit.parent === null || units.has(unit.parent)).toBe(true)
    for (const user of data.users) {
      expect(units).toContain(user.unit)
      expect(unitRoles).toContain(user.role)
    }
    for (const meeting of data.meetings) {
      expect(units).toContain(meeting.unit)
      expect(meetingTypes).toContain(meeting.type)
      expect(meetingForms).toContain(meeting.form)
      const items = new Set(meeting.agenda.map(item => item.id))
      const people = new Set(meeting.participants.map(participant => participant.user))
      for (const { user, role } of meeting.participants) {
        expect(users).toContain(user)
        expect(meetingRoles).toContain(role)
      }
      for (const item of meeting.agenda) {
        expect(item.parent === null || items.has(item.parent)).toBe(true)
        if (item.presenter) expect(people).toContain(item.presenter)
      }
      for (const paper of meeting.papers) expect(paper.item === null || items.has(paper.item)).toBe(true)
    }
  })

  it('has one meeting today, and each agenda fills its meeting to the minute', () => {
    expect(data.meetings.filter(meeting => meeting.startsInDays === 0)).toHaveLength(1)
    for (const meeting of data.meetings) {
      const tree = agendaTree(meeting.agenda.map((item, i) => ({ ...item, order: String(i).padStart(3, '0') })))
      expect(tree.reduce((total, node) => total + node.lasts, 0)).toBe(meeting.durationMinutes)
    }
  })

  it('[P4] every paper is a sound PDF that the secret-document guard lets pass', async () => {
    for (const paper of data.meetings.flatMap(meeting => meeting.papers)) {
      const document = await open(readFileSync(new URL(paper.file, folder)))
      expect(document.numPages).toBeGreaterThan(0)
      expect(secrecySign(paper.file, await linesOfPage(document, 1))).toBeNull()
    }
  })

  it('the budget has its pages, its bookmarks and Vietnamese text that can be found', async () => {
    const document = await open(readFileSync(new URL('papers/du-toan-ngan-sach.pdf', folder)))
    expect(document.numPages).toBe(budgetPages)
    expect((await document.getOutline()).map(entry => entry.title)).toContain('Phần II. Dự toán thu ngân sách')
    expect(await linesOfPage(document, 1)).toContain('Thuyết minh dự toán thu, chi ngân sách xã năm 2027')
  })

  it('the scanned page is a picture without text', async () => {
    const document = await open(readFileSync(new URL('papers/don-kien-nghi-ban-quet.pdf', folder)))
    expect((await linesOfPage(document, 1)).trim()).toBe('')
  })

  it('making a paper twice gives the same bytes', async () => {
    expect((await budgetProposal()).equals(await budgetProposal())).toBe(true)
  })
})

describe('files to be refused', () => {
  it('are damaged, encrypted, stamped and no PDF', async () => {
    await expect(open(spoiled('damaged.pdf'))).rejects.toThrow(/Invalid/)
    await expect(open(spoiled('encrypted.pdf'))).rejects.toThrow(/password/i)
    await expect(open(spoiled('not-a-pdf.pdf'))).rejects.toThrow(/Invalid/)
    const stamped = await open(spoiled('stamped-secret.pdf'))
    expect(secrecySign('stamped-secret.pdf', await linesOfPage(stamped, 1))).toEqual({ where: 'firstPage', grade: 'confidential' })
  })
})
