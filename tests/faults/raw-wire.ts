import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { hopsoSubprotocol, tokenSubprotocolPrefix } from '#protocol/sync.ts'

/** A TCP connection that speaks WebSocket only as far as it likes. */
export interface RawWire {
  readonly socket: Socket
  /** The status line's number, or null when it was closed without one. */
  readonly answered: Promise<number | null>
  /** The code of the server's close frame, or null when there was none. */
  readonly closed: Promise<number | null>
}

/** Opens a connection and asks for an upgrade; `head` goes in place of the request line. */
export function openRawWire(url: string, path: string, token: string | null, { head = '', headers = '' } = {}): RawWire {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.setNoDelay(true)
  socket.on('error', () => {})
  const protocols = token === null ? hopsoSubprotocol : `${hopsoSubprotocol}, ${tokenSubprotocolPrefix}${token}`
  socket.write(
    `${head || `GET ${path} HTTP/1.1`}\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Protocol: ${protocols}\r\n${headers}\r\n`
  )
  let received = Buffer.alloc(0)
  let status: number | null = null
  let tellStatus: (status: number | null) => void = () => {}
  const answered = new Promise<number | null>(resolve => {
    tellStatus = resolve
  })
  let code: number | null = null
  socket.on('data', piece => {
    received = Buffer.concat([received, piece])
    if (status === null) {
      const end = received.indexOf('\r\n\r\n')
      if (end < 0) return
      status = Number(received.toString('latin1', 9, 12))
      received = received.subarray(end + 4)
      tellStatus(status)
    }
    for (let frame = cutFrame(received); frame; frame = cutFrame(received)) {
      received = received.subarray(frame.length)
      if (frame.opcode !== 8) continue
      if (frame.payload.length >= 2) code = frame.payload.readUInt16BE(0)
      socket.end()
    }
  })
  const closed = new Promise<number | null>(resolve =>
    socket.once('close', () => {
      tellStatus(status)
      resolve(code)
    })
  )
  return { socket, answered, closed }
}

/** The first whole frame a server (which never masks) has sent. */
function cutFrame(bytes: Buffer): { readonly opcode: number; readonly payload: Buffer; readonly length: number } | null {
  if (bytes.length < 2) return null
  const short = (bytes[1] ?? 0) & 127
  const begin = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < begin) return null
  const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  if (bytes.length < begin + size) return null
  return { opcode: (bytes[0] ?? 0) & 15, payload: bytes.subarray(begin, begin + size), length: begin + size }
}

/** One frame as a client sends it, masked with zeros. `claim`: the length it says it has. */
export function clientFrame(payload: Uint8Array, { first = 0x82, claim = payload.length, masked = true } = {}): Buffer {
  const bit = masked ? 0x80 : 0
  const mask = masked ? [0, 0, 0, 0] : []
  if (claim < 126) return Buffer.concat([Buffer.from([first, bit | claim, ...mask]), payload])
  const head = Buffer.alloc(claim < 65536 ? 4 : 10)
  head[0] = first
  head[1] = bit | (claim < 65536 ? 126 : 127)
  if (claim < 65536) head.writeUInt16BE(claim, 2)
  else head.writeBigUInt64BE(BigInt(claim), 2)
  return Buffer.concat([head, Buffer.from(mask), payload])
}

/** Resident memory of a process, in bytes (Linux). */
export const residentBytes = (pid: number): number => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
