import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { Transform } from 'node:stream'

/**
 * The network line of one client: its own address in front of the server, which can be cut, mended and made slow.
 * To the server every request looks as if it came straight to its own address.
 */
export interface Line {
  /** http://127.0.0.1:port, no slash at the end; stays the same over cuts. */
  readonly url: string
  /** Ends every connection and takes no new one. */
  cut(): Promise<void>
  mend(): Promise<void>
  /** Every piece of data waits so long, both ways. */
  slow(delayMs: number): void
  /** What comes from the server arrives no faster than this, all connections together, first in first out; Infinity: as fast as it can. */
  pace(megabitsPerSecond: number): void
  /** So large a part of all packets from the server, 0…1, is lost and sent again, as TCP does: what follows on its connection waits. */
  lose(part: number): void
  close(): Promise<void>
}

const packetBytes = 1400
/** A connection has so much on its way at most, as with TCP: what streams by leaves others room. */
const windowBytes = 256 * 1024
/** A packet that was lost is sent again after so long, then after twice as long, and so on. */
const firstRepeatMs = 200
const mostRepeatedMs = 6000

/** Opens a line to the server at `target` (http://host:port); `alter` changes the headers of its answers on the way. */
export async function openLine(
  target: string,
  alter: (headers: IncomingHttpHeaders, path: string) => IncomingHttpHeaders = headers => headers
): Promise<Line> {
  const { hostname, port, host, origin } = new URL(target)
  const sockets = new Set<Socket>()
  let delayMs = 0
  let ownOrigin = ''
  let bytesPerMs = Number.POSITIVE_INFINITY
  let lost = 0
  let freeAtMs = 0
  const isPlain = (): boolean => bytesPerMs === Number.POSITIVE_INFINITY && lost === 0
  /** One connection over one narrow cable: each packet leaves when those before it have, and arrives after those of its own connection. */
  const narrowed = (): Transform => {
    const onTheWay: { readonly packet: Buffer; readonly dueMs: number }[] = []
    let bytesOnTheWay = 0
    let ended = (): void => {}
    let roomAgain: (() => void) | null = null
    /** All that is due by now at once: a timer waits a millisecond at least, in which a quick line carries several packets. */
    const arrive = (): void => {
      const now = performance.now()
      const due = onTheWay.findIndex(({ dueMs }) => dueMs > now)
      for (const { packet } of onTheWay.splice(0, due < 0 ? onTheWay.length : due)) {
        bytesOnTheWay -= packet.length
        cable.push(packet)
      }
      const [next] = onTheWay
      if (next === undefined) ended()
      else setTimeout(arrive, next.dueMs - now)
      if (bytesOnTheWay < windowBytes) {
        const goOn = roomAgain
        roomAgain = null
        goOn?.()
      }
    }
    const cable = new Transform({
      transform(piece: Buffer, _, done) {
        const now = performance.now()
        for (let at = 0; at < piece.length; at += packetBytes) {
          const packet = piece.subarray(at, at + packetBytes)
          let repeatedMs = 0
          freeAtMs = Math.max(freeAtMs, now) + packet.length / bytesPerMs
          for (let waitsMs = firstRepeatMs; Math.random() < lost && repeatedMs < mostRepeatedMs; waitsMs *= 2) {
            freeAtMs += packet.length / bytesPerMs
            repeatedMs += waitsMs
          }
          const dueMs = Math.max(onTheWay.at(-1)?.dueMs ?? 0, freeAtMs + repeatedMs + delayMs)
          bytesOnTheWay += packet.length
          if (onTheWay.push({ packet, dueMs }) === 1) arrive()
        }
        if (bytesOnTheWay < windowBytes) done()
        else roomAgain = done
      },
      flush(done) {
        if (onTheWay.length === 0) done()
        else ended = () => done()
      }
    })
    return cable
  }

  const headersFor = (incoming: IncomingMessage) => {
    const headers = { ...incoming.headers, host }
    // Under whatever name the page calls this line.
    if (headers.origin !== undefined && new URL(ownOrigin).port === new URL(headers.origin).port) headers.origin = origin
    if (headers.referer?.startsWith(ownOrigin)) headers.referer = headers.referer.replace(ownOrigin, origin)
    return headers
  }
  const later = (work: () => void) => (delayMs > 0 ? setTimeout(work, delayMs) : work())

  const server = createServer((incoming, outgoing) => {
    later(() => {
      const onward = request({ hostname, port, method: incoming.method, path: incoming.url, headers: headersFor(incoming) }, answer => {
        outgoing.writeHead(answer.statusCode ?? 502, alter(answer.headers, incoming.url ?? ''))
        if (isPlain()) answer.pipe(outgoing)
        else answer.pipe(narrowed()).pipe(outgoing)
        answer.on('error', () => outgoing.destroy())
      })
      onward.on('error', () => outgoing.destroy())
      outgoing.on('close', () => onward.destroy())
      incoming.pipe(onward)
    })
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  server.on('upgrade', (incoming, socket, head) => {
    const onward = connect(Number(port), hostname, () => {
      const lines = Object.entries(headersFor(incoming)).flatMap(([name, value]) => [value].flat().map(one => `${name}: ${one}`))
      onward.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      if (head.length > 0) onward.write(head)
      socket.on('data', (piece: Buffer) => later(() => onward.write(piece)))
      const cable = narrowed()
      cable.on('data', (piece: Buffer) => socket.write(piece))
      onward.on('data', (piece: Buffer) =>
        isPlain() && cable.writableLength === 0 ? later(() => socket.write(piece)) : cable.write(piece)
      )
    })
    for (const [one, other] of [
      [onward, socket],
      [socket, onward]
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })

  const listen = (on: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(on, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  const cut = () =>
    new Promise<void>(resolve => {
      if (!server.listening) return resolve()
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })

  await listen(0)
  const own = (server.address() as AddressInfo).port
  ownOrigin = `http://127.0.0.1:${own}`
  return {
    url: ownOrigin,
    cut,
    mend: async () => {
      if (!server.listening) await listen(own)
    },
    slow: next => {
      delayMs = next
    },
    lose: part => {
      lost = part
    },
    pace: megabitsPerSecond => {
      bytesPerMs = (megabitsPerSecond * 1000) / 8
    },
    close: cut
  }
}
