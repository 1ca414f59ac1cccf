import { afterAll, beforeAll, expect, test } from 'vitest'
import { maliciousPdfs } from '../malicious-pdfs.ts'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'
import { residentBytes } from './raw-wire.ts'

let server: ServerUnderTest
beforeAll(async () => {
  server = await startServerUnderTest()
})
afterAll(() => server.close())

test('[B6] papers made to harm are opened in a thread that is ended within 10 s; the server goes on and answers others meanwhile', async () => {
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  const { pid } = server.process
  if (pid === undefined) throw new Error('no process')
  let slowestAnswer = 0
  let largest = 0
  let stopped = false
  const others = (async () => {
    while (!stopped) {
      const begin = performance.now()
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
      slowestAnswer = Math.max(slowestAnswer, performance.now() - begin)
      largest = Math.max(largest, residentBytes(pid))
      await new Promise(resolve => setTimeout(resolve, 25))
    }
  })()
  const before = residentBytes(pid)
  const told: string[] = []
  for (const { name, bytes } of maliciousPdfs('http://127.0.0.1:9')) {
    const { status, json, tookMs } = await uploadPaper(server.url, token, server.meetingId, name, bytes)
    told.push(`${name}: ${json.error ?? `${json.pages} pages`} after ${tookMs.toFixed(0)} ms`)
    expect([200, 422], name).toContain(status)
    if (status === 422) expect(json.error, name).toBe('damaged-pdf')
    expect(tookMs, name).toBeLessThan(11_000)
  }
  stopped = true
  await others
  console.log(
    `B6:\n${told.join('\n')}\nslowest answer beside them ${slowestAnswer.toFixed(0)} ms, memory +${((largest - before) / 2 ** 20).toFixed(0)} MB at most`
  )
  expect(server.process.exitCode).toBeNull()
  expect(slowestAnswer).toBeLessThan(2500)
  expect(largest - before).toBeLessThan(700 * 2 ** 20)
})
