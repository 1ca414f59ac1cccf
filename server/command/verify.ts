import { type ChainFault, firstFault } from '#core/record/chain.ts'
import type { RecordEvent } from '#core/record/event.ts'
import { assertNever } from '#core/result.ts'
import type { Text } from '#text/index.ts'
import { sha256 } from '../surroundings.ts'

export interface Verified {
  readonly intact: boolean
  readonly sentence: string
}

/** Checks an exported record (JSON lines): every link, from the first event on. `file` is for the sentence only. */
export function verifyRecord(file: string, content: string, text: Text['command']): Verified {
  const events: RecordEvent[] = []
  for (const [index, line] of content.split('\n').entries()) {
    if (line.trim() === '') continue
    const event = eventOf(line)
    if (!event) return { intact: false, sentence: text.logMalformed(file, index + 1) }
    events.push(event)
  }
  const last = events.at(-1)
  if (!last) return { intact: false, sentence: text.logEmpty(file) }
  const fault = firstFault(events, sha256)
  if (fault) return { intact: false, sentence: sentenceOf(fault, text) }
  return { intact: true, sentence: text.intact(events.length, last.meeting, last.hash) }
}

function eventOf(line: string): RecordEvent | null {
  try {
    const value: unknown = JSON.parse(line)
    if (value === null || typeof value !== 'object') return null
    const { seq, hash, previous, meeting } = value as Record<string, unknown>
    const formed = Number.isInteger(seq) && [hash, previous, meeting].every(part => typeof part === 'string')
    return formed ? (value as RecordEvent) : null
  } catch {
    return null
  }
}

function sentenceOf(fault: ChainFault, text: Text['command']): string {
  switch (fault.kind) {
    case 'sequence':
      return text.brokenSequence(fault.expected, fault.found)
    case 'meeting':
      return text.brokenMeeting(fault.seq)
    case 'previous':
      return text.brokenPrevious(fault.seq)
    case 'hash':
      return text.brokenHash(fault.seq)
    default:
      return assertNever(fault)
  }
}
