import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { useRef, useState } from 'react'
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

/**
 * My ballot of one vote on this device: sends it, and knows it again in the record. `mine`: what stands is from here; else it is from another of my
 * devices, or on paper.
 */
export function useBallot(meeting: MeetingId, { vote }: Vote, me: UserId, recorded: Voter) {
  const { running, send } = useCommand(meeting)
  const [kept, keep] = useKept<Kept>(`ballot ${meeting} ${vote} ${me}`, () => ({ commitment: '', choice: 'for', text: '' }))
  // Acknowledged, and not yet in the room: the answer may be quicker than the record.
  const [awaited, setAwaited] = useState<{ readonly commitment: string; readonly before: string | null } | null>(null)
  const standing = awaited && awaited.before === recorded.commitment ? awaited.commitment : recorded.commitment
  // Sent again after an answer that was lost, it is the same ballot: the same salt.
  const unanswered = useRef<{ readonly key: string; readonly salt: string } | null>(null)
  const cast = async ({ choice, text }: Choice): Promise<CommandOutcome | null> => {
    const key = JSON.stringify([choice, text, standing])
    const salt = unanswered.current?.key === key ? unanswered.current.salt : bytesToHex(randomBytes(16))
    unanswered.current = { key, salt }
    const commitment = commitmentOf(meeting, { vote, voter: me, salt, choice, text }, hash)
    const before = kept
    // Before it is sent: the answer may be lost, and it is mine all the same.
    keep({ choice, text, commitment })
    const outcome = await send({ kind: 'cast-ballot', vote, choice, text, salt, replaces: standing })
    if (outcome === null || (!outcome.ok && outcome.reason === 'offline')) return outcome
    unanswered.current = null
    if (outcome.ok) setAwaited({ commitment, before: recorded.commitment })
    else keep(before)
    return outcome
  }
  return { running, cast, standing, mine: standing !== null && kept.commitment === standing ? kept : null }
}
