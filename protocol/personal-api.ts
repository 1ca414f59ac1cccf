import { z } from 'zod'
import type { CommandId, FolderId, PaperId, UploadId, UserId, VersionId } from '#core/ids.ts'
import { type FileHash, hashPattern, maxPaperBytes, maxTitleLength, secrecyGrades } from '#core/paper/paper.ts'
import { maxFolderName, mostReaders } from '#core/personal/shelf.ts'
import { plainLine, wholeText } from '#core/text/plain.ts'
import { idSchema } from './http-api.ts'

/**
 * The part of the HTTP wire that is about a person's own papers; version and rules as in http-api.ts. What a person has is read from room
 * `shelf/<user>`; its files come from the same address as every paper's.
 */
const paper = idSchema<PaperId>()
const folder = idSchema<FolderId>()
const title = z.string().overwrite(plainLine).min(1).max(maxTitleLength)
const name = z.string().overwrite(plainLine).min(1).max(maxFolderName)
/** Chosen at once on a screen. */
const many = 500
const command = { id: idSchema<CommandId>() }

/** POST /api/personal/commands → 200 {}. The same id again has no further effect. */
export const personalCommand = z.discriminatedUnion('kind', [
  z.object({ ...command, kind: z.literal('add-folder'), folder, parent: folder.nullable(), name }),
  z.object({ ...command, kind: z.literal('rename-folder'), folder, name }),
  z.object({ ...command, kind: z.literal('remove-folder'), folder }),
  z.object({
    ...command,
    kind: z.literal('move'),
    papers: z.array(paper).max(many),
    folders: z.array(folder).max(many),
    to: folder.nullable()
  }),
  z.object({ ...command, kind: z.literal('rename'), paper, title }),
  z.object({ ...command, kind: z.literal('remove'), papers: z.array(paper).min(1).max(many) }),
  z.object({ ...command, kind: z.literal('bring-back'), papers: z.array(paper).min(1).max(many) }),
  z.object({ ...command, kind: z.literal('share'), paper, users: z.array(idSchema<UserId>()).min(1).max(mostReaders) }),
  z.object({ ...command, kind: z.literal('stop-sharing'), paper, user: idSchema<UserId>() }),
  z.object({ ...command, kind: z.literal('leave'), paper })
])
export type PersonalCommand = z.infer<typeof personalCommand>
export const personalReceipt = z.object({})

/** POST /api/personal/uploads → as POST /api/meetings/:meeting/uploads; the pieces and the end go the same way too. */
export const newPersonalUpload = z.object({
  upload: idSchema<UploadId>(),
  id: idSchema<CommandId>(),
  paper,
  version: idSchema<VersionId>(),
  title,
  folder: folder.nullable(),
  fileName: z.string().overwrite(wholeText).min(1).max(500),
  bytes: z.number().int().min(1).max(maxPaperBytes),
  hash: z
    .string()
    .regex(hashPattern)
    .transform(value => value as FileHash),
  declaration: z.enum(secrecyGrades)
})
export type NewPersonalUpload = z.input<typeof newPersonalUpload>

/** POST /api/meetings/:meeting/papers → 200 finishedUpload: a paper of mine becomes one of the meeting, under the same checks as an upload. */
export const broughtPaper = z.object({
  ...command,
  /** The new paper of the meeting, and its version. */
  paper,
  version: idSchema<VersionId>(),
  /** Mine, from which it is made. */
  from: paper,
  title,
  declaration: z.enum(secrecyGrades)
})
export type BroughtPaper = z.output<typeof broughtPaper>

export const personalPaths = {
  commands: '/api/personal/commands',
  uploads: '/api/personal/uploads',
  meetingPapers: (meeting: string) => `/api/meetings/${meeting}/papers`
} as const
