import { z } from 'zod'

/**
 * GET /api/papers/:paper/versions/:version/text: what stands on the pages of one version, for finding and comparing without its file.
 * Rights are those of the file. It never changes once it is there; while the server still reads the file: 429, ask again.
 */
export const paperTextShape = z.object({
  /** Each page as `pageTextOf` of #core/paper/page-text.ts gives it, so that places in it are places on the page. A scan's are empty. */
  pages: z.array(z.string()).readonly(),
  /** What the file calls its pages ("i", "ii", "1", …), one each; null when it has no names of its own. */
  labels: z.array(z.string()).readonly().nullable(),
  /** False when some pages could not be read in bounded time and memory: those are empty here, and may hold text nevertheless. */
  complete: z.boolean()
})
export type PaperText = z.infer<typeof paperTextShape>
