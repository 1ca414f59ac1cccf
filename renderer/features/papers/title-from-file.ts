import { maxTitleLength } from '#core/paper/paper.ts'

/** A paper's first title: the file's name without its ending, with underscores as spaces, cut at a word where it is too long. */
export function titleFromFileName(fileName: string): string {
  const plain = fileName
    .normalize('NFC')
    .replace(/\.pdf$/i, '')
    .replace(/_+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const title = plain === '' ? fileName.trim() : plain
  if (title.length <= maxTitleLength) return title
  const cut = title.slice(0, maxTitleLength - 1)
  const lastSpace = cut.lastIndexOf(' ')
  return `${(lastSpace > maxTitleLength / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`
}
