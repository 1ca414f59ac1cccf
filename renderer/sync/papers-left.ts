import type { MeetingId, PaperId, UserId, VersionId } from '#core/ids.ts'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { readMarks } from '#core/shared-doc/marks-doc.ts'
import type { PaperStore } from '../platform/platform.ts'
import type { SmallMemory } from '../platform/small-memory.ts'
import type { PapersAhead } from './papers-ahead.ts'
import type { ClientRooms } from './ports.ts'

export interface PapersLeftOptions {
  readonly rooms: ClientRooms
  readonly papers: PaperStore
  readonly ahead: Pick<PapersAhead, 'getSnapshot' | 'subscribe' | 'dropped'>
  readonly serverId: string
  readonly user: UserId
  readonly memory: SmallMemory
  readonly now: () => number
}

export interface PapersLeft {
  /** A meeting was opened: of these papers something may come to this computer, now or later. */
  readonly opened: (meeting: MeetingId, papers: readonly { readonly paper: PaperId; readonly version: VersionId }[]) => void
  readonly close: () => void
}

/** How long papers of a meeting that is over stay: until the same meeting comes round once more. */
const keptAfterMs = 366 * 86_400_000
/** How long my marks on a paper may take to come before it stays for another day. */
const marksWithinMs = 10_000

type Remembered = Record<MeetingId, Record<PaperId, readonly VersionId[]>>

/**
 * [S7] Remembers which papers were fetched for which meeting, or could be while it was open, and takes them and their texts off this computer: at once when my list says that
 * the meeting is not mine any more, and a year after it ended, those alone on which I marked nothing. The server still has the latter.
 */
export function dropLeftPapers(options: PapersLeftOptions): PapersLeft {
  const { rooms, papers, ahead, serverId: server, user, memory, now } = options
  const place = `hopso.fetched.${server}.${user}`
  const remembered = recall(memory.getItem(place))
  const inbox = rooms.open({ kind: 'inbox', user })
  /** Looked at since the start and staying, for they are marked. */
  const staying = new Set<PaperId>()
  let busy = false
  let again = false
  let closed = false

  const save = (): void => memory.setItem(place, JSON.stringify(remembered))

  const opened: PapersLeft['opened'] = (meeting, found) => {
    const of = remembered[meeting] ?? {}
    const news = found.filter(({ paper, version }) => !of[paper]?.includes(version))
    for (const { paper, version } of news) of[paper] = [...(of[paper] ?? []), version]
    remembered[meeting] = of
    if (news.length > 0) save()
  }
  const note = (): void => {
    for (const [meeting, { papers: found }] of ahead.getSnapshot().meetings) opened(meeting, found)
  }

  const isMarked = async (paper: PaperId): Promise<boolean> => {
    if (staying.has(paper)) return true
    const marks = rooms.open({ kind: 'marks', paper, user })
    try {
      const there = await settled(() => marks.getSnapshot().save.kind === 'server', marks.subscribe)
      if (there && readMarks(marks.doc).length === 0) return false
      staying.add(paper)
      return true
    } finally {
      marks.release()
    }
  }

  const drop = async (meeting: MeetingId, paper: PaperId): Promise<void> => {
    for (const version of remembered[meeting]?.[paper] ?? []) {
      await papers.drop({ server, user, paper, version })
      ahead.dropped(version)
    }
    delete remembered[meeting]?.[paper]
    save()
  }

  const look = async (): Promise<void> => {
    if (busy) {
      again = true
      return
    }
    busy = true
    do {
      again = false
      if (inbox.getSnapshot().condition.kind !== 'ready') break
      const mine = new Map(readMeetings(inbox.doc).map(meeting => [meeting.meeting, meeting]))
      for (const meeting of Object.keys(remembered) as MeetingId[]) {
        const found = mine.get(meeting)
        if (found && !isLongOver(found, now())) continue
        for (const paper of Object.keys(remembered[meeting] ?? {}) as PaperId[]) {
          if (closed) return
          if (!found || !(await isMarked(paper))) await drop(meeting, paper)
          if (!found) await rooms.forget({ kind: 'remarks', paper })
        }
        if (!found) for (const kind of ['record', 'meeting'] as const) await rooms.forget({ kind, meeting })
        if (Object.keys(remembered[meeting] ?? {}).length === 0) delete remembered[meeting]
        save()
      }
    } while (again && !closed)
    busy = false
  }
  // A failing disk: tried again with the next change, or at the next start.
  const lookQuietly = (): void =>
    void look().catch(() => {
      busy = false
    })

  note()
  const stops = [ahead.subscribe(note), inbox.subscribe(lookQuietly)]
  lookQuietly()
  return {
    opened,
    close: () => {
      if (closed) return
      closed = true
      for (const stop of stops) stop()
      inbox.release()
    }
  }
}

const isLongOver = ({ state, endsAt, startsAt }: MeetingSummary, now: number): boolean =>
  state === 'ended' && Date.parse(endsAt || startsAt) < now - keptAfterMs

/** Whether it came to hold in time. */
function settled(holds: () => boolean, subscribe: (listener: () => void) => () => void): Promise<boolean> {
  return new Promise(resolve => {
    const done = (held: boolean): void => {
      clearTimeout(timer)
      stop()
      resolve(held)
    }
    const timer = setTimeout(done, marksWithinMs, false)
    const look = (): void => {
      if (holds()) done(true)
    }
    const stop = subscribe(look)
    look()
  })
}

function recall(text: string | null): Remembered {
  try {
    const found: unknown = JSON.parse(text ?? '')
    return typeof found === 'object' && found !== null ? (found as Remembered) : {}
  } catch {
    return {}
  }
}
