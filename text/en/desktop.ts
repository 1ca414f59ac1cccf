import type { Text } from '../index.ts'

export const desktop: Text['desktop'] = {
  windowTitle: 'Họp số',
  menu: {
    app: 'Họp số',
    settings: 'Settings…',
    signOut: 'Sign out',
    quit: 'Quit',
    hide: 'Hide Họp số',
    hideOthers: 'Hide others',
    showAll: 'Show all',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    search: 'Search…',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    zoomReset: 'Normal size',
    fullScreen: 'Full screen',
    help: 'Help',
    guide: 'Guide'
  },
  openLink: {
    title: 'Open an outside page',
    question: host => `Open ${host} in this computer’s browser?`,
    detail: address => `This page does not belong to Họp số:\n${address}`,
    open: 'Open page',
    cancel: 'Do not open'
  },
  leaving: {
    title: 'Close while something is still being sent?',
    detail: 'Files being uploaded, or what was just written, have not reached the server and are not kept on this computer.',
    stay: 'Stay',
    leave: 'Close anyway'
  },
  crashed: {
    title: 'The window stopped unexpectedly',
    detail: 'What was written and drawn is still kept on this computer. Choose “Open again” to go on.',
    reopen: 'Open again',
    quit: 'Quit'
  },
  unresponsive: {
    title: 'The window does not respond',
    detail: 'You can wait, or open the window again. What was written and drawn is still kept on this computer.',
    wait: 'Wait',
    reopen: 'Open again'
  }
}
