/** Pages as people write them: "1-3, 5, 9-". Sorted, each once; null when it is not understood or names no page there is. */
export function pageRange(typed: string, pages: number): readonly number[] | null {
  const found = new Set<number>()
  for (const part of typed
    .split(/[,;]/)
    .map(one => one.trim())
    .filter(Boolean)) {
    const match = /^(\d*)\s*([-–—]?)\s*(\d*)$/.exec(part)
    if (!match || (match[1] === '' && match[3] === '')) return null
    const [, from = '', dash, to = ''] = match
    if (dash === '' && to !== '') return null
    const first = from === '' ? 1 : Number(from)
    const last = dash === '' ? first : to === '' ? pages : Number(to)
    if (first < 1 || first > last || first > pages) return null
    for (let page = first; page <= Math.min(last, pages); page++) found.add(page)
  }
  return found.size === 0 ? null : [...found].sort((a, b) => a - b)
}
