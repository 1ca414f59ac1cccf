import { createHash } from 'node:crypto'
import type { UserId } from '#core/ids.ts'
import type { StoredUser } from '../storage/ports.ts'

/** What is stored of a computer a person signed in on: nothing that opens anything. */
export const deviceHash = (user: UserId, device: string): string => createHash('sha256').update(`device ${user} ${device}`).digest('hex')

/** [H7] Whether this person has signed in on that computer with a password of their own. */
export const knowsDevice = ({ devices }: StoredUser, device: string): boolean => devices?.includes(device) ?? false
