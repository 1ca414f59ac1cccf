import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

/** Where the parts of pdf.js lie that it fetches only when a paper needs them; `version` is the library's. */
export const pdfjsHome = (version: string): string => new URL(`${import.meta.env.BASE_URL}pdfjs-${version}/`, document.baseURI).href

/** The smallest module there is: a policy that forbids WebAssembly forbids it too. */
const emptyModule = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])
const mayDecode = async (): Promise<boolean> => {
  try {
    await WebAssembly.compile(emptyModule)
    return true
  } catch {
    return false
  }
}

/** Addresses of everything that reading some paper may need: thread, picture decoders, fonts, character maps. Rejects without a network. */
export async function readingParts(signal: AbortSignal): Promise<readonly string[]> {
  const { version } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const home = pdfjsHome(version)
  const list = await fetch(`${home}ahead.json`, { signal })
  if (!list.ok) throw new Error(`parts: ${list.status}`)
  const names = (await list.json()) as readonly string[]
  // The decoder for those who forbid WebAssembly is as large as all others together: only one of the two kinds is of any use.
  const useless = (await mayDecode()) ? '_nowasm_fallback.js' : '.wasm'
  return [workerUrl, ...names.filter(name => !name.endsWith(useless)).map(name => home + name)]
}
