import { z } from 'zod'
import type { Result } from '#core/result.ts'
import { finishedUpload, newUploadRequest, pathParameters, type Reason, uploadOffsetHeader, uploadShape } from '#protocol/http-api.ts'
import { paperTextShape } from '#protocol/paper-text.ts'
import type { Derivations } from '../papers/derivations.ts'
import { type MeetingTargetParts, meetingTarget } from '../papers/meeting-target.ts'
import { readableVersion } from '../papers/papers.ts'
import type { Uploads } from '../papers/uploads.ts'
import type { ShelfIndex } from '../personal/shelf-index.ts'
import { type FileStorage, StorageFault } from '../storage/ports.ts'
import { empty, json, packedJson, refuse } from './answers.ts'
import { copyAnswer, fileAnswer, namesOriginal } from './file-answer.ts'
import { pieceRoute, type Route, route } from './route.ts'

export interface PaperParts extends MeetingTargetParts {
  readonly personal: ShelfIndex
  readonly uploads: Uploads
  readonly files: FileStorage
  readonly derivations: Derivations
}

const refusal = (result: { readonly reason: Reason; readonly offset?: number | undefined }): Response =>
  refuse(result.reason, result.offset === undefined ? {} : { detail: String(result.offset) })
const offsetAnswer = (result: Result<number, Reason> & { readonly offset?: number }): Response =>
  result.ok ? json(200, { offset: result.value }, { [uploadOffsetHeader]: String(result.value) }) : refusal(result)

/** Papers in, piece by piece, and out, range by range. */
export function paperRoutes(parts: PaperParts): readonly Route[] {
  const { uploads, files, derivations, around } = parts
  const uploadPath = z.object({ upload: pathParameters.upload })
  const versionPath = z.object({ paper: pathParameters.paper, version: pathParameters.version })
  const offset = { description: 'Bytes the server holds', schema: uploadShape }
  return [
    route({
      method: 'POST',
      path: '/api/meetings/:meeting/uploads',
      summary: 'Begin the upload of one version of a paper, or take it up again',
      params: z.object({ meeting: pathParameters.meeting }),
      body: newUploadRequest,
      answers: { 201: offset, 200: offset },
      reasons: ['no-right', 'not-found', 'conflict', 'meeting-ended', 'secret-document', 'uploads-too-large', 'record-damaged'],
      handle: async ({ params, body, session }) => {
        const begun = await uploads.begin(session.user, meetingTarget(parts, session.user, params.meeting, body), body)
        return begun.ok ? json(begun.value.again ? 200 : 201, { offset: begun.value.offset }) : refuse(begun.reason)
      }
    }),
    pieceRoute({
      method: 'PATCH',
      path: '/api/uploads/:upload',
      summary: `Bytes from header ${uploadOffsetHeader} on, at most one MiB`,
      params: uploadPath,
      answers: { 200: offset },
      reasons: ['not-found', 'no-right', 'wrong-offset', 'too-large', 'disk-full', 'record-damaged', 'shelf-full', 'shelf-damaged'],
      handle: async ({ params, body, session, request }) => {
        const header = request.headers[uploadOffsetHeader]
        if (typeof header !== 'string' || !/^\d{1,12}$/.test(header)) return refuse('malformed', { detail: uploadOffsetHeader })
        return offsetAnswer(await uploads.append(session.user, params.upload, Number(header), body))
      }
    }),
    route({
      method: 'GET',
      path: '/api/uploads/:upload',
      summary: 'How far an upload has come',
      params: uploadPath,
      answers: { 200: offset },
      reasons: ['not-found'],
      handle: async ({ params, session }) => offsetAnswer(await uploads.offset(session.user, params.upload))
    }),
    route({
      method: 'POST',
      path: '/api/uploads/:upload/finish',
      summary: 'Check hash, type, damage and secrecy, and add the version to its paper',
      params: uploadPath,
      answers: { 200: { description: 'Added', schema: finishedUpload } },
      reasons: [
        'not-found',
        'no-right',
        'conflict',
        'meeting-ended',
        'wrong-offset',
        'hash-mismatch',
        'not-a-pdf',
        'damaged-pdf',
        'encrypted-pdf',
        'secret-document',
        'disk-full',
        'record-damaged',
        'shelf-full',
        'shelf-crowded',
        'shelf-damaged'
      ],
      handle: async ({ params, session }) => {
        const finished = await uploads.finish(session.user, params.upload)
        return finished.ok ? json(200, finished.value) : refusal(finished)
      }
    }),
    route({
      method: 'DELETE',
      path: '/api/uploads/:upload',
      summary: 'Give an upload up; its bytes are dropped',
      params: uploadPath,
      answers: { 204: { description: 'Dropped' } },
      reasons: ['not-found'],
      handle: async ({ params, session }) => {
        const dropped = await uploads.drop(session.user, params.upload)
        return dropped.ok ? empty() : refuse(dropped.reason)
      }
    }),
    route({
      method: 'GET',
      path: '/api/papers/:paper/versions/:version/file',
      summary:
        'The file of one version; Range, If-Range, If-Match and If-None-Match are understood. `copy=reading`: for a screen, a copy that is ' +
        'quicker to open may come instead, with an ETag of its own; If-Match then holds the two apart',
      params: versionPath,
      query: z.object({ copy: z.literal('reading').optional() }),
      answers: {
        200: { description: 'The whole file', contentType: 'application/pdf' },
        206: { description: 'A part', contentType: 'application/pdf' },
        304: { description: 'Unchanged' },
        412: { description: 'Not what If-Match names' },
        416: { description: 'No such part' }
      },
      reasons: ['not-found', 'record-damaged', 'paper-damaged'],
      handle: async ({ params, query, session, request }) => {
        const version = readableVersion(parts, session, params.paper, params.version)
        if (!version.ok) return refuse(version.reason)
        const { hash } = version.value
        const copy = query.copy && !namesOriginal(version.value, request.headers) ? await derivations.copy(version.value) : null
        if (copy) return copyAnswer(version.value, copy, request.headers)
        try {
          await files.read(hash, 0, 0)
        } catch (error) {
          if (!(error instanceof StorageFault) || error.kind !== 'damaged') throw error
          around.log({ level: 'error', event: 'paper-damaged', paper: params.paper, version: params.version, hash })
          return refuse('paper-damaged')
        }
        return fileAnswer(version.value, files, request.headers)
      }
    }),
    route({
      method: 'GET',
      path: '/api/papers/:paper/versions/:version/text',
      summary: 'What stands on the pages of one version; 429 while the server is still reading it',
      params: versionPath,
      answers: { 200: { description: 'The text of every page', schema: paperTextShape } },
      reasons: ['not-found', 'record-damaged'],
      handle: async ({ params, session, request }) => {
        const version = readableVersion(parts, session, params.paper, params.version)
        if (!version.ok) return refuse(version.reason)
        const text = await derivations.text(version.value)
        return text ? packedJson(text, request.headers) : refuse('too-many-requests')
      }
    })
  ]
}
