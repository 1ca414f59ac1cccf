import { extname, join, normalize, sep } from 'node:path'
import { appOrigin } from '#protocol/desktop-api.ts'
import { parseAddress } from './address.ts'

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

/** The content type that a file's name stands for. */
export const typeOf = (file: string) => types[extname(file)] ?? 'application/octet-stream'

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
