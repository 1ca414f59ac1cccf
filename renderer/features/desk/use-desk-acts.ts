import type { MeetingId } from '#core/ids.ts'
import type { CommandWords } from '../../session/send-command.ts'
import { useCommand, whyNotDone } from '../../session/use-command.ts'
import { useNotice, useText } from '../../ui/index.ts'

/** Sends one command of the desk; why it was not done is said in a notice. True: done. */
export function useDeskActs(meeting: MeetingId): { readonly running: boolean; readonly act: (words: CommandWords) => Promise<boolean> } {
  const all = useText()
  const notice = useNotice()
  const { running, send } = useCommand(meeting)
  const act = async (words: CommandWords) => {
    const outcome = await send(words)
    if (outcome && !outcome.ok) notice({ text: all.desk.notDone(whyNotDone(all, outcome.reason)), stayMs: 15_000 })
    return outcome?.ok === true
  }
  return { running, act }
}
