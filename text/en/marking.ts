import type { Text } from '../index.ts'

export const marking: Text['marking'] = {
  more: 'More tools',
  word: {
    underline: 'Underline',
    strike: 'Strike out',
    area: 'Area',
    arrow: 'Arrow',
    sign: 'Sign ✓ ? ! ✗',
    lasso: 'Choose marks',
    words: 'Choose words by keyboard'
  },
  use: {
    highlight: 'Drag along words; on a scan it paints freely',
    underline: 'Drag along words to underline them',
    strike: 'Drag along words to strike them out',
    area: 'Drag a frame around what you mean',
    arrow: 'Drag from tail to head; Shift keeps it straight',
    sign: 'Click on the page to place the sign',
    lasso: 'Draw around marks or click on them',
    words: 'Arrows choose words, Shift chooses more'
  },
  keysUse: {
    words: 'Arrows go to words, Shift + arrows choose more, Enter marks them',
    draw: 'Arrows to the start, Enter; arrows to the end, Enter',
    place: 'Arrows to the place, Enter',
    lasso: 'Tab goes from mark to mark; M, then arrows to move'
  },
  signs: 'Sign',
  sign: { tick: 'Sign ✓ (agreed)', question: 'Sign ? (to ask)', attention: 'Sign ! (attention)', cross: 'Sign ✗ (not agreed)' },
  kind: {
    ink: 'Ink',
    brush: 'Painted line',
    highlight: 'Highlight',
    underline: 'Underline',
    strike: 'Strike-out',
    note: 'Note',
    area: 'Area',
    arrow: 'Arrow',
    sign: 'Sign'
  },
  chosen: count => `${count} chosen`,
  chosenOne: (kind, page) => `${kind}, page ${page}`,
  moving: 'Arrows move it, Enter when done',
  duplicate: 'Duplicate (D)',
  move: 'Move by keyboard (M)',
  remove: 'Delete (Delete)',
  letGo: 'Let go (Esc)',
  writeWords: 'Write words on it (Enter)',
  removed: count => (count === 1 ? '1 mark deleted.' : `${count} marks deleted.`),
  copyQuote: 'Copy quotation (C)',
  copied: 'Quotation copied with its source. Paste it where you need it.',
  notCopied: 'Not copied: the browser does not allow it. Select the words and press Ctrl+C.',
  nothingToCopy: 'There are no words here to copy (a scan).',
  source: (words, paper, page) => `“${words}” (${paper}, page ${page})`,
  words: 'With the selected words',
  keysTitle: 'Marking a paper',
  keys: [
    ['P · H · N · E', 'Pen, highlight, note, eraser'],
    ['U · S', 'Underline, strike out'],
    ['K · A · T', 'Area, arrow, signs ✓ ? ! ✗'],
    ['F7', 'Choose words with the arrows (Shift chooses more)'],
    ['L', 'Choose marks: Tab goes from one to the next, M and arrows move'],
    ['Arrows · Enter', 'Lead the cursor to the place, put the mark (Shift: little by little)'],
    ['1 … 6', 'Colour of the tool or of the chosen marks'],
    ['Delete · D · C', 'Delete, duplicate, copy the quotation of the chosen marks'],
    ['Ctrl+Z · Ctrl+Y', 'Undo, redo'],
    ['Esc', 'Put the tool away, go on reading']
  ]
}
