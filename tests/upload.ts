import { createHash } from 'node:crypto'
import type { CommandId, PaperId, UploadId, VersionId } from '#core/ids.ts'
import type { NewUploadRequest } from '#protocol/http-api.ts'
import { uploadOffsetHeader, uploadPieceBytes } from '#protocol/http-api.ts'
import { freshId } from './sync-client.ts'

/** Uploads a paper, or a new version of `replaced`, as a client does; what the server said at the end, and how long it looked at it. */
export async function uploadPaper(url: string, token: string, meeting: string, title: string, bytes: Buffer, replaced?: string) {
  const headers = { authorization: `Bearer ${token}` }
  const request: NewUploadRequest = {
    upload: freshId<UploadId>(),
    id: freshId<CommandId>(),
    paper: replaced ?? freshId<PaperId>(),
    version: freshId<VersionId>(),
    title,
    item: null,
    fileName: 'tai-lieu.pdf',
    bytes: bytes.byteLength,
    hash: createHash('sha256').update(bytes).digest('hex'),
    declaration: 'ordinary'
  }
  const begun = await fetch(`${url}/api/meetings/${meeting}/uploads`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(request)
  })
  if (begun.status !== 201) throw new Error(`the upload was answered ${begun.status}: ${await begun.text()}`)
  for (let at = 0; at < bytes.byteLength; at += uploadPieceBytes)
    await fetch(`${url}/api/uploads/${request.upload}`, {
      method: 'PATCH',
      headers: { ...headers, [uploadOffsetHeader]: String(at) },
      body: Uint8Array.from(bytes.subarray(at, at + uploadPieceBytes))
    })
  const begin = performance.now()
  const finished = await fetch(`${url}/api/uploads/${request.upload}/finish`, { method: 'POST', headers })
  const json = (await finished.json()) as { readonly error?: string; readonly pages?: number }
  return { paper: request.paper, version: request.version, status: finished.status, json, tookMs: performance.now() - begin }
}
