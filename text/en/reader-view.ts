import type { Text } from '../index.ts'

export const readerView: Text['readerView'] = {
  view: 'View',
  viewHint: 'How pages are shown: one, two, turned, night, full screen (V)',
  file: 'File',
  fileHint: 'What can be done with the file',
  arrange: 'Pages',
  arrangement: {
    continuous: 'Continuous',
    single: 'One page at a time',
    double: 'Two pages',
    cover: 'Two pages, cover alone'
  },
  look: 'On the screen',
  size: percent => `Size: ${percent}%`,
  sizes: 'Size',
  percent: percent => `${percent}%`,
  fitWidth: 'Fit width',
  fitPage: 'Fit page',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  turnRight: 'Turn right',
  turnLeft: 'Turn left',
  night: 'Night: dark paper, light text',
  full: 'Full screen',
  back: label => `Back to page ${label}`,
  backHint: 'Back to where you were (Alt+←)',
  ofLabelled: (page, pages) => `(${page}/${pages})`,
  panel: {
    open: 'Pages and contents',
    title: 'Pages and contents',
    pages: 'Pages',
    outline: 'Contents',
    close: 'Close (Esc)',
    toPage: label => `Go to page ${label}`,
    noOutline: 'This file has no table of contents.'
  },
  beside: {
    open: 'Open a paper beside it…',
    close: 'Close the paper beside it',
    choose: 'Which paper beside it?',
    cancel: 'Cancel',
    same: 'another place of this paper',
    first: 'Paper on the left',
    second: 'Paper on the right'
  },
  pictureLeftOut:
    'The picture on this page is too large or damaged and cannot be shown. Please ask the meeting secretary for another copy, of lower resolution.',
  fileNote: {
    open: 'Note in the file',
    title: 'Note in the file',
    by: author => `By ${author}`
  },
  keysTitle: 'Reading a paper',
  keys: [
    ['↑ ↓ · PageUp PageDown', 'Scroll'],
    ['← → · Home End', 'Previous, next, first, last page'],
    ['G · Ctrl+F', 'Go to page, find in the paper'],
    ['+ −', 'Zoom in, zoom out'],
    ['V', 'Open the view menu'],
    ['M', 'Pages and contents'],
    ['Alt+← · Alt+→', 'Back, forth'],
    ['0 · 9', 'Fit width, fit page'],
    ['R · Shift+R', 'Turn pages right, left'],
    ['D', 'Night'],
    ['F6', 'To the paper on the other side'],
    ['F · F11', 'Full screen; Esc leaves it'],
    ['Ctrl+P', 'Print the paper, with or without marks']
  ]
}
