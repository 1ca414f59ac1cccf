import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import type { PageRect } from '#core/mark/mark.ts'

/** What somebody wrote into the file on this place. */
export interface FileNote {
  readonly author: string
  readonly text: string
}

/** A place of a page that leads on. Inside the paper: `target`. Out of it: `address`, never followed without asking. Else a `note` of the file. */
export interface PageLink {
  readonly key: string
  readonly rect: PageRect
  readonly target: unknown
  readonly address: string | null
  readonly note: FileNote | null
}

/** Only these are offered to open; `javascript:`, `file:` and the like are as if they were not there. */
export function safeAddress(url: unknown): string | null {
  if (typeof url !== 'string') return null
  try {
    const parsed = new URL(url)
    return parsed.protocol === 'http:' || parsed.protocol === 'https:' || parsed.protocol === 'mailto:' ? parsed.href : null
  } catch {
    return null
  }
}

interface LinkAnnotation {
  readonly subtype?: string
  readonly id?: string
  readonly rect?: readonly number[]
  readonly url?: string
  readonly dest?: unknown
  readonly annotationFlags?: number
  readonly contentsObj?: { readonly str?: string }
  readonly titleObj?: { readonly str?: string }
}

/** Hidden, or not to be seen on a screen. */
const unseen = 2 | 32
/** Have no words of their own to read, or show them on the page already. */
const withoutNote = new Set(['Link', 'Popup', 'Widget', 'FreeText'])

function noteOf({ subtype = '', annotationFlags = 0, contentsObj, titleObj }: LinkAnnotation): FileNote | null {
  const text = contentsObj?.str?.trim() ?? ''
  return text === '' || withoutNote.has(subtype) || (annotationFlags & unseen) !== 0 ? null : { author: titleObj?.str?.trim() ?? '', text }
}

/** The links of a page, and the notes its file carries, as shown with this rotation, in 1/72 inch from its top left. */
export async function pageLinks(page: PDFPageProxy, rotation: number): Promise<readonly PageLink[]> {
  const annotations: readonly LinkAnnotation[] = await page.getAnnotations({ intent: 'display' })
  const viewport = page.getViewport({ scale: 1, rotation })
  const links: PageLink[] = []
  for (const [index, annotation] of annotations.entries()) {
    const { subtype, id, rect, url, dest } = annotation
    const note = noteOf(annotation)
    if ((subtype !== 'Link' && !note) || !rect) continue
    const address = safeAddress(url)
    if (!note && address === null && (dest === undefined || dest === null)) continue
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = viewport.convertToViewportRectangle([...rect]) as number[]
    links.push({
      key: `${id ?? ''}-${index}`,
      rect: { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x1 - x2), height: Math.abs(y1 - y2) },
      target: dest ?? null,
      address,
      note
    })
  }
  return links
}
