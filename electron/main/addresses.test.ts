import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outsideAddress } from './address.ts'
import { contentPolicy } from './content-policy.ts'
import { fileForAddress } from './page-file.ts'
import { askServer, serverOrigin } from './server-address.ts'

test('[A9] only https addresses without a user name may reach the system browser', () => {
  expect(outsideAddress('https://hop.example/phong?x=1')?.href).toBe('https://hop.example/phong?x=1')
  for (const address of [
    'http://a.example',
    'file:///etc/passwd',
    'javascript:1',
    'smb://a/b',
    'https://a@b.example',
    'https:',
    '',
    'mailto:a@b',
    'x'.repeat(3000)
  ])
    expect(outsideAddress(address)).toBeNull()
})

test('a typed server address becomes an origin or nothing', () => {
  expect(serverOrigin(' 192.168.1.5:4480 ')).toBe('http://192.168.1.5:4480')
  expect(serverOrigin('https://Hop.Example/duong/dan?x=1#y')).toBe('https://hop.example')
  expect(serverOrigin('may-chu')).toBe('http://may-chu')
  for (const typed of ['', 'ftp://a', 'file:///etc', 'http://a:b@c', 'javascript://x', 'hai từ', 'x'.repeat(400)])
    expect(serverOrigin(typed)).toBeNull()
})

test('[A8] the policy names the known servers and nobody else', () => {
  const policy = contentPolicy(['http://10.0.0.2:4480', 'https://hop.example'])
  expect(policy).toContain("connect-src 'self' http://10.0.0.2:4480 ws://10.0.0.2:4480 https://hop.example wss://hop.example;")
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('*')
  expect(policy).not.toContain("'unsafe-eval'")
})

test('a page address names a file inside the page’s folder, or nothing', () => {
  const folder = join('/srv', 'page')
  expect(fileForAddress(folder, 'app://hopso/')).toBe(join(folder, 'index.html'))
  expect(fileForAddress(folder, 'app://hopso/meetings/phien-hop')).toBe(join(folder, 'index.html'))
  expect(fileForAddress(folder, 'app://hopso/assets/a.js?v=1')).toBe(join(folder, 'assets', 'a.js'))
  for (const address of [
    'app://other/a.js',
    'file:///etc/passwd',
    'app://hopso/%00.js',
    'app://hopso/..%5c..%5cx.js',
    'app://a@hopso/a.js',
    'x'
  ])
    expect(fileForAddress(folder, address)).toBeNull()
  fc.assert(
    fc.property(fc.oneof(fc.webPath(), fc.string(), fc.stringMatching(/^(\.\.|%2e|%2f|\/|\\|a){1,12}\.js$/)), path => {
      const file = fileForAddress(folder, `app://hopso/${path}`)
      expect(file === null || file.startsWith(`${folder}/`)).toBe(true)
    }),
    { numRuns: 500 }
  )
})

test('who answers at an address is believed only as a Hopso server', async () => {
  const ask = async (listener: RequestListener) => {
    const server = createServer(listener)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    try {
      return await askServer(fetch, `127.0.0.1:${(server.address() as AddressInfo).port}`)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }
  const own = { server: 'may-chu-thu', product: 'hopso', apiVersion: 1, version: '1', organisation: 'Xã Tân Nguồn' }
  expect(await ask((_, response) => response.end(JSON.stringify(own)))).toMatchObject({
    server: 'may-chu-thu',
    organisation: 'Xã Tân Nguồn'
  })
  expect(await ask((_, response) => response.end(JSON.stringify({ ...own, product: 'other' })))).toBeNull()
  expect(await ask((_, response) => response.end(JSON.stringify({ ...own, server: '../x' })))).toBeNull()
  expect(await ask((_, response) => response.writeHead(302, { location: '/x' }).end())).toBeNull()
  expect(await ask((_, response) => response.end('<html>'))).toBeNull()
  expect(await ask((_, response) => response.end('x'.repeat(100_000)))).toBeNull()
  expect(await ask((_, response) => response.destroy())).toBeNull()
})
