import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { promisify } from 'node:util'

/** A page as a program draws it: three bytes a dot. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly dots: Uint8Array
}

const run = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 })

/** Pages of a file as poppler counts them; null when it does not open it. */
export function popplerPages(file: string): number | null {
  const told = spawnSync('pdfinfo', [file], { encoding: 'utf8', timeout: 30_000 })
  const pages = /^Pages:\s+(\d+)/m.exec(told.stdout ?? '')?.[1]
  return pages === undefined ? null : Number(pages)
}

/** The text of one page, or of all, in one of poppler's ways of putting it in order. */
export const popplerText = (file: string, page?: number, order?: '-layout' | '-raw'): string =>
  run('pdftotext', [...(order ? [order] : []), ...(page === undefined ? [] : ['-f', String(page), '-l', String(page)]), file, '-'])

const start = promisify(execFile)
const drawing = { encoding: 'buffer', maxBuffer: 256 * 1024 * 1024, timeout: 60_000 } as const

/** One page as poppler draws it, by the box that readers show. */
export async function popplerPicture(file: string, page: number, dpi = 50): Promise<Picture> {
  const { stdout } = await start('pdftoppm', ['-cropbox', '-r', String(dpi), '-f', String(page), '-l', String(page), file], drawing)
  return readPpm(stdout)
}

/** The first page as Ghostscript draws it. */
export async function ghostscriptPicture(file: string, dpi = 50): Promise<Picture> {
  const out = `${file}.gs.ppm`
  const options = [
    '-q',
    '-dSAFER',
    '-dBATCH',
    '-dNOPAUSE',
    '-dUseCropBox',
    '-dLastPage=1',
    '-sDEVICE=ppmraw',
    `-r${dpi}`,
    `-sOutputFile=${out}`,
    file
  ]
  try {
    await start('gs', options, drawing)
    return readPpm(await readFile(out))
  } finally {
    await rm(out, { force: true })
  }
}

function readPpm(bytes: Buffer): Picture {
  const head = /^P6\s+(?:#[^\n]*\n)*(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 200).toString('latin1'))
  if (!head) throw new Error('no picture')
  return { width: Number(head[1]), height: Number(head[2]), dots: bytes.subarray(head[0].length) }
}

/** How many dots two pictures of one size differ in, clearly. */
export function dotsThatDiffer(a: Picture, b: Picture): number {
  if (a.width !== b.width || a.height !== b.height) throw new Error(`pictures of ${a.width}×${a.height} and ${b.width}×${b.height}`)
  let count = 0
  for (let at = 0; at + 2 < a.dots.length; at += 3) {
    const far = [0, 1, 2].some(i => Math.abs((a.dots[at + i] ?? 0) - (b.dots[at + i] ?? 0)) > 40)
    if (far) count++
  }
  return count
}

/** Dots of a colour, roughly. */
export function dotsOf({ dots }: Picture, is: (red: number, green: number, blue: number) => boolean): number {
  let count = 0
  for (let at = 0; at + 2 < dots.length; at += 3) if (is(dots[at] ?? 0, dots[at + 1] ?? 0, dots[at + 2] ?? 0)) count++
  return count
}

/** What qpdf says of the file. */
export const qpdfSays = (file: string): Promise<'sound' | 'warnings' | 'broken'> =>
  start('qpdf', ['--check', file], drawing).then(
    () => 'sound',
    (error: { readonly code?: number }) => (error.code === 3 ? 'warnings' : 'broken')
  )

type Json = Record<string, unknown>

/** Annotations of a file, as qpdf reads it: page from 1, and the dictionary with names as `/Name` and texts as `u:…`. */
export function annotationsOf(file: string): readonly { readonly page: number; readonly dict: Json }[] {
  const whole = JSON.parse(run('qpdf', ['--json', '--json-key=qpdf', '--json-key=pages', '--warning-exit-0', file])) as {
    qpdf: [Json, Record<string, Json>]
    pages: { object: string }[]
  }
  const objects = whole.qpdf[1]
  const look = (value: unknown): unknown => {
    const found = typeof value === 'string' && / 0 R$/.test(value) ? objects[`obj:${value}`] : undefined
    return found ? (found.value ?? found.stream) : value
  }
  return whole.pages.flatMap(({ object }, i) => {
    const annotations = look((look(object) as Json)['/Annots'])
    return Array.isArray(annotations) ? annotations.map(one => ({ page: i + 1, dict: look(one) as Json })) : []
  })
}
