import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { vi } from '#text/vi/index.ts'
import { StartFault, StorageFault } from '../index.ts'
import { ask } from '../running-server.contract.ts'
import { startServer } from '../start-server.ts'
import { addAdministrator } from './add-administrator.ts'
import { understand } from './arguments.ts'
import { startFaultSentence } from './start-fault.ts'

const text = vi.command
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopso-command-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the command line', () => {
  it('understands what --help says, and says what it does not understand', () => {
    const argv = ['serve', '--data', 'd', '--port=0', '--host', '0.0.0.0', '--public-url', 'https://hop.example', '--demonstration']
    expect(understand(argv, text)).toEqual({
      kind: 'serve',
      options: { data: 'd', port: 0, host: '0.0.0.0', publicUrl: 'https://hop.example', demonstration: true }
    })
    const wrongs: readonly [string[], string][] = [
      [['bay'], text.unknownCommand('bay')],
      [['serve', '--port', '0'], text.missingOption('--data')],
      [['serve', '--data', 'd'], text.missingOption('--port')],
      [['serve', '--data', 'd', '--port', '70000'], text.badPort('70000')],
      [['serve', '--data', 'd', '--port', '1', '--la', 'x'], text.unknownOption('--la')],
      [['serve', '--data', 'd', '--port', '1', 'x'], text.unknownOption('x')],
      [['serve', '--data', 'd', '--port', '1', '--public-url', 'hop'], text.badUrl('hop')],
      [['verify'], text.missingOption('LOG')]
    ]
    for (const [asked, sentence] of wrongs) expect(understand(asked, text)).toEqual({ kind: 'wrong', sentence })
    expect(understand([], text)).toEqual({ kind: 'help' })
    expect(understand(['verify', 'log.jsonl'], text)).toEqual({ kind: 'verify', log: 'log.jsonl', head: null })
  })

  it('has one sentence for each way a server does not start', async () => {
    const sentenceFor = async (start: () => Promise<unknown>, port = 0) =>
      startFaultSentence(await start().catch(error => error), { folder: 'd', host: '127.0.0.1', port }, text)
    const data = join(folder, 'locked')
    const first = await startServer({ dataDir: data, port: 0 })
    expect(await sentenceFor(() => startServer({ dataDir: data, port: 0 }))).toBe(text.folderLocked('d'))
    expect(await sentenceFor(() => startServer({ dataDir: null, port: first.port }), first.port)).toBe(text.portTaken(first.port))
    expect(await sentenceFor(() => startServer({ dataDir: '/proc/hopso', port: 0 }))).toBe(text.folderUnreadable('d'))
    const missing = () => startServer({ dataDir: null, port: 0, demonstration: true, resourcesDir: folder })
    expect(await sentenceFor(missing)).toBe(text.demonstrationMissing)
    await first.close()
    expect(startFaultSentence(new StorageFault('newer-format', ''), { folder: 'd', host: '', port: 0 }, text)).toBe(text.folderNewer('d'))
    expect(startFaultSentence(new StartFault('address-unavailable', ''), { folder: 'd', host: 'h', port: 0 }, text)).toBe(
      text.addressUnavailable('h')
    )
  })

  it('makes a first administrator, who must change the password and can then add people', async () => {
    const data = join(folder, 'fresh')
    const options = { data, account: 'quantri', unit: 'UBND xã Thử' }
    expect(await addAdministrator(options, 'yeu', text)).toEqual({ done: false, sentence: text.weakPassword })
    expect((await addAdministrator(options, 'Dau-tien-123', text)).done).toBe(true)
    expect(await addAdministrator(options, 'Dau-tien-123', text)).toEqual({ done: false, sentence: text.accountTaken('quantri') })
    const server = await startServer({ dataDir: data, port: 0 })
    const { json } = await ask(server.url, 'POST', '/api/sessions', { body: { account: 'quantri', password: 'Dau-tien-123' } })
    expect(json).toMatchObject({ mustChangePassword: true, user: { role: 'administrator', unitName: 'UBND xã Thử' } })
    expect((await ask(server.url, 'GET', '/api/server')).json.organisation).toBe('UBND xã Thử')
    await server.close()
  })
})
