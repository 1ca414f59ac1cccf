import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { type ForeignPaper, foreignPapers } from '../foreign-papers.ts'
import {
  annotationsOf,
  dotsOf,
  dotsThatDiffer,
  ghostscriptPicture,
  type Picture,
  popplerPages,
  popplerPicture,
  popplerText,
  qpdfSays
} from '../pdf-readers.ts'
import { drawStroke, inkPaths, openMeeting, sheet, words } from '../screen.ts'
import { signInByApi } from '../sync-client.ts'
import { uploadPaper } from '../upload.ts'

const { state, find } = words.reader
const t = words.exporting
const tablePath = 'docs/reader/foreign-papers.md'

/** What happened with one file, in the words of the table. */
interface Outcome {
  readonly paper: ForeignPaper
  pages: string
  taken: string
  drawn: string
  found: string
  exported: string
  poppler: string
  ghostscript: string
  qpdf: string
}

/** A word that poppler finds on the first page with text: what a person would look for. */
function wordOf(file: string): { readonly word: string; readonly page: number } | null {
  for (let page = 1; page <= Math.min(3, popplerPages(file) ?? 0); page++) {
    // Not one that poppler puts together from two ends of lines, or from letters set apart.
    const laid = popplerText(file, page, '-layout')
    const raw = popplerText(file, page, '-raw')
    const found = popplerText(file, page).match(/\p{L}[\p{L}\p{M}]{2,13}/gu) ?? []
    const whole = [...new Set(found)].filter(word => laid.includes(word) && raw.includes(word))
    const [longest] = whole.sort((a, b) => Math.min(b.length, 8) - Math.min(a.length, 8))
    if (longest) return { word: longest.slice(0, 8), page }
  }
  return null
}

const inked = (page: Page): Promise<number> =>
  sheet(page, 1)
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      // A canvas that has just been given back to be drawn anew has no size.
      if (canvas.width === 0) return -1
      const dots = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      let count = 0
      for (let at = 0; at < dots.length; at += 4) if (Math.min(dots[at] ?? 255, dots[at + 1] ?? 255, dots[at + 2] ?? 255) < 200) count++
      return count
    })

test('papers nobody here wrote are taken, drawn, searched, marked, saved with the mark, and read by other programs', async ({
  server,
  openWeb
}) => {
  test.setTimeout(420_000)
  const known = foreignPapers()
  expect(known.filter(paper => !paper.broken).length).toBeGreaterThanOrEqual(30)
  // All of them in the long form, every second one in the usual run.
  const isLong = process.env.HOPSO_LONG_JOURNEYS === '1'
  const papers = isLong ? known : known.filter((_, index) => index % 2 === 0)
  const place = mkdtempSync(join(tmpdir(), 'hopso-papers-'))
  const { account, password } = server.account('secretary')
  const { token } = await signInByApi(server.url, account, password)
  // Two ahead of the one that is looked at.
  const uploads: ReturnType<typeof uploadPaper>[] = []
  const upload = (index: number): ReturnType<typeof uploadPaper> => {
    for (let next = uploads.length; next <= Math.min(index + 2, papers.length - 1); next++)
      uploads.push(
        (uploads[next - 1] ?? Promise.resolve())
          .then(
            () => undefined,
            () => undefined
          )
          .then(() => uploadPaper(server.url, token, server.meetingId, papers[next]?.name ?? '', papers[next]?.bytes ?? Buffer.alloc(0)))
      )
    return uploads[index] as ReturnType<typeof uploadPaper>
  }
  const { page } = await openWeb(server.account('member'))
  await openMeeting(page, server.meetingId)
  const outcomes: Outcome[] = []
  const reading: Promise<void>[] = []
  for (const [index, paper] of papers.entries()) {
    const outcome: Outcome = {
      paper,
      pages: '–',
      taken: 'taken',
      drawn: '–',
      found: '–',
      exported: '–',
      poppler: '–',
      ghostscript: '–',
      qpdf: '–'
    }
    outcomes.push(outcome)
    const { paper: id, status, json } = await upload(index)
    if (status !== 200) {
      outcome.taken = `refused: ${json.error}`
      continue
    }
    outcome.pages = String(json.pages)
    const original = join(place, `${index}.pdf`)
    writeFileSync(original, paper.bytes)
    await page.evaluate(hash => {
      location.hash = hash
    }, `#/cuoc-hop/${server.meetingId}/${id}`)
    const drawn = page.locator('[data-page="1"][data-drawn="true"]')
    const said = page.getByText(state.pageFailed(1)).or(page.getByText(state.damaged)).or(page.getByText(state.unknown))
    await expect(page.getByRole('region', { name: words.reader.region(paper.name) })).toBeVisible()
    await expect(drawn.or(said.first()).first(), paper.name).toBeVisible({ timeout: 30_000 })
    if ((await said.count()) > 0) {
      outcome.drawn = (await said.first().textContent()) ?? ''
      continue
    }
    let seen = -1
    await expect
      .poll(async () => {
        seen = await inked(page)
        return seen
      })
      .toBeGreaterThanOrEqual(0)
    const poppler = seen > 20 || popplerPages(original) === null ? null : await popplerPicture(original, 1)
    const theirs = poppler ? dotsOf(poppler, (r, g, b) => Math.min(r, g, b) < 200) : null
    outcome.drawn = seen > 20 ? 'drawn' : theirs === null || theirs > 20 ? 'blank' : 'blank, as poppler draws it'

    const looked = wordOf(original)
    if (looked) {
      await page.keyboard.press('Control+f')
      await page.getByRole('searchbox', { name: find.field }).fill(looked.word)
      const hits = expect(page.getByRole('search').getByRole('status')).toHaveText(/^\d+\/\S/, { timeout: 5000 })
      outcome.found = await hits.then(
        () => 'found',
        () => 'not found'
      )
      await page.keyboard.press('Escape')
    } else outcome.found = 'no text'

    await page.keyboard.press('Home')
    await expect.poll(async () => (await sheet(page, 1).boundingBox())?.y ?? 0, { message: paper.name }).toBeGreaterThan(90)
    // Below the choices of the pen, which lie over the top of the page.
    const box = await sheet(page, 1).boundingBox()
    await drawStroke(page, box ? (215 - box.y) / box.height : 0.12)
    await expect(inkPaths(page)).toHaveCount(1)
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: words.readerView.fileHint }).click()
    await page.getByRole('menuitem', { name: t.menu.save }).click()
    const failed = page.getByRole('dialog').getByRole('alert')
    const download = page.waitForEvent('download', { timeout: 30_000 }).catch(() => null)
    await page.getByRole('button', { name: t.save.act }).click()
    const came = await Promise.race([
      download,
      failed
        .first()
        .waitFor({ timeout: 30_000 })
        .then(
          () => null,
          () => null
        )
    ])
    if (!came) {
      outcome.exported = (await failed.first().textContent())?.slice(0, 60) ?? 'nothing came'
      await page.keyboard.press('Escape')
      continue
    }
    const file = join(place, `${index}-marked.pdf`)
    await came.saveAs(file)
    const ink = annotationsOf(file).filter(({ dict }) => dict['/Subtype'] === '/Ink')
    outcome.exported =
      ink.length === 1 && ink[0]?.page === 1 && readFileSync(file).subarray(0, paper.bytes.length).equals(paper.bytes)
        ? 'mark behind the original'
        : 'not as promised'
    // Other programs read it while the next paper is looked at.
    reading.push(
      (async () => {
        const [sound, before] = [await qpdfSays(file), await qpdfSays(original)]
        outcome.qpdf = sound !== 'sound' && sound === before ? `${sound}, as before` : sound
        outcome.poppler = await drawnBy(path => popplerPicture(path, 1), original, file)
        outcome.ghostscript = await drawnBy(path => ghostscriptPicture(path), original, file)
      })()
    )
  }
  await Promise.all(reading)
  if (isLong && process.env.HOPSO_WRITE_TABLE) writeFileSync(tablePath, tableOf(outcomes))
  rmSync(place, { recursive: true, force: true })
  for (const { paper, drawn, taken } of outcomes)
    if (!paper.broken && taken === 'taken') expect(drawn, paper.name).toMatch(/^(drawn|blank, as poppler draws it)$/)
  const table = existsSync(tablePath) ? readFileSync(tablePath, 'utf8') : ''
  if (isLong) expect(tableOf(outcomes)).toBe(table)
  else for (const outcome of outcomes) expect(table.split('\n')).toContain(rowOf(outcome))
})

