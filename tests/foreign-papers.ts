import { fetchForeignPapers } from '../scripts/foreign-papers.mjs'

/** A file nobody here wrote, or one of those made worse. */
export interface ForeignPaper {
  readonly name: string
  readonly package: string
  readonly about: string
  readonly bytes: Buffer
  /** Broken on purpose by this test. */
  readonly broken: boolean
}

/** All of scripts/foreign-list.mjs, and some of them broken. Throws a sentence when the archive cannot be reached. */
export function foreignPapers(): readonly ForeignPaper[] {
  const whole = fetchForeignPapers().map(({ path, bytes, ...one }) => ({
    ...one,
    bytes,
    name: path.split('/').at(-1)?.replace(/\.gz$/, '') ?? path,
    broken: false
  }))
  const worse = (name: string, how: string, change: (bytes: Buffer) => Buffer): ForeignPaper => {
    const found = whole.find(one => one.name === name)
    if (!found) throw new Error(`${name} is not on the list`)
    return { ...found, name: `${name} (${how})`, about: 'broken by the test', bytes: change(found.bytes), broken: true }
  }
  return [
    ...whole,
    worse('bash.pdf', 'cut off after 70 %', bytes => bytes.subarray(0, Math.floor(bytes.length * 0.7))),
    worse('intro_sp.pdf', 'without its last 500 bytes', bytes => bytes.subarray(0, -500)),
    worse('quilt.pdf', '40 bytes flipped', bytes => {
      const other = Buffer.from(bytes)
      for (let i = 0; i < 40; i++) {
        const at = Math.floor(bytes.length * (0.2 + i * 0.015))
        other[at] = (other[at] ?? 0) ^ 0xff
      }
      return other
    }),
    worse('refcard-vi-a4.pdf', 'with a wrong way to its table', bytes =>
      Buffer.from(bytes.toString('latin1').replace(/startxref\s+\d+/g, 'startxref\n7'), 'latin1')
    ),
    worse('helloworld.pdf', 'with a letter before it', bytes => Buffer.concat([Buffer.from('Kính gửi đồng chí\r\n'.repeat(12)), bytes]))
  ]
}
