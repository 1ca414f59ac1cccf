import { z } from 'zod'
import { mayManageUser } from '#core/access/access.ts'
import { openSessionsShape, pathParameters, paths, signedInShape } from '#protocol/http-api.ts'
import type { Sessions, ValidSession } from '../access/sessions.ts'
import { subjectOf } from '../directory/people.ts'
import type { Directory, StoredUser } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import { empty, json, refuse } from './answers.ts'
import { type Route, route } from './route.ts'

export interface OpenSessionParts {
  readonly sessions: Sessions
  readonly directory: Directory
  readonly around: Surroundings
}

/** [H5] Where somebody is signed in: one's own sessions, and for administrators those of the people they manage. */
export function openSessionRoutes({ sessions, directory, around }: OpenSessionParts): readonly Route[] {
  const sessionPath = z.object({ session: pathParameters.session })
  const managed = ({ user }: ValidSession): readonly StoredUser[] => {
    const subject = subjectOf(directory, user)
    return [...directory.users().values()].filter(({ unit, role }) => mayManageUser(subject, unit, role))
  }
  const mayManageAnybody = ({ user }: ValidSession): boolean => {
    const subject = subjectOf(directory, user)
    return mayManageUser(subject, user.unit, 'staff')
  }
  return [
    route({
      method: 'GET',
      path: paths.sessions,
      summary: 'My sessions that are still alive, newest first',
      answers: { 200: { description: 'Mine', schema: openSessionsShape } },
      reasons: [],
      handle: ({ session }) => json(200, { sessions: sessions.list(session.user.id, session.session) })
    }),
    route({
      method: 'DELETE',
      path: `${paths.sessions}/:session`,
      summary: 'End one of my sessions and close its sockets',
      params: sessionPath,
      answers: { 204: { description: 'Ended' } },
      reasons: ['not-found'],
      handle: async ({ params, session }) => {
        const named = sessions.named(session.user.id, params.session)
        if (!named) return refuse('not-found')
        await sessions.end(named)
        return empty()
      }
    }),
    route({
      method: 'DELETE',
      path: paths.otherSessions,
      summary: 'End all my sessions but this one',
      answers: { 204: { description: 'Ended' } },
      reasons: [],
      handle: async ({ session }) => {
        await sessions.endAll(session.user.id, session.session)
        return empty()
      }
    }),
    route({
      method: 'GET',
      path: paths.signedIn,
      summary: 'Who is signed in where, of the people I manage',
      answers: { 200: { description: 'Sessions that are still alive', schema: signedInShape } },
      reasons: ['no-right'],
      handle: ({ session }) => {
        if (!mayManageAnybody(session)) return refuse('no-right')
        const units = directory.units()
        const open = managed(session).flatMap(({ id, name, unit }) =>
          sessions.list(id, session.session).map(each => ({ ...each, user: id, name, unitName: units.get(unit)?.name ?? '' }))
        )
        return json(200, { sessions: open.sort((a, b) => (a.since < b.since ? 1 : -1)) })
      }
    }),
    route({
      method: 'DELETE',
      path: `${paths.signedIn}/:session`,
      summary: 'End a session of somebody I manage',
      params: sessionPath,
      answers: { 204: { description: 'Ended' } },
      reasons: ['no-right', 'not-found'],
      handle: async ({ params, session }) => {
        if (!mayManageAnybody(session)) return refuse('no-right')
        for (const { id } of managed(session)) {
          const named = sessions.named(id, params.session)
          if (!named) continue
          await sessions.end(named)
          around.log({ level: 'info', event: 'session-ended', user: id, by: session.user.id })
          return empty()
        }
        return refuse('not-found')
      }
    })
  ]
}
