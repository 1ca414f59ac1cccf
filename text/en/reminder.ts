import type { reminder as vi } from '../vi/reminder.ts'

/** Reminding those a vote waits for, and those who have not checked in. */
export const reminder: typeof vi = {
  remind: count => `Remind ${count}`,
  remindPeople: count => `Remind ${count}`,
  remindVoters: count => `Remind ${count} who have not voted`,
  remindCheckIn: count => `Remind ${count} who have not checked in`,
  done: count => (count === 1 ? 'One person was reminded.' : `${count} people were reminded.`),
  justNow: time => `Reminded at ${time}`,
  notDone: why => `Nobody was reminded. ${why}`,
  vote: 'The meeting is waiting for your ballot. Please vote.',
  ready: 'A vote is about to open. Please say that you are ready.',
  checkIn: 'Please check in: press “Check in” at the top of the screen.',
  checkInElsewhere: title => `Please go and check in: ${title}`,
  goThere: 'To the meeting'
}
