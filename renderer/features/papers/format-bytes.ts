import type { Text } from '#text/index.ts'

/** "3,2 MB"; one decimal below ten, none above, at least "1 KB". */
export function formatBytes(bytes: number, words: Text['meeting']['papers']['bytes'], language: string): string {
  const mega = bytes / (1024 * 1024)
  if (mega >= 1) return words.mega(mega.toLocaleString(language, { maximumFractionDigits: mega < 10 ? 1 : 0 }))
  return words.kilo(Math.max(bytes > 0 ? 1 : 0, Math.round(bytes / 1024)).toLocaleString(language))
}
