import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { syncPath } from '#protocol/sync.ts'
import { upgradeCredential } from '../access/credentials.ts'
import { refuseUpgrade } from '../refuse-upgrade.ts'
import type { Rooms } from '../rooms/ports.ts'
import { faultOf, type Surroundings } from '../surroundings.ts'
import { refuse } from './answers.ts'
import { addressOf, type createApp } from './app.ts'
import type { Guard } from './guard.ts'
import { securityHeaders } from './headers.ts'

export interface ListenerParts {
  readonly server: Server
  readonly app: ReturnType<typeof createApp>
  readonly guard: () => Guard
  readonly rooms: Rooms
  readonly around: Surroundings
  /** A proxy on this machine may say whom it speaks for. */
  readonly behindProxy: boolean
}

/** Requests under way get this long to end when the server closes. */
const graceMs = 3_000

/** Joins requests to the app and upgrades to the rooms; what it returns closes the door and waits for the requests inside. */
export function connectHttp({ server, app, guard, rooms, around, behindProxy }: ListenerParts): () => Promise<void> {
  let closing = false
  const underWay = new Set<ServerResponse>()
  const listener = getRequestListener((request, env) => app.fetch(request, env), {
    overrideGlobalObjects: false,
    errorHandler: error => {
      around.log({ level: 'warn', event: 'bad-request', fault: faultOf(error) })
      return refuse('malformed')
    }
  })
  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    if (closing) response.setHeader('connection', 'close')
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
    void listener(request, response)
  })
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    request.resume()
    response.writeHead(417, { ...securityHeaders, connection: 'close', 'content-length': '0' }).end()
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    if (request.url?.startsWith(syncPath) !== true) return refuseUpgrade(socket, '404 Not Found')
    const verdict = guard().judge(request, upgradeCredential(request.headers), true)
    if (verdict.kind === 'refused') return refuseUpgrade(socket, '403 Forbidden')
    if (verdict.credential === null) delete request.headers.cookie
    rooms.upgrade(request, socket, head, addressOf(request, behindProxy))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    refuseUpgrade(socket, error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request')
  })
  return async () => {
    closing = true
    server.close()
    server.closeIdleConnections()
    const ended = [...underWay].map(response => new Promise(resolve => response.once('close', resolve)))
    await Promise.race([Promise.all(ended), wait(graceMs, undefined, { ref: false })])
  }
}

/** Ends what is still connected and resolves when the port is free. */
export function closeServer(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
