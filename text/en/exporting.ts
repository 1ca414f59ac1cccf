import type { Text } from '../index.ts'

export const exporting: Text['exporting'] = {
  menu: { save: 'Save to a file…', print: 'Print…', pack: 'Board pack of the meeting…' },
  save: {
    title: 'Save to a file',
    what: 'What to save',
    marked: 'The paper with my marks',
    markedHint: marks => (marks === 0 ? 'No marks on this version yet.' : `PDF, ${marks} marks; other PDF readers open and edit them.`),
    list: 'My marks as a list',
    listHint: 'PDF: quotations, my words, drawings, in the order of pages.',
    plain: 'My marks as plain text',
    plainHint: 'A .txt file, to paste elsewhere.',
    original: 'The original paper',
    originalHint: 'The very file the secretary uploaded, without marks.',
    act: 'Save file',
    saved: name => `Saved “${name}”.`
  },
  fetching: (received, total) => `Fetching the paper: ${received} of ${total}`,
  writing: 'Writing the file…',
  cancel: 'Stop',
  close: 'Close',
  failed: {
    offline: 'This paper is not on this computer and the server is not reached, so it was not saved. Try again when the network is back.',
    refused: 'The server no longer gives this paper: it was removed, or is not for your account.',
    protected:
      'The original is locked against changes. Your marks are safe in the app; you can save the list of marks as a file of its own.',
    damaged:
      'The original is faulty inside and cannot be written to. Your marks are safe in the app; you can save the list of marks instead.',
    tooLarge: limit =>
      `The original is larger than ${limit}, too much to write to on this computer. You can save the list of marks instead.`,
    unknown: 'The file could not be written, perhaps for want of memory. Your marks are safe; close other programs and try again.',
    listInstead: 'Save the list of marks'
  },
  left: count => `${count} marks are on pages the file does not have and were left out.`,
  list: {
    title: 'My marks',
    paper: title => `Paper: ${title}`,
    meeting: title => `Meeting: ${title}`,
    by: (name, date) => `${name} · saved ${date}`,
    heading: (kind, page) => `Page ${page} · ${kind}`,
    kinds: {
      ink: 'pen',
      brush: 'brush',
      highlight: 'highlight',
      underline: 'underline',
      strike: 'strike-through',
      note: 'note',
      area: 'area',
      arrow: 'arrow',
      sign: 'sign'
    },
    footer: 'Page {page}/{pages}',
    fileName: title => `Marks – ${title}`,
    markedName: title => `${title} – with marks`
  },
  print: {
    title: 'Print the paper',
    pages: 'Pages',
    all: pages => `All (${pages} pages)`,
    current: page => `The page being read (${page})`,
    some: 'Some pages',
    range: 'Which pages',
    rangeHint: 'For example: 1-3, 5, 8-',
    rangeWrong: pages => `These pages are not understood. The paper has ${pages} pages; for example: 1-3, 5, 8-.`,
    tooMany: most => `At most ${most} pages are printed at once. Print in several parts.`,
    withMarks: 'Print my marks too',
    perSheet: 'Pages on one sheet',
    one: '1 page',
    two: '2 pages',
    act: 'Print',
    preparing: (page, pages) => `Preparing page ${page}/${pages}`,
    ready: 'Handed to the print dialog of this computer.',
    failedPages: pages => `Page ${pages} could not be drawn; these sheets are empty.`,
    notOpened: 'The paper could not be opened for printing. Try again; if it goes on, tell the administrators.',
    pageAlt: page => `Page ${page}`
  },
  pack: {
    title: 'Board pack of the meeting',
    explain:
      'All papers of the meeting in one PDF: cover, contents with page numbers, bookmarks for each item, pages numbered “Paper n – page x/y”.',
    count: (papers, pages, size) => `${papers} papers · ${pages} pages · about ${size}`,
    none: 'The meeting has no papers yet.',
    withMarks: 'With my marks',
    withMarksHint: 'Your private marks will be in the file; think before you pass it on.',
    tooLarge: limit =>
      `The papers together are larger than ${limit}, too much for this computer. Save the papers one by one in the reader.`,
    act: 'Put together and save',
    putting: (at, papers, title) => `Putting together ${at}/${papers}: ${title}`,
    missing: 'could not be put in',
    left: count => `${count} papers could not be put in; the contents say which.`,
    heading: 'Board pack',
    made: (name, date) => `Put together by ${name} on ${date}.`,
    contents: 'Contents',
    general: 'General papers',
    when: 'Time',
    place: 'Place',
    chair: 'Chair',
    form: 'Form',
    stamp: 'Paper {number} – page {page}/{pages}   |   {sheet}',
    fileName: (meeting, date) => `Board pack – ${meeting}${date ? ` – ${date}` : ''}`
  }
}
