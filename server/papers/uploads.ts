import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { MeetingId, PaperId, UploadId, UserId, VersionId } from '#core/ids.ts'
import type { PaperVersion } from '#core/paper/paper.ts'
import { secrecySign } from '#core/paper/secrecy.ts'
import type { RecordFact } from '#core/record/event.ts'
import { fail, ok, type Result } from '#core/result.ts'
import type { newUploadRequest, Reason } from '#protocol/http-api.ts'
import { KeyedQueues } from '../queue.ts'
import { refusalOf } from '../record/decide.ts'
import type { MeetingBook } from '../record/meeting-book.ts'
import type { Mirror } from '../record/mirror.ts'
import type { FileStorage, StoredUser } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Derivations } from './derivations.ts'
import { isPdf, type PdfInspector, piecesOf } from './inspect-pdf.ts'
import type { PdfBytes } from './pdf-thread.ts'

export type NewUpload = z.output<typeof newUploadRequest>
export interface FinishedUpload {
  readonly paper: PaperId
  readonly version: VersionId
  readonly pages: number
  readonly seq: number
}
/** A refusal that carries the offset the server holds. */
export type OffsetResult = Result<number, Reason> & { readonly offset?: number }

/** One person drops a cupboard of papers at once, not a library. */
const mostUploadsPerPerson = 200
/** What one person's unfinished uploads may come to, as declared: a disk is not filled by somebody who never finishes. */
const mostBytesPerPerson = 2 * 1024 ** 3
/** Pieces of an upload nobody continues are dropped after this. */
const forgottenUploadMs = 24 * 3_600_000

interface Upload {
  readonly request: NewUpload
  readonly meeting: MeetingId
  readonly user: UserId
  /** Where its bytes lie: bound to the uploader, so that another's id leads nowhere even after a restart. */
  readonly stored: UploadId
  touchedAt: number
  /** Kept for a while so that a client that missed the answer may ask again. */
  recorded: boolean
}

export interface UploadsParts {
  readonly book: MeetingBook
  readonly mirror: Mirror
  readonly files: FileStorage
  readonly inspector: PdfInspector
  readonly derivations: Derivations
  readonly around: Surroundings
}

/** Uploads on their way, resumable by their ids; what they become is decided at the end, from the content. */
export class Uploads {
  readonly #parts: UploadsParts
  readonly #uploads = new Map<UploadId, Upload>()
  readonly #queues = new KeyedQueues<UploadId>()

  constructor(parts: UploadsParts) {
    this.#parts = parts
  }

  /** How many have begun and not ended. */
  get underWay(): number {
    return [...this.#uploads.values()].filter(({ recorded }) => !recorded).length
  }

  /** Begins, or takes up again; `again` when the server knew it. */
  async begin(actor: StoredUser, meeting: MeetingId, request: NewUpload): Promise<Result<{ offset: number; again: boolean }, Reason>> {
    const { book, files, around } = this.#parts
    const finished = this.#finished(actor, meeting, request)
    if (finished) {
      // Known again after a restart, so that `finish` gives the answer that was lost.
      const stored = storedId(actor.id, request.upload)
      if (!this.#uploads.has(stored))
        this.#uploads.set(stored, { request, meeting, user: actor.id, stored, touchedAt: around.now().getTime(), recorded: true })
      return ok({ offset: request.bytes, again: true })
    }
    const refusal = refusalOf(book.standing(meeting, actor.id), 'add-paper') ?? this.#unfit(meeting, request)
    if (refusal) return fail(refusal)
    if (request.declaration !== 'ordinary' || secrecySign(request.fileName, '') || secrecySign(`${request.title}.pdf`, ''))
      return fail('secret-document')
    const stored = storedId(actor.id, request.upload)
    const known = this.#uploads.get(stored)
    if (known && (known.meeting !== meeting || known.request.hash !== request.hash || known.request.bytes !== request.bytes))
      return fail('conflict')
    if (!known) {
      const open = [...this.#uploads.values()].filter(({ user, recorded }) => user === actor.id && !recorded)
      if (open.length >= mostUploadsPerPerson) return fail('too-many-requests')
      if (open.reduce((sum, { request: { bytes } }) => sum + bytes, request.bytes) > mostBytesPerPerson) return fail('uploads-too-large')
    }
    const upload: Upload = { request, meeting, user: actor.id, stored, touchedAt: around.now().getTime(), recorded: false }
    this.#uploads.set(stored, upload)
    const offset = await files.uploadOffset(stored)
    return ok({ offset, again: known !== undefined || offset > 0 })
  }

  async offset(actor: StoredUser, id: UploadId): Promise<Result<number, Reason>> {
    const upload = this.#uploads.get(storedId(actor.id, id))
    return upload ? ok(await this.#parts.files.uploadOffset(upload.stored)) : fail('not-found')
  }

  /** Appends bytes at an offset that must be what the server holds. */
  async append(actor: StoredUser, id: UploadId, offset: number, bytes: Uint8Array): Promise<OffsetResult> {
    const { book, files, around } = this.#parts
    const upload = this.#uploads.get(storedId(actor.id, id))
    if (!upload) return fail('not-found')
    return this.#queues.run(upload.stored, async () => {
      const refusal = refusalOf(book.standing(upload.meeting, actor.id), 'add-paper')
      if (refusal) return this.#drop(upload, refusal)
      upload.touchedAt = around.now().getTime()
      const held = await files.uploadOffset(upload.stored)
      if (offset !== held) return { ...fail('wrong-offset'), offset: held }
      if (held + bytes.byteLength > upload.request.bytes) return fail('too-large')
      return ok(bytes.byteLength === 0 ? held : await files.appendUpload(upload.stored, held, bytes))
    })
  }

  /** Judges the whole file and makes it a version of its paper; a file that is refused leaves nothing behind. */
  async finish(actor: StoredUser, id: UploadId): Promise<Result<FinishedUpload, Reason> & { readonly offset?: number }> {
    const upload = this.#uploads.get(storedId(actor.id, id))
    if (!upload) return fail('not-found')
    return this.#queues.run(upload.stored, async () => {
      const { files } = this.#parts
      const finished = this.#finished(actor, upload.meeting, upload.request)
      if (finished) return ok(finished)
      const held = await files.uploadOffset(upload.stored)
      if (held !== upload.request.bytes) return { ...fail('wrong-offset'), offset: held }
      const judged = await this.#judge(upload)
      if (!judged.ok) return this.#drop(upload, judged.reason)
      return this.#record(actor, upload, judged.value)
    })
  }