/** Whether a program draws the file with the mark: unlike the original. */
async function drawnBy(draw: (path: string) => Promise<Picture>, original: string, file: string): Promise<string> {
  const [before, after] = await Promise.all([draw(original).catch(() => null), draw(file).catch(() => null)])
  if (!after) return before ? 'not opened' : 'opens neither'
  return !before ? 'opened; not the original' : dotsThatDiffer(before, after) > 15 ? 'mark drawn' : 'mark not drawn'
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const rowOf = ({ paper, pages, taken, drawn, found, exported, poppler, ghostscript, qpdf }: Outcome): string =>
  row([`\`${paper.name}\``, `${paper.package}: ${paper.about}`, pages, taken, drawn, found, exported, poppler, ghostscript, qpdf])

function tableOf(outcomes: readonly Outcome[]): string {
  const rows = (which: boolean): string =>
    outcomes
      .filter(({ paper }) => paper.broken === which)
      .map(rowOf)
      .join('\n')
  const head = `${row(['file', 'package: what it is', 'pages', 'upload', 'first page', 'a word of it', 'saved with a mark', 'poppler', 'Ghostscript', 'qpdf'])}\n${row(Array(10).fill('---'))}`
  const own = outcomes.filter(one => !one.paper.broken)
  return `# Files nobody here wrote

Written by \`tests/journeys/foreign-papers.spec.ts\` (\`HOPSO_WRITE_TABLE=1\` in the long form), compared with what happens at every run, every
second row in the usual one; never typed. The files come out of Debian packages (\`scripts/foreign-list.mjs\`) and are not kept here. Each is uploaded, opened in the reader, searched for a word that
poppler finds in it, marked with the pen on page 1, and saved with the mark; then poppler and Ghostscript draw the page of the original and
of the saved file, and qpdf checks it. “Mark drawn”: the two pictures differ where they should.

${own.length} files, ${own.filter(one => one.taken === 'taken').length} taken, ${own.filter(one => one.drawn.startsWith('drawn') || one.drawn.startsWith('blank, as')).length} drawn, ${own.filter(one => one.exported.startsWith('mark')).length} saved with a mark.

${head}
${rows(false)}

## Broken on purpose

${head}
${rows(true)}
`
}
