import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dispositionOf } from '../http/file-answer.ts'
import type { RunningServer } from '../index.ts'
import { ask, draft, type Home, makeHome, newUpload, pdf, sha256Of, signIn } from '../running-server.contract.ts'

const rtl = '\u202e'
/** Names that mean something else to a file system, a shell, a header or an eye. */
const names: readonly string[] = [
  'CON.pdf',
  'nul.pdf',
  'LPT1',
  'bao-cao.pdf.',
  'bao-cao.pdf   ',
  '.bashrc',
  '..',
  '../../etc/passwd',
  '..\\..\\Windows\\win.ini',
  'C:\\Users\\a.pdf',
  '\\\\may-chu\\chia-se\\a.pdf',
  '/etc/passwd',
  `hoa-don${rtl}fdp.exe`,
  'a\0b.pdf',
  'a\r\nSet-Cookie: x=1.pdf',
  'a"; filename="b.exe',
  "a'b%41;c.pdf",
  '<script>alert(1)</script>.pdf',
  `${'ă'.repeat(250)}.pdf`,
  'Tờ trình số 12/TTr-UBND (bản chính thức).pdf',
  '\ud800.pdf',
  `${'💼'.repeat(120)}.pdf`,
  ' '
]

let home: Home
let server: RunningServer
let token: string
let dataDir: string
beforeAll(async () => {
  home = await makeHome()
  dataDir = join(home.folder, 'data')
  server = await home.start({ dataDir })
  token = await signIn(server.url, 'secretary')
})
afterAll(() => home.leave())

/** The name a browser would save under: RFC 5987, which it prefers, decoded. */
const savedAs = (disposition: string): string => decodeURIComponent(disposition.match(/filename\*=UTF-8''([^;]*)$/)?.[1] ?? '')

describe('names of files', () => {
  it('[B9] whatever a file is called, it lies under the hash of its bytes and goes out under a safe name', async () => {
    const kept: string[] = []
    for (const [number, fileName] of names.entries()) {
      const bytes = await pdf([[`Tài liệu ${number}`]])
      const upload = newUpload(bytes, { fileName })
      const say = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
        ask(server.url, method, path, { token, ...(body !== undefined && { body }), ...(headers && { headers }) })
      expect([fileName, (await say('POST', `/api/meetings/${draft}/uploads`, upload)).status]).toEqual([fileName, 201])
      await say('PATCH', `/api/uploads/${upload.upload}`, bytes, { 'upload-offset': '0' })
      expect([fileName, (await say('POST', `/api/uploads/${upload.upload}/finish`)).status]).toEqual([fileName, 200])
      kept.push(sha256Of(bytes))
      const told = await say('GET', `/api/papers/${upload.paper}/versions/${upload.version}/file`)
      expect([told.status, told.headers['content-type'], sha256Of(told.bytes)]).toEqual([200, 'application/pdf', sha256Of(bytes)])
      expect(told.headers['set-cookie']).toBeUndefined()
      const name = savedAs(String(told.headers['content-disposition']))
      expect([fileName, name]).toEqual([fileName, expect.stringMatching(/^[^/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]{1,120}$/u)])
      expect(name).not.toMatch(/^[. ]|[. ]$/)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
    }
    const files = (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile()).map(({ name }) => name)
    for (const hash of kept) expect(files.filter(name => name === hash)).toHaveLength(1)
    // Nothing on the disk has a name that came from outside.
    expect(files.filter(name => !/^[A-Za-z0-9._-]{1,80}$/.test(name))).toEqual([])
    expect(files.filter(name => /passwd|con\b|nul|bashrc|win\.ini|\.pdf/i.test(name))).toEqual([])
  }, 30_000)

  it('[B9] RFC 5987: both names, none of which ends the header or its own quotes', () => {
    for (const name of names) {
      const header = dispositionOf(name)
      expect([name, header]).toEqual([
        name,
        expect.stringMatching(/^inline; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/)
      ])
    }
    expect(savedAs(dispositionOf('Tờ trình số 12/TTr-UBND (bản chính thức).pdf'))).toBe('Tờ trình số 12_TTr-UBND (bản chính thức).pdf')
    expect(dispositionOf('Tờ trình.pdf')).toContain('filename="To trinh.pdf"')
    for (const device of ['CON.pdf', 'con', 'nul.pdf', 'LPT1', 'COM9.txt', 'aux.'])
      expect([device, savedAs(dispositionOf(device))]).toEqual([device, expect.not.stringMatching(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)])
  })
})
