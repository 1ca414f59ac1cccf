import { z } from 'zod'
import { finishedUpload, pathParameters, uploadShape } from '#protocol/http-api.ts'
import { broughtPaper, newPersonalUpload, personalCommand, personalPaths, personalReceipt } from '#protocol/personal-api.ts'
import { type BringParts, bringIntoMeeting } from '../personal/bring.ts'
import { shelfTarget } from '../personal/shelf-target.ts'
import { json, refuse } from './answers.ts'
import { type Route, route } from './route.ts'

/** [Z1] A person's own papers: everybody has the same doors, each leads to what is theirs. What is there is read from room `shelf/<user>`. */
export function personalRoutes(parts: BringParts): readonly Route[] {
  const { shelves, uploads } = parts
  const offset = { description: 'Bytes the server holds', schema: uploadShape }
  return [
    route({
      method: 'POST',
      path: personalPaths.commands,
      summary: 'One command on my own papers and folders; the same id again has no further effect',
      body: personalCommand,
      answers: { 200: { description: 'Done', schema: personalReceipt } },
      reasons: ['not-found', 'no-right', 'conflict', 'folder-too-deep', 'shelf-crowded', 'shelf-full', 'shelf-damaged', 'disk-full'],
      handle: async ({ body, session }) => {
        if (session.privateFrom !== null) return refuse('no-right')
        const done = await shelves.command(session.user, body)
        return done.ok ? json(200, {}) : refuse(done.reason)
      }
    }),
    route({
      method: 'POST',
      path: personalPaths.uploads,
      summary: 'Begin the upload of a paper of my own, or take it up again; pieces and end as of any upload',
      body: newPersonalUpload,
      answers: { 201: offset, 200: offset },
      reasons: ['no-right', 'conflict', 'secret-document', 'uploads-too-large', 'shelf-crowded', 'shelf-full', 'shelf-damaged'],
      handle: async ({ body, session }) => {
        if (session.privateFrom !== null) return refuse('no-right')
        const { user } = session
        const target = shelfTarget(parts, user, body, () => uploads.bytesUnderWay(user, 'personal', body.upload))
        const begun = await uploads.begin(user, target, body)
        return begun.ok ? json(begun.value.again ? 200 : 201, { offset: begun.value.offset }) : refuse(begun.reason)
      }
    }),
    route({
      method: 'POST',
      path: '/api/meetings/:meeting/papers',
      summary: 'Make a paper of my own one of the meeting, under the checks of an upload, without sending its bytes again',
      params: z.object({ meeting: pathParameters.meeting }),
      body: broughtPaper,
      answers: { 200: { description: 'Added', schema: finishedUpload } },
      reasons: [
        'no-right',
        'not-found',
        'conflict',
        'meeting-ended',
        'not-a-pdf',
        'damaged-pdf',
        'encrypted-pdf',
        'hash-mismatch',
        'paper-damaged',
        'secret-document',
        'disk-full',
        'record-damaged',
        'shelf-damaged'
      ],
      handle: async ({ params, body, session }) => {
        if (session.privateFrom !== null) return refuse('no-right')
        const brought = await bringIntoMeeting(parts, session.user, params.meeting, body)
        return brought.ok ? json(200, brought.value) : refuse(brought.reason)
      }
    })
  ]
}
