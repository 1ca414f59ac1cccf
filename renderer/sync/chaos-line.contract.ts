import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What a bad network does to one direction of the connections through it. */
export interface Weather {
  /** Every piece waits so long, in order. */
  readonly delayMs: number
  /** Pieces vanish without a word: half open, until the connection is cut. */
  readonly swallows: 'nothing' | 'up' | 'down' | 'both'
  /** Of WebSocket frames from the server, how many come twice. */
  readonly doubled: number
  /** Of pieces, how many are cut in the middle and the connection reset. */
  readonly torn: number
}
export const fairWeather: Weather = { delayMs: 0, swallows: 'nothing', doubled: 0, torn: 0 }

/** A line to a server through which WebSocket clients of one place go. */
export interface ChaosLine {
  /** ws://127.0.0.1:port/sync */
  readonly syncUrl: string
  weather: Weather
  /** Ends every connection with a reset; while `barred` none is let in. */
  cut(barred: boolean): void
  /** Fair weather; connections that lost something are reset, as a real network would in the end. */
  heal(): void
  close(): Promise<void>
}

/** Opens a line to the server at `target` (http://host:port); `chance` gives numbers from 0 to 1. */
export async function openChaosLine(target: string, chance: () => number): Promise<ChaosLine> {
  const { hostname, port, host } = new URL(target)
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket; hurt: boolean }>()
  let barred = false
  const line = { weather: fairWeather }

  const server = createServer(near => {
    if (barred) {
      near.resetAndDestroy()
      return
    }
    const far = connect(Number(port), hostname)
    const pair = { near, far, hurt: false }
    pairs.add(pair)
    const end = (): void => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', end)
    }
    // TCP leaves no holes and changes no order: what follows something lost is lost, what follows something late is late.
    const lost = { up: false, down: false }
    const late = { up: new Late(far), down: new Late(near) }
    const pass = (direction: 'up' | 'down', piece: Buffer): void => {
      const { delayMs, swallows, torn } = line.weather
      lost[direction] ||= swallows === direction || swallows === 'both'
      if (lost[direction]) {
        pair.hurt = true
        return
      }
      if (chance() < torn) {
        late[direction].pass(piece.subarray(0, piece.length >> 1), 0)
        near.resetAndDestroy()
        far.resetAndDestroy()
        return
      }
      late[direction].pass(piece, delayMs)
    }
    let greeted = false
    near.on('data', piece => {
      // The server knows itself by its own address only.
      const asked = greeted ? piece : Buffer.from(piece.toString('latin1').replace(/\r\nHost: [^\r]*/i, `\r\nHost: ${host}`), 'latin1')
      greeted = true
      pass('up', asked)
    })
    let isUpgraded = false
    let rest = Buffer.alloc(0)
    far.on('data', piece => {
      rest = Buffer.concat([rest, piece])
      if (!isUpgraded) {
        const end = rest.indexOf('\r\n\r\n')
        if (end < 0) return
        isUpgraded = true
        pass('down', rest.subarray(0, end + 4))
        rest = rest.subarray(end + 4)
      }
      for (let length = frameLength(rest); length > 0 && length <= rest.length; length = frameLength(rest)) {
        const frame = Buffer.from(rest.subarray(0, length))
        rest = rest.subarray(length)
        pass('down', frame)
        const isData = ((frame[0] ?? 0) & 15) === 2
        if (isData && chance() < line.weather.doubled) pass('down', frame)
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const reset = (which: (pair: { readonly hurt: boolean }) => boolean): void => {
    for (const pair of [...pairs])
      if (which(pair)) {
        pair.near.resetAndDestroy()
        pair.far.resetAndDestroy()
      }
  }
  return {
    syncUrl: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync`,
    get weather() {
      return line.weather
    },
    set weather(next) {
      line.weather = next
    },
    cut: bar => {
      barred = bar
      reset(() => true)
    },
    heal: () => {
      barred = false
      line.weather = fairWeather
      reset(pair => pair.hurt)
    },
    close: () => {
      reset(() => true)
      return new Promise(resolve => server.close(() => resolve()))
    }
  }
}

/** Hands pieces on in the order in which they came, each not before its time. */
class Late {
  private readonly waiting: { readonly piece: Buffer; readonly due: number }[] = []

  constructor(private readonly to: Socket) {}

  pass(piece: Buffer, delayMs: number): void {
    if (this.waiting.length === 0 && delayMs === 0) {
      this.to.write(piece)
      return
    }
    if (this.waiting.push({ piece, due: performance.now() + delayMs }) === 1) this.next()
  }

  private next(): void {
    const first = this.waiting[0]
    if (!first) return
    setTimeout(() => {
      this.waiting.shift()
      if (!this.to.destroyed) this.to.write(first.piece)
      this.next()
    }, first.due - performance.now())
  }
}

/** Length of the first frame of a server's stream with its head, 0 when the head is not whole yet. */
function frameLength(bytes: Buffer): number {
  if (bytes.length < 2) return 0
  const short = (bytes[1] ?? 0) & 127
  if (short < 126) return 2 + short
  if (short === 126) return bytes.length < 4 ? 0 : 4 + bytes.readUInt16BE(2)
  return bytes.length < 10 ? 0 : 10 + Number(bytes.readBigUInt64BE(2))
}
