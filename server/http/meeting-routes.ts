import { z } from 'zod'
import {
  commandReceipt,
  meetingCommand,
  meetingReceipt,
  meetingsShape,
  newMeetingRequest,
  pathParameters,
  paths
} from '#protocol/http-api.ts'
import type { Meetings } from '../record/meetings.ts'
import type { Mirror } from '../record/mirror.ts'
import { json, refuse } from './answers.ts'
import { type Route, route } from './route.ts'

export interface MeetingParts {
  readonly meetings: Meetings
  readonly mirror: Mirror
}

/** Meetings by command, and their records. */
export function meetingRoutes({ meetings, mirror }: MeetingParts): readonly Route[] {
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
      reasons: ['no-right', 'conflict', 'malformed', 'disk-full'],
      handle: async ({ body, session }) => {
        if (Date.parse(body.endsAt) < Date.parse(body.startsAt)) return refuse('malformed', { detail: 'endsAt' })
        const made = await meetings.create(session.user, body)
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
        'vote-open',
        'vote-closed',
        'not-on-roll',
        'no-voters',
        'ballot-changed',
        'voted-already',
        'same-person',
        'paper-differs',
        'ballots-damaged',
        'too-few-voters',
        'too-few-ballots',
        'ballot-given',
        'box-lost',
        'paper-not-counted',
        'too-many-paper-ballots',
        'disk-full',
        'record-damaged'
      ],
      handle: async ({ params, body, session }) => {
        const done = await meetings.command(session.user, params.meeting, body)
        return done.ok ? json(200, { seq: done.value }) : refuse(done.reason)
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
        const record = await meetings.record(session.user, params.meeting)
        if (!record.ok) return refuse(record.reason)
        const wanted = record.value.filter(({ seq }) => seq > query.after)
        return new Response(wanted.map(event => `${JSON.stringify(event)}\n`).join(''), {
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
