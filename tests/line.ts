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
  /** What the server answers over HTTP arrives no faster than this, all connections together; Infinity: as fast as it can. */
  pace(megabitsPerSecond: number): void
  close(): Promise<void>
}

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
  let freeAtMs = 0
  /** One narrow cable: each piece leaves when those before it have. */
  const narrowed = () =>
    new Transform({
      transform(piece: Buffer, _, done) {
        const now = performance.now()
        freeAtMs = Math.max(freeAtMs, now) + piece.length / bytesPerMs
        setTimeout(() => done(null, piece), freeAtMs - now)
      }
    })

  const headersFor = (incoming: IncomingMessage) => {
    const headers = { ...incoming.headers, host }
    if (headers.origin === ownOrigin) headers.origin = origin
    if (headers.referer?.startsWith(ownOrigin)) headers.referer = headers.referer.replace(ownOrigin, origin)
    return headers
  }
  const later = (work: () => void) => (delayMs > 0 ? setTimeout(work, delayMs) : work())

  const server = createServer((incoming, outgoing) => {
    later(() => {
      const onward = request({ hostname, port, method: incoming.method, path: incoming.url, headers: headersFor(incoming) }, answer => {
        outgoing.writeHead(answer.statusCode ?? 502, alter(answer.headers, incoming.url ?? ''))
        if (bytesPerMs === Number.POSITIVE_INFINITY) answer.pipe(outgoing)
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
      onward.on('data', (piece: Buffer) => later(() => socket.write(piece)))
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
    pace: megabitsPerSecond => {
      bytesPerMs = (megabitsPerSecond * 1000) / 8
    },
    close: cut
  }
}
