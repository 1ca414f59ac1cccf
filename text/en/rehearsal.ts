import type { Text } from '../index.ts'

export const rehearsal: Text['rehearsal'] = {
  items: [
    { title: 'Opening (pretend)', minutes: 5 },
    { title: 'Report and discussion (pretend)', minutes: 10 },
    { title: 'Questions and answers (pretend)', minutes: 10 },
    { title: 'Vote (pretend)', minutes: 5 },
    { title: 'Conclusion (pretend)', minutes: 5 }
  ],
  titleOf: title => `REHEARSAL: ${title}`,
  banner: 'REHEARSAL. Nothing goes into any file; when it ends everything is deleted.',
  menu: 'Rehearse with these people…',
  startTitle: 'Open a rehearsal?',
  startLead: count =>
    `${count} people of this meeting see the rehearsal on their page Today, and practise checking in, speaking, asking and voting.`,
  startAfter:
    'Its items are pretend. The rehearsal is held in the memory of the server alone: it is in no list of meetings, no report and no backup, and is deleted when it ends. It takes no papers and no secret ballot. One person has three at once at most; for another one, the one that nobody has used for longest (from ten minutes) ends.',
  start: 'Open the rehearsal',
  cancel: 'Later',
  end: 'Delete the rehearsal',
  endTitle: 'Delete the rehearsal?',
  endAfter: 'Everybody leaves it; everything in it is deleted at once and cannot be brought back.',
  keep: 'Go on rehearsing',
  ended: 'The rehearsal is deleted.',
  notDone: why => `That was not done. ${why}`,
  gone: 'The rehearsal is over',
  goneWhy: 'Everything in it has been deleted and is kept nowhere.',
  now: 'Rehearsal now',
  enter: 'Enter the rehearsal',
  nowHint: 'To practise; nothing is kept.'
}
