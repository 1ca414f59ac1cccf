export { type Asked, FindDialog, type FindPlace } from './find-dialog.tsx'
export type { SearchedPaper } from './search-papers.ts'
