import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { RecordEvent } from '#core/record/event.ts'
import { lineOf } from './hall.ts'
import { words } from './screen.ts'

const { attendance, floor, vote } = words

/** A meeting counted again from its record by tests/recount, which knows none of our code. */
interface Recount {
  readonly events: number
  readonly present: number
  readonly stays: Readonly<Record<string, readonly { readonly from: string; readonly to: string | null }[]>>
  readonly spokenMs: Readonly<Record<string, number>>
  readonly questions: { readonly asked: number; readonly answered: number }
  readonly votes: Readonly<Record<string, { readonly state: string; readonly outcome: { readonly counts: Record<string, number> } | null }>>
  readonly wrong: readonly string[]
}

/** An exported record, judged by those who have nothing but it. */
interface Judged {
  /** What `hopso verify` says. */
  readonly told: string
  readonly theirs: Recount
  readonly events: readonly RecordEvent[]
  /** By name, who they are in the record. */
  readonly people: ReadonlyMap<string, string>
}

/** What `hopso verify` and the second script say of an exported record. */
export async function judged(record: string): Promise<Judged> {
  const folder = await mkdtemp(join(tmpdir(), 'hopso-session-'))
  const file = join(folder, 'record.jsonl')
  await writeFile(file, record)
  const run = (...args: string[]) => execFileSync(process.execPath, [...args, file], { encoding: 'utf8' })
  try {
    const events = record
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as RecordEvent)
    return {
      told: run('dist/server/cli.mjs', 'verify'),
      theirs: JSON.parse(run('tests/recount/recount.mjs')) as Recount,
      events,
      people: new Map(
        events.flatMap(({ fact }) =>
          fact.kind === 'participants-added' ? fact.participants.map(({ user, name }) => [name, user] as const) : []
        )
      )
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The outcome of a vote as it was counted again; with its numbers by the words of the options. */
export function outcomeOf({ theirs, events }: Judged, subject: string) {
  const id = events.flatMap(({ fact }) => (fact.kind === 'vote-prepared' && fact.subject === subject ? [fact.vote] : []))[0] ?? ''
  const outcome = theirs.votes[id]?.outcome
  const of = (choice: 'for' | 'against' | 'other') => [vote.choices.opinion[choice], outcome?.counts[choice] ?? 0] as const
  return { ...outcome, tally: Object.fromEntries([of('for'), of('against'), of('other')]) }
}

/** The list of people says of everybody when they came and went, and who came late, as it was counted again. */
export async function expectTimes(page: Page, startsAt: number, { theirs, people }: Judged): Promise<void> {
  const clock = (at: string) =>
    new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })
  for (const [name, user] of people) {
    const stays = theirs.stays[user] ?? []
    const late = stays[0] ? Math.floor((Date.parse(stays[0].from) - startsAt) / 60_000) : 0
    const told = stays.map(({ from, to }) => (to === null ? attendance.since(clock(from)) : attendance.stay(clock(from), clock(to))))
    const line = await lineOf(page, name)
    await expect(line).toContainText([...told, ...(late > 5 ? [attendance.late(late)] : [])].join(', '))
    await expect(line.getByText(/đến muộn|từ \d\d|\d\d–\d\d/)).toHaveCount(stays.length > 0 ? 1 : 0)
  }
}

/** The table of the chair says how long each of them spoke, as it was counted again. */
export async function expectSpoken(page: Page, names: readonly string[], { theirs, people }: Judged): Promise<void> {
  await page.getByRole('button', { name: floor.statistics }).click()
  const table = page.getByRole('dialog', { name: floor.statistics })
  for (const name of names) {
    const seconds = Math.floor((theirs.spokenMs[people.get(name) ?? ''] ?? -1) / 1000)
    const spoken = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    await expect(table.getByRole('row', { name: new RegExp(`^${name}`) })).toContainText(spoken)
  }
  expect(Object.keys(theirs.spokenMs)).toHaveLength(names.length)
}
