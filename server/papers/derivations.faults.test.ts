import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UploadId } from '#core/ids.ts'
import { pageTextOf } from '#core/paper/page-text.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { type PaperText, paperTextShape } from '#protocol/paper-text.ts'
import type { RunningServer } from '../index.ts'
import { ask, bundleWorkers, type Home, issued, makeHome, newUpload, pdf, sha256Of, signIn } from '../running-server.contract.ts'
import { MemoryFileStorage } from '../storage/memory-file-storage.ts'
import { copyByLibrary, copyByProgram, type MadeCopy } from './copy-maker.ts'
import { Derivations } from './derivations.ts'
import { DerivedFiles } from './derived-files.ts'
import { PdfInspector } from './inspect-pdf.ts'
import { largePdf } from './large-pdf.contract.ts'
import type { PdfBytes } from './pdf-thread.ts'

const folders = ['resources/demonstration/papers', 'tests/data']
const { signal } = new AbortController()
const inMemory = (bytes: Uint8Array): PdfBytes => ({ length: bytes.length, read: async (begin, end) => bytes.subarray(begin, end) })

let folder: string
let workers: Awaited<ReturnType<typeof bundleWorkers>>
let inspector: PdfInspector
let papers: readonly { readonly path: string; readonly bytes: Uint8Array }[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopso-derived-test-'))
  workers = await bundleWorkers(folder)
  inspector = new PdfInspector(workers.pdfWorker)
  const paths = (
    await Promise.all(folders.map(async from => (await readdir(from)).filter(name => name.endsWith('.pdf')).map(name => join(from, name))))
  ).flat()
  papers = await Promise.all(paths.map(async path => ({ path, bytes: new Uint8Array(await readFile(path)) })))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** As the reader reads a file: its own pdf.js, its own settings. Null when it cannot be opened. */
async function asTheReaderReads(bytes: Uint8Array): Promise<{ pages: string[]; shapes: string[] } | null> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = pdfjs.getDocument({ data: Uint8Array.from(bytes), verbosity: 0 })
  try {
    const document = await task.promise
    const [pages, shapes]: [string[], string[]] = [[], []]
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      pages.push(pageTextOf(await page.getTextContent(), page.view).text)
      shapes.push(JSON.stringify([page.view, page.rotate, page.userUnit]))
    }
    return { pages, shapes }
  } catch {
    return null
  } finally {
    await task.destroy()
  }
}

describe('text of papers', () => {
  it('[P8] is, page by page, what the reader shows', async () => {
    let read = 0
    for (const { path, bytes } of papers) {
      const shown = await asTheReaderReads(bytes)
      const text = await inspector.textOf(inMemory(bytes), shown?.pages.length ?? 1, signal)
      if (shown) expect([path, text]).toEqual([path, { pages: shown.pages, labels: null, complete: true }])
      else expect([path, text]).toEqual([path, { pages: [''], labels: null, complete: false }])
      if (shown?.pages.some(page => page.includes('ủy') || page.includes('Ủy'))) read++
    }
    expect(read).toBeGreaterThan(3)
  }, 60_000)
})

describe('texts in which pages are missing', () => {
  it('[P8] are made anew at the next starts, three times at most, and replaced when they are whole', async () => {
    const bytes = await pdf([['Trang một'], ['Trang hai']])
    const file = { hash: sha256Of(bytes) as FileHash, bytes: bytes.length, pages: 2 }
    const files = new MemoryFileStorage()
    await files.appendUpload('tep-tai-len-01' as UploadId, 0, bytes)
    await files.finishUpload('tep-tai-len-01' as UploadId, file.hash)
    const broken = join(folder, 'broken-worker.mjs')
    const runs = join(folder, 'runs')
    // A thread that runs out of memory on the second page.
    await writeFile(
      broken,
      `import { appendFileSync } from 'node:fs'; import { parentPort } from 'node:worker_threads'
      appendFileSync(${JSON.stringify(runs)}, 'x')
      for (const message of [{ kind: 'pages', count: 2, labels: null }, { kind: 'page', text: 'Trang một' }, { kind: 'page', text: null }, { kind: 'over', alike: true }])
        parentPort.postMessage(message)`
    )
    const startWith = async (script: string): Promise<PaperText> => {
      const derived = await DerivedFiles.open(join(folder, 'incomplete'))
      const derivations = new Derivations({
        files,
        derived,
        inspector: new PdfInspector(script),
        around: { log: () => {}, now: () => new Date() }
      })
      derivations.add(file)
      await derivations.idle()
      derivations.add(file)
      await derivations.idle()
      const packed = await derivations.text(file)
      await derivations.close()
      return JSON.parse(gunzipSync(packed ?? new Uint8Array()).toString()) as PaperText
    }
    for (let start = 0; start < 2; start++) expect(await startWith(broken)).toMatchObject({ pages: ['Trang một', ''], complete: false })
    expect(await startWith(workers.pdfWorker ?? '')).toMatchObject({
      pages: [expect.stringContaining('Trang một'), expect.stringContaining('Trang hai')],
      complete: true
    })
    expect(await startWith(broken)).toMatchObject({ complete: true })
    expect(await readFile(runs, 'utf8')).toBe('xx')
  }, 30_000)
})

