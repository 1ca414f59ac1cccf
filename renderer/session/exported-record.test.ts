import { expect, it } from 'vitest'
import type { MeetingId } from '#core/ids.ts'
import { createApiClient } from '../sync/create-api-client.ts'
import { eventsIn, exportedRecord } from './exported-record.ts'

const exported = (answer: () => Promise<Response>) =>
  exportedRecord(createApiClient({ baseUrl: '', token: () => null, fetch: answer }), 'cuoc-hop-0001' as MeetingId)

it('[R8] a record that could not be had says why: the server’s reason, and no network only where there was none', async () => {
  expect(await exported(async () => new Response('{"seq":1}\n'))).toEqual({ ok: true, value: '{"seq":1}\n' })
  const refused = async () => new Response('{"error":"record-damaged"}', { status: 409 })
  expect(await exported(refused)).toEqual({ ok: false, reason: 'record-damaged' })
  expect(await exported(async () => new Response('{"error":"something-newer"}', { status: 400 }))).toEqual({
    ok: false,
    reason: 'unexpected'
  })
  expect(await exported(() => Promise.reject(new TypeError('network')))).toEqual({ ok: false, reason: 'offline' })
})

it('lines that are no event make a record that does not hold', () => {
  expect(eventsIn('{"seq":1}\nkhông phải JSON\n\n{"seq":2}\n')).toEqual([{ seq: 1 }, {}, { seq: 2 }])
})
