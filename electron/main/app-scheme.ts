import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'
import { appOrigin, appScheme } from '#protocol/desktop-api.ts'
import { parseAddress } from './address.ts'
import { contentPolicy } from './content-policy.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream'
}

/** Must run before the app is ready: IndexedDB and workers need a standard, secure scheme. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/** The file inside `folder` that a page address names, or null for any other. An address without an extension is a screen of the page. */
export function fileForAddress(folder: string, address: string): string | null {
  const url = parseAddress(address)
  if (!url || `${url.protocol}//${url.host}` !== appOrigin || url.username !== '' || url.port !== '') return null
  let path: string
  try {
    path = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (path.includes('\0') || path.includes('\\')) return null
  const file = normalize(join(folder, extname(path) === '' ? 'index.html' : path))
  return file.startsWith(folder + sep) ? file : null
}

/** Answers `app://hopso/…` from the folder of the built page; every answer carries the policy of the servers known at that moment. */
export function serveApp(folder: string, serverUrls: () => readonly string[]): void {
  protocol.handle(appScheme, async request => {
    const file = request.method === 'GET' ? fileForAddress(folder, request.url) : null
    const body = file ? await readFile(file).catch(() => null) : null
    if (!file || !body) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentPolicy(serverUrls()),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': file.includes(`${sep}assets${sep}`) ? 'max-age=31536000, immutable' : 'no-cache'
      }
    })
  })
}
