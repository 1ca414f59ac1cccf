import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { UserId } from '#core/ids.ts'
import { openSettings } from './settings.ts'
import { type Keychain, openTokenVault } from './token-vault.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopso-memory-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const server = 'may-chu-thu'
const first = 'nguoi-thu-nhat' as UserId
const second = 'nguoi-thu-hai' as UserId
/** A keychain as small as can be: it turns bytes around, as long as it is there. */
const keychainThat = (available: () => boolean): Keychain => ({
  isEncryptionAvailable: available,
  encryptString: text => Buffer.from(text).reverse(),
  decryptString: bytes => Buffer.from(bytes).reverse().toString()
})

test('tokens of several people are kept, newest first, and one is cleared without the other', async () => {
  const path = join(folder, 'tokens.json')
  const vault = await openTokenVault(path, null)
  await vault.save(server, { user: first, token: 'token-of-the-first' })
  await vault.save(server, { user: second, token: 'token-of-the-second' })
  const again = await openTokenVault(path, null)
  expect(again.list(server).map(({ user }) => user)).toEqual([second, first])
  expect(again.protection()).toBe('file')
  expect((await stat(path)).mode & 0o077).toBe(0)
  await again.clear(server, second)
  expect(again.list(server)).toEqual([{ user: first, token: 'token-of-the-first' }])
  expect(await readFile(path, 'utf8')).not.toContain('token-of-the-second')
  await expect(stat(`${path}.bak`)).rejects.toThrow()
  await again.clearServer(server)
  expect(again.list(server)).toEqual([])
})

test('with a keychain no token stands on the disk, and without it later nobody is signed in', async () => {
  const path = join(folder, 'tokens.json')
  const vault = await openTokenVault(
    path,
    keychainThat(() => true)
  )
  expect(vault.protection()).toBe('keychain')
  await vault.save(server, { user: first, token: 'token-of-the-first' })
  expect(await readFile(path, 'utf8')).not.toContain('token-of-the-first')
  expect(
    (
      await openTokenVault(
        path,
        keychainThat(() => true)
      )
    ).list(server)
  ).toHaveLength(1)
  expect(
    (
      await openTokenVault(
        path,
        keychainThat(() => false)
      )
    ).list(server)
  ).toEqual([])
})

test('servers are remembered newest first; one that moved says so; a damaged file counts as empty', async () => {
  const path = join(folder, 'settings.json')
  const settings = await openSettings(path)
  const one = { server, url: 'http://10.0.0.2:4480', organisation: 'Xã Tân Nguồn' }
  const two = { server: 'may-chu-khac', url: 'https://hop.example', organisation: 'Xã Đồi Chè' }
  expect(await settings.rememberServer(one)).toEqual({ moved: false })
  await settings.rememberServer(two)
  expect(await settings.rememberServer({ ...one, url: 'http://10.0.0.9:4480' })).toEqual({ moved: true })
  await settings.rememberWindow({ width: 1000, height: 700, maximized: false })
  const again = await openSettings(path)
  expect(again.servers().map(({ url }) => url)).toEqual(['http://10.0.0.9:4480', 'https://hop.example'])
  expect(again.window()).toEqual({ width: 1000, height: 700, maximized: false })
  await again.preferServer(two.server)
  expect(again.servers().map(each => each.server)).toEqual([two.server, server])
  await again.forgetServer(server)
  expect(again.servers()).toEqual([two])
  await writeFile(path, '{"version":1,"servers":[{"server":"../x"}]}')
  await rm(`${path}.bak`)
  expect((await openSettings(path)).servers()).toEqual([])
})