  async drop(actor: StoredUser, id: UploadId): Promise<Result<null, Reason>> {
    const upload = this.#uploads.get(storedId(actor.id, id))
    if (!upload) return fail('not-found')
    return this.#queues.run(upload.stored, async () => {
      await this.#drop(upload, 'not-found')
      return ok(null)
    })
  }

  /** Forgets what nobody continues. */
  async sweep(): Promise<void> {
    const { files, around } = this.#parts
    for (const upload of this.#uploads.values())
      if (around.now().getTime() - upload.touchedAt > forgottenUploadMs)
        await this.#queues.run(upload.stored, () => this.#drop(upload, 'not-found'))
    await files.sweepUploads(forgottenUploadMs)
  }

  /** Resolves when no upload is being written or judged. */
  idle(): Promise<void> {
    return this.#queues.idle()
  }

  /** Number of pages, or why the content is refused. */
  async #judge({ stored, request }: Upload): Promise<Result<number, Reason>> {
    const { files, inspector } = this.#parts
    const file: PdfBytes = { length: request.bytes, read: (begin, end) => files.readUpload(stored, begin, end) }
    const hash = createHash('sha256')
    for await (const piece of piecesOf(file)) hash.update(piece)
    if (hash.digest('hex') !== request.hash) return fail('hash-mismatch')
    if (!(await isPdf(file))) return fail('not-a-pdf')
    const report = await inspector.inspect(file)
    if (report.kind === 'encrypted') return fail('encrypted-pdf')
    if (report.kind !== 'readable') return fail('damaged-pdf')
    return secrecySign(request.fileName, report.firstPageText) ? fail('secret-document') : ok(report.pages)
  }

  #record(actor: StoredUser, upload: Upload, pages: number): Promise<Result<FinishedUpload, Reason>> {
    const { book, mirror, files, derivations, around } = this.#parts
    const { request, meeting, stored } = upload
    return book.exclusively(meeting, async () => {
      const refusal = refusalOf(book.standing(meeting, actor.id), 'add-paper') ?? this.#unfit(meeting, request)
      if (refusal) return this.#drop(upload, refusal)
      if (!(await files.finishUpload(stored, request.hash))) return this.#drop(upload, 'hash-mismatch')
      const present = book.projection(meeting)?.papers.get(request.paper)
      const version: PaperVersion = {
        version: request.version,
        replaces: present?.versions.at(-1)?.version ?? null,
        hash: request.hash,
        bytes: request.bytes,
        pages,
        fileName: request.fileName,
        addedAt: around.now().toISOString(),
        addedBy: actor.id
      }
      const fact: RecordFact = present
        ? { kind: 'paper-version-added', paper: request.paper, version }
        : { kind: 'paper-added', paper: request.paper, title: request.title, item: request.item, version }
      const seq = await book.append(meeting, actor, request.id, [fact])
      upload.recorded = true
      await mirror.recordChanged(meeting)
      derivations.add(version)
      return ok({ paper: request.paper, version: request.version, pages, seq })
    })
  }

  /** Ids that are taken, or a paper that is gone. */
  #unfit(meeting: MeetingId, { paper, version }: NewUpload): Reason | null {
    const { book } = this.#parts
    const owner = book.meetingOf(paper)
    if (owner !== null && owner !== meeting) return 'conflict'
    const present = book.projection(meeting)?.papers.get(paper)
    return present?.removed || present?.versions.some(known => known.version === version) ? 'conflict' : null
  }

  /** What the same command had come to before, when it had. */
  #finished(actor: StoredUser, meeting: MeetingId, { id, paper, version }: NewUpload): FinishedUpload | null {
    const { book } = this.#parts
    const done = book.done(meeting, id)
    const recorded = book
      .projection(meeting)
      ?.papers.get(paper)
      ?.versions.find(known => known.version === version)
    return done?.actor === actor.id && recorded ? { paper, version, pages: recorded.pages, seq: done.seq } : null
  }

  async #drop<R extends Reason>({ stored }: Upload, reason: R): Promise<{ readonly ok: false; readonly reason: R }> {
    this.#uploads.delete(stored)
    await this.#parts.files.dropUpload(stored)
    return fail(reason)
  }
}

const storedId = (user: UserId, upload: UploadId): UploadId =>
  createHash('sha256').update(`${user}/${upload}`).digest('hex').slice(0, 32) as UploadId
