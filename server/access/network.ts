import { isIP, isIPv4, isIPv6 } from 'node:net'

/**
 * Who counts as one asker: an IPv4 address, or the /64 of an IPv6 address, because a household or office has a whole /64 to itself.
 * Whatever is no address counts as it is written.
 */
export function askerOf(address: string): string {
  const plain = plainOf(address)
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : plain
}

/** As much of an address as tells a person where a session was opened, and no more: the network, not the machine in it. */
export function networkOf(address: string): string {
  const plain = plainOf(address)
  if (isIPv4(plain)) return plain.replace(/\d+$/, '*')
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}:*` : ''
}

/** Whether a proxy named an address at all, with or without a port. */
export const isAddress = (said: string): boolean => isIP(plainOf(said)) !== 0

/** Without zone, brackets and port; IPv4 in the clothes of IPv6 as IPv4. */
const plainOf = (address: string): string =>
  address
    .trim()
    .toLowerCase()
    .replace(/^\[([^\]]*)\].*$/, '$1')
    .replace(/^((?:\d+\.){3}\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '')

/** The eight groups without leading zeros. */
function groupsOf(address: string): readonly string[] {
  const dotted = address.match(/^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/)
  const hex = (high: string | undefined, low: string | undefined): string => (Number(high) * 256 + Number(low)).toString(16)
  const whole = dotted ? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}` : address
  const [left = '', right] = whole.split('::')
  const [before, after] = [left, right ?? ''].map(part => part.split(':').filter(Boolean)) as [string[], string[]]
  const missing = right === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after].map(group => group.replace(/^0+(?=.)/, ''))
}
