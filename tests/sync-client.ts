import { randomBytes } from 'node:crypto'
import * as decoding from 'lib0/decoding'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { AnyId, MeetingId } from '#core/ids.ts'
import { newId } from '#core/ids.ts'
import { hopsoSubprotocol, messageKind, syncStep, tokenSubprotocolPrefix } from '#protocol/sync.ts'

/** A fresh id of any kind, as a client makes them. */
export const freshId = <T extends AnyId>(): T => newId<T>(count => randomBytes(count))

export interface StockClient {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  /** Highest n of message 100, and the epoch it came with. */
  readonly saved: () => { readonly n: number; readonly epoch: string | null; readonly rights: number | null }
  /** Frames with an update (step 2 or update) that this connection has sent so far; what message 100 counts. */
  readonly sent: () => number
  /** What message 100 had said last when the last connection that heard one ended. */
  readonly savedAtClose: () => number
  /** Code the server closed the last connection with, or null. */
  readonly closeCode: () => number | null
  readonly close: () => void
}

/** A stock y-websocket client, as docs/connect-your-own-client.md shows it; listens to message 100 beside it. */
export function connectStockClient(syncUrl: string, room: string, token: string | null): StockClient {
  const doc = new Y.Doc()
  let n = 0
  let epoch: string | null = null
  let rights: number | null = null
  let code: number | null = null
  let sent = 0
  let savedAtClose = 0
  class CountingSocket extends WebSocket {
    constructor(address: string | URL, offered?: string | string[]) {
      super(address, offered)
      sent = 0
      n = 0
    }
    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (data instanceof Uint8Array && data[0] === messageKind.sync && (data[1] === syncStep.step2 || data[1] === syncStep.update))
        sent += 1
      super.send(data)
    }
  }
  const protocols = [hopsoSubprotocol, ...(token === null ? [] : [`${tokenSubprotocolPrefix}${token}`])]
  const provider = new WebsocketProvider(syncUrl, room, doc, { WebSocketPolyfill: CountingSocket as never, disableBc: true, protocols })
  provider.messageHandlers[messageKind.saved] = (_encoder, decoder) => {
    epoch = decoding.readVarString(decoder)
    rights = decoding.readVarUint(decoder)
    n = decoding.readVarUint(decoder)
  }
  provider.on('connection-close', event => {
    if (n > 0) savedAtClose = n
    if (event) code = event.code
  })
  return {
    doc,
    provider,
    saved: () => ({ n, epoch, rights }),
    sent: () => sent,
    savedAtClose: () => savedAtClose,
    closeCode: () => code,
    close: () => {
      provider.destroy()
      doc.destroy()
    }
  }
}

export interface SignedIn {
  readonly token: string
  readonly user: { readonly id: string; readonly name: string; readonly unit: string }
}

/** POST /api/sessions as any client does it. */
export async function signInByApi(url: string, account: string, password: string): Promise<SignedIn> {
  const response = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password })
  })
  if (response.status !== 201) throw new Error(`sign-in of ${account} was answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as SignedIn
}

/** Writes into the shared document of a meeting as a stock client does, and waits until the server says that it is stored. */
export async function writeMeeting(syncUrl: string, token: string, meeting: MeetingId, act: (doc: Y.Doc) => void): Promise<void> {
  const client = connectStockClient(syncUrl, `meeting/${meeting}`, token)
  await new Promise<void>(resolve => client.provider.once('sync', () => resolve()))
  const before = client.sent()
  client.doc.transact(() => act(client.doc))
  while (client.sent() === before || client.saved().n < client.sent()) await new Promise(resolve => setTimeout(resolve, 20))
  client.close()
}
