import type { PDFPageProxy } from 'pdfjs-dist/types/src/display/api.js'
import type { PageRect } from '#core/mark/mark.ts'

/** A link of a page. Inside the paper: `target`. Out of it: `address`, never followed without asking. */
export interface PageLink {
  readonly key: string
  readonly rect: PageRect
  readonly target: unknown
  readonly address: string | null
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
}

/** The links of a page as shown with this rotation, in 1/72 inch from its top left. */
export async function pageLinks(page: PDFPageProxy, rotation: number): Promise<readonly PageLink[]> {
  const annotations: readonly LinkAnnotation[] = await page.getAnnotations({ intent: 'display' })
  const viewport = page.getViewport({ scale: 1, rotation })
  const links: PageLink[] = []
  for (const [index, { subtype, id, rect, url, dest }] of annotations.entries()) {
    if (subtype !== 'Link' || !rect) continue
    const address = safeAddress(url)
    if (address === null && (dest === undefined || dest === null)) continue
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = viewport.convertToViewportRectangle([...rect]) as number[]
    links.push({
      key: `${id ?? ''}-${index}`,
      rect: { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x1 - x2), height: Math.abs(y1 - y2) },
      target: dest ?? null,
      address
    })
  }
  return links
}
