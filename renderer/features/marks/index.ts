export { MarkLayer } from './mark-layer.tsx'
export { MarkSubtools, MarkToolbar } from './mark-toolbar.tsx'
export type { PageSurface } from './surface.ts'
export { type Marks, useMarks } from './use-marks.ts'