describe('copies for reading', () => {
  it.each<[string, (from: string, to: string) => Promise<MadeCopy>]>([
    ['qpdf', (from, to) => copyByProgram(from, to, signal)],
    ['the library', (from, to) => copyByLibrary(from, to, signal, workers.copyWorker)]
  ])(
    '[P7] made by %s say the same on pages of the same sizes, or are none',
    async (_, make) => {
      let made = 0
      for (const { path, bytes } of papers) {
        const to = join(folder, 'copy.pdf')
        const outcome = await make(path, to)
        if (outcome === 'unable') return expect(existsSync(to)).toBe(false)
        const copy = outcome === 'made' ? new Uint8Array(await readFile(to)) : null
        const good = copy !== null && (await inspector.alike(inMemory(bytes), inMemory(copy), signal))
        const shown = await asTheReaderReads(bytes)
        if (good) {
          made++
          expect([path, await asTheReaderReads(copy)]).toEqual([path, shown])
        } else expect([path, shown]).toEqual([path, null])
        await rm(to, { force: true })
      }
      expect(made).toBeGreaterThan(10)
    },
    120_000
  )

  it('[P7] another number of pages, another size or another turn is another paper', async () => {
    const original = await largePdf({ pages: 3 })
    const alike = (copy: Uint8Array) => inspector.alike(inMemory(original), inMemory(copy), signal)
    expect(await alike(original)).toBe(true)
    expect(await alike(await largePdf({ pages: 2 }))).toBe(false)
    expect(await alike(await largePdf({ pages: 3, lastPage: '/MediaBox [0 0 595 841]' }))).toBe(false)
    expect(await alike(await largePdf({ pages: 3, lastPage: '/MediaBox [0 0 595 842] /Rotate 90' }))).toBe(false)
    expect(await alike(original.subarray(0, 1000))).toBe(false)
  }, 30_000)
})

