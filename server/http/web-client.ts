import { type FileHandle, open, stat } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { refuse } from './answers.ts'
import { webClientPermissions, webClientPolicy } from './headers.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/octet-stream',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8'
}
/** Never changes: what carries a hash of its content in its name, and the parts of one version of pdf.js. */
const neverChanges = /^[\\/](assets[\\/].*[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+|pdfjs-\d[^\\/]*[\\/].+)$/

/** The bundle of the web client, from one folder; addresses of screens all answer with its page. */
export class WebClient {
  readonly #folder: string
  readonly #frames: () => readonly string[]

  /** `frames`: hosts whose video meetings its page may show, asked each time it is handed out. */
  constructor(folder: string, frames: () => readonly string[]) {
    this.#folder = folder
    this.#frames = frames
  }

  async answer(request: Request, incoming: IncomingMessage): Promise<Response> {
    const path = this.#pathOf(new URL(request.url).pathname)
    const file = path && (await this.#file(path))
    if (file) return this.#send(file, request, incoming)
    if (path === null || extname(path) !== '') return refuse('not-found')
    const page = await this.#file(join(this.#folder, 'index.html'))
    return page ? this.#send(page, request, incoming) : refuse('not-found')
  }

  /** Inside the folder, or null: no escapes, no hidden files. */
  #pathOf(pathname: string): string | null {
    let name: string
    try {
      name = decodeURIComponent(pathname)
    } catch {
      return null
    }
    if (name.includes('\0') || name.includes('\\') || name.split('/').some(part => part.startsWith('.'))) return null
    const path = normalize(join(this.#folder, name === '/' ? 'index.html' : name))
    return path.startsWith(normalize(this.#folder) + sep) ? path : null
  }

  async #file(path: string): Promise<{ path: string; bytes: number; etag: string } | null> {
    try {
      const found = await stat(path)
      return found.isFile()
        ? { path, bytes: found.size, etag: `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"` }
        : null
    } catch {
      return null
    }
  }

  #send({ path, bytes, etag }: { path: string; bytes: number; etag: string }, request: Request, incoming: IncomingMessage): Response {
    const extension = extname(path)
    const frames = this.#frames()
    const headers: Record<string, string> = {
      etag,
      'content-type': contentTypes[extension] ?? 'application/octet-stream',
      'cache-control': neverChanges.test(path.slice(normalize(this.#folder).length)) ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': webClientPolicy(incoming.headers.host ?? '', frames),
      'permissions-policy': webClientPermissions(frames)
    }
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
    headers['content-length'] = String(bytes)
    const body = request.method === 'HEAD' ? null : streamOf(path)
    return new Response(body, { headers })
  }
}

/** One read of a file that goes out. */
const chunkBytes = 64 * 1024

/** The file, opened at the first read and closed at the last or when nobody listens any more. */
function streamOf(path: string): ReadableStream<Uint8Array> {
  let file: FileHandle | null = null
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        file ??= await open(path)
        const { bytesRead, buffer } = await file.read(new Uint8Array(chunkBytes), 0, chunkBytes, null)
        if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead))
        await file.close()
        controller.close()
      },
      async cancel() {
        await file?.close()
      }
    },
    { highWaterMark: 0 }
  )
}
