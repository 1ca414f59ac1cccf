/** The address, or null when it is none. */
export function parseAddress(value: string): URL | null {
  try {
    return new URL(value)
  } catch {
    return null
  }
}
