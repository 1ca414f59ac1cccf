/** An address longer than this does not fit the question that is asked about it. */
const maxAddressLength = 2000

/** The address, or null when it is none. */
export function parseAddress(value: string): URL | null {
  try {
    return new URL(value)
  } catch {
    return null
  }
}

/** The address if the system's browser may be asked to open it: https, a host name, no user name that could pass for one. */
export function outsideAddress(value: string): URL | null {
  const url = value.length > maxAddressLength ? null : parseAddress(value)
  return url?.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === '' ? url : null
}
