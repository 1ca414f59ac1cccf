import type { IncomingHttpHeaders } from 'node:http'
import type { PaperVersion } from '#core/paper/paper.ts'
import type { FileStorage } from '../storage/ports.ts'

/** One read from storage while a file goes out. */
const chunkBytes = 256 * 1024

/** The file of a version, whole or one range of it (RFC 9110, 14). The validator names the version, not the content's hash. */
export function fileAnswer(version: PaperVersion, files: FileStorage, request: IncomingHttpHeaders): Response {
  const etag = `"${version.version}"`
  const headers: Record<string, string> = {
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': 'application/pdf',
    'content-disposition': dispositionOf(version.fileName)
  }
  if (request['if-none-match']?.split(',').some(tag => tag.trim() === etag || tag.trim() === '*'))
    return new Response(null, { status: 304, headers })
  const wanted = request['if-range'] === undefined || request['if-range'] === etag ? rangeOf(request.range, version.bytes) : 'whole'
  if (wanted === 'impossible')
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${version.bytes}`, 'content-length': '0' } })
  const [begin, end] = wanted === 'whole' ? [0, version.bytes] : [wanted.begin, wanted.end]
  headers['content-length'] = String(end - begin)
  if (wanted !== 'whole') headers['content-range'] = `bytes ${begin}-${end - 1}/${version.bytes}`
  return new Response(streamOf(version, files, begin, end), { status: wanted === 'whole' ? 200 : 206, headers })
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

function streamOf(version: PaperVersion, files: FileStorage, begin: number, end: number): ReadableStream<Uint8Array> {
  let at = begin
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at >= end) return controller.close()
        const bytes = await files.read(version.hash, at, Math.min(end, at + chunkBytes))
        if (bytes.byteLength === 0) return controller.error(new Error('the stored file is shorter than its record says'))
        at += bytes.byteLength
        controller.enqueue(bytes)
        if (at >= end) controller.close()
      }
    },
    { highWaterMark: 0 }
  )
}
