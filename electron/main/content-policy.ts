/** The page's Content-Security-Policy: nothing from elsewhere, and talk only with the servers this computer knows. */
export function contentPolicy(serverUrls: readonly string[]): string {
  const reachable = serverUrls.flatMap(url => {
    const { origin } = new URL(url)
    return [origin, origin.replace(/^http/, 'ws')]
  })
  return [
    "default-src 'none'",
    // pdf.js decodes JBIG2 and JPEG 2000 with WebAssembly.
    "script-src 'self' 'wasm-unsafe-eval'",
    // The UI kit injects its style elements.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    ["connect-src 'self'", ...new Set(reachable)].join(' '),
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    // Which video meeting may be shown is told after the page is there: fences.ts lets that one pass and no other.
    'frame-src https:',
    "frame-ancestors 'none'",
    "object-src 'none'"
  ].join('; ')
}
