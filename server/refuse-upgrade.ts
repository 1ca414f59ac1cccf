import type { Duplex } from 'node:stream'
import { securityHeaders } from './http/headers.ts'

/** Ends a socket that never became one, with a status line and the headers every answer carries. */
export function refuseUpgrade(socket: Duplex, status: string, more: Readonly<Record<string, string>> = {}): void {
  const headers = Object.entries({ ...securityHeaders, ...more }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n${headers.join('')}\r\n`)
}
