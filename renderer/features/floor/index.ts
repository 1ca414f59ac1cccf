export { FloorDrawer } from './floor-drawer.tsx'
export { StatisticsDialog } from './statistics-dialog.tsx'
export { TimeChime } from './time-chime.ts'
export { useCalled } from './use-called.ts'
