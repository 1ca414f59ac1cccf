import type { Text } from '../index.ts'

/** The secret ballot: taken by name, cast without one, found again by a mark. */
export const secretBallot: Text['secretBallot'] = {
  lead: 'Taking a ballot is recorded by name, casting it is not: nothing the server keeps tells who chose what.',
  take: 'Take a ballot',
  taking: 'Taking a ballot…',
  notTaken: why => `No ballot was given yet. ${why}`,
  noStore:
    'This browser keeps nothing on the computer, so it cannot hold a ballot. Please use another device, or ask the secretary for one on paper.',
  badSignature: 'The server answered with a ballot whose seal is wrong, so it is not used. Please tell the secretary at once.',
  notOnRoll: 'You follow this vote: you are not on its roll.',
  takenPaper: 'You were given a ballot on paper. Please fill it in and put it into the box in the room.',
  takenElsewhere: 'You took your ballot on another device or in another browser. It is only there; please open that one to cast it.',
  choose: 'Your ballot',
  final: 'Once it is in the box it cannot be changed.',
  otherWithoutWords: word =>
    `“${word}” carries no words in a secret ballot: words could show who wrote them. To give a reason, ask to speak.`,
  cast: 'Cast the ballot',
  castChoice: choice => `Cast: ${choice}`,
  waiting: 'The ballot is sealed and about to leave this device.',
  waitingWhy:
    'It is sent after a few random seconds, without your name, so that nobody can guess by the moment. Please do not close the app yet; if it is closed or offline, the ballot is sent when it opens again.',
  inBox: 'Your ballot is in the box.',
  mark: 'Mark',
  markWhy:
    'Only this device keeps the mark. After the end the list of marks and choices is published; look for it there to check your ballot.',
  refused: why => `The ballot is not in the box. ${why}`,
  lateWhy: 'The vote ended before it arrived, or it arrived and the answer was lost. The published list will tell.',

  limitsShort: 'What to know',
  limits: 'What to know before a secret ballot',
  limitsClose: 'Understood',
  limitsList: [
    'If everybody chooses the same, everybody knows what everybody chose.',
    'With fewer than three voters a secret ballot cannot be opened.',
    'When only one or two vote on a device while others vote on paper, or the other way round, the result tells what they chose: it is not published then, unless whoever leads writes a reason into the record.',
    'Taking a ballot is recorded by name; casting it bears no name, no session and no time.',
    'Mark and choice are kept on your device; whoever opens it under your name sees them. You can delete them after checking.',
    'Whoever runs the server and records the whole network could guess which ballot came from which device. The software does not record, but cannot keep others from it. If that worries you, please vote on paper.',
    'A device lost after taking the ballot and before casting it takes the ballot with it: no other is given, for nobody knows whether it is in the box.'
  ],

  given: (given, all) => `${given}/${all} have taken a ballot`,
  inTheBox: count => `${count} ballots in the box`,
  onPaper: count => `${count} on paper`,
  seldom: 'The number in the box moves every fifteen seconds. The result appears at the end.',
  notAll: count => `${count} who took a ballot have not cast it`,

  notTakenYet: 'you have not taken a ballot',
  taken: 'you have taken a ballot',
  seeList: 'Show the ballots',
  whoNot: count => `Without a ballot (${count})`,
  endAfter:
    'After the end no ballot is taken any more; marks and result are shown to everybody. A ballot on its way (a few seconds) comes too late.',

  mineFound: (mark, choice) => `Your ballot (${mark}) is in the list: ${choice}.`,
  mineOther: (mark, listed, mine) =>
    `Ballot ${mark} says “${listed}” in the list, but on this device you chose “${mine}”. Please tell the chair at once and do not use this result.`,
  mineMissing: mark =>
    `Your ballot ${mark} was in the box but is NOT in the list. Please tell the chair at once and do not use this result.`,
  mineLate: mark => `Your ballot ${mark} was not in the box before the end, so it was not counted.`,
  mineNotWritten: 'You took a ballot and did not cast it, so it was not counted.',
  list: 'List of ballots',
  listWhy: 'Each line is a ballot, in the order of marks, which the voters’ devices made up. No line bears a name.',
  listShow: count => `Show the list of ${count} ballots`,
  listNone: 'No ballot was cast on a device.',
  find: 'Find a mark',
  findNone: 'There is no such mark.',
  yours: 'your ballot',
  summary: (roll, given, cast) => `${roll} on the roll; ${given} took a ballot; ${cast} ballots in the box.`,
  paperSum: count => `And ${count} ballots on paper, counted by two people.`,
  abstained: count => `${count} took a ballot and did not cast it.`,
  recount: 'Count again',
  recounting: 'Counting again…',
  recountGood: count =>
    `This device checked the seal of ${count} ballots and counted again: it agrees with the result, and there are no more than were given.`,
  recountBad: 'Counting again gives ANOTHER result. Please tell the chair and the administrator at once and do not use this one.',
  recountNot: why => `Not counted again yet. ${why}`,
  forget: 'Delete from this device',
  forgotten: 'Mark and choice were deleted from this device.',

  paper: 'Paper box',
  paperTitle: 'Paper box',
  paperLead:
    'For people without a device. Ballots are handed out by name so that nobody has two; those in the box are counted as a total, without names.',
  paperVoided: (by, second) =>
    `${second} counted other numbers than ${by} recorded, so that count is void. Please count together and record anew.`,

  fewNow: names =>
    `Ending it now tells everybody what these people chose: ${names}. Each kind of ballot, on devices and on paper, needs three people, or nobody.`,
  fewMore: count => `${count} have not taken a ballot: once there are three with the kind these people used, it can be ended.`,
  fewAgain: 'Stop, and repeat it on paper',
  fewAgainWhy:
    'Stopping destroys the ballots that were cast, and nobody sees them. Then repeat the vote that was stopped, and hand everybody a ballot on paper.',
  fewAgainReason: 'Repeated on paper, to keep choices secret',
  fewAll: 'Publish all the same…',
  fewReason: 'Why it is published all the same',
  fewReasonHint: 'It stands in the record, and beside the result for everybody.',
  fewReasonNeeded: 'Please write down why it is published all the same.',
  fewPublish: 'End and publish',
  fewPublished: why => `Published although fewer than three used one kind of ballot, so that their choices may be known. Why: ${why}`,
  paperWho: 'Hand a ballot to',
  paperPick: 'Choose who gets a ballot on paper',
  paperGive: 'Hand out a ballot',
  paperGiven: names => `Handed out: ${names}.`,
  paperNobody: 'No ballot was handed out on paper.',
  paperCount: 'In the box are',
  paperEnter: 'Record the numbers',
  paperWaits: name => `Recorded by ${name}; another person (chair or another secretary) has to count and record the same.`,
  paperYours: 'You recorded it; another person has to count again and confirm. You can record it anew after a mistake.',
  paperConfirm: 'Confirm what I counted',
  paperConfirmed: (by, second) => `Recorded by ${by}, counted again and confirmed by ${second}.`,
  paperAnew: 'Record anew',
  paperCountNeeded: 'Please give a number for each, 0 or more.',
  notDone: why => `Not done yet. ${why}`,
  close: 'Close'
}
