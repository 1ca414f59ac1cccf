/**
 * QR codes (ISO/IEC 18004), as much as an address needs: bytes, level M, versions 1 to 10. Table 9 of the standard gives, by version, the
 * error correction codewords of each block and the number of blocks.
 */
const correctionOf = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26]
const blocksOf = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5]
/** Bits of level M. */
const levelM = 0

/** Dark modules of the code, row by row; throws where the text is longer than 213 bytes. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  const bytes = [...new TextEncoder().encode(text)]
  const version = correctionOf.findIndex((_, index) => bytes.length <= capacity(index + 1) - (index + 1 < 10 ? 2 : 3)) + 1
  if (version === 0) throw new Error('too long for a QR code')
  const grid = new Grid(version)
  grid.draw(withCorrection(codewords(bytes, version), version))
  return grid.masked()
}

/** Data codewords of a version. */
const capacity = (version: number): number =>
  Math.floor(rawModules(version) / 8) - (correctionOf[version - 1] ?? 0) * (blocksOf[version - 1] ?? 0)

/** Modules that are neither function pattern nor format. */
function rawModules(version: number): number {
  const modules = (16 * version + 128) * version + 64
  if (version < 2) return modules
  const aligned = Math.floor(version / 7) + 2
  return modules - ((25 * aligned - 10) * aligned - 55) - (version >= 7 ? 36 : 0)
}

/** Mode, length, data, end, padding. */
function codewords(bytes: readonly number[], version: number): readonly number[] {
  const bits: number[] = []
  const put = (value: number, length: number) => {
    for (let at = length - 1; at >= 0; at--) bits.push((value >> at) & 1)
  }
  put(4, 4)
  put(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) put(byte, 8)
  const room = capacity(version) * 8
  put(0, Math.min(4, room - bits.length))
  put(0, (8 - (bits.length % 8)) % 8)
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) put(pad, 8)
  const words: number[] = []
  for (let at = 0; at < bits.length; at += 8) words.push(bits.slice(at, at + 8).reduce((sum, bit) => (sum << 1) | bit, 0))
  return words
}

/** Splits into blocks, adds what corrects each, and interleaves them. */
function withCorrection(data: readonly number[], version: number): readonly number[] {
  const blocks = blocksOf[version - 1] ?? 1
  const corrections = correctionOf[version - 1] ?? 10
  const total = Math.floor(rawModules(version) / 8)
  const short = blocks - (total % blocks)
  const length = Math.floor(total / blocks) - corrections
  const divisor = generator(corrections)
  const parts: { readonly data: readonly number[]; readonly correction: readonly number[] }[] = []
  for (let block = 0, at = 0; block < blocks; block++) {
    const part = data.slice(at, at + length + (block < short ? 0 : 1))
    at += part.length
    parts.push({ data: part, correction: remainder(part, divisor) })
  }
  const woven: number[] = []
  for (let at = 0; at <= length; at++) for (const part of parts) if (at < part.data.length) woven.push(part.data[at] ?? 0)
  for (let at = 0; at < corrections; at++) for (const part of parts) woven.push(part.correction[at] ?? 0)
  return woven
}

/** Product in GF(2⁸) modulo x⁸+x⁴+x³+x²+1. */
function times(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((b >> bit) & 1) * a
  }
  return product & 0xff
}

function generator(degree: number): readonly number[] {
  const result: number[] = [...new Array<number>(degree - 1).fill(0), 1]
  for (let step = 0, root = 1; step < degree; step++, root = times(root, 2))
    for (let at = 0; at < degree; at++) result[at] = times(result[at] ?? 0, root) ^ (result[at + 1] ?? 0)
  return result
}

