import { IconFileDiff, IconHistory } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import type { VersionId } from '#core/ids.ts'
import type { Paper } from '#core/paper/paper.ts'
import { readingPlace, versionReadBefore } from '#core/shared-doc/state-doc.ts'
import { useSession } from '../session/session.ts'
import { useRoom } from '../sync/index.ts'
import { type MenuEntry, shortDate, useText } from '../ui/index.ts'

export interface Versions {
  /** The version I had read before the newest came. */
  readonly read: VersionId | null
  /** The newest one came since I read, and nobody has said "later" yet. */
  readonly fresh: boolean
  readonly comparing: { readonly from: VersionId; readonly to: VersionId } | null
  /** Looking at a place that was found by comparing. */
  readonly away: boolean
  /** Compares two versions; without a word, the newest with what I read before. */
  readonly compare: (from?: VersionId, to?: VersionId) => void
  readonly leave: () => void
  readonly back: () => void
  readonly close: () => void
  readonly later: () => void
  /** For the menu of how the paper is looked at. */
  readonly entries: readonly MenuEntry[]
}

/** [Y4] The versions of a paper and what is done with them: which I read, comparing two, opening an old one. */
export function useVersions(paper: Paper, shown: VersionId | undefined, open: (version: VersionId) => void): Versions {
  const { me } = useSession()
  const { changes: t, app } = useText()
  const room = useMemo(() => ({ kind: 'state', user: me.user.id }) as const, [me.user.id])
  const { doc, condition } = useRoom(room)
  const newest = paper.versions.at(-1)?.version
  // As it was when this version was opened: reading it makes it the one I read last.
  const seen = useRef<{ readonly newest: VersionId; readonly read: VersionId | null; readonly fresh: boolean } | null>(null)
  if (newest && condition.kind === 'ready' && seen.current?.newest !== newest) {
    const last = readingPlace(doc, paper.paper)?.version ?? null
    const known = (version: VersionId | null) => paper.versions.some(one => one.version === version)
    const read = versionReadBefore(doc, paper.paper, newest)
    seen.current = { newest, read: known(read) ? read : null, fresh: last !== newest && known(last) }
  }
  const [comparing, setComparing] = useState<Versions['comparing']>(null)
  const [away, setAway] = useState(false)
  const [later, setLater] = useState<VersionId | null>(null)
  const read = seen.current?.read ?? null
  const compare: Versions['compare'] = (from, to) => {
    const target = to ?? newest
    const source = from ?? read ?? paper.versions.at(-2)?.version
    if (!target || !source) return
    setComparing({ from: source, to: target })
    setAway(false)
    setLater(newest ?? null)
  }
  const latest = useRef(compare)
  latest.current = compare
  const entries = useMemo((): readonly MenuEntry[] => {
    if (paper.versions.length < 2) return []
    const others = [...paper.versions.entries()].reverse().filter(([, one]) => one.version !== shown)
    return [
      {
        key: 'compare',
        label: t.compare,
        heading: t.versions,
        icon: <IconFileDiff aria-hidden="true" />,
        onPick: () => latest.current()
      },
      ...others.map(([index, one]) => ({
        key: one.version,
        label: t.openVersion(index + 1, shortDate(app.dates, one.addedAt)),
        icon: <IconHistory aria-hidden="true" />,
        onPick: () => open(one.version)
      }))
    ]
  }, [paper.versions, shown, open, t, app])
  return {
    read,
    fresh: seen.current?.fresh === true && later !== newest,
    comparing,
    away,
    compare,
    leave: () => setAway(true),
    back: () => setAway(false),
    close: () => {
      setComparing(null)
      setAway(false)
    },
    later: () => setLater(newest ?? null),
    entries
  }
}
