import { maxTitleLength } from '#core/paper/paper.ts'

/** A name without spaces, words tied by hyphens, no capitals: made by a machine for machines. */
const slug = /^[a-z0-9]+(-[a-z0-9]+){2,}$/

/** A paper's first title: the file's name without its ending, with underscores as spaces, cut at a word where it is too long. */
export function titleFromFileName(fileName: string): string {
  const plain = fileName
    .normalize('NFC')
    .replace(/\.pdf$/i, '')
    .replace(/_+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const words = slug.test(plain) ? plain.charAt(0).toUpperCase() + plain.slice(1).replaceAll('-', ' ') : plain
  const title = words === '' ? fileName.trim() : words
  if (title.length <= maxTitleLength) return title
  const cut = title.slice(0, maxTitleLength - 1)
  const lastSpace = cut.lastIndexOf(' ')
  return `${(lastSpace > maxTitleLength / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`
}
