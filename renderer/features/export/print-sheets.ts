import type { PageImage } from './page-image.ts'

/** What goes on paper: pictures of pages, null for one that could not be drawn. */
export type Printed = PageImage | null

const marginMm = 5

/** A4 sheets: where all pages lie across, or two stand on one, the sheet lies across too. */
export const sheetLiesAcross = (pages: readonly Printed[], perSheet: 1 | 2): boolean => {
  const wide = pages.filter(page => page !== null && page.width > page.height).length
  return perSheet === 2 ? wide * 2 <= pages.length : wide * 2 > pages.length
}

/**
 * Puts the pages on sheets of paper, which the screen does not show, and opens the print dialog of the browser or the desktop app. Resolves
 * when the dialog is closed or the printing called off; what was put there is gone then.
 */
export async function printSheets(
  pages: readonly Printed[],
  perSheet: 1 | 2,
  pageAlt: (at: number) => string,
  signal: AbortSignal
): Promise<void> {
  const across = sheetLiesAcross(pages, perSheet)
  const [width, height] = across ? [297, 210] : [210, 297]
  const addresses: string[] = []
  const root = document.createElement('div')
  root.dataset.printSheets = ''
  const style = document.createElement('style')
  style.textContent = `
    @page { size: ${width}mm ${height}mm; margin: 0 }
    @media screen { [data-print-sheets] { display: none } }
    @media print {
      html, body { background: #fff !important; margin: 0 !important; padding: 0 !important; height: auto !important; overflow: visible !important }
      body > :not([data-print-sheets]) { display: none !important }
      [data-print-sheet] { box-sizing: border-box; width: ${width}mm; height: ${height - 0.5}mm; padding: ${marginMm}mm; display: flex; gap: ${marginMm}mm;
        flex-direction: ${perSheet === 2 && !across ? 'column' : 'row'}; break-after: page; break-inside: avoid; overflow: hidden }
      [data-print-sheet] > * { flex: 1 1 0; min-width: 0; min-height: 0; display: flex; align-items: center; justify-content: center }
      [data-print-sheet] img { max-width: 100%; max-height: 100%; width: 100%; height: 100%; object-fit: contain }
    }`
  root.append(style)
  for (let at = 0; at < pages.length; at += perSheet) {
    const sheet = document.createElement('div')
    sheet.dataset.printSheet = ''
    for (let i = at; i < at + perSheet; i++) sheet.append(placeFor(pages[i] ?? null, pageAlt(i), addresses))
    root.append(sheet)
  }
  document.body.append(root)
  try {
    for (const image of root.querySelectorAll('img')) await image.decode().catch(() => {})
    await new Promise<void>(resolve => {
      addEventListener('afterprint', () => resolve(), { once: true })
      signal.addEventListener('abort', () => resolve(), { once: true })
      print()
    })
  } finally {
    root.remove()
    for (const address of addresses) URL.revokeObjectURL(address)
  }
}

function placeFor(page: Printed, alt: string, addresses: string[]): HTMLElement {
  const place = document.createElement('div')
  if (!page) return place
  const image = document.createElement('img')
  const address = URL.createObjectURL(page.image)
  addresses.push(address)
  image.src = address
  image.alt = alt
  place.append(image)
  return place
}
