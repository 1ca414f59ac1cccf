import { z } from 'zod'
import { apiVersion, healthShape, paths, serverShape } from '#protocol/http-api.ts'
import { organisationName } from '../directory/people.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import type { Rooms } from '../rooms/ports.ts'
import type { Directory } from '../storage/ports.ts'
import { json } from './answers.ts'
import { openApiOf } from './openapi.ts'
import { openRoute, type Route } from './route.ts'

export interface ServerParts {
  readonly directory: Directory
  readonly rooms: Rooms
  readonly book: MeetingBook
  readonly version: string
  readonly now: () => Date
}

/** What the server says of itself. `others`: the routes its document describes beside these. */
export function serverRoutes({ directory, rooms, book, version, now }: ServerParts, others: readonly Route[]): readonly Route[] {
  const own: readonly Route[] = [
    openRoute({
      method: 'GET',
      path: paths.server,
      summary: 'Which server this is',
      answers: { 200: { description: 'Name of the data folder for ever, and of the organisation', schema: serverShape } },
      reasons: [],
      handle: () =>
        json(200, {
          server: directory.serverId,
          product: 'hopso',
          apiVersion,
          version,
          organisation: organisationName(directory),
          time: now().toISOString()
        })
    }),
    openRoute({
      method: 'GET',
      path: paths.health,
      summary: 'Whether the server is well',
      answers: { 200: { description: 'It is', schema: healthShape } },
      reasons: [],
      handle: () => {
        const damagedMeetings = book.setAside().length
        return json(200, { status: damagedMeetings === 0 ? 'ok' : 'damaged', ...rooms.counts(), damagedMeetings })
      }
    }),
    openRoute({
      method: 'GET',
      path: paths.openApi,
      summary: 'This document',
      answers: { 200: { description: 'OpenAPI 3.1', schema: z.looseObject({ openapi: z.string() }) } },
      reasons: [],
      handle: () => json(200, openApiOf([...own, ...others], version))
    })
  ]
  return own
}
