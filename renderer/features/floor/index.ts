export { FloorDrawer } from './floor-drawer.tsx'
export { useCalled } from './use-called.ts'