describe('what is made of papers', () => {
  let home: Home
  let server: RunningServer
  let token: string
  let dataDir: string
  beforeAll(async () => {
    home = await makeHome()
    dataDir = join(home.folder, 'data')
    server = await home.start({ dataDir, ...workers })
    token = await signIn(server.url, 'secretary')
  })
  afterAll(() => home.leave())

  const upload = async (bytes: Uint8Array) => {
    const request = newUpload(bytes)
    await ask(server.url, 'POST', `/api/meetings/${issued}/uploads`, { token, body: request })
    for (let at = 0; at < bytes.byteLength; at += 1024 * 1024)
      await ask(server.url, 'PATCH', `/api/uploads/${request.upload}`, {
        token,
        body: bytes.subarray(at, at + 1024 * 1024),
        headers: { 'upload-offset': String(at) }
      })
    expect((await ask(server.url, 'POST', `/api/uploads/${request.upload}/finish`, { token })).status).toBe(200)
    return `/api/papers/${request.paper}/versions/${request.version}`
  }
  const get = (path: string, headers: Record<string, string> = {}) => ask(server.url, 'GET', path, { token, headers })
  const textOf = async (address: string): Promise<PaperText> => paperTextShape.parse((await get(`${address}/text`)).json)
  const copyOf = (address: string) =>
    expect.poll(async () => (await get(`${address}/file?copy=reading`, { range: 'bytes=0-9' })).headers.etag, { timeout: 20_000 })

  it('[P8] the text is there for whoever asks, also packed, and only page by page', async () => {
    const address = await upload(await pdf([['Tờ trình'], ['Trang hai'], []]))
    expect(await textOf(address)).toEqual({
      pages: ['Tờ trình\n', 'Trang hai\n', ''].map(page => expect.stringContaining(page.trim())),
      labels: null,
      complete: true
    })
    const gzipped = await get(`${address}/text`, { 'accept-encoding': 'gzip' })
    expect([gzipped.headers['content-encoding'], gzipped.bytes[0], gzipped.bytes[1]]).toEqual(['gzip', 0x1f, 0x8b])
  }, 30_000)

  it('[P7] the copy is read by who asks for it, in pieces of one file; everybody else gets the paper', async () => {
    const bytes = await largePdf({ pages: 40 })
    const address = await upload(bytes)
    const own = `"${address.split('/').at(-1)}"`
    await copyOf(address).not.toBe(own)
    const first = await get(`${address}/file?copy=reading`, { range: 'bytes=0-99999' })
    const { etag = '' } = first.headers
    const length = Number(first.headers['content-range']?.split('/')[1])
    const rest = await get(`${address}/file?copy=reading`, { range: `bytes=100000-${length - 1}`, 'if-match': etag })
    const copy = Buffer.concat([first.bytes, rest.bytes])
    expect([first.status, rest.status, copy.length]).toEqual([206, 206, length])
    expect(await asTheReaderReads(copy)).toEqual(await asTheReaderReads(bytes))
    expect(etag).toContain(sha256Of(copy).slice(0, 16))
    // The paper itself, by whatever way it is not the copy.
    for (const [path, headers] of [
      ['file', {}],
      ['file', { 'if-match': own }],
      ['file?copy=reading', { 'if-match': own }]
    ] as const) {
      const told = await get(`${address}/${path}`, headers)
      expect([told.status, told.headers.etag, sha256Of(told.bytes)]).toEqual([200, own, sha256Of(bytes)])
    }
    expect((await get(`${address}/file?copy=reading`, { 'if-match': '"another-copy"' })).status).toBe(412)
    expect((await get(`${address}/file`, { 'if-match': etag })).status).toBe(412)
    expect((await get(`${address}/file?copy=other`)).status).toBe(400)
  }, 60_000)

  it('[P7] [P8] what is damaged or gone on the disk is made again, and never served', async () => {
    const bytes = await largePdf({ pages: 12, words: 'Nghi quyet' })
    const address = await upload(bytes)
    const own = `"${address.split('/').at(-1)}"`
    const before = await textOf(address)
    expect(before.pages[0]).toContain('Nghi quyet')
    await copyOf(address).not.toBe(own)
    await server.close()
    const hash = sha256Of(bytes)
    const sums: string[] = []
    for (const kind of ['text-1', 'copy-1']) {
      const place = join(dataDir, 'derived', kind, hash.slice(0, 2))
      const name = (await readdir(place)).find(each => each.startsWith(hash)) ?? ''
      const damaged = await readFile(join(place, name))
      const middle = damaged.length >> 1
      damaged[middle] = (damaged[middle] ?? 0) ^ 1
      sums.push(sha256Of(damaged))
      await writeFile(join(place, name), damaged)
    }
    await writeFile(join(dataDir, 'derived', 'work', '.file.000000000000.tmp'), 'half')
    server = await home.start({ dataDir, ...workers, demonstration: false })
    token = await signIn(server.url, 'secretary')
    expect(await readdir(join(dataDir, 'derived', 'work'))).toEqual([])
    expect(await textOf(address)).toEqual(before)
    await copyOf(address).not.toBe(own)
    const { bytes: copy, headers } = await get(`${address}/file?copy=reading`)
    expect(headers.etag).toContain(sha256Of(copy).slice(0, 16))
    expect(sums).not.toContain(sha256Of(copy))
    expect(await asTheReaderReads(copy)).toEqual(await asTheReaderReads(bytes))
  }, 60_000)
})
