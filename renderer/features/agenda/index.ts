export { AgendaEditor } from './agenda-editor.tsx'
export { AgendaSheet } from './agenda-sheet.tsx'
export { ItemOverview } from './item-overview.tsx'
