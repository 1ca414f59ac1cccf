/** A marker has the form of an id, so that it passes as a paper in presence: who wrote it, its number, and when (a clock that processes of one computer share). */
const prefix = Buffer.from('zqx')
const writerDigits = 3
const numberDigits = 7
const timeDigits = 15
const length = prefix.length + writerDigits + numberDigits + timeDigits

/** Microseconds of the monotonic clock. */
export const nowUs = (): number => Number(process.hrtime.bigint() / 1000n)

export const marker = (writer: number, seq: number): string =>
  `zqx${pad(writer, writerDigits)}${pad(seq, numberDigits)}${pad(nowUs(), timeDigits)}`

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0')

/** Calls back for every marker in these bytes, `sentUs` being the moment it was made. */
export function findMarkers(bytes: Buffer, found: (writer: number, seq: number, sentUs: number) => void): void {
  for (let at = bytes.indexOf(prefix); at !== -1 && at + length <= bytes.length; at = bytes.indexOf(prefix, at + length)) {
    const from = at + prefix.length
    const writer = digits(bytes, from, writerDigits)
    const seq = digits(bytes, from + writerDigits, numberDigits)
    const sentUs = digits(bytes, from + writerDigits + numberDigits, timeDigits)
    if (writer >= 0 && seq >= 0 && sentUs >= 0) found(writer, seq, sentUs)
  }
}

/** A number read where it stands, without a string; -1 when a byte is no digit. */
function digits(bytes: Buffer, from: number, count: number): number {
  let value = 0
  for (let at = from; at < from + count; at++) {
    const digit = (bytes[at] ?? 0) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}
