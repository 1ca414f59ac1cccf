import { z } from 'zod'
import { pathParameters } from '#protocol/http-api.ts'
import { type RemarkCommand, remarkCommand, remarkReceipt } from '#protocol/remark-api.ts'
import type { Remarks } from '../remarks/remarks.ts'
import { json, refuse } from './answers.ts'
import { type Route, route } from './route.ts'

/** Sharing marks, answering, withdrawing, hiding. */
export function remarkRoutes({ remarks }: { readonly remarks: Remarks }): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/papers/:paper/remarks',
      summary: 'One command on the shared marks of a paper; the same id again has no further effect',
      params: z.object({ paper: pathParameters.paper }),
      body: remarkCommand,
      answers: { 200: { description: 'Recorded', schema: remarkReceipt } },
      reasons: ['no-right', 'not-found', 'conflict', 'meeting-ended', 'malformed', 'too-many-remarks', 'disk-full', 'record-damaged'],
      handle: async ({ params, body, session }) => {
        // [H7] Who does not get at a person's marks does not share or answer in that person's name either.
        if (session.privateFrom !== null) return refuse('no-right')
        const done = await remarks.command(session.user, params.paper, body as RemarkCommand)
        return done.ok ? json(200, { at: done.value }) : refuse(done.reason)
      }
    })
  ]
}
