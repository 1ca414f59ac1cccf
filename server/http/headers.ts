/** On every answer; pages of the web client bring their own content security policy. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()'
}

/** On answers that went out over https: for half a year a browser asks this name in no other way. */
export const stayWithHttps = 'max-age=15552000'

/**
 * [SI5] Camera, microphone and screen where there may be video meetings. A frame is handed by its element only what the page itself may use,
 * and the list of hosts knows no ports: which pages are framed the content security policy says.
 */
export function webClientPermissions(hosts: readonly string[]): string {
  const frames = hosts.length > 0 ? '*' : '()'
  return `camera=${frames}, microphone=${frames}, display-capture=${frames}, geolocation=(), interest-cohort=()`
}

/** Nothing from elsewhere but frames of video meetings; sockets to the host the page came from; wasm for pdf.js's image decoders. */
export const webClientPolicy = (host: string, frameHosts: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self' blob:",
    // [SI5] The list of hosts knows no ports.
    ...(frameHosts.length > 0 ? [`frame-src ${frameHosts.map(name => `https://${name}:*`).join(' ')}`] : []),
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'"
  ].join('; ')

/** What the desktop app may send and read across origins. */
export const corsHeaders = (origin: string): Record<string, string> => ({
  'access-control-allow-origin': origin,
  'access-control-expose-headers': 'ETag, Content-Range, Accept-Ranges, Content-Length, Content-Disposition, Upload-Offset, Retry-After',
  vary: 'Origin'
})

export const preflightHeaders = (origin: string, privateNetwork: boolean): Record<string, string> => ({
  ...corsHeaders(origin),
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, range, if-range, if-match, if-none-match, upload-offset',
  'access-control-max-age': '600',
  ...(privateNetwork && { 'access-control-allow-private-network': 'true' })
})
