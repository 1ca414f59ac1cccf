import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { messageKind, syncStep } from '#protocol/sync.ts'
import { nowUs } from './marker.ts'

/** `relay`: frames alone. `hocuspocus`: the document's name before every message, and a message that signs in. */
export type Wire = 'yjs' | 'relay' | 'hocuspocus'

/** Where and as whom a client connects. */
export interface Seat {
  readonly url: string
  readonly document: string
  readonly wire: Wire
  readonly protocols: readonly string[]
}

/** Hocuspocus' own message kinds. */
const hocuspocusAuth = 2
const hocuspocusSyncReply = 4
const fromWire = 'wire'

/** One client of any of the servers. Without a document it is a light one: it counts what it hears and holds nothing. */
export class LoadClient {
  /** Highest n of message 100. */
  saved = 0
  /** Update frames sent on this connection. */
  sent = 0
  isSynced = false
  frames = 0
  onUpdate: (frame: Buffer) => void = () => undefined
  onPresence: (frame: Buffer) => void = () => undefined
  onSaved: (n: number) => void = () => undefined
  onEnd: (code: number) => void = () => undefined
  #ws: WebSocket | null = null
  #synced: () => void = () => undefined
  #closedBytes = 0
  #presenceClock = 0
  readonly #presenceId = Math.floor(Math.random() * 2 ** 31)
  readonly #name: Uint8Array

  constructor(
    public seat: Seat,
    readonly doc: Y.Doc | null,
    /** Whose state a light client tells the server after a break: what it would hold. */
    private readonly standsFor: Y.Doc | null = null
  ) {
    this.#name = seat.wire === 'hocuspocus' ? encoding.encode(encoder => encoding.writeVarString(encoder, seat.document)) : new Uint8Array()
    doc?.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromWire) this.#sendUpdate(syncStep.update, update)
    })
  }

  /** Resolves with the milliseconds until it was in sync (a relay: open, or in possession of the state it hands out). */
  connect(expectsState: boolean): Promise<number> {
    const begin = nowUs()
    this.isSynced = false
    this.saved = 0
    this.sent = 0
    const ws = new WebSocket(this.seat.url, [...this.seat.protocols], {
      perMessageDeflate: false,
      maxPayload: 2 ** 29,
      skipUTF8Validation: true,
      handshakeTimeout: 60_000
    })
    this.#ws = ws
    return new Promise((resolve, reject) => {
      this.#synced = () => {
        if (this.isSynced) return
        this.isSynced = true
        resolve((nowUs() - begin) / 1000)
      }
      ws.on('open', () => {
        if (this.seat.wire === 'hocuspocus') this.#send(encodeMessage(hocuspocusAuth, encoder => writeAuth(encoder)))
        if (this.seat.wire !== 'relay') this.ask()
        else if (!expectsState) this.#synced()
      })
      ws.on('message', (data: Buffer) => this.#hear(data))
      ws.on('error', reject)
      ws.on('close', code => {
        this.#closedBytes += bytesReadBy(ws)
        reject(new Error(`closed with ${code}`))
        this.onEnd(code)
      })
    })
  }

  /** Sends step 1; resolves when the server has answered. */
  async askAgain(): Promise<void> {
    this.isSynced = false
    await new Promise<void>(resolve => {
      this.#synced = () => {
        this.isSynced = true
        resolve()
      }
      this.ask()
    })
  }

  ask(): void {
    const doc = this.doc ?? this.standsFor
    this.#send(
      encodeMessage(messageKind.sync, encoder => {
        encoding.writeVarUint(encoder, syncStep.step1)
        encoding.writeVarUint8Array(encoder, doc ? Y.encodeStateVector(doc) : Uint8Array.of(0))
      })
    )
  }

  /** Says where it is; `paper` may be a marker. */
  sayPresence(paper: string, page: number): void {
    this.#presenceClock += 1
    const state = encoding.encode(encoder => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, this.#presenceId)
      encoding.writeVarUint(encoder, this.#presenceClock)
      encoding.writeVarString(encoder, JSON.stringify({ paper, page, pointer: { x: page / 100, y: page / 200 } }))
    })
    this.#send(encodeMessage(messageKind.awareness, encoder => encoding.writeVarUint8Array(encoder, state)))
  }

  get bufferedBytes(): number {
    return this.#ws?.bufferedAmount ?? 0
  }
  /** Bytes received over all its connections. */
  get bytesIn(): number {
    return this.#closedBytes + (this.#ws && this.#ws.readyState === WebSocket.OPEN ? bytesReadBy(this.#ws) : 0)
  }

  close(): void {
    this.onEnd = () => undefined
    this.#ws?.terminate()
  }

  #send(message: Uint8Array): void {
    if (this.#ws?.readyState !== WebSocket.OPEN) return
    this.#ws.send(this.#name.length > 0 ? Buffer.concat([this.#name, message]) : message, { binary: true })
  }

  #sendUpdate(step: number, update: Uint8Array): void {
    this.sent += 1
    this.#send(
      encodeMessage(messageKind.sync, encoder => {
        encoding.writeVarUint(encoder, step)
        encoding.writeVarUint8Array(encoder, update)
      })
    )
  }

  #hear(frame: Buffer): void {
    this.frames += 1
    const from = this.#name.length
    const kind = frame[from]
    if (kind === messageKind.sync || (kind === hocuspocusSyncReply && this.seat.wire === 'hocuspocus')) this.#hearSync(frame, from + 1)
    else if (kind === messageKind.awareness) this.onPresence(frame)
    else if (kind === messageKind.saved && this.seat.wire === 'yjs') {
      const decoder = decoding.createDecoder(frame.subarray(from + 1))
      decoding.readVarString(decoder)
      decoding.readVarUint(decoder)
      this.saved = decoding.readVarUint(decoder)
      this.onSaved(this.saved)
    }
  }

  #hearSync(frame: Buffer, from: number): void {
    const step = frame[from]
    if (step === syncStep.step1) {
      const doc = this.doc ?? this.standsFor
      const vector = decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(from + 1)))
      this.#sendUpdate(syncStep.step2, doc ? Y.encodeStateAsUpdate(doc, vector) : Uint8Array.of(0, 0))
      return
    }
    this.onUpdate(frame)
    if (this.doc) Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(from + 1))), fromWire)
    if (step === syncStep.step2) this.#synced()
  }
}

function encodeMessage(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode(encoder => {
    encoding.writeVarUint(encoder, kind)
    write(encoder)
  })
}

function writeAuth(encoder: encoding.Encoder): void {
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarString(encoder, '')
}

const bytesReadBy = (ws: WebSocket): number => (ws as unknown as { readonly _socket: { bytesRead: number } | null })._socket?.bytesRead ?? 0
