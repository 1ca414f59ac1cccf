import { type PaperId, parseId, type UserId } from '#core/ids.ts'
import { maxPresenceBytes, type Presence, type StampedPresence } from '#protocol/sync.ts'
import { type Frame, frameOf } from './frame.ts'
import { encodePresence, joinPresence, type PresenceEntry, presenceMessage, readPresence } from './messages.ts'
import type { SocketSession } from './ports.ts'

/** What presence asks of a socket. */
export interface PresentSocket {
  readonly session: SocketSession
  role(): string
  send(message: Uint8Array): void
  sendFrame(frame: Frame): void
}

interface Present {
  readonly socket: PresentSocket
  readonly said: Presence
  clock: number
  text: string
}

/** Page turns and pointers that come within this go out together; so does what comes while a large room is being told. */
const changesEveryMs = 6
const restPerFlush = 2
const mostRestMs = 40
/** Stock clients say the same again every 15 s; these wait, because a stock client also sends back whatever it hears. */
const renewalsEveryMs = 2000
/** Ids of sockets long gone are forgotten beyond this many, or who comes under a new one each time would fill the memory. */
const mostOwners = 20_000

/**
 * [W5] Who is here. A socket speaks for one awareness id; the server says who that is, and nobody else can. Clocks on the wire are the
 * server's own and only grow, so that a peer who comes back is seen at once.
 */
export class RoomPresence {
  private readonly here = new Map<number, Present>()
  private readonly idOf = new Map<PresentSocket, number>()
  private readonly owners = new Map<number, UserId>()
  private readonly news = new Map<number, PresentSocket | null>()
  private timer: NodeJS.Timeout | null = null
  private timerMs = 0
  private restUntil = 0
  private lastClock: number

  constructor(
    private readonly sockets: ReadonlySet<PresentSocket>,
    now: Date,
    private readonly isForeign: (client: number, user: UserId) => boolean
  ) {
    this.lastClock = Math.floor(now.getTime() / 1000)
  }

  /** Whose awareness id this is; null when nobody has used it here. */
  ownerOf(client: number): UserId | null {
    return this.owners.get(client) ?? null
  }

  /** Takes what a socket says of itself and drops everything else; false when the payload is no awareness update. */
  offer(socket: PresentSocket, payload: Uint8Array): boolean {
    const entries = readPresence(payload)
    if (!entries) return false
    for (const { client, json } of entries) {
      const own = this.idOf.get(socket)
      if (own !== undefined && own !== client) continue
      if (json.length > maxPresenceBytes) continue
      const text = Buffer.from(json).toString('utf8')
      if (text === 'null') {
        if (own === client) this.remove(client)
        continue
      }
      const said = parsePresence(text)
      if (said && (own === client || (!isStamped(text) && this.bind(socket, client)))) this.put(socket, client, said)
    }
    return true
  }

  leave(socket: PresentSocket): void {
    const client = this.idOf.get(socket)
    this.idOf.delete(socket)
    if (client !== undefined && this.here.get(client)?.socket === socket) this.remove(client)
  }

  /** Everybody who is here, for a socket that has just come or asked. */
  snapshotTo(socket: PresentSocket): void {
    const own = this.idOf.get(socket)
    const entries: PresenceEntry[] = []
    for (const [client, present] of this.here) {
      if (client === own) continue
      present.clock = this.nextClock()
      entries.push({ client, clock: present.clock, text: present.text })
    }
    if (entries.length > 0) socket.send(presenceMessage(entries))
  }

  /** Roles may have changed: says again who is what. */
  restamp(): void {
    for (const [client, present] of this.here) {
      const text = stamp(present.socket, present.said)
      if (text !== present.text) this.put(present.socket, client, present.said)
    }
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  private bind(socket: PresentSocket, client: number): boolean {
    const user = socket.session.user
    const owner = this.owners.get(client)
    if ((owner !== undefined && owner !== user) || this.isForeign(client, user)) return false
    const present = this.here.get(client)
    if (present) this.idOf.delete(present.socket)
    this.owners.set(client, user)
    this.forgetOwners()
    this.idOf.set(socket, client)
    return true
  }

  private forgetOwners(): void {
    for (const client of this.owners.keys()) {
      if (this.owners.size <= mostOwners) return
      if (!this.here.has(client)) this.owners.delete(client)
    }
  }

  private put(socket: PresentSocket, client: number, said: Presence): void {
    const before = this.here.get(client)
    const text = stamp(socket, said)
    this.here.set(client, { socket, said, text, clock: this.nextClock() })
    this.tell(client, socket, before?.text === text ? renewalsEveryMs : changesEveryMs)
  }

  private remove(client: number): void {
    if (this.here.delete(client)) this.tell(client, null, changesEveryMs)
  }

  private nextClock(): number {
    this.lastClock += 1
    return this.lastClock
  }

  private tell(client: number, from: PresentSocket | null, withinMs: number): void {
    this.news.set(client, from)
    const inMs = Math.max(withinMs, this.restUntil - performance.now())
    if (this.timer && this.timerMs <= inMs) return
    if (this.timer) clearTimeout(this.timer)
    this.timerMs = inMs
    this.timer = setTimeout(() => this.flush(), inMs)
    this.timer.unref()
  }

  /** One message for everybody, except that nobody is told of himself: he knows, and would take it for a change of his own. */
  private flush(): void {
    this.timer = null
    const begin = performance.now()
    const speakers = new Map<PresentSocket, number>()
    const entries: Uint8Array[] = []
    for (const [client, from] of this.news) {
      const present = this.here.get(client)
      if (from) speakers.set(from, entries.length)
      entries.push(encodePresence({ client, clock: present?.clock ?? this.nextClock(), text: present?.text ?? 'null' }))
    }
    this.news.clear()
    const frame = frameOf(joinPresence(entries))
    for (const socket of this.sockets) {
      const own = speakers.get(socket)
      if (own === undefined) socket.sendFrame(frame)
      else if (entries.length > 1) socket.send(joinPresence(entries.filter((_, index) => index !== own)))
    }
    const end = performance.now()
    this.restUntil = end + Math.min(mostRestMs, restPerFlush * (end - begin))
  }
}

function stamp(socket: PresentSocket, said: Presence): string {
  const { user: id, name } = socket.session
  return JSON.stringify({ ...said, id, name, role: socket.role() } satisfies StampedPresence)
}

/** Stock clients send back what they hear: a state with the server's stamp is somebody's, not the sender's. */
const isStamped = (text: string): boolean => text.includes('"id":') && text.includes('"role":')

/** The known fields of a presence that have the right form; null when it is no JSON object. */
export function parsePresence(text: string): Presence | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const { paper, page, pointer, typing, lead } = value as Record<string, unknown>
  const { x, y } = (pointer ?? {}) as Record<string, unknown>
  return {
    ...(parseId<PaperId>(paper) && { paper: parseId<PaperId>(paper) as PaperId }),
    ...(Number.isInteger(page) && (page as number) > 0 && { page: page as number }),
    ...(isFraction(x) && isFraction(y) && { pointer: { x, y } }),
    ...(typeof typing === 'boolean' && { typing }),
    ...(typeof lead === 'boolean' && { lead })
  }
}

const isFraction = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1
