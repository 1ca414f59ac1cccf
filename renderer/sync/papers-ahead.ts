import type { MeetingId, PaperId, UserId, VersionId } from '#core/ids.ts'
import type { MeetingSummary } from '#core/meeting/meeting.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { readMeetings } from '#core/shared-doc/inbox-doc.ts'
import { readProjection } from '#core/shared-doc/record-doc.ts'
import type { PaperStore } from '../platform/platform.ts'
import type { ApiClient } from './api-client.ts'
import { createPaperSource } from './paper-source.ts'
import type { PaperTexts } from './paper-texts.ts'
import type { ClientRooms, OpenRoom } from './ports.ts'
import { createRightOfWay } from './right-of-way.ts'
import { inSmallParts } from './small-parts.ts'

/** The newest version of one paper of one meeting, as its record says. */
export interface PaperAhead {
  readonly paper: PaperId
  readonly title: string
  readonly version: VersionId
  readonly hash: FileHash
  readonly bytes: number
  /** The whole file is on this computer, verified. */
  readonly held: boolean
}

export interface MeetingAhead {
  readonly papers: readonly PaperAhead[]
  /** Number of the newest event of the record. */
  readonly head: number
}

export interface AheadState {
  readonly meetings: ReadonlyMap<MeetingId, MeetingAhead>
  readonly diskFull: boolean
}

/** Papers of coming meetings on this computer before anybody asks for them. */
export interface PapersAhead {
  readonly getSnapshot: () => AheadState
  readonly subscribe: (listener: () => void) => () => void
  /** Tries again now what is still missing. */
  readonly fetchNow: () => void
  /** Does something somebody is waiting for; pieces of papers ahead leave it the cable. */
  readonly first: <T>(work: () => Promise<T>) => Promise<T>
  /** Resolves when no paper is being fetched and nobody waits for anything: then the cable is free for what can wait. */
  readonly rest: () => Promise<void>
  /** It is no longer on this computer: should its meeting come back, it is fetched anew. */
  readonly dropped: (version: VersionId) => void
  readonly close: () => void
}

export interface PapersAheadOptions {
  readonly rooms: ClientRooms
  readonly papers: PaperStore
  readonly texts: PaperTexts
  readonly api: ApiClient
  readonly serverId: string
  readonly user: UserId
  readonly now: () => number
}

const dayMs = 86_400_000
const isNone = (room: OpenRoom): boolean => room.getSnapshot().condition.kind === 'none'
/**
 * The next ones only, two sockets each: Chromium opens 255 to one server and lets the rest wait, which would look like a lost network.
 * A secretary with two hundred meetings in the year has those of the coming weeks here.
 */
const meetingsHeld = 30
/** After a lost network the missing papers are asked for again this often. */
const retryMs = 20_000
/** A server that has not read a file after so many questions will not; whoever looks for something in it asks once more. */
const textTries = 15
/** Who has just been given a piece of a paper will want the next. */
const lingerMs = 300

/** Meetings worth having here: on now, coming, or over for less than a day. */
export function isAhead(meeting: MeetingSummary, now: number): boolean {
  if (meeting.state === 'live') return true
  const end = Date.parse(meeting.endsAt || meeting.startsAt)
  return meeting.state !== 'ended' && (!Number.isFinite(end) || end > now - dayMs)
}

/**
 * Watches my inbox; holds record and agenda of the next meetings open, so that both are on this computer and stay fresh, and fetches
 * the newest version of each paper, one file at a time, the next meeting first.
 */
