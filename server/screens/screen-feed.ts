import type { MeetingId, ScreenId } from '#core/ids.ts'
import { changeOf, type ScreenView, screenView } from '#core/screen/screen-view.ts'
import { readAgenda, readParticulars } from '#core/shared-doc/meeting-doc.ts'
import { type ScreenLine, screenBeatMs } from '#protocol/screen-api.ts'
import type { CheckInCodes } from '../attendance/check-in-codes.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import type { Rooms } from '../rooms/ports.ts'
import { faultOf, type Surroundings } from '../surroundings.ts'
import { type Pairings, screenOf } from './pairings.ts'

/** A screen that connects anew ends its older lines. */
const mostPerScreen = 3
/** Lines in all: a hall, its sites, and as many again. */
const mostStreams = 1000

interface Stream {
  readonly screen: ScreenId
  readonly controller: ReadableStreamDefaultController<Uint8Array>
  /** What it has been told; null: nothing yet. */
  view: ScreenView | null
  code: string
}

export interface ScreenFeedParts {
  readonly book: MeetingBook
  readonly rooms: Rooms
  readonly pairings: Pairings
  readonly codes: CheckInCodes
  readonly around: Surroundings
}

/** [BS4] Tells every big screen what is new, and only the newest when its line is slow. */
export class ScreenFeed {
  readonly #parts: ScreenFeedParts
  readonly #streams = new Set<Stream>()
  readonly #views = new Map<MeetingId, ScreenView>()
  readonly #text = new TextEncoder()
  readonly #beat: NodeJS.Timeout
  readonly #stop: () => void

  constructor(parts: ScreenFeedParts) {
    this.#parts = parts
    this.#stop = parts.rooms.onChange(['meeting', 'record'], room => {
      if ('meeting' in room) void this.#changed(room.meeting)
    })
    this.#beat = setInterval(() => {
      for (const stream of [...this.#streams]) if (!this.#tell(stream)) this.#write(stream, '')
    }, screenBeatMs)
    this.#beat.unref()
  }

  /** The line of the screen that holds this token; null when it is none, or nobody let it in; 'full' when there are too many lines. */
  async open(token: string): Promise<ReadableStream<Uint8Array> | 'full' | null> {
    const screen = screenOf(token)
    const meeting = this.#meetingOf(screen)
    if (meeting === null ? !this.#parts.pairings.codeOf(screen) : this.#isOver(meeting)) return null
    if (meeting !== null) await this.#look(meeting)
    const older = [...this.#streams].filter(stream => stream.screen === screen)
    for (const stream of older.slice(0, Math.max(0, older.length - mostPerScreen + 1))) this.#end(stream)
    if (this.#streams.size >= mostStreams) return 'full'
    let stream: Stream | null = null
    return new ReadableStream<Uint8Array>(
      {
        start: controller => {
          stream = { screen, controller, view: null, code: '' }
          this.#streams.add(stream)
          this.#tell(stream)
        },
        // There is room again: what was left out meanwhile goes now.
        pull: () => {
          if (stream) this.#tell(stream)
        },
        cancel: () => {
          if (stream) this.#streams.delete(stream)
        }
      },
      { highWaterMark: 4 }
    )
  }

  /** A code was typed, or a screen taken out: the screen hears of it at once. */
  async paired(screen: ScreenId, meeting: MeetingId): Promise<void> {
    await this.#look(meeting)
    for (const stream of [...this.#streams]) if (stream.screen === screen) this.#tell(stream)
  }

  /** Screens of a meeting that are connected now. */
  connected(): ReadonlySet<ScreenId> {
    return new Set([...this.#streams].map(({ screen }) => screen))
  }

  close(): void {
    clearInterval(this.#beat)
    this.#stop()
    for (const stream of [...this.#streams]) this.#end(stream)
  }

  #meetingOf(screen: ScreenId): MeetingId | null {
    const { book } = this.#parts
    return book.meetings().find(meeting => book.projection(meeting)?.screens.has(screen)) ?? null
  }

  /** [BS3] A meeting that has ended, or whose record is damaged, is shown no longer. */
  #isOver(meeting: MeetingId): boolean {
    const { book } = this.#parts
    return book.isSetAside(meeting) || book.projection(meeting)?.state === 'ended'
  }

  async #changed(meeting: MeetingId): Promise<void> {
    const shows = [...this.#streams].filter(({ screen, view }) => view?.meeting === meeting || this.#meetingOf(screen) === meeting)
    if (shows.length === 0) {
      this.#views.delete(meeting)
      return
    }
    await this.#look(meeting)
    for (const stream of shows) this.#tell(stream)
  }

  async #look(meeting: MeetingId): Promise<void> {
    const { book, rooms, around } = this.#parts
    try {
      const seen = await rooms.read({ kind: 'meeting', meeting }, doc => ({ particulars: readParticulars(doc), agenda: readAgenda(doc) }))
      const record = book.projection(meeting)
      if (record) this.#views.set(meeting, screenView({ meeting, record, ...seen }))
    } catch (error) {
      around.log({ level: 'error', event: 'screen-view-failed', meeting, fault: faultOf(error) })
    }
  }

  /** Says what is new, if there is anything and room for it. */
  #tell(stream: Stream): boolean {
    if (!this.#streams.has(stream) || (stream.controller.desiredSize ?? 0) <= 0) return false
    // The record is asked first: an event that could not be stored, as was thought, may be there after all.
    const meeting = this.#meetingOf(stream.screen)
    const waiting = meeting === null ? this.#parts.pairings.codeOf(stream.screen) : null
    const now = this.#parts.around.now().toISOString()
    if (waiting) {
      if (waiting.code === stream.code) return false
      stream.code = waiting.code
      return this.#say(stream, { kind: 'waiting', now, code: waiting.code, until: new Date(waiting.until).toISOString() })
    }
    if (meeting === null || this.#isOver(meeting)) {
      this.#end(stream, { kind: 'over', now, why: meeting === null ? 'removed' : 'ended' })
      return true
    }
    const view = this.#viewAt(stream.screen, meeting)
    const change = view ? changeOf(stream.view, view) : null
    if (!view || !change) return false
    stream.view = view
    return this.#say(stream, { kind: 'view', now, change })
  }

  #viewAt(screen: ScreenId, meeting: MeetingId): ScreenView | null {
    const record = this.#parts.book.projection(meeting)
    const site = record?.screens.get(screen)?.site
    const view = this.#views.get(meeting)
    if (!view) return null
    const { code } = this.#parts.codes.now(meeting, site ?? null)
    return {
      ...view,
      site: (site !== undefined && record?.sites.get(site)?.name) || '',
      checkIn: site === undefined ? code : `${code}/${site}`
    }
  }

  #say(stream: Stream, line: ScreenLine): boolean {
    return this.#write(stream, JSON.stringify(line))
  }

  #write(stream: Stream, text: string): boolean {
    // A line that takes nothing is told nothing: what is new waits for `pull`.
    if ((stream.controller.desiredSize ?? 0) <= 0) return false
    stream.controller.enqueue(this.#text.encode(`${text}\n`))
    return true
  }

  /** `last`: what it is told before its line ends. */
  #end(stream: Stream, last?: ScreenLine): void {
    if (!this.#streams.delete(stream)) return
    if (last) stream.controller.enqueue(this.#text.encode(`${JSON.stringify(last)}\n`))
    stream.controller.close()
  }
}
