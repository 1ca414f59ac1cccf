export type ReadRefusal = 'malformed' | 'too-many' | 'too-deep' | 'subdocument'

export class Unreadable extends Error {
  constructor(readonly reason: ReadRefusal) {
    super(reason)
  }
}

/** lib0's primitives over untrusted bytes, as strict as its decoder or stricter; contents are skipped, not built. Throws Unreadable. */
export class ByteReader {
  protected at = 0
  protected readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  constructor(protected readonly bytes: Uint8Array) {}

  protected byte(): number {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new Unreadable('malformed')
    return byte
  }

  protected varUint(most: number = Number.MAX_SAFE_INTEGER): number {
    let value = 0
    for (let i = 0, factor = 1; i < 8; i++, factor *= 128) {
      const byte = this.byte()
      value += (byte & 127) * factor
      if (byte < 128) {
        this.must(value <= most)
        return value
      }
    }
    throw new Unreadable('malformed')
  }

  protected varInt(): void {
    let byte = this.byte()
    let value = byte & 63
    for (let i = 1, factor = 64; byte >= 128; i++, factor *= 128) {
      this.must(i < 8)
      byte = this.byte()
      value += (byte & 127) * factor
    }
    this.must(value <= Number.MAX_SAFE_INTEGER)
  }

  protected skip(length: number): void {
    this.must(length <= this.bytes.length - this.at)
    this.at += length
  }

  /** A string in UTF-8, checked as a strict decoder would; returns its length in UTF-16, as Yjs counts. */
  protected string(): number {
    const length = this.varUint()
    const begin = this.at
    this.skip(length)
    let units = 0
    for (let i = begin; i < this.at; ) {
      const size = utf8SequenceBytes(this.bytes, i, this.at)
      if (size === 0) throw new Unreadable('malformed')
      units += size === 4 ? 2 : 1
      i += size
    }
    return units
  }

  protected name(mostBytes: number): string {
    const length = this.varUint(mostBytes)
    const begin = this.at
    this.skip(length)
    try {
      return this.utf8.decode(this.bytes.subarray(begin, this.at))
    } catch {
      throw new Unreadable('malformed')
    }
  }

  protected must(condition: boolean): void {
    if (!condition) throw new Unreadable('malformed')
  }
}

/** Bytes of the well-formed UTF-8 sequence at `i` (Unicode 15, table 3-7), or 0. */
function utf8SequenceBytes(bytes: Uint8Array, i: number, end: number): number {
  const first = bytes[i] ?? 0
  if (first < 0x80) return 1
  const size = first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0
  if (size === 0 || i + size > end) return 0
  const second = bytes[i + 1] ?? 0
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return 0
  for (let k = 2; k < size; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return 0
  return size
}
