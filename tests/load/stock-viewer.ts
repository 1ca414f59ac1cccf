import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { basename, dirname, extname, join, normalize } from 'node:path'

/** The peer: pdf.js as its makers ship it, the parts of their own viewer on a bare page, and nothing else. */
export interface StockViewer {
  readonly url: string
  close(): Promise<void>
}

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const types: Readonly<Record<string, string>> = {
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.pdf': 'application/pdf',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml'
}

const page = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/pdfjs/legacy/web/pdf_viewer.css">
<style>html,body{margin:0;height:100%}#viewing{position:absolute;inset:0 auto 0 0;overflow:auto;background:#777}</style>
<div id="viewing"><div id="viewer" class="pdfViewer"></div></div>
<script type="module">
import * as pdfjs from '/pdfjs/legacy/build/pdf.min.mjs'
globalThis.pdfjsLib = pdfjs
const { EventBus, PDFLinkService, PDFViewer } = await import('/pdfjs/legacy/web/pdf_viewer.mjs')
pdfjs.GlobalWorkerOptions.workerSrc = '/pdfjs/legacy/build/pdf.worker.min.mjs'
const container = document.getElementById('viewing')
container.style.width = (new URLSearchParams(location.search).get('width') ?? 1000) + 'px'
const eventBus = new EventBus()
const linkService = new PDFLinkService({ eventBus })
const viewer = new PDFViewer({ container, eventBus, linkService })
linkService.setViewer(viewer)
eventBus.on('pagesinit', () => { viewer.currentScaleValue = 'page-width' })
const folders = { cMapUrl: '/pdfjs/cmaps/', standardFontDataUrl: '/pdfjs/standard_fonts/', wasmUrl: '/pdfjs/wasm/', iccUrl: '/pdfjs/iccs/' }
let before = null
let warm = null
globalThis.openPaper = async (url, keepWorker) => {
  viewer.setDocument(null)
  await before?.destroy()
  if (keepWorker) { warm ??= new pdfjs.PDFWorker(); await warm.promise }
  const begin = performance.now()
  const drawn = new Promise((resolve, reject) => {
    setTimeout(reject, 60_000, new Error('no page after a minute: ' + url))
    const see = event => { if (event.pageNumber === 1) { eventBus.off('pagerendered', see); requestAnimationFrame(resolve) } }
    eventBus.on('pagerendered', see)
  })
  before = pdfjs.getDocument({ url, ...folders, ...(keepWorker && { worker: warm }) })
  const paper = await before.promise
  document.body.dataset.pages = paper.numPages
  viewer.setDocument(paper)
  linkService.setDocument(paper, null)
  await drawn
  return performance.now() - begin
}
document.title = 'ready'
</script>`

/** Serves the viewer and the PDFs of a folder (`/pdf/NAME`, with ranges) from a free port. */
export async function startStockViewer(folder: string): Promise<StockViewer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stock')
    if (pathname === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end(page)
    const file = pathname.startsWith('/pdf/')
      ? join(folder, basename(pathname))
      : pathname.startsWith('/pdfjs/')
        ? join(home, normalize(pathname.slice('/pdfjs/'.length)))
        : ''
    const size = statSync(file, { throwIfNoEntry: false })?.size
    if (size === undefined) return void response.writeHead(404).end()
    const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
    const start = Number(asked?.[1] ?? 0)
    const end = Math.min(size - 1, asked?.[2] ? Number(asked[2]) : size - 1)
    response.writeHead(asked ? 206 : 200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'accept-ranges': 'bytes',
      'content-length': end - start + 1,
      ...(asked && { 'content-range': `bytes ${start}-${end}/${size}` })
    })
    const bytes = createReadStream(file, { start, end })
    bytes.pipe(response)
    response.on('close', () => bytes.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}
