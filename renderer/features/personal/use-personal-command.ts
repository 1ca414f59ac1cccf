import { useCallback, useMemo } from 'react'
import { type PersonalCommand, personalPaths, personalReceipt } from '#protocol/personal-api.ts'
import { repeatingSender, type WithoutId } from '../../session/send-command.ts'
import { useSession } from '../../session/session.ts'
import { randomBytes, wait } from '../../session/use-command.ts'
import { useNotice, useText } from '../../ui/index.ts'

/** A deed as a screen says it; its id is made where it is sent. */
export type PersonalDeedWords = WithoutId<PersonalCommand>

export interface PersonalDeeds {
  /** Resolves with the sentence of a refusal, or null when it is done. */
  readonly ask: (words: PersonalDeedWords) => Promise<string | null>
  /** The same, the refusal told at the foot of the screen; true when it is done. `undo`: what takes it back, offered with `said`. */
  readonly act: (words: PersonalDeedWords, said?: string, undo?: readonly PersonalDeedWords[]) => Promise<boolean>
}

/** Sends what I do with my own papers; none of it is kept for later, and being offline is said. */
export function usePersonalDeeds(): PersonalDeeds {
  const { api } = useSession()
  const text = useText()
  const t = text.personal
  const notice = useNotice()
  const send = useMemo(() => repeatingSender(personalPaths.commands, personalReceipt, { api, randomBytes, wait }), [api])
  const ask = useCallback(
    async (words: PersonalDeedWords): Promise<string | null> => {
      const outcome = await send(words)
      if (outcome.ok) return null
      return t.notDone(outcome.reason === 'offline' ? t.offline : text.reasons[outcome.reason])
    },
    [send, t, text]
  )
  const act = useCallback(
    async (words: PersonalDeedWords, said?: string, undo?: readonly PersonalDeedWords[]): Promise<boolean> => {
      const why = await ask(words)
      if (why !== null) notice({ text: why, stayMs: 15_000 })
      else if (said)
        notice({
          text: said,
          ...(undo && {
            action: {
              label: t.undo,
              onPick: async () => {
                for (const step of undo) {
                  const refused = await ask(step)
                  if (refused !== null) return notice({ text: refused, stayMs: 15_000 })
                }
              }
            }
          })
        })
      return why === null
    },
    [ask, notice, t]
  )
  return { ask, act }
}
