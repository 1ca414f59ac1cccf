import type { MeetingId, PaperId } from '#core/ids.ts'
import { Skeleton } from '../ui/index.ts'

/** One meeting: agenda, papers, the one that is open. */
export function MeetingScreen(_props: { readonly meeting: MeetingId; readonly paper: PaperId | null }) {
  return <Skeleton height="100vh" />
}
