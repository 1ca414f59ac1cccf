import { constants, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maxPages, maxPaperBytes } from '#core/paper/paper.ts'
import type { NewUploadRequest } from '#protocol/http-api.ts'
import { dispositionOf } from '../http/file-answer.ts'
import type { RunningServer } from '../index.ts'
import { ask, draft, type Home, issued, makeHome, newUpload, pdf, sha256Of, signIn } from '../running-server.contract.ts'

let home: Home
let server: RunningServer
let token: string
beforeAll(async () => {
  home = await makeHome({ inspector: true })
  server = await home.start()
  token = await signIn(server.url, 'secretary')
})
afterAll(() => home.leave())

const begin = (request: NewUploadRequest, as = token, meeting = issued) =>
  ask(server.url, 'POST', `/api/meetings/${meeting}/uploads`, { token: as, body: request })
const send = (upload: string, offset: number, bytes: Uint8Array, as = token) =>
  ask(server.url, 'PATCH', `/api/uploads/${upload}`, { token: as, body: bytes, headers: { 'upload-offset': String(offset) } })
const finish = (upload: string, as = token) => ask(server.url, 'POST', `/api/uploads/${upload}/finish`, { token: as })
const whole = async (bytes: Uint8Array, more: Partial<NewUploadRequest> = {}) => {
  const request = newUpload(bytes, more)
  const begun = await begin(request)
  if (begun.status >= 300) return { request, answer: begun }
  for (let at = 0; at < bytes.byteLength; at += 1024 * 1024) await send(request.upload, at, bytes.subarray(at, at + 1024 * 1024))
  return { request, answer: await finish(request.upload) }
}
const file = (paper: string, version: string, headers: Record<string, string> = {}, method = 'GET') =>
  ask(server.url, method, `/api/papers/${paper}/versions/${version}/file`, { token, headers })

/** One page whose content unpacks to so many times 16 MiB of spaces. */
function bomb(blocks: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(16 * 1024 * 1024, 32), { finishFlush: constants.Z_FULL_FLUSH })
  const content = Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array.from({ length: blocks }, () => block), Buffer.from([0x03, 0x00])])
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>'
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', page]
  const parts = objects.map((object, index) => Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`))
  const stream = Buffer.from(`4 0 obj\n<< /Length ${content.length} /Filter /FlateDecode >>\nstream\n`)
  const trailer = Buffer.from('trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n')
  return Buffer.concat([Buffer.from('%PDF-1.4\n'), ...parts, stream, content, Buffer.from('\nendstream\nendobj\n'), trailer])
}

/** Some hundred bytes that claim so many pages; the first and the last are there. */
function claiming(pages: number): Buffer {
  const page = (parent: number) => `<< /Type /Page /Parent ${parent} 0 R /MediaBox [0 0 595 842] >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [3 0 R 4 0 R] /Count ${pages} >>`,
    `<< /Type /Pages /Parent 2 0 R /Kids [5 0 R] /Count ${pages - 1} >>`,
    page(2),
    page(3)
  ]
  let body = '%PDF-1.4\n'
  const rows = objects.map((object, index) => {
    const at = String(body.length).padStart(10, '0')
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${at} 00000 n \n`
  })
  const table = `xref\n0 6\n0000000000 65535 f \n${rows.join('')}`
  return Buffer.from(`${body}${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`)
}

