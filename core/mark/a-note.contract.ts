import type { MarkId, VersionId } from '../ids.ts'

/** A note on the first page of a version, as a test wants one; `more` in place of what it has. */
export const aNote = <More extends object>(version: string, more: More) => ({
  id: 'dau-ghi-0001' as MarkId,
  kind: 'note' as const,
  version: version as VersionId,
  page: 1,
  pageWidth: 595,
  pageHeight: 842,
  colour: 'yellow' as const,
  createdAt: '2026-11-22T08:00:00.000Z',
  quote: { exact: '', prefix: '', suffix: '' },
  x: 10,
  y: 10,
  body: '',
  ...more
})
