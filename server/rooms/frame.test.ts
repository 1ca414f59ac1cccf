import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { frameOf } from './frame.ts'

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])(
  'a frame of %i bytes written straight to the socket arrives as that message',
  async size => {
    const message = randomBytes(size)
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
    server.on('connection', (_ws, request) => request.socket.write(frameOf(message).bytes))
    await once(server, 'listening')
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const [heard, isBinary] = (await once(client, 'message')) as [Buffer, boolean]
    client.terminate()
    server.close()
    expect(isBinary).toBe(true)
    expect(Buffer.compare(heard, message)).toBe(0)
  }
)
