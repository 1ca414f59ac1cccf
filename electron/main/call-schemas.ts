import { z } from 'zod'
import { idPattern, type MeetingId, type PaperId, type SiteId, type UserId, type VersionId } from '#core/ids.ts'
import { type FileHash, hashPattern, maxPaperBytes } from '#core/paper/paper.ts'
import type { DesktopApi, DesktopCall } from '#protocol/desktop-api.ts'

const id = <T extends string>() =>
  z
    .string()
    .regex(idPattern)
    .transform(value => value as T)
const server = id<string>()
const user = id<UserId>()
const offset = z.number().int().min(0).max(maxPaperBytes)
const key = z.strictObject({ server, user, paper: id<PaperId>(), version: id<VersionId>() })
const token = z
  .string()
  .min(16)
  .max(500)
  .regex(/^[A-Za-z0-9_-]+$/)
const hash = z
  .string()
  .regex(hashPattern)
  .transform(value => value as FileHash)

const ofMeeting = z.tuple([server, user, id<MeetingId>(), id<SiteId>().nullable()])

type Words<C extends DesktopCall> = Parameters<DesktopApi[C]>

/** [A10] What each call may be asked with; nothing else reaches its handler. No call takes a path; the only address is a server's, judged by server-address.ts. */
export const callSchemas: { readonly [C in DesktopCall]: z.ZodType<Words<C>> } = {
  listServers: z.tuple([]),
  addServer: z.tuple([z.string().min(1).max(300)]),
  forgetServer: z.tuple([server]),
  listTokens: z.tuple([server]),
  saveToken: z.tuple([server, z.strictObject({ token, user })]),
  clearToken: z.tuple([server, user]),
  tokenProtection: z.tuple([]),
  keepPaper: z.tuple([key, z.strictObject({ hash, bytes: z.number().int().min(1).max(maxPaperBytes) })]),
  readPaper: z.tuple([key, offset, offset]),
  keptPapers: z.tuple([server, user]),
  dropPaper: z.tuple([key]),
  openScreen: z.tuple([server]),
  openVideo: ofMeeting,
  showVideo: ofMeeting,
  hideVideo: z.tuple([])
}
