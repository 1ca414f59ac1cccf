import type { MeetingId } from '#core/ids.ts'
import { useNotice, useText } from '../ui/index.ts'
import type { CommandWords } from './send-command.ts'
import { useCommand, whyNotDone } from './use-command.ts'

/** One deed at a time, as a button does it: true when it was done; why it was not is said in a notice, in the words of `notDone`. */
export function useAct(
  meeting: MeetingId,
  notDone: (why: string) => string
): { readonly running: boolean; readonly act: (words: CommandWords) => Promise<boolean> } {
  const all = useText()
  const notice = useNotice()
  const { running, send } = useCommand(meeting)
  const act = async (words: CommandWords) => {
    const outcome = await send(words)
    if (outcome && !outcome.ok) notice({ text: notDone(whyNotDone(all, outcome.reason)), stayMs: 15_000 })
    return outcome?.ok === true
  }
  return { running, act }
}
