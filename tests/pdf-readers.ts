import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'

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

/** The text of one page, or of all. */
export const popplerText = (file: string, page?: number): string =>
  run('pdftotext', [...(page === undefined ? [] : ['-f', String(page), '-l', String(page)]), file, '-'])

/** One page as poppler draws it, by the box that readers show. */
export function popplerPicture(file: string, page: number, dpi = 50): Picture {
  return readPpm(
    execFileSync('pdftoppm', ['-cropbox', '-r', String(dpi), '-f', String(page), '-l', String(page), file], {
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 60_000
    })
  )
}

/** The first page as Ghostscript draws it. */
export function ghostscriptPicture(file: string, dpi = 50): Picture {
  const out = `${file}.gs.ppm`
  try {
    execFileSync(
      'gs',
      ['-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-dUseCropBox', '-dLastPage=1', '-sDEVICE=ppmraw', `-r${dpi}`, `-sOutputFile=${out}`, file],
      { stdio: 'ignore', timeout: 60_000 }
    )
    return readPpm(readFileSync(out))
  } finally {
    rmSync(out, { force: true })
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

/** Whether qpdf finds the file sound: `sound`, or what it says. */
export function qpdfSays(file: string): string {
  const told = spawnSync('qpdf', ['--check', file], { encoding: 'utf8', timeout: 60_000 })
  return told.status === 0 ? 'sound' : told.status === 3 ? 'warnings' : 'broken'
}

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