export function keepPapersAhead(options: PapersAheadOptions): PapersAhead {
  const { rooms, papers, now } = options
  const owner = { server: options.serverId, user: options.user }
  const listeners = new Set<() => void>()
  const open = new Map<MeetingId, { readonly record: OpenRoom; readonly agenda: OpenRoom; readonly stop: () => void }>()
  const held = new Set<VersionId>()
  const refused = new Set<VersionId>()
  const textsHere = new Set<VersionId>()
  const textsTried = new Map<VersionId, number>()
  let textsBusy = false
  let textsRetry: ReturnType<typeof setTimeout> | null = null
  const inbox = rooms.open({ kind: 'inbox', user: options.user })
  let state: AheadState = { meetings: new Map(), diskFull: false }
  let order: readonly MeetingId[] = []
  const way = createRightOfWay(lingerMs)
  const resting: (() => void)[] = []
  let busy = false
  let again = false
  let closed = false
  let retry: ReturnType<typeof setTimeout> | null = null

  const publish = (diskFull = state.diskFull): void => {
    const meetings = new Map<MeetingId, MeetingAhead>()
    for (const meeting of order) {
      const record = open.get(meeting)?.record
      if (record?.getSnapshot().condition.kind !== 'ready') continue
      const { papers: found, head } = readProjection(record.doc)
      const list: PaperAhead[] = []
      for (const paper of found.values()) {
        const version = paper.versions.at(-1)
        if (paper.removed || !version) continue
        const { version: id, hash, bytes } = version
        list.push({ paper: paper.paper, title: paper.title, version: id, hash, bytes, held: held.has(id) })
      }
      meetings.set(meeting, { papers: list, head: head.seq })
    }
    state = { meetings, diskFull }
    for (const listener of [...listeners]) listener()
  }

  const look = (): void => {
    if (closed) return
    const ahead = readMeetings(inbox.doc).filter(meeting => isAhead(meeting, now()))
    order = ahead.slice(0, meetingsHeld).map(meeting => meeting.meeting)
    for (const [meeting, { record, agenda, stop }] of open) {
      if (order.includes(meeting)) continue
      stop()
      record.release()
      agenda.release()
      open.delete(meeting)
    }
    for (const meeting of order) {
      const held = open.get(meeting)
      if (held && !isNone(held.record) && !isNone(held.agenda)) continue
      // My list says that it is mine: what was not there when it was asked for is asked for again.
      held?.stop()
      held?.record.release()
      held?.agenda.release()
      const record = rooms.open({ kind: 'record', meeting })
      const agenda = rooms.open({ kind: 'meeting', meeting })
      const stop = record.subscribe(() => {
        publish()
        void fetchMissing()
      })
      open.set(meeting, { record, agenda, stop })
    }
    publish()
    void fetchMissing()
  }

  const patient = inSmallParts(way.turn, () => performance.now())

  /** Few bytes, with which everything can be found; the server may still be reading a file, and no other waits for that. */
  const fetchTexts = async (): Promise<void> => {
    if (textsBusy) return
    textsBusy = true
    if (textsRetry) clearTimeout(textsRetry)
    textsRetry = null
    const asked = new Set<VersionId>()
    const next = () =>
      order
        .flatMap(meeting => state.meetings.get(meeting)?.papers ?? [])
        .find(({ version }) => !textsHere.has(version) && !asked.has(version) && (textsTried.get(version) ?? 0) < textTries)
    for (let paper = next(); paper && !closed; paper = next()) {
      asked.add(paper.version)
      await way.turn()
      if (closed) return
      if (await options.texts.of(paper.paper, paper.version)) textsHere.add(paper.version)
      else textsTried.set(paper.version, (textsTried.get(paper.version) ?? 0) + 1)
    }
    textsBusy = false
    if (!closed && [...asked].some(version => !textsHere.has(version))) textsRetry = setTimeout(() => void fetchTexts(), retryMs)
  }

  const fetchMissing = async (): Promise<void> => {
    void fetchTexts()
    if (busy) {
      again = true
      return
    }
    busy = true
    if (retry) clearTimeout(retry)
    retry = null
    let failed = false
    do {
      again = false
      for (const meeting of order) {
        for (const paper of state.meetings.get(meeting)?.papers ?? []) {
          if (closed) return
          if (held.has(paper.version) || refused.has(paper.version)) continue
          const key = { ...owner, paper: paper.paper, version: paper.version }
          const outcome = await papers
            .keep(key, paper, patient(createPaperSource(options.api, paper.paper, paper.version)))
            .catch(() => 'offline')
          if (closed) return
          if (outcome === 'kept') held.add(paper.version)
          else if (outcome === 'refused') refused.add(paper.version)
          else failed = true
          publish(outcome === 'disk-full' ? true : outcome === 'kept' ? false : state.diskFull)
        }
      }
    } while (again && !failed)
    busy = false
    for (const one of resting.splice(0)) one()
    if (failed && !closed) retry = setTimeout(() => void fetchMissing(), retryMs)
  }

  const stopInbox = inbox.subscribe(look)
  void papers
    .kept(owner.server, owner.user)
    .catch(() => [])
    .then(kept => {
      for (const { version } of kept) held.add(version)
      look()
    })

  return {
    getSnapshot: () => state,
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fetchNow: () => {
      refused.clear()
      textsTried.clear()
      void fetchMissing()
    },
    first: way.first,
    dropped: version => {
      held.delete(version)
      textsHere.delete(version)
    },
    rest: async () => {
      if (busy && !closed) await new Promise<void>(resolve => resting.push(resolve))
      await way.turn()
    },
    close: () => {
      if (closed) return
      closed = true
      if (retry) clearTimeout(retry)
      if (textsRetry) clearTimeout(textsRetry)
      way.close()
      for (const one of resting.splice(0)) one()
      stopInbox()
      for (const { record, agenda, stop } of open.values()) {
        stop()
        record.release()
        agenda.release()
      }
      inbox.release()
    }
  }
}
