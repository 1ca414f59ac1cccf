import { IconArrowDown, IconArrowUp, IconArrowUpBar } from '@tabler/icons-react'
import type { MenuEntry } from './menu.tsx'

/** Entries that move the one at `at` of a list in order, as far as it can go: to the front, one up, one down. `before` null: behind all others. */
export function moveEntries<K>(
  words: { readonly first: string; readonly up: string; readonly down: string },
  order: readonly K[],
  at: number,
  acts: { readonly first: () => void; readonly before: (other: K | null) => void }
): readonly MenuEntry[] {
  const previous = order[at - 1]
  const entries: (MenuEntry | null)[] = [
    at === 0 ? null : { key: 'first', label: words.first, icon: <IconArrowUpBar />, onPick: acts.first },
    at < 2 || previous === undefined ? null : { key: 'up', label: words.up, icon: <IconArrowUp />, onPick: () => acts.before(previous) },
    at === order.length - 1
      ? null
      : { key: 'down', label: words.down, icon: <IconArrowDown />, onPick: () => acts.before(order[at + 2] ?? null) }
  ]
  return entries.filter(entry => entry !== null)
}
