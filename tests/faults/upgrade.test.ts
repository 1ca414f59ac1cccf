import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type ServerUnderTest, startServerUnderTest } from '../server-under-test.ts'
import { connectStockClient, signInByApi } from '../sync-client.ts'

/** Each release leaves a data folder here and what is in it (scripts/make-release-data.mjs); neither is ever changed. */
const releases = 'tests/data/releases'
const versions = (await readdir(releases)).filter(name => name.endsWith('.tar')).map(name => name.replace(/\.tar$/, ''))
const kills = Math.min(200, Number(process.env.FAULT_RUNS ?? 15))

interface Expected {
  readonly account: string
  readonly password: string
  /** Records as they were handed out, by meeting. */
  readonly meetings: Readonly<Record<string, string>>
  /** SHA-256 by the address of the file. */
  readonly papers: Readonly<Record<string, string>>
  /** By room its roots as JSON; texts as text. */
  readonly rooms: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

async function unpack(version: string): Promise<{ readonly home: string; readonly data: string; readonly expected: Expected }> {
  const home = await mkdtemp(join(tmpdir(), 'hopso-release-'))
  execFileSync('tar', ['-xf', join(releases, `${version}.tar`), '-C', home])
  return { home, data: join(home, 'data'), expected: JSON.parse(await readFile(join(releases, `${version}.json`), 'utf8')) as Expected }
}

/** Everything the release had stored, through the doors of today's server. */
async function expectAll(server: ServerUnderTest, expected: Expected): Promise<void> {
  const { token } = await signInByApi(server.url, expected.account, expected.password)
  const get = (path: string) => fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } })
  for (const [meeting, record] of Object.entries(expected.meetings))
    expect(await (await get(`/api/meetings/${meeting}/record`)).text(), meeting).toBe(record)
  for (const [path, hash] of Object.entries(expected.papers)) {
    const bytes = new Uint8Array(await (await get(path)).arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex'), path).toBe(hash)
  }
  for (const [room, roots] of Object.entries(expected.rooms)) {
    const client = connectStockClient(server.syncUrl, room, token)
    await expect.poll(() => client.provider.synced, { interval: 5 }).toBe(true)
    // What a later release knows of the same events stands beside what was there.
    for (const [name, content] of Object.entries(roots))
      if (typeof content === 'string') expect(client.doc.getText(name).toString(), `${room} ${name}`).toBe(content)
      else expect(client.doc.getMap(name).toJSON(), `${room} ${name}`).toMatchObject(content as object)
    client.close()
  }
  expect(server.log()).not.toMatch(/damaged|"event":"storage"/)
}

describe.each(versions)('a data folder written by release %s', version => {
  it('[F14] opens with every meeting, room and paper in it, and again, and goes on', async () => {
    const { home, data, expected } = await unpack(version)
    const server = await startServerUnderTest(data)
    try {
      await expectAll(server, expected)
      await server.stop()
      await server.restart()
      await expectAll(server, expected)
    } finally {
      await server.close()
      await rm(home, { recursive: true, force: true })
    }
  })

  it(`[F14] opens all the same after ${kills} kills while it was being opened`, async () => {
    const { home, data, expected } = await unpack(version)
    for (let kill = 0; kill < kills; kill += 1) {
      const child = spawn(process.execPath, ['dist/server/cli.mjs', 'serve', '--data', data, '--port', '0'], { stdio: 'ignore' })
      const ended = once(child, 'exit')
      await wait(100 + Math.random() * 300)
      child.kill('SIGKILL')
      expect((await ended)[1]).toBe('SIGKILL')
    }
    const server = await startServerUnderTest(data)
    try {
      await expectAll(server, expected)
    } finally {
      await server.close()
      await rm(home, { recursive: true, force: true })
    }
  })

  it('[F14] is refused untouched by a release that is older than it', async () => {
    const { home, data } = await unpack(version)
    const format = JSON.parse(await readFile(join(data, 'format.json'), 'utf8')) as { format: number }
    await writeFile(join(data, 'format.json'), JSON.stringify({ ...format, format: 99, unheardOf: true }))
    const before = await hashesOf(data)
    const child = spawn(process.execPath, ['dist/server/cli.mjs', 'serve', '--data', data, '--port', '0'], {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', text => {
      said += text
    })
    expect((await once(child, 'close'))[0]).toBe(1)
    expect(said).toContain('phiên bản Hopso mới hơn')
    expect(await hashesOf(data)).toEqual(before)
    await rm(home, { recursive: true })
  })
})

async function hashesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath ?? entry.path, entry.name))
  return Promise.all(
    files.sort().map(
      async path =>
        `${path} ${createHash('sha256')
          .update(await readFile(path))
          .digest('hex')}`
    )
  )
}
