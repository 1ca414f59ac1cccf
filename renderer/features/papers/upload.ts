import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { z } from 'zod'
import {
  type AgendaItemId,
  type CommandId,
  type FolderId,
  type MeetingId,
  newId,
  type PaperId,
  type UploadId,
  type VersionId
} from '#core/ids.ts'
import { type FileHash, maxPaperBytes, type SecrecyGrade } from '#core/paper/paper.ts'
import { secrecySign } from '#core/paper/secrecy.ts'
import {
  finishedUpload,
  type NewUploadRequest,
  paths,
  refusal,
  uploadOffsetHeader,
  uploadPieceBytes,
  uploadShape
} from '#protocol/http-api.ts'
import { type NewPersonalUpload, personalPaths } from '#protocol/personal-api.ts'
import type { ApiClient, ApiFailure } from '../../sync/api-client.ts'

/** To a meeting, or to my own papers. */
export type UploadHome = MeetingId | 'personal'

/** Why a file was not taken: the server's reasons, and what is seen before a byte leaves this computer. */
export type UploadFailure = ApiFailure | 'file-unreadable' | 'file-empty'

/** The part of a browser's File that an upload needs. */
export interface PaperFile {
  readonly name: string
  readonly size: number
  slice(begin: number, end: number): Blob
}

/** Where a file goes: a new paper under an item (null: papers of the whole meeting), or a new version of `paper`. */
export interface UploadTarget {
  /** Of my own papers: the folder. */
  readonly folder?: FolderId | null
  readonly item: AgendaItemId | null
  readonly paper: PaperId | null
}

export interface UploadJob {
  readonly upload: UploadId
  readonly command: CommandId
  readonly paper: PaperId
  readonly version: VersionId
  readonly title: string
  readonly target: UploadTarget
  readonly file: PaperFile
  readonly declaration: SecrecyGrade
}

/** What one upload is doing. `paused`: the network is away; it goes on by itself. */
export type UploadPhase =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reading'; readonly done: number }
  | { readonly kind: 'sending'; readonly done: number }
  | { readonly kind: 'checking' }
  | { readonly kind: 'paused'; readonly done: number }
  | { readonly kind: 'failed'; readonly reason: UploadFailure }
  | { readonly kind: 'done'; readonly pages: number; readonly seq: number }

