import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { messageKind, syncStep } from '#protocol/sync.ts'
import { anId, ask, sha256Of, type Told } from '../running-server.contract.ts'

/** Uploads a paper of one's own as a client does; without bytes it is only begun. */
export async function uploadOwn(url: string, token: string, bytes: Buffer | null, more: object = {}) {
  const request = {
    upload: anId(),
    id: anId(),
    paper: anId(),
    version: anId(),
    title: 'Ghi chép',
    folder: null,
    fileName: 'ghi-chep.pdf',
    bytes: bytes?.byteLength ?? 0,
    hash: bytes ? sha256Of(bytes) : '',
    declaration: 'ordinary',
    ...more
  }
  const begun = await ask(url, 'POST', '/api/personal/uploads', { token, body: request })
  let finished: Told | null = null
  if (begun.status < 300 && bytes) {
    await ask(url, 'PATCH', `/api/uploads/${request.upload}`, { token, body: bytes, headers: { 'upload-offset': '0' } })
    finished = await ask(url, 'POST', `/api/uploads/${request.upload}/finish`, { token })
  }
  return { request, paper: request.paper, version: request.version, begun, finished }
}

type Contents = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What a room holds, root by root, or the code with which it is shut; `any` of it so that a test may look at whatever is there. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks at what came, whatever it is
export function roomContents(syncUrl: string, token: string, room: string): Promise<any> {
  return new Promise(resolve => {
    const socket = new WebSocket(`${syncUrl}/${room}`, ['hopso', `token.${token}`])
    socket.on('error', () => undefined)
    socket.on('close', code => resolve(code))
    socket.on('open', () =>
      socket.send(
        encoding.encode(encoder => {
          encoding.writeVarUint(encoder, messageKind.sync)
          encoding.writeVarUint(encoder, syncStep.step1)
          encoding.writeVarUint8Array(encoder, Uint8Array.of(0))
        })
      )
    )
    socket.on('message', (data: Buffer) => {
      const decoder = decoding.createDecoder(new Uint8Array(data))
      if (decoding.readVarUint(decoder) !== messageKind.sync || decoding.readVarUint(decoder) !== syncStep.step2) return
      const doc = new Y.Doc()
      Y.applyUpdate(doc, decoding.readVarUint8Array(decoder))
      const contents: Contents = Object.fromEntries([...doc.share.keys()].map(name => [name, doc.getMap(name).toJSON()]))
      resolve(contents)
      socket.terminate()
    })
  })
}
