import { type FileHandle, open } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import type { PaperVersion } from '#core/paper/paper.ts'
import type { DerivedFile } from '../papers/derived-files.ts'
import type { FileStorage } from '../storage/ports.ts'

/** One read from storage while a file goes out. */
const chunkBytes = 256 * 1024

/** Bytes that go out as the file of a version. */
interface Source {
  readonly etag: string
  readonly bytes: number
  readonly read: (begin: number, end: number) => Promise<Uint8Array>
  readonly done?: () => Promise<void>
}

/** The validator names the version, not the content's hash. */
const originalTag = ({ version }: PaperVersion): string => `"${version}"`
const tagsOf = (header: string | undefined): readonly string[] => header?.split(',').map(tag => tag.trim()) ?? []

/** Whether a request that would take a copy goes on with the paper itself. */
export const namesOriginal = (version: PaperVersion, request: IncomingHttpHeaders): boolean =>
  tagsOf(request['if-match']).includes(originalTag(version))

/** The file of a version, whole or one range of it (RFC 9110, 14). */
export const fileAnswer = (version: PaperVersion, files: FileStorage, request: IncomingHttpHeaders): Response =>
  answerOf(
    version,
    { etag: originalTag(version), bytes: version.bytes, read: (begin, end) => files.read(version.hash, begin, end) },
    request
  )

/** The reading copy of a version likewise; its validator is another one, so that pieces of the two are never mixed. */
export function copyAnswer(version: PaperVersion, { path, bytes, sum }: DerivedFile, request: IncomingHttpHeaders): Response {
  let file: FileHandle | null = null
  const read = async (begin: number, end: number): Promise<Uint8Array> => {
    file ??= await open(path)
    const piece = new Uint8Array(end - begin)
    const { bytesRead } = await file.read(piece, 0, piece.length, begin)
    return piece.subarray(0, bytesRead)
  }
  const done = async (): Promise<void> => {
    await file?.close()
    file = null
  }
  return answerOf(version, { etag: `"${version.version}-copy-${sum.slice(0, 16)}"`, bytes, read, done }, request)
}

function answerOf(version: PaperVersion, source: Source, request: IncomingHttpHeaders): Response {
  const { etag, bytes } = source
  const headers: Record<string, string> = {
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': 'application/pdf',
    'content-disposition': dispositionOf(version.fileName)
  }
  const matching = tagsOf(request['if-match'])
  if (matching.length > 0 && !matching.some(tag => tag === etag || tag === '*')) return new Response(null, { status: 412, headers })
  if (tagsOf(request['if-none-match']).some(tag => tag === etag || tag === '*')) return new Response(null, { status: 304, headers })
  const wanted = request['if-range'] === undefined || request['if-range'] === etag ? rangeOf(request.range, bytes) : 'whole'
  if (wanted === 'impossible')
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${bytes}`, 'content-length': '0' } })
  const [begin, end] = wanted === 'whole' ? [0, bytes] : [wanted.begin, wanted.end]
  headers['content-length'] = String(end - begin)
  if (wanted !== 'whole') headers['content-range'] = `bytes ${begin}-${end - 1}/${bytes}`
  return new Response(streamOf(source, begin, end), { status: wanted === 'whole' ? 200 : 206, headers })
}

/** Bytes `begin` up to, not including, `end`. Several ranges at once, or an odd form, get the whole file as the RFC allows. */
function rangeOf(header: string | undefined, size: number): 'whole' | 'impossible' | { readonly begin: number; readonly end: number } {
  const [, first, last] = header?.match(/^bytes=(\d{0,15})-(\d{0,15})$/) ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole'
  if (first === '') return Number(last) === 0 ? 'impossible' : { begin: Math.max(0, size - Number(last)), end: size }
  if (last !== '' && Number(last) < Number(first)) return 'whole'
  const end = last === '' ? size : Math.min(size, Number(last) + 1)
  return Number(first) >= size ? 'impossible' : { begin: Number(first), end }
}

/** What Windows takes for a device, whatever comes after the dot. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(?=$|[.\s])/i
/** No file system takes a name above 255 bytes, and a browser may put a number to it. */
const mostNameBytes = 200

/** As much of the end of a name, where its extension is, as every file system takes. */
function endOf(name: string): string {
  let [end, bytes] = ['', 0]
  for (const sign of [...name].reverse()) {
    bytes += Buffer.byteLength(sign)
    if (bytes > mostNameBytes) break
    end = sign + end
  }
  return end.replace(/^[.\s]+/, '')
}

/** RFC 6266 with an RFC 5987 name; a plain name for old readers beside it. Nothing in it can break out of the header or a folder. */
export function dispositionOf(fileName: string): string {
  const clean = fileName
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(deviceName, '_$&')
  const safe = endOf(clean) || 'tai-lieu.pdf'
  const plain = safe
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|[%;]/g, '_')
  const encoded = encodeURIComponent(safe).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `inline; filename="${plain}"; filename*=UTF-8''${encoded}`
}

function streamOf({ read, done }: Source, begin: number, end: number): ReadableStream<Uint8Array> {
  let at = begin
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at < end) {
          const bytes = await read(at, Math.min(end, at + chunkBytes))
          if (bytes.byteLength === 0) {
            await done?.()
            return controller.error(new Error('the stored file is shorter than its record says'))
          }
          at += bytes.byteLength
          controller.enqueue(bytes)
        }
        if (at < end) return
        await done?.()
        controller.close()
      },
      cancel: () => done?.()
    },
    { highWaterMark: 0 }
  )
}
