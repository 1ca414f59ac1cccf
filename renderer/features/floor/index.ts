export { FloorDrawer } from './floor-drawer.tsx'
export { StatisticsDialog } from './statistics-dialog.tsx'
export { useCalled } from './use-called.ts'
