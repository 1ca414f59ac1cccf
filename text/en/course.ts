import type { Text } from '../index.ts'

export const course: Text['course'] = {
  now: (number, title) => `${number}. ${title}`,
  nothingOn: 'No item of the agenda is on yet',
  used: (used, planned) => (planned > 0 ? `${used} / ${planned} min` : used),
  over: minutes => `${minutes} min over`,
  late: minutes => `${minutes} min behind the agenda`,
  openItem: title => `Open the item that is on: ${title}`,
  first: number => `Begin item ${number}`,
  next: number => `Go to item ${number}`,
  nextTitle: title => `Go to: ${title}`,
  begin: 'Take this item up now',
  on: 'on now',
  suspend: 'Suspend the meeting…',
  suspendTitle: 'Suspend the meeting?',
  suspendAfter: 'The clocks of the item and of who speaks stop until the meeting goes on. Everybody sees the reason.',
  suspendSecret:
    'The secret ballot that is open goes on in the break: whoever has not voted still can, and paper ballots are still counted.',
  reason: 'Reason (may be left empty)',
  reasonHint: 'For example: a break of 15 minutes',
  suspendDo: 'Suspend',
  cancel: 'Later',
  suspendedSince: (time, reason) => (reason ? `Suspended since ${time}: ${reason}` : `Suspended since ${time}`),
  resume: 'Go on',
  more: 'More acts of the meeting',
  notDone: why => `That was not done. ${why}`
}