export interface UploadTools {
  readonly api: ApiClient
  /** Resolves after `ms`, or earlier when the network comes back or `signal` ends the upload. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  readonly pieceBytes?: number
}

/** One slice read for hashing; small enough that a slow office PC still answers keys between two of them. */
const readBytes = 512 * 1024
/** The longest pause between two tries while the network is away. */
const longestPauseMs = 15_000
const firstPauseMs = 1_000

/** New random ids for one file; a paper that exists gets a new version, otherwise a new paper is made. */
export function newJob(
  file: PaperFile,
  title: string,
  target: UploadTarget,
  declaration: SecrecyGrade,
  randomBytes: (count: number) => Uint8Array
): UploadJob {
  return {
    upload: newId<UploadId>(randomBytes),
    command: newId<CommandId>(randomBytes),
    paper: target.paper ?? newId<PaperId>(randomBytes),
    version: newId<VersionId>(randomBytes),
    title,
    target,
    file,
    declaration
  }
}

/** What can be refused without sending a byte, or null. [P3] [P4] A secret paper never leaves this computer. */
export async function refusedHere(job: UploadJob): Promise<UploadFailure | null> {
  if (job.declaration !== 'ordinary' || secrecySign(job.file.name, '')) return 'secret-document'
  if (job.file.size === 0) return 'file-empty'
  if (job.file.size > maxPaperBytes) return 'too-large'
  try {
    const head = new Uint8Array(await job.file.slice(0, 1024).arrayBuffer())
    return new TextDecoder('latin1').decode(head).includes('%PDF-') ? null : 'not-a-pdf'
  } catch {
    return 'file-unreadable'
  }
}

/**
 * Carries one file to the server and reports each step; resolves with the last phase, `failed` or `done`, or null when `signal` ended it.
 * A lost network pauses it, and it goes on from the byte the server holds.
 */
export async function runUpload(
  job: UploadJob,
  home: UploadHome,
  tools: UploadTools,
  report: (phase: UploadPhase) => void,
  signal: AbortSignal
): Promise<UploadPhase | null> {
  const refused = await refusedHere(job)
  if (refused) return { kind: 'failed', reason: refused }
  const hash = await hashOf(job.file, done => report({ kind: 'reading', done }), signal)
  if (signal.aborted) return null
  if (hash === null) return { kind: 'failed', reason: 'file-unreadable' }

  const file = {
    upload: job.upload,
    id: job.command,
    paper: job.paper,
    version: job.version,
    title: job.title,
    fileName: job.file.name.slice(-500),
    bytes: job.file.size,
    hash,
    declaration: job.declaration
  }
  const begin: Begin =
    home === 'personal'
      ? [personalPaths.uploads, { ...file, folder: job.target.folder ?? null }]
      : [paths.uploads(home), { ...file, item: job.target.item }]
  let done = 0
  let pause = firstPauseMs
  const advance = (offset: number) => {
    done = offset
    pause = firstPauseMs
    report({ kind: 'sending', done })
  }
  while (!signal.aborted) {
    const outcome = await attempt(job, begin, tools, advance, report, signal)
    if (signal.aborted) break
    if (outcome.kind !== 'again') return outcome
    report({ kind: 'paused', done })
    await tools.wait(pause, signal)
    pause = Math.min(pause * 2, longestPauseMs)
  }
  return null
}

/** Where it is begun, and what is said of it there. */
type Begin = readonly [path: string, request: NewUploadRequest | NewPersonalUpload]
type Outcome = Extract<UploadPhase, { kind: 'failed' | 'done' }> | { readonly kind: 'again' }

/** Failures that pass by themselves. */
const passing: ReadonlySet<UploadFailure> = new Set<UploadFailure>(['offline', 'too-many-requests', 'wrong-offset'])
const failed = (reason: UploadFailure): Outcome => (passing.has(reason) ? { kind: 'again' } : { kind: 'failed', reason })

async function attempt(
  job: UploadJob,
  [path, request]: Begin,
  tools: UploadTools,
  advance: (offset: number) => void,
  report: (phase: UploadPhase) => void,
  signal: AbortSignal
): Promise<Outcome> {
  const begun = await tools.api.call('POST', path, uploadShape, request, signal)
  if (!begun.ok) return failed(begun.reason)
  let offset = begun.value.offset
  advance(offset)
  while (offset < job.file.size && !signal.aborted) {
    const piece = await readPiece(job.file, offset, Math.min(offset + (tools.pieceBytes ?? uploadPieceBytes), job.file.size))
    if (!piece) return failed('file-unreadable')
    const sent = await sendPiece(tools.api, job.upload, offset, piece, signal)
    if (typeof sent === 'string') return failed(sent)
    offset = sent.offset
    advance(offset)
  }
  if (signal.aborted) return { kind: 'again' }
  report({ kind: 'checking' })
  const finished = await tools.api.call('POST', paths.finishUpload(job.upload), finishedUpload, {}, signal)
  if (!finished.ok) return failed(finished.reason)
  return { kind: 'done', pages: finished.value.pages, seq: finished.value.seq }
}

async function sendPiece(
  api: ApiClient,
  upload: UploadId,
  offset: number,
  piece: Uint8Array,
  signal: AbortSignal
): Promise<{ readonly offset: number } | UploadFailure> {
  try {
    const response = await api.raw('PATCH', paths.upload(upload), {
      headers: { [uploadOffsetHeader]: String(offset), 'content-type': 'application/octet-stream' },
      body: piece,
      signal
    })
    const body: unknown = await response.json()
    if (response.ok) return uploadShape.parse(body)
    const said = refusal.safeParse(body)
    if (!said.success) return 'unexpected'
    const held = said.data.error === 'wrong-offset' ? z.coerce.number().int().min(0).safeParse(said.data.detail) : null
    return held?.success ? { offset: held.data } : said.data.error
  } catch (error) {
    return error instanceof z.ZodError ? 'unexpected' : 'offline'
  }
}

async function readPiece(file: PaperFile, begin: number, end: number): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await file.slice(begin, end).arrayBuffer())
  } catch {
    return null
  }
}

/** SHA-256 of a file, read slice by slice with a turn for the screen between two; null when the file cannot be read. */
export async function hashOf(file: PaperFile, progress: (done: number) => void, signal: AbortSignal): Promise<FileHash | null> {
  const hash = sha256.create()
  for (let begin = 0; begin < file.size && !signal.aborted; begin += readBytes) {
    const end = Math.min(begin + readBytes, file.size)
    const piece = await readPiece(file, begin, end)
    if (!piece) return null
    hash.update(piece)
    progress(end)
    await new Promise<void>(resolve => setTimeout(resolve, 0))
  }
  return bytesToHex(hash.digest()) as FileHash
}
