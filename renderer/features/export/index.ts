export { exportingParts } from './export-work.ts'
export { PackDialog, type PackDialogProps } from './pack-dialog.tsx'
export { PrintDialog, type PrintDialogProps } from './print-dialog.tsx'
export { SaveDialog, type SaveDialogProps } from './save-dialog.tsx'
