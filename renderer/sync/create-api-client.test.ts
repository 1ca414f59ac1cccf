import { expect, it } from 'vitest'
import { paths, serverShape } from '#protocol/http-api.ts'
import { createApiClient } from './create-api-client.ts'

const ended = () => new Response('{"error":"no-session"}', { status: 401 })

it('[S5] an answer to what was asked before signing in anew does not end the session of now', async () => {
  let signings = 0
  let lost = 0
  const answers: ((answer: Response) => void)[] = []
  const asking = () => new Promise<Response>(resolve => answers.push(resolve))
  const api = createApiClient({ baseUrl: '', token: () => null, fetch: asking, signings: () => signings })
  api.onSessionLost(() => {
    lost += 1
  })
  const before = api.call('GET', paths.session, serverShape)
  signings += 1
  answers[0]?.(ended())
  expect(await before).toEqual({ ok: false, reason: 'no-session' })
  expect(lost).toBe(0)
  const after = api.call('GET', paths.session, serverShape)
  answers[1]?.(ended())
  await after
  expect(lost).toBe(1)
})
