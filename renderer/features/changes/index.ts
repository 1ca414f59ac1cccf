export { ChangesView } from './changes-view.tsx'
export { comparingParts } from './use-comparison.ts'