function remainder(data: readonly number[], divisor: readonly number[]): readonly number[] {
  const rest = new Array<number>(divisor.length).fill(0)
  for (const word of data) {
    const factor = word ^ (rest.shift() ?? 0)
    rest.push(0)
    for (const [at, value] of divisor.entries()) rest[at] = (rest[at] ?? 0) ^ times(value, factor)
  }
  return rest
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  r => r % 2 === 0,
  (_, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0
]

class Grid {
  readonly #size: number
  readonly #version: number
  readonly #dark: boolean[][]
  /** Function patterns and format: not masked, not written with data. */
  readonly #fixed: boolean[][]

  constructor(version: number) {
    this.#version = version
    this.#size = version * 4 + 17
    this.#dark = Array.from({ length: this.#size }, () => new Array<boolean>(this.#size).fill(false))
    this.#fixed = Array.from({ length: this.#size }, () => new Array<boolean>(this.#size).fill(false))
    this.#patterns()
  }

  /** Data in two-column stripes from the right, up and down. */
  draw(words: readonly number[]): void {
    let bit = 0
    for (let right = this.#size - 1; right >= 1; right -= 2) {
      const column = right <= 6 ? right - 1 : right
      for (let step = 0; step < this.#size; step++) {
        const row = ((column + 1) & 2) === 0 ? this.#size - 1 - step : step
        for (const at of [column, column - 1]) {
          if (this.#isFixed(row, at) || bit >= words.length * 8) continue
          this.#set(row, at, (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1)
          bit += 1
        }
      }
    }
  }

  /** With the mask that is read most easily. */
  masked(): readonly (readonly boolean[])[] {
    const tries = masks.map((_, mask) => {
      this.#format(mask)
      const rows = this.#dark.map((line, row) =>
        line.map((dark, column) => dark !== (!this.#isFixed(row, column) && (masks[mask]?.(row, column) ?? false)))
      )
      return { rows, penalty: penaltyOf(rows) }
    })
    return tries.reduce((best, next) => (next.penalty < best.penalty ? next : best)).rows
  }

  #isFixed(row: number, column: number): boolean {
    return this.#fixed[row]?.[column] ?? true
  }
  #set(row: number, column: number, dark: boolean): void {
    const line = this.#dark[row]
    if (line && column >= 0 && column < this.#size) line[column] = dark
  }
  #fix(row: number, column: number, dark: boolean): void {
    const line = this.#fixed[row]
    if (!line || column < 0 || column >= this.#size) return
    line[column] = true
    this.#set(row, column, dark)
  }

  #patterns(): void {
    const last = this.#size - 1
    for (let at = 0; at < this.#size; at++) {
      this.#fix(6, at, at % 2 === 0)
      this.#fix(at, 6, at % 2 === 0)
    }
    for (const [row, column] of [
      [3, 3],
      [3, last - 3],
      [last - 3, 3]
    ] as const)
      for (let down = -4; down <= 4; down++)
        for (let across = -4; across <= 4; across++) {
          const ring = Math.max(Math.abs(down), Math.abs(across))
          this.#fix(row + down, column + across, ring !== 2 && ring !== 4)
        }
    const centres = this.#alignment()
    for (const [i, row] of centres.entries())
      for (const [j, column] of centres.entries()) {
        const end = centres.length - 1
        if ((i === 0 && j === 0) || (i === 0 && j === end) || (i === end && j === 0)) continue
        for (let down = -2; down <= 2; down++)
          for (let across = -2; across <= 2; across++)
            this.#fix(row + down, column + across, Math.max(Math.abs(down), Math.abs(across)) !== 1)
      }
    this.#format(0)
    if (this.#version < 7) return
    let rest = this.#version
    for (let step = 0; step < 12; step++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25)
    const bits = (this.#version << 12) | rest
    for (let at = 0; at < 18; at++) {
      const dark = ((bits >> at) & 1) === 1
      this.#fix(this.#size - 11 + (at % 3), Math.floor(at / 3), dark)
      this.#fix(Math.floor(at / 3), this.#size - 11 + (at % 3), dark)
    }
  }

  #alignment(): readonly number[] {
    if (this.#version === 1) return []
    const count = Math.floor(this.#version / 7) + 2
    const step = Math.ceil((this.#size - 13) / (count * 2 - 2)) * 2
    return [6, ...Array.from({ length: count - 1 }, (_, at) => this.#size - 7 - step * (count - 2 - at))]
  }

  #format(mask: number): void {
    const data = (levelM << 3) | mask
    let rest = data
    for (let step = 0; step < 10; step++) rest = (rest << 1) ^ ((rest >> 9) * 0x537)
    const bits = ((data << 10) | rest) ^ 0x5412
    const bit = (at: number) => ((bits >> at) & 1) === 1
    const last = this.#size - 1
    for (let at = 0; at < 6; at++) this.#fix(at, 8, bit(at))
    this.#fix(7, 8, bit(6))
    this.#fix(8, 8, bit(7))
    this.#fix(8, 7, bit(8))
    for (let at = 9; at < 15; at++) this.#fix(8, 14 - at, bit(at))
    for (let at = 0; at < 8; at++) this.#fix(8, last - at, bit(at))
    for (let at = 8; at < 15; at++) this.#fix(this.#size - 15 + at, 8, bit(at))
    this.#fix(this.#size - 8, 8, true)
  }
}

/** How hard a code is to read: long runs, blocks of one colour, what looks like a corner, too much of one colour. */
function penaltyOf(rows: readonly (readonly boolean[])[]): number {
  const size = rows.length
  const columns = rows.map((_, column) => rows.map(row => row[column] ?? false))
  let penalty = 0
  for (const line of [...rows, ...columns]) {
    const text = line.map(dark => (dark ? '1' : '0')).join('')
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) penalty += run.length - 2
    for (let at = 0; at + 11 <= size; at++) if (/^(10111010000|00001011101)/.test(text.slice(at, at + 11))) penalty += 40
  }
  let dark = 0
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const here = rows[row]?.[column] ?? false
      if (here) dark += 1
      const same = (r: number, c: number) => rows[r]?.[c] === here
      if (row + 1 < size && column + 1 < size && same(row + 1, column) && same(row, column + 1) && same(row + 1, column + 1)) penalty += 3
    }
  return penalty + Math.floor(Math.abs((dark * 20) / (size * size) - 10)) * 10
}
