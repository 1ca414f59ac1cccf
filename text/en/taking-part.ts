import type { Text } from '../index.ts'

export const takingPart: Text['takingPart'] = {
  taken: item => `The meeting goes on to ${item}.`,
  open: 'Open',
  item: (number, title) => `item ${number}: ${title}`,
  bar: 'Three main buttons',
  papers: 'Papers',
  papersOf: number => `of item ${number}, now on`,
  papersAll: 'of the meeting',
  speak: 'Speak',
  speakHint: 'ask for the floor, see the list',
  waiting: place => (place === 1 ? 'you are next' : `waiting, number ${place}`),
  speaking: 'you have the floor',
  vote: 'Vote',
  voteOpen: 'open now, please vote',
  voteNone: 'not open',
  voteNoneLong: 'No vote is open. When one is, it comes to the front by itself.',
  simple: 'Simple screen',
  simpleHint: 'Three large buttons: papers, speak, vote. In every meeting, on all your devices.'
}
