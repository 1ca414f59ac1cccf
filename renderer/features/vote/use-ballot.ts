import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { useCallback, useEffect, useRef } from 'react'
import type { MeetingId, UserId } from '#core/ids.ts'
import { type Choice, commitmentOf } from '#core/vote/tally.ts'
import type { Vote, Voter } from '#core/vote/vote.ts'
import type { CommandOutcome } from '../../session/send-command.ts'
import { randomBytes, useCommand } from '../../session/use-command.ts'
import { useKept } from '../../ui/kept.ts'

/** SHA-256 as the record writes it; works on plain http too. */
export const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

interface Kept extends Choice {
  readonly commitment: string
}

/** My ballot of one vote on this device: sends it, and knows it again in the record. */
export function useBallot(meeting: MeetingId, { vote }: Vote, me: UserId, recorded: Voter) {
  const { running, send } = useCommand(meeting)
  const [kept, keep, drop] = useKept<Kept>(`ballot ${meeting} ${vote} ${me}`, () => ({ commitment: '', choice: 'for', text: '' }))
  const { commitment } = recorded
  // Another of my devices, or a paper ballot, has taken its place: what was kept here counts no more.
  const seen = useRef(false)
  useEffect(() => {
    if (commitment !== null && commitment === kept.commitment) seen.current = true
    else if (commitment !== null && seen.current) drop()
  }, [commitment, kept.commitment, drop])
  // Sent again after an answer that was lost, it is the same ballot: the same salt.
  const unanswered = useRef<{ readonly key: string; readonly salt: string } | null>(null)
  const cast = useCallback(
    async ({ choice, text }: Choice): Promise<CommandOutcome | null> => {
      const key = JSON.stringify([choice, text, commitment])
      const salt = unanswered.current?.key === key ? unanswered.current.salt : bytesToHex(randomBytes(16))
      unanswered.current = { key, salt }
      const outcome = await send({ kind: 'cast-ballot', vote, choice, text, salt, replaces: commitment })
      if (!outcome) return null
      if (outcome.ok || outcome.reason !== 'offline') unanswered.current = null
      if (outcome.ok) keep({ choice, text, commitment: commitmentOf(meeting, { vote, voter: me, salt, choice, text }, hash) })
      return outcome
    },
    [commitment, keep, me, meeting, send, vote]
  )
  return { running, cast, mine: commitment !== null && kept.commitment === commitment ? kept : null }
}