describe('papers', () => {
  it('come in piece by piece, go on where they stopped, and are counted and recorded once', async () => {
    const bytes = await pdf([['BÁO CÁO'], ['Trang 2'], ['Trang 3']])
    const request = newUpload(bytes)
    const cut = Math.floor(bytes.byteLength / 2)
    expect((await begin(request)).status).toBe(201)
    expect((await send(request.upload, 0, bytes.subarray(0, cut))).json).toEqual({ offset: cut })
    expect((await send(request.upload, 0, bytes.subarray(0, cut))).json).toEqual({ error: 'wrong-offset', detail: String(cut) })
    expect((await finish(request.upload)).json).toEqual({ error: 'wrong-offset', detail: String(cut) })
    const again = await begin(request)
    expect([again.status, again.json]).toEqual([200, { offset: cut }])
    expect((await ask(server.url, 'GET', `/api/uploads/${request.upload}`, { token })).json).toEqual({ offset: cut })
    expect((await send(request.upload, cut, bytes.subarray(cut))).json).toEqual({ offset: bytes.byteLength })
    const done = await finish(request.upload)
    expect(done.json).toMatchObject({ paper: request.paper, version: request.version, pages: 3 })
    expect((await finish(request.upload)).json).toEqual(done.json)
    expect((await begin(request)).json).toEqual({ offset: bytes.byteLength })
    const stored = await file(request.paper, request.version)
    expect(sha256Of(stored.bytes)).toBe(sha256Of(bytes))
  })

  it('[B10] a file that claims more pages than anybody reads is refused, however small it is', async () => {
    expect((await whole(claiming(maxPages))).answer.json).toMatchObject({ pages: maxPages })
    for (const pages of [maxPages + 1, 500_000_000]) expect((await whole(claiming(pages))).answer.json).toEqual({ error: 'damaged-pdf' })
  })

  it('[P1] a paper that exists takes the upload as a version that replaces its newest', async () => {
    const first = await whole(await pdf([['Lần một']]))
    const second = await whole(await pdf([['Lần hai'], ['Thêm']]), { paper: first.request.paper })
    expect(second.answer.json.pages).toBe(2)
    const { text } = await ask(server.url, 'GET', `/api/meetings/${issued}/record`, { token })
    const facts = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).fact)
    expect(facts.at(-1)).toMatchObject({ kind: 'paper-version-added', version: { replaces: first.request.version } })
    expect((await whole(await pdf([['x']]), { paper: first.request.paper, version: first.request.version })).answer.json).toEqual({
      error: 'conflict'
    })
  })

  it('are judged by content: hash, type, damage, password; what is refused is dropped', async () => {
    const good = await pdf([['Một'], ['Hai']])
    const cases: readonly [string, Uint8Array, Partial<NewUploadRequest>][] = [
      ['hash-mismatch', good, { hash: 'a'.repeat(64) } as Partial<NewUploadRequest>],
      ['not-a-pdf', Buffer.from('PK\x03\x04 a spreadsheet'), {}],
      ['damaged-pdf', good.subarray(0, Math.floor(good.byteLength * 0.7)), {}],
      ['damaged-pdf', Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(500, 1), Buffer.from('startxref\n0\n%%EOF')]), {}],
      ['encrypted-pdf', await pdf([['Một']], { lock: 'bi-mat' }), {}]
    ]
    for (const [reason, bytes, more] of cases) {
      const { request, answer } = await whole(bytes, more)
      expect([reason, answer.status, answer.json]).toEqual([reason, 422, { error: reason }])
      expect((await ask(server.url, 'GET', `/api/uploads/${request.upload}`, { token })).json).toEqual({ error: 'not-found' })
      expect((await begin(request)).json).toEqual({ offset: 0 })
    }
  })

  it('a document that unpacks without end is given up, while others are served', async () => {
    const slow = whole(bomb(96))
    const others = [await pdf([['Khác']]), await pdf([['Khác nữa']])].map(bytes => whole(bytes))
    expect((await ask(server.url, 'GET', '/healthz')).status).toBe(200)
    expect((await slow).answer.json).toEqual({ error: 'damaged-pdf' })
    expect((await whole(bomb(1))).answer.status).toBe(200)
    for (const other of others) expect((await other).answer.status).toBe(200)
  })

  it('[P4] a secret document is refused by declaration and name before a byte is sent, by its stamp after', async () => {
    const plain = await pdf([['Nội dung']])
    expect((await begin(newUpload(plain, { declaration: 'secret' }))).json).toEqual({ error: 'secret-document' })
    expect((await begin(newUpload(plain, { fileName: 'Ke hoach (MẬT).pdf' }))).json).toEqual({ error: 'secret-document' })
    const stamped = await whole(await pdf([['ỦY BAN NHÂN DÂN', 'TỐI MẬT', 'KẾ HOẠCH']]))
    expect(stamped.answer.json).toEqual({ error: 'secret-document' })
    expect((await file(stamped.request.paper, stamped.request.version)).status).toBe(404)
    expect((await whole(await pdf([['Quy chế bảo mật thông tin', 'BẢO MẬT THÔNG TIN']]))).answer.status).toBe(200)
  })

  it('[A5] are added by those who prepare the meeting, and an upload belongs to who began it', async () => {
    const bytes = await pdf([['Của thư ký']])
    const request = newUpload(bytes)
    const [member, chair] = [await signIn(server.url, 'member'), await signIn(server.url, 'chair')]
    expect((await begin(request, member)).json).toEqual({ error: 'no-right' })
    expect((await begin(request, member, draft)).json).toEqual({ error: 'not-found' })
    await begin(request)
    expect((await send(request.upload, 0, bytes, chair)).json).toEqual({ error: 'not-found' })
    expect((await finish(request.upload, chair)).json).toEqual({ error: 'not-found' })
    expect((await ask(server.url, 'DELETE', `/api/uploads/${request.upload}`, { token })).status).toBe(204)
    expect((await send(request.upload, 0, bytes)).json).toEqual({ error: 'not-found' })
  })

  it('a piece is one MiB at most, and never more than was announced', async () => {
    const bytes = await pdf([['x']])
    const request = newUpload(bytes)
    await begin(request)
    expect((await send(request.upload, 0, Buffer.alloc(1024 * 1024 + 1))).json).toEqual({ error: 'too-large' })
    expect((await send(request.upload, 0, Buffer.alloc(bytes.byteLength + 1))).json).toEqual({ error: 'too-large' })
    expect((await ask(server.url, 'PATCH', `/api/uploads/${request.upload}`, { token, body: bytes })).json.error).toBe('malformed')
    expect((await begin(newUpload(bytes, { bytes: 300 * 1024 * 1024 }))).json.error).toBe('malformed')
  })

  it('[B9] go out by ranges with a strong validator and a safe name', async () => {
    const bytes = await pdf([['Đọc từng phần']])
    const { request } = await whole(bytes, { fileName: '../Tờ trình “số 1”\u202Efdp.pdf' })
    const get = (headers: Record<string, string>) => file(request.paper, request.version, headers)
    const all = await get({})
    expect(all.headers).toMatchObject({ 'accept-ranges': 'bytes', etag: `"${request.version}"`, 'content-type': 'application/pdf' })
    expect(String(all.headers['content-disposition'])).toMatch(/^inline; filename="[ -~]+"; filename\*=UTF-8''[A-Za-z0-9%._~-]+$/)
    const part = await get({ range: 'bytes=5-9' })
    expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 5-9/${bytes.byteLength}`])
    expect(part.bytes).toEqual(bytes.subarray(5, 10))
    expect((await get({ range: 'bytes=-4' })).bytes).toEqual(bytes.subarray(-4))
    expect((await get({ range: `bytes=${bytes.byteLength - 2}-` })).bytes).toEqual(bytes.subarray(-2))
    const beyond = await get({ range: `bytes=${bytes.byteLength}-` })
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${bytes.byteLength}`])
    expect((await get({ range: 'bytes=0-1,4-5' })).status).toBe(200)
    expect((await get({ range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200)
    expect((await get({ range: 'bytes=0-1', 'if-range': `"${request.version}"` })).status).toBe(206)
    expect((await get({ 'if-none-match': `"${request.version}"` })).status).toBe(304)
    const head = await file(request.paper, request.version, {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.bytes.byteLength]).toEqual([200, String(bytes.byteLength), 0])
    for (const name of ['CON', '..', '\0', `${'😀'.repeat(300)}.pdf`, 'a"b\r\nc.pdf'])
      expect(dispositionOf(name)).toMatch(/^inline; filename="[ -~]+"; /)
  })

  it('go out whole when they are larger than one read, to several readers at once', async () => {
    const small = await pdf([['Dài']])
    const cut = small.lastIndexOf('startxref')
    const bytes = Buffer.concat([small.subarray(0, cut), Buffer.from(`%${'đ'.repeat(1_000_000)}\n`), small.subarray(cut)])
    const { request, answer } = await whole(bytes)
    expect(answer.json.pages).toBe(1)
    const got = await Promise.all([1, 2, 3].map(() => file(request.paper, request.version)))
    for (const { bytes: received } of got) expect(sha256Of(received)).toBe(sha256Of(bytes))
    const middle = await file(request.paper, request.version, { range: 'bytes=200000-1500000' })
    expect(sha256Of(middle.bytes)).toBe(sha256Of(bytes.subarray(200_000, 1_500_001)))
  })

  it('[P1] a removed paper is gone for readers, and takes no new version', async () => {
    const { request } = await whole(await pdf([['Sẽ rút']]))
    const remove = { id: newUpload(new Uint8Array(1)).id, kind: 'remove-paper', paper: request.paper }
    expect((await ask(server.url, 'POST', `/api/meetings/${issued}/commands`, { token, body: remove })).status).toBe(200)
    expect((await file(request.paper, request.version)).status).toBe(404)
    expect((await whole(await pdf([['Lại']]), { paper: request.paper })).answer.json).toEqual({ error: 'conflict' })
  })

  it('[P9] one person has 2 GiB under way at most, as declared; what ends or is given up makes room again', async () => {
    const chair = await signIn(server.url, 'chair')
    const large = () => newUpload(Buffer.from('x'), { bytes: maxPaperBytes, hash: sha256Of(Buffer.from('x')) } as Partial<NewUploadRequest>)
    const open = Array.from({ length: 8 }, large)
    for (const request of open) expect((await begin(request, chair)).status).toBe(201)
    const more = large()
    const small = newUpload(await pdf([['Nhỏ']]))
    for (const request of [more, small]) {
      const refused = await begin(request, chair)
      expect([refused.status, refused.json]).toEqual([429, { error: 'uploads-too-large' }])
    }
    // Another person is not kept waiting, and what was begun may be taken up again.
    expect((await begin(newUpload(await pdf([['Khác']])))).status).toBe(201)
    expect((await begin(open[0] as NewUploadRequest, chair)).status).toBe(200)
    expect((await ask(server.url, 'DELETE', `/api/uploads/${open[0]?.upload}`, { token: chair })).status).toBe(204)
    expect((await begin(more, chair)).status).toBe(201)
    for (const { upload } of [...open.slice(1), more]) await ask(server.url, 'DELETE', `/api/uploads/${upload}`, { token: chair })
  })
})
