import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

/** Where the parts of pdf.js lie that it fetches only when a paper needs them; `version` is the library's. */
export const pdfjsHome = (version: string): string => new URL(`${import.meta.env.BASE_URL}pdfjs-${version}/`, document.baseURI).href

/** Addresses of everything that reading some paper may need: thread, picture decoders, fonts, character maps. Rejects without a network. */
export async function readingParts(signal: AbortSignal): Promise<readonly string[]> {
  const { version } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const home = pdfjsHome(version)
  const list = await fetch(`${home}ahead.json`, { signal })
  if (!list.ok) throw new Error(`parts: ${list.status}`)
  const names = (await list.json()) as readonly string[]
  return [workerUrl, ...names.map(name => home + name)]
}
