import { z } from 'zod'
import { type AnswerId, type CommandId, idPattern, type PaperId, type RemarkId, type UserId } from '#core/ids.ts'
import type { Mark } from '#core/mark/mark.ts'
import type { RemarkDeed } from '#core/remark/decide-remark.ts'
import { openCopy } from '#core/remark/mark-copy.ts'
import { maxReaders, maxWordsLength } from '#core/remark/remark.ts'
import { plainText } from '#core/text/plain.ts'
import { instant } from './http-api.ts'

/**
 * The wire of shared marks: POST /api/papers/:paper/remarks → 200 {at}. The same id again has no further effect and gives the same answer.
 * What came of it is read in rooms `remarks/<paper>` and `shares/<user>`.
 */
const idSchema = <T extends string>() =>
  z
    .string()
    .regex(idPattern)
    .transform(value => value as T)
const words = () => z.string().max(maxWordsLength).overwrite(plainText)
const command = idSchema<CommandId>()
const remark = idSchema<RemarkId>()

/** As core/remark/mark-copy.ts makes it; parsed field by field, anything else is refused. */
const markCopy: z.ZodType<Mark> = z.unknown().transform((value, context) => {
  const mark = openCopy(value)
  if (mark) return mark
  context.addIssue({ code: 'custom', message: 'no mark' })
  return z.NEVER
})

export const remarkCommand = z.discriminatedUnion('kind', [
  z.object({
    id: command,
    kind: z.literal('share'),
    remark,
    mark: markCopy,
    words: words().default(''),
    to: z.union([z.literal('all'), z.array(idSchema<UserId>()).min(1).max(maxReaders)])
  }),
  z.object({ id: command, kind: z.literal('answer'), remark, answer: idSchema<AnswerId>(), words: words().min(1) }),
  z.object({ id: command, kind: z.literal('withdraw'), remark, answer: idSchema<AnswerId>().optional() }),
  z.object({ id: command, kind: z.literal('hide'), remark, hidden: z.boolean() })
])
export type RemarkCommand = z.output<typeof remarkCommand> & RemarkDeed
/** When it was recorded, by the server's clock. */
export const remarkReceipt = z.object({ at: instant })
export const remarksPath = (paper: PaperId): string => `/api/papers/${paper}/remarks`
