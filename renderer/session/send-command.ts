import type { z } from 'zod'
import type { MeetingId } from '#core/ids.ts'
import { type CommandId, newId } from '#core/ids.ts'
import type { Result } from '#core/result.ts'
import { commandReceipt, type MeetingCommand, paths } from '#protocol/http-api.ts'
import type { ApiClient, ApiFailure } from '../sync/api-client.ts'

export type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
/** A command as a screen says it; its id is made here. */
export type CommandWords = WithoutId<MeetingCommand>
export type CommandOutcome = Result<{ readonly seq: number }, ApiFailure>

export interface CommandTools {
  readonly api: ApiClient
  readonly randomBytes: (count: number) => Uint8Array
  readonly wait: (ms: number) => Promise<void>
}

/** Pauses between tries while nothing answers; then the person is told and may press again. */
const pausesMs = [300, 1000, 2500]

/** Sends commands of one meeting. */
export const commandSender = (meeting: MeetingId, tools: CommandTools): ((words: CommandWords) => Promise<CommandOutcome>) =>
  repeatingSender(paths.commands(meeting), commandReceipt, tools)

/**
 * Sends commands to one address. A try nobody answered is repeated with the same id, also when the person presses again, so that an
 * answer lost on the way never makes a deed happen twice.
 */
export function repeatingSender<S extends z.ZodType>(
  path: string,
  receipt: S,
  tools: CommandTools
): (words: object) => Promise<Result<z.output<S>, ApiFailure>> {
  let unanswered: { readonly words: string; readonly id: CommandId } | null = null
  return async words => {
    const key = JSON.stringify(words)
    const id = unanswered?.words === key ? unanswered.id : newId<CommandId>(tools.randomBytes)
    unanswered = { words: key, id }
    for (let attempt = 0; ; attempt++) {
      const outcome = await tools.api.call('POST', path, receipt, { ...words, id })
      if (outcome.ok || outcome.reason !== 'offline') {
        unanswered = null
        return outcome
      }
      const pause = pausesMs[attempt]
      if (pause === undefined) return outcome
      await tools.wait(pause)
    }
  }
}
