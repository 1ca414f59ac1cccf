import { z } from 'zod'
import { mayInUnit, mayManageUser } from '#core/access/access.ts'
import { matchesQuery } from '#core/text/fold.ts'
import { newUserRequest, pathParameters, paths, userChangeRequest, userShape, usersShape } from '#protocol/http-api.ts'
import { isStrongPassword, type Passwords } from '../access/passwords.ts'
import type { Sessions } from '../access/sessions.ts'
import { shapeOf, subjectOf } from '../directory/people.ts'
import { Queue } from '../queue.ts'
import type { Directory, StoredUser } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import { json, refuse } from './answers.ts'
import { type Route, route } from './route.ts'

export interface UserParts {
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly directory: Directory
  readonly around: Surroundings
}

/** People of the organisation: found by those who prepare meetings, kept by administrators. */
export function userRoutes({ sessions, passwords, directory, around }: UserParts): readonly Route[] {
  /** Changes to people one at a time, so that two with one account name cannot meet. */
  const changes = new Queue()
  const shape = (user: StoredUser) => shapeOf(directory, user)

  return [
    route({
      method: 'GET',
      path: paths.users,
      summary: 'People I may see; `q` finds words of name, title, unit or account without diacritics',
      query: z.object({ q: z.string().max(100).optional() }),
      answers: { 200: { description: 'People and units', schema: usersShape } },
      reasons: [],
      handle: ({ query, session }) => {
        const subject = subjectOf(directory, session.user)
        const users = [...directory.users().values()]
          .filter(user => mayInUnit(subject, 'read-users', user.unit))
          .map(shape)
          .filter(user => !query.q || matchesQuery(`${user.name} ${user.title} ${user.unitName} ${user.account}`, query.q))
          .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
        const units = [...directory.units().values()].filter(({ id }) => mayInUnit(subject, 'read-users', id))
        return json(200, { users, units })
      }
    }),
    route({
      method: 'POST',
      path: paths.users,
      summary: 'Add a person, with a first password to be changed at the first sign-in',
      body: newUserRequest,
      answers: {
        201: { description: 'Added', schema: userShape },
        200: { description: 'Was added by the same request before', schema: userShape }
      },
      reasons: ['no-right', 'not-found', 'account-taken', 'weak-password', 'conflict'],
      handle: ({ body, session }) =>
        changes.run(async () => {
          const { password, ...person } = body
          const subject = subjectOf(directory, session.user)
          if (!directory.units().has(body.unit)) return refuse('not-found')
          if (!mayManageUser(subject, body.unit, body.role)) return refuse('no-right')
          const present = directory.users().get(body.id)
          if (present) return present.account === body.account ? json(200, shape(present)) : refuse('conflict')
          if (directory.userByAccount(body.account)) return refuse('account-taken')
          if (!isStrongPassword(password, body.account)) return refuse('weak-password')
          const user: StoredUser = { ...person, locked: false, passwordHash: await passwords.hash(password), mustChangePassword: true }
          await directory.putUser(user)
          around.log({ level: 'info', event: 'user-added', user: user.id, by: session.user.id })
          return json(201, shape(user))
        })
    }),
    route({
      method: 'PATCH',
      path: `${paths.users}/:user`,
      summary: 'Change a person, lock or unlock, or set a new first password',
      params: z.object({ user: pathParameters.user }),
      body: userChangeRequest,
      answers: { 200: { description: 'Changed', schema: userShape } },
      reasons: ['no-right', 'not-found', 'weak-password', 'conflict'],
      handle: ({ params, body, session }) =>
        changes.run(async () => {
          const subject = subjectOf(directory, session.user)
          const before = directory.users().get(params.user)
          if (!before || !mayInUnit(subject, 'read-users', before.unit)) return refuse('not-found')
          const { password, ...change } = body
          const wanted = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
          const after: StoredUser = { ...before, ...wanted }
          if (!directory.units().has(after.unit)) return refuse('not-found')
          if (!mayManageUser(subject, before.unit, before.role) || !mayManageUser(subject, after.unit, after.role))
            return refuse('no-right')
          const themselves = before.id === session.user.id
          if (themselves && (after.locked || after.role !== before.role || password !== undefined)) return refuse('conflict')
          if (password !== undefined && !isStrongPassword(password, before.account)) return refuse('weak-password')
          const secret =
            password === undefined
              ? {}
              : {
                  passwordHash: await passwords.hash(password),
                  // [H8] A PIN goes with the password it was allowed by.
                  pins: undefined,
                  mustChangePassword: true,
                  // [H7] Who has never chosen a password of their own has nothing private yet.
                  ...(before.mustChangePassword && !before.reset
                    ? {}
                    : { reset: { at: around.now().toISOString(), by: session.user.name } })
                }
          await directory.changeUser(before.id, { ...wanted, ...secret })
          if (after.locked || password !== undefined || after.role !== before.role) await sessions.endAll(before.id)
          // Who sets another's password can sign in as them: this line is what the office has to show for it.
          if (password !== undefined) around.log({ level: 'warn', event: 'password-reset', user: before.id, by: session.user.id })
          around.log({ level: 'info', event: 'user-changed', user: before.id, by: session.user.id })
          return json(200, shape(after))
        })
    })
  ]
}
