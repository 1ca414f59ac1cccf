import type { RoomKind } from '../access/room.ts'

/** [D1] The root names each kind of room may have; the gate refuses an update that writes any other. */
export const knownRoots: Readonly<Record<RoomKind, readonly string[]>> = {
  meeting: ['title', 'place', 'note', 'particulars', 'agenda', 'places', 'seats'],
  minutes: ['minutes'],
  record: [
    'record',
    'participants',
    'presenters',
    'papers',
    'attendance',
    'floor',
    'questions',
    'conclusions',
    'votes',
    'voters',
    'secretVotes',
    'givenBallots',
    'screens',
    'standsFor',
    'sites',
    'siteOf'
  ],
  notes: ['quotes', 'notebook'],
  marks: ['marks'],
  remarks: ['remarks'],
  threads: ['threads'],
  shares: ['remarks'],
  state: ['state'],
  inbox: ['meetings', 'notices'],
  shelf: ['about', 'folders', 'papers', 'shared', 'done', 'freed']
}
