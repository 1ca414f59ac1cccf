import { z } from 'zod'
import { isRehearsal } from '#core/meeting/rehearsal.ts'
import {
  commandReceipt,
  meetingCommand,
  meetingReceipt,
  meetingsShape,
  newMeetingRequest,
  pathParameters,
  paths,
  voteReasons
} from '#protocol/http-api.ts'
import type { Meetings } from '../record/meetings.ts'
import type { Mirror } from '../record/mirror.ts'
import type { Rehearsals } from '../record/rehearsals.ts'
import { empty, json, refuse } from './answers.ts'
import { type Route, route } from './route.ts'

export interface MeetingParts {
  readonly meetings: Meetings
  readonly mirror: Mirror
  readonly rehearsals: Rehearsals
}

/** Meetings by command, and their records. */
export function meetingRoutes({ meetings, mirror, rehearsals }: MeetingParts): readonly Route[] {
  const meetingPath = z.object({ meeting: pathParameters.meeting })
  return [
    route({
      method: 'GET',
      path: paths.meetings,
      summary: 'Meetings I may see, earliest first',
      answers: { 200: { description: 'As in room inbox/<user>', schema: meetingsShape } },
      reasons: [],
      handle: ({ session }) => json(200, { meetings: mirror.summaries(session.user.id) })
    }),
    route({
      method: 'POST',
      path: paths.meetings,
      summary: 'Make a meeting; who makes it is its first secretary',
      body: newMeetingRequest,
      answers: {
        201: { description: 'Made', schema: meetingReceipt },
        200: { description: 'Was made by the same command before', schema: meetingReceipt }
      },
      reasons: ['no-right', 'conflict', 'malformed', 'too-many-rehearsals', 'disk-full'],
      handle: async ({ body, session }) => {
        if (Date.parse(body.endsAt) < Date.parse(body.startsAt)) return refuse('malformed', { detail: 'endsAt' })
        const make = () => meetings.create(session.user, body)
        const made = await (isRehearsal(body.meeting) ? rehearsals.begin(session.user.id, body.meeting, make) : make())
        if (!made.ok) return refuse(made.reason)
        return json(made.value.again ? 200 : 201, { meeting: body.meeting, seq: made.value.seq })
      }
    }),
    route({
      method: 'POST',
      path: '/api/meetings/:meeting/commands',
      summary: 'One command on a meeting; the same id again has no further effect',
      params: meetingPath,
      body: meetingCommand,
      answers: { 200: { description: 'Recorded', schema: commandReceipt } },
      reasons: [
        'no-right',
        'not-found',
        'conflict',
        'meeting-ended',
        'no-participants',
        'no-quorum',
        'too-often',
        'too-many-questions',
        'list-closed',
        'suspended',
        'ballot-settled',
        'link-not-allowed',
        'code-needed',
        ...voteReasons,
        'disk-full',
        'record-damaged'
      ],
      handle: async ({ params, body, session }) => {
        const done = await meetings.command(session.user, params.meeting, body)
        if (!done.ok) return refuse(done.reason)
        if (body.kind === 'close') await rehearsals.forget(params.meeting)
        return json(200, { seq: done.value })
      }
    }),
    route({
      method: 'GET',
      path: paths.rehearsals,
      summary: 'Rehearsals I may enter now; they are in no other list',
      answers: { 200: { description: 'As meetings', schema: meetingsShape } },
      reasons: [],
      handle: ({ session }) => json(200, { meetings: rehearsals.list(session.user.id) })
    }),
    route({
      method: 'DELETE',
      path: '/api/rehearsals/:meeting',
      summary: 'Delete a rehearsal with everything in it, by whoever leads it',
      params: meetingPath,
      answers: { 204: { description: 'Gone' } },
      reasons: ['no-right', 'not-found'],
      handle: async ({ params, session }) => {
        const ended = await rehearsals.end(session.user.id, params.meeting)
        return ended.ok ? empty(204) : refuse(ended.reason)
      }
    }),
    route({
      method: 'GET',
      path: '/api/meetings/:meeting/record',
      summary: 'The record as JSON lines, one event a line; `hopso verify` checks it. `after`: only events with a higher number',
      params: meetingPath,
      query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
      answers: { 200: { description: 'Events, oldest first', contentType: 'application/x-ndjson' } },
      reasons: ['no-right', 'not-found', 'record-damaged'],
      handle: async ({ params, query, session }) => {
        const record = await meetings.record(session.user, params.meeting, query.after)
        if (!record.ok) return refuse(record.reason)
        return new Response(record.value.map(event => `${JSON.stringify(event)}\n`).join(''), {
          headers: {
            'content-type': 'application/x-ndjson; charset=utf-8',
            'cache-control': 'no-store',
            'content-disposition': `attachment; filename="${params.meeting}.jsonl"`
          }
        })
      }
    })
  ]
}
