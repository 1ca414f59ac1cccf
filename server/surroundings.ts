import { createHash, randomBytes } from 'node:crypto'
import type { LogEntry } from './options.ts'

/** What the parts of one server share: its clock and its log. */
export interface Surroundings {
  readonly now: () => Date
  readonly log: (entry: LogEntry) => void
}

/** Unpredictable bytes for tokens and ids. */
export const unpredictable = (count: number): Uint8Array => randomBytes(count)

/** SHA-256 of UTF-8 text as 64 lower-case hex digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** What a failure says of itself in the log: its kind and message, never a stack with paths. */
export const faultOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))
