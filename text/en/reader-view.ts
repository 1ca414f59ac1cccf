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
  leaveFull: 'Leave full screen',
  keys: [
    ['V', 'Open the view menu'],
    ['0 · 9', 'Fit width, fit page'],
    ['R · Shift+R', 'Turn pages right, left'],
    ['D', 'Night'],
    ['F · F11', 'Full screen; Esc leaves it']
  ]
}
