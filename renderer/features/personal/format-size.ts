import type { Text } from '#text/index.ts'

/** "1,2 MB", "2 GB". */
export function formatSize(bytes: number, text: Text, language: string): string {
  const giga = bytes / 1024 ** 3
  if (giga >= 1) return text.personal.giga(giga.toLocaleString(language, { maximumFractionDigits: 1 }))
  const { mega, kilo } = text.meeting.papers.bytes
  const megas = bytes / 1024 ** 2
  if (megas >= 1) return mega(megas.toLocaleString(language, { maximumFractionDigits: megas < 10 ? 1 : 0 }))
  return kilo(Math.ceil(bytes / 1024).toLocaleString(language))
}
