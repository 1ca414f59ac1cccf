import { z } from 'zod'
import { apiVersion, type Reason, refusal, sessionCookie } from '#protocol/http-api.ts'
import { statusOf } from './answers.ts'
import type { Route } from './route.ts'

type Schema = Record<string, unknown>

const schemaOf = (schema: z.ZodType): Schema => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }) as Schema
  return rest
}

/** Refusals any route may come to. */
const commonReasons: readonly Reason[] = ['foreign-host', 'foreign-origin', 'too-many-requests', 'internal']

/** The OpenAPI 3.1 document of a table of routes, from the schemas that validate it. */
export function openApiOf(routes: readonly Route[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:([a-z]+)/gi, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hopso',
      version,
      description: `HTTP API, version ${apiVersion}. Every refusal is {error, detail?}.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' }
    },
    paths,
    components: {
      schemas: { Refusal: schemaOf(refusal) },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, cookie: { type: 'apiKey', in: 'cookie', name: sessionCookie } }
    }
  }
}

function operationOf(route: Route): Record<string, unknown> {
  const answers = Object.entries(route.answers).map(([status, { description, schema, contentType }]) => [
    status,
    {
      description,
      ...(schema
        ? { content: { 'application/json': { schema: schemaOf(schema) } } }
        : contentType && { content: { [contentType]: { schema: { type: 'string', contentMediaType: contentType } } } })
    }
  ])
  return {
    summary: route.summary,
    security: route.access === 'open' ? [] : [{ bearer: [] }, { cookie: [] }],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.piece
      ? {
          requestBody: {
            required: true,
            content: { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } }
          }
        }
      : route.body && { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body) } } } }),
    responses: { ...refusalsOf(route), ...Object.fromEntries(answers) }
  }
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): readonly Schema[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema) as { properties?: Record<string, Schema>; required?: readonly string[] }
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: inner
  }))
}

function refusalsOf(route: Route): Record<string, unknown> {
  const session: readonly Reason[] =
    route.access === 'open' ? [] : route.access === 'first' ? ['no-session'] : ['no-session', 'password-must-change']
  const malformed: readonly Reason[] = route.params || route.query || route.body || route.piece ? ['malformed'] : []
  const byStatus = new Map<number, Reason[]>()
  for (const reason of new Set([...commonReasons, ...session, ...malformed, ...route.reasons]))
    byStatus.set(statusOf[reason], [...(byStatus.get(statusOf[reason]) ?? []), reason])
  return Object.fromEntries(
    [...byStatus].map(([status, reasons]) => [
      status,
      { description: reasons.join(', '), content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } }
    ])
  )
}
