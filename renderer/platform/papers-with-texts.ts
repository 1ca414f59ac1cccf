import type { PaperStore, PaperTextStore } from './platform.ts'

/** Both stores as one: a version that is dropped takes its text along. */
export const papersWithTexts = (
  papers: PaperStore,
  paperTexts: PaperTextStore
): { readonly papers: PaperStore; readonly paperTexts: PaperTextStore } => ({
  papers: {
    keep: (...how) => papers.keep(...how),
    read: (...how) => papers.read(...how),
    kept: (...how) => papers.kept(...how),
    drop: async key => {
      await paperTexts.drop(key)
      await papers.drop(key)
    }
  },
  paperTexts
})
