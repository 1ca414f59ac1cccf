/** The address of a big screen: `/man-hinh` as people type it, or behind `#` where there are no paths. */
const ownPath = /\/man-hinh\/?$/
const ownHash = /^#\/man-hinh(?:\?may-chu=(.+))?$/

/** The server a big screen at this address talks to; '' for the one the page came from, null when the address is no big screen's. */
export function screenServer(address: { readonly pathname: string; readonly hash: string }): string | null {
  const named = address.hash.match(ownHash)
  if (named) return named[1] === undefined ? '' : decodeURIComponent(named[1]).replace(/\/$/, '')
  return ownPath.test(address.pathname) ? '' : null
}
