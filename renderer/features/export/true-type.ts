/** A TrueType font, read as far as writing text into a PDF needs it. */
export interface TrueType {
  readonly unitsPerEm: number
  readonly ascent: number
  readonly descent: number
  readonly box: readonly [number, number, number, number]
  /** 0 for a letter the font does not have. */
  readonly glyphOf: (codePoint: number) => number
  /** In font units. */
  readonly advanceOf: (glyph: number) => number
  /** A font of the same numbering in which only these glyphs have a shape. */
  readonly subset: (glyphs: ReadonlySet<number>) => Uint8Array
}

/** Reads a whole `.ttf` file; throws for bytes that are none (the file is our own). */
export function readTrueType(bytes: Uint8Array): TrueType {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = new Map<string, { readonly offset: number; readonly length: number }>()
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4))
    tables.set(tag, { offset: view.getUint32(at + 8), length: view.getUint32(at + 12) })
  }
  const table = (tag: string): DataView => {
    const found = tables.get(tag)
    if (!found) throw new Error(`font without ${tag}`)
    return new DataView(bytes.buffer, bytes.byteOffset + found.offset, found.length)
  }
  const [head, hhea, hmtx, loca, glyf] = ['head', 'hhea', 'hmtx', 'loca', 'glyf'].map(table) as [
    DataView,
    DataView,
    DataView,
    DataView,
    DataView
  ]
  const glyphs = table('maxp').getUint16(4)
  const metrics = hhea.getUint16(34)
  const longLoca = head.getInt16(50) === 1
  const place = (glyph: number): number => (longLoca ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2)
  const shape = (glyph: number): DataView => {
    const begin = place(glyph)
    return new DataView(glyf.buffer, glyf.byteOffset + begin, place(glyph + 1) - begin)
  }
  const subset = (wanted: ReadonlySet<number>): Uint8Array => {
    const kept = new Set([0, ...wanted])
    // A set grows while it is walked: parts of parts are taken too.
    for (const glyph of kept) for (const part of partsOf(shape(glyph))) kept.add(part)
    const newLoca = new DataView(new ArrayBuffer((glyphs + 1) * 4))
    const shapes: Uint8Array[] = []
    let size = 0
    for (let glyph = 0; glyph < glyphs; glyph++) {
      newLoca.setUint32(glyph * 4, size)
      if (!kept.has(glyph)) continue
      const { buffer, byteOffset, byteLength } = shape(glyph)
      shapes.push(new Uint8Array(buffer, byteOffset, byteLength))
      size += byteLength
    }
    newLoca.setUint32(glyphs * 4, size)
    const newHead = new Uint8Array(head.buffer, head.byteOffset, head.byteLength).slice()
    new DataView(newHead.buffer).setInt16(50, 1)
    const whole = (tag: string): readonly (readonly [string, Uint8Array])[] => {
      if (!tables.has(tag)) return []
      const { buffer, byteOffset, byteLength } = table(tag)
      return [[tag, new Uint8Array(buffer, byteOffset, byteLength)]]
    }
    return fontFile([
      ...whole('cvt '),
      ...whole('fpgm'),
      ['glyf', joined(shapes, size)],
      ['head', newHead],
      ...whole('hhea'),
      ...whole('hmtx'),
      ['loca', new Uint8Array(newLoca.buffer)],
      ...whole('maxp'),
      ...whole('prep')
    ])
  }
  return {
    unitsPerEm: head.getUint16(18),
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    box: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    glyphOf: tables.has('cmap') ? characterMap(table('cmap')) : () => 0,
    advanceOf: glyph => hmtx.getUint16(Math.min(glyph, metrics - 1) * 4),
    subset
  }
}

/** Glyphs a composite glyph is made of. */
function partsOf(shape: DataView): readonly number[] {
  if (shape.byteLength < 10 || shape.getInt16(0) >= 0) return []
  const parts: number[] = []
  for (let at = 10, more = true; more; ) {
    const flags = shape.getUint16(at)
    parts.push(shape.getUint16(at + 2))
    at += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0)
    more = (flags & 0x20) !== 0
  }
  return parts
}

/** Format 4: the letters of the Basic Multilingual Plane. */
function characterMap(cmap: DataView): (codePoint: number) => number {
  let at = -1
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const offset = cmap.getUint32(4 + i * 8 + 4)
    if (cmap.getUint16(4 + i * 8) === 3 && cmap.getUint16(offset) === 4) at = offset
  }
  if (at < 0) throw new Error('font without a map of letters')
  const twice = cmap.getUint16(at + 6)
  const [ends, starts, deltas, ranges] = [at + 14, at + 16 + twice, at + 16 + 2 * twice, at + 16 + 3 * twice]
  return codePoint => {
    if (codePoint > 0xffff) return 0
    for (let i = 0; i < twice; i += 2) {
      if (cmap.getUint16(ends + i) < codePoint) continue
      const start = cmap.getUint16(starts + i)
      if (start > codePoint) return 0
      const range = cmap.getUint16(ranges + i)
      if (range === 0) return (codePoint + cmap.getUint16(deltas + i)) & 0xffff
      const glyph = cmap.getUint16(ranges + i + range + (codePoint - start) * 2)
      return glyph === 0 ? 0 : (glyph + cmap.getUint16(deltas + i)) & 0xffff
    }
    return 0
  }
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.byteLength
  }
  return all
}

function fontFile(tables: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const padded = (length: number): number => Math.ceil(length / 4) * 4
  const headerSize = 12 + tables.length * 16
  const file = new Uint8Array(headerSize + tables.reduce((sum, [, data]) => sum + padded(data.byteLength), 0))
  const view = new DataView(file.buffer)
  const power = 2 ** Math.floor(Math.log2(tables.length))
  view.setUint32(0, 0x00010000)
  view.setUint16(4, tables.length)
  view.setUint16(6, power * 16)
  view.setUint16(8, Math.log2(power))
  view.setUint16(10, (tables.length - power) * 16)
  let at = headerSize
  for (const [i, [tag, data]] of tables.entries()) {
    file.set(data, at)
    let sum = 0
    for (let word = at; word < at + padded(data.byteLength); word += 4) sum = (sum + view.getUint32(word)) >>> 0
    const entry = 12 + i * 16
    for (let letter = 0; letter < 4; letter++) file[entry + letter] = tag.charCodeAt(letter)
    view.setUint32(entry + 4, sum)
    view.setUint32(entry + 8, at)
    view.setUint32(entry + 12, data.byteLength)
    at += padded(data.byteLength)
  }
  return file
}
