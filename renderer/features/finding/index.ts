export { type Asked, FindDialog } from './find-dialog.tsx'
