import type { Text } from '../index.ts'

export const finding: Text['finding'] = {
  exact: 'Exact accents',
  exactHint: 'Only words with the accents as typed',
  words: 'Whole words',
  wordsHint: 'Not inside a longer word',
  list: 'List of results',
  listOf: total => `List of results: ${total}`,
  more: count => `more than ${count}`,
  count: (at, total) => `${at}/${total}`,
  page: label => `p. ${label}`,
  textless: pages => `Page ${pages} is a scan: no words to find.`,
  field: 'Type what you look for, accents are not needed',
  none: 'Not found in the papers that can be searched.',
  loading: (done, papers) => `Reading papers ${done}/${papers}…`,
  summary: (hits, papers) => `${hits} places in ${papers} ${papers === 1 ? 'paper' : 'papers'}`,
  inPaper: hits => `${hits} places`,
  rest: count => `${count} more places in this paper`,
  jump: (title, label) => `Open ${title}, page ${label}`,
  scans: 'Scans: no words to find',
  absent: 'Not searched: their words are not on this computer yet',
  absentWhy: 'They are fetched when there is a network, and can then be searched without one.',
  partly: pages => `page ${pages} is a scan`,
  again: 'Try again',
  meeting: {
    everywhere: 'Find in all papers of the meeting (Ctrl+Shift+F)',
    dialog: 'Find in all papers of the meeting',
    begin: 'Looks through what stands in all papers of this meeting, also without a network.',
    noPapers: 'This meeting has no papers yet.',
    fromSearch: query => `Find “${query}” in all papers of this meeting`
  },
  mine: {
    everywhere: 'Search the contents of my papers (Ctrl+Shift+F)',
    dialog: 'Find in my papers',
    begin: 'Searches what stands in all your papers and those shared with you.',
    noPapers: 'You have no papers of your own yet.',
    fromSearch: (query: string) => `Find “${query}” in the contents of my papers`
  },
  close: 'Close'
}
