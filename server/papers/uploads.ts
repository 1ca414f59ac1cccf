import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { PaperId, UploadId, UserId, VersionId } from '#core/ids.ts'
import { maxPages } from '#core/paper/paper.ts'
import { secrecySign } from '#core/paper/secrecy.ts'
import { fail, ok, type Result } from '#core/result.ts'
import type { newUploadRequest, Reason } from '#protocol/http-api.ts'
import { KeyedQueues } from '../queue.ts'
import type { FileStorage, StoredUser } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Derivations } from './derivations.ts'
import type { FileHolders } from './file-holders.ts'
import { isPdf, type PdfInspector, piecesOf } from './inspect-pdf.ts'
import type { PdfBytes } from './pdf-thread.ts'

export type NewUpload = z.output<typeof newUploadRequest>
/** What every upload says of itself, wherever it goes. */
export type UploadedFile = Pick<NewUpload, 'upload' | 'title' | 'fileName' | 'bytes' | 'hash' | 'declaration'>
export interface FinishedUpload {
  readonly paper: PaperId
  readonly version: VersionId
  readonly pages: number
  readonly seq: number
}
/** A refusal that carries the offset the server holds. */
export type OffsetResult = Result<number, Reason> & { readonly offset?: number }

/** Where one upload goes, and what it becomes there. */
export interface UploadTarget {
  /** The same upload for another target is another one. */
  readonly key: string
  /** Why its bytes are not taken now, or null. */
  right(): Reason | null
  /** Why it is not begun: no right, or ids that are taken. */
  refusal(): Reason | null
  /** What the same command had come to before, when it had. */
  finished(): FinishedUpload | null
  /** Names the bytes, once `store` has put them in their place; false from it: they are not what was announced. */
  record(store: () => Promise<boolean>, pages: number): Promise<Result<FinishedUpload, Reason>>
}

/** One person drops a cupboard of papers at once, not a library. */
const mostUploadsPerPerson = 200
/** What one person's unfinished uploads may come to, as declared: a disk is not filled by somebody who never finishes. */
const mostBytesPerPerson = 2 * 1024 ** 3
/** Pieces of an upload nobody continues are dropped after this. */
const forgottenUploadMs = 24 * 3_600_000

interface Upload {
  readonly request: UploadedFile
  readonly target: UploadTarget
  readonly user: UserId
  /** Where its bytes lie: bound to the uploader, so that another's id leads nowhere even after a restart. */
  readonly stored: UploadId
  touchedAt: number
  /** Kept for a while so that a client that missed the answer may ask again. */
  recorded: boolean
}

export interface UploadsParts {
  readonly files: FileStorage
  readonly holders: FileHolders
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

