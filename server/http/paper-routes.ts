import { z } from 'zod'
import type { Result } from '#core/result.ts'
import { finishedUpload, newUploadRequest, pathParameters, type Reason, uploadOffsetHeader, uploadShape } from '#protocol/http-api.ts'
import { readableVersion } from '../papers/papers.ts'
import type { Uploads } from '../papers/uploads.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import { type FileStorage, StorageFault } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import { empty, json, refuse } from './answers.ts'
import { fileAnswer } from './file-answer.ts'
import { pieceRoute, type Route, route } from './route.ts'

export interface PaperParts {
  readonly book: MeetingBook
  readonly uploads: Uploads
  readonly files: FileStorage
  readonly around: Surroundings
}

const refusal = (result: { readonly reason: Reason; readonly offset?: number | undefined }): Response =>
  refuse(result.reason, result.offset === undefined ? {} : { detail: String(result.offset) })
const offsetAnswer = (result: Result<number, Reason> & { readonly offset?: number }): Response =>
  result.ok ? json(200, { offset: result.value }, { [uploadOffsetHeader]: String(result.value) }) : refusal(result)

/** Papers in, piece by piece, and out, range by range. */
export function paperRoutes({ book, uploads, files, around }: PaperParts): readonly Route[] {
  const uploadPath = z.object({ upload: pathParameters.upload })
  const offset = { description: 'Bytes the server holds', schema: uploadShape }
  return [
    route({
      method: 'POST',
      path: '/api/meetings/:meeting/uploads',
      summary: 'Begin the upload of one version of a paper, or take it up again',
      params: z.object({ meeting: pathParameters.meeting }),
      body: newUploadRequest,
      answers: { 201: offset, 200: offset },
      reasons: ['no-right', 'not-found', 'conflict', 'meeting-ended', 'secret-document', 'record-damaged'],
      handle: async ({ params, body, session }) => {
        const begun = await uploads.begin(session.user, params.meeting, body)
        return begun.ok ? json(begun.value.again ? 200 : 201, { offset: begun.value.offset }) : refuse(begun.reason)
      }
    }),
    pieceRoute({
      method: 'PATCH',
      path: '/api/uploads/:upload',
      summary: `Bytes from header ${uploadOffsetHeader} on, at most one MiB`,
      params: uploadPath,
      answers: { 200: offset },
      reasons: ['not-found', 'no-right', 'wrong-offset', 'too-large', 'disk-full', 'record-damaged'],
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
        'record-damaged'
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
      summary: 'The file of one version; Range, If-Range and If-None-Match are understood',
      params: z.object({ paper: pathParameters.paper, version: pathParameters.version }),
      answers: {
        200: { description: 'The whole file', contentType: 'application/pdf' },
        206: { description: 'A part', contentType: 'application/pdf' },
        304: { description: 'Unchanged' },
        416: { description: 'No such part' }
      },
      reasons: ['not-found', 'record-damaged', 'paper-damaged'],
      handle: async ({ params, session, request }) => {
        const version = readableVersion(book, session.user, params.paper, params.version)
        if (!version.ok) return refuse(version.reason)
        const { hash } = version.value
        try {
          await files.read(hash, 0, 0)
        } catch (error) {
          if (!(error instanceof StorageFault) || error.kind !== 'damaged') throw error
          around.log({ level: 'error', event: 'paper-damaged', paper: params.paper, version: params.version, hash })
          return refuse('paper-damaged')
        }
        return fileAnswer(version.value, files, request.headers)
      }
    })
  ]
}
