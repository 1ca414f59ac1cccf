import type { AgendaItemId, PaperId, UserId, VersionId } from '../ids.ts'

/** [P2] SHA-256 of the file's bytes, 64 lower-case hex digits. Never part of an address: it would tell who owns what. */
export type FileHash = string & { readonly __fileHash: true }
export const hashPattern = /^[0-9a-f]{64}$/
export const parseHash = (value: unknown): FileHash | null =>
  typeof value === 'string' && hashPattern.test(value) ? (value as FileHash) : null

/** What the uploader says of the content. [P3] Anything above `ordinary` is never stored (Luật Bảo vệ bí mật nhà nước 117/2025/QH15). */
export const secrecyGrades = ['ordinary', 'confidential', 'secret', 'topSecret'] as const
export type SecrecyGrade = (typeof secrecyGrades)[number]

/** [P1] Paper, version and file are three things: a paper is what people talk about, a version one state of it, a file its bytes. */
export interface PaperVersion {
  readonly version: VersionId
  readonly replaces: VersionId | null
  readonly hash: FileHash
  readonly bytes: number
  readonly pages: number
  readonly fileName: string
  readonly addedAt: string
  readonly addedBy: UserId
}

export interface Paper {
  readonly paper: PaperId
  readonly title: string
  /** Where it was first put; room `meeting/<id>` says where it lies now. */
  readonly item: AgendaItemId | null
  /** Oldest first. The last one is read unless somebody asks for another. */
  readonly versions: readonly PaperVersion[]
  readonly removed: boolean
  /** Number of the event that brought the newest version; what is above the number I have seen is new to me. */
  readonly newestSeq?: number
}

/** One upload: 256 MiB holds 700 scanned pages at 200 dpi in colour. */
export const maxPaperBytes = 256 * 1024 * 1024
/** Nobody reads more; a file of some hundred bytes may claim a thousand million. */
export const maxPages = 20_000
/** One paper title; longer ones are cut with an ellipsis when made from a file name. */
export const maxTitleLength = 300