  /** Bytes of this person on their way to a target, but for one upload. */
  bytesUnderWay(actor: StoredUser, key: string, but: UploadId): number {
    const beside = [...this.#uploads.values()].filter(({ user, target, request, recorded }) => {
      return user === actor.id && target.key === key && request.upload !== but && !recorded
    })
    return beside.reduce((sum, { request }) => sum + request.bytes, 0)
  }

  /** Begins, or takes up again; `again` when the server knew it. */
  async begin(actor: StoredUser, target: UploadTarget, request: UploadedFile): Promise<Result<{ offset: number; again: boolean }, Reason>> {
    const { files, around } = this.#parts
    const stored = storedId(actor.id, request.upload)
    const begun = { request, target, user: actor.id, stored, touchedAt: around.now().getTime() }
    if (target.finished()) {
      // Known again after a restart, so that `finish` gives the answer that was lost.
      if (!this.#uploads.has(stored)) {
        const ended = [...this.#uploads].filter(([, { user, recorded }]) => user === actor.id && recorded)
        for (const [oldest] of ended.slice(0, Math.max(0, ended.length - mostUploadsPerPerson))) this.#uploads.delete(oldest)
        this.#uploads.set(stored, { ...begun, recorded: true })
      }
      return ok({ offset: request.bytes, again: true })
    }
    const refusal = target.refusal()
    if (refusal) return fail(refusal)
    if (request.declaration !== 'ordinary' || bearsSecrecySign(request, '')) return fail('secret-document')
    const known = this.#uploads.get(stored)
    if (known && (known.target.key !== target.key || known.request.hash !== request.hash || known.request.bytes !== request.bytes))
      return fail('conflict')
    if (!known) {
      const open = [...this.#uploads.values()].filter(({ user, recorded }) => user === actor.id && !recorded)
      if (open.length >= mostUploadsPerPerson) return fail('too-many-requests')
      if (open.reduce((sum, { request: { bytes } }) => sum + bytes, request.bytes) > mostBytesPerPerson) return fail('uploads-too-large')
    }
    this.#uploads.set(stored, { ...begun, recorded: false })
    const offset = await files.uploadOffset(stored)
    return ok({ offset, again: known !== undefined || offset > 0 })
  }

  async offset(actor: StoredUser, id: UploadId): Promise<Result<number, Reason>> {
    const upload = this.#uploads.get(storedId(actor.id, id))
    return upload ? ok(await this.#parts.files.uploadOffset(upload.stored)) : fail('not-found')
  }

  /** Appends bytes at an offset that must be what the server holds. */
  async append(actor: StoredUser, id: UploadId, offset: number, bytes: Uint8Array): Promise<OffsetResult> {
    const { files, around } = this.#parts
    const upload = this.#uploads.get(storedId(actor.id, id))
    if (!upload) return fail('not-found')
    return this.#queues.run(upload.stored, async () => {
      const refusal = upload.target.right()
      if (refusal) return this.#drop(upload, refusal)
      upload.touchedAt = around.now().getTime()
      const held = await files.uploadOffset(upload.stored)
      if (offset !== held) return { ...fail('wrong-offset'), offset: held }
      if (held + bytes.byteLength > upload.request.bytes) return fail('too-large')
      return ok(bytes.byteLength === 0 ? held : await files.appendUpload(upload.stored, held, bytes))
    })
  }

  /** Judges the whole file and makes it what its target makes of it; a file that is refused leaves nothing behind. */
  async finish(actor: StoredUser, id: UploadId): Promise<Result<FinishedUpload, Reason> & { readonly offset?: number }> {
    const upload = this.#uploads.get(storedId(actor.id, id))
    if (!upload) return fail('not-found')
    return this.#queues.run(upload.stored, async () => {
      const { files } = this.#parts
      const finished = upload.target.finished()
      if (finished) return ok(finished)
      const held = await files.uploadOffset(upload.stored)
      if (held !== upload.request.bytes) return { ...fail('wrong-offset'), offset: held }
      const judged = await this.#judge(upload)
      if (!judged.ok) return this.#drop(upload, judged.reason)
      return this.#record(upload, judged.value)
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

  /** [P3] [P4] Number of pages of a file that is stored already, or why its content is refused. */
  judge(request: Pick<UploadedFile, 'fileName' | 'title'>, file: PdfBytes): Promise<Result<number, Reason>> {
    return judgeContent(this.#parts.inspector, request, file)
  }

  /** Number of pages, or why the content is refused. */
  async #judge({ stored, request }: Upload): Promise<Result<number, Reason>> {
    const { files, inspector } = this.#parts
    const file: PdfBytes = { length: request.bytes, read: (begin, end) => files.readUpload(stored, begin, end) }
    const hash = createHash('sha256')
    for await (const piece of piecesOf(file)) hash.update(piece)
    return hash.digest('hex') === request.hash ? judgeContent(inspector, request, file) : fail('hash-mismatch')
  }

  async #record(upload: Upload, pages: number): Promise<Result<FinishedUpload, Reason>> {
    const { files, holders, derivations } = this.#parts
    const { request, stored, target } = upload
    let isStored = false
    let recorded: Result<FinishedUpload, Reason> | null = null
    const store = async () => {
      isStored = await files.finishUpload(stored, request.hash)
      return isStored
    }
    try {
      recorded = await holders.during(request.hash, () => target.record(store, pages))
    } finally {
      if (isStored && !recorded?.ok) await holders.giveBack(request.hash)
    }
    if (!recorded.ok) return this.#drop(upload, recorded.reason)
    upload.recorded = true
    derivations.add({ hash: request.hash, bytes: request.bytes, pages })
    return recorded
  }

  async #drop<R extends Reason>({ stored }: Upload, reason: R): Promise<{ readonly ok: false; readonly reason: R }> {
    this.#uploads.delete(stored)
    await this.#parts.files.dropUpload(stored)
    return fail(reason)
  }
}

const storedId = (user: UserId, upload: UploadId): UploadId =>
  createHash('sha256').update(`${user}/${upload}`).digest('hex').slice(0, 32) as UploadId

/** [P4] In what is said of a file, or on its first page. */
const bearsSecrecySign = ({ fileName, title }: Pick<UploadedFile, 'fileName' | 'title'>, firstPageText: string): boolean =>
  secrecySign(fileName, firstPageText) !== null || secrecySign(`${title}.pdf`, '') !== null

async function judgeContent(
  inspector: PdfInspector,
  request: Pick<UploadedFile, 'fileName' | 'title'>,
  file: PdfBytes
): Promise<Result<number, Reason>> {
  if (!(await isPdf(file))) return fail('not-a-pdf')
  const report = await inspector.inspect(file)
  if (report.kind === 'encrypted') return fail('encrypted-pdf')
  if (report.kind !== 'readable' || report.pages > maxPages) return fail('damaged-pdf')
  return bearsSecrecySign(request, report.firstPageText) ? fail('secret-document') : ok(report.pages)
}
