import type { PaperId, UserId, VersionId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { presentPapers } from '#core/personal/shelf.ts'
import { readGone, readShared, readShelf } from '#core/shared-doc/shelf-doc.ts'
import type { PaperStore } from '../platform/platform.ts'
import type { SmallMemory } from '../platform/small-memory.ts'
import type { ApiClient } from './api-client.ts'
import { createPaperSource } from './paper-source.ts'
import type { PaperTexts } from './paper-texts.ts'
import type { ClientRooms } from './ports.ts'

/** Which of my own papers, and of those shared with me, are on this computer. */
export interface KeptState {
  /** Whole and verified. */
  readonly held: ReadonlySet<VersionId>
  /** Those I asked for. */
  readonly chosen: ReadonlySet<PaperId>
  readonly diskFull: boolean
}

/** Keeps them readable without a network: the newest by themselves, others by choice. */
export interface PapersKept {
  readonly getSnapshot: () => KeptState
  readonly subscribe: (listener: () => void) => () => void
  readonly choose: (paper: PaperId, keep: boolean) => void
  /** Tries again now what is still missing. */
  readonly fetchNow: () => void
  readonly close: () => void
}

export interface PapersKeptOptions {
  readonly rooms: ClientRooms
  readonly papers: PaperStore
  readonly api: ApiClient
  readonly serverId: string
  readonly user: UserId
  readonly texts: PaperTexts
  readonly memory: SmallMemory
}

/** As many as one has probably just brought or been given; papers above this size only by choice. */
const newest = 20
const mostUnaskedBytes = 40 * 1024 * 1024
/** After a lost network the missing papers are asked for again this often. */
const retryMs = 20_000

interface Wanted {
  readonly paper: PaperId
  readonly version: VersionId
  readonly hash: FileHash
  readonly bytes: number
  readonly at: string
}
interface Remembered {
  readonly chosen: readonly PaperId[]
  readonly held: readonly (readonly [PaperId, VersionId])[]
  /** All that were mine to read: of what was opened and not kept, something may lie here too. */
  readonly seen: readonly (readonly [PaperId, VersionId])[]
}

/** [Z8] Watches my list of papers; fetches what is to be here, one file at a time, and drops what is not mine any more. */
export function keepPapers(options: PapersKeptOptions): PapersKept {
  const { rooms, papers, api, serverId, user, memory } = options
  const place = `hopso.kept.${serverId}.${user}`
  const remembered = recall(memory.getItem(place))
  const chosen = new Set(remembered.chosen)
  const held = new Map<VersionId, PaperId>(remembered.held.map(([paper, version]) => [version, paper]))
  const seen = new Map<VersionId, PaperId>(remembered.seen.map(([paper, version]) => [version, paper]))
  const refused = new Set<VersionId>()
  const forgotten = new Set<PaperId>()
  const textsHere = new Set<VersionId>()
  const listeners = new Set<() => void>()
  const shelf = rooms.open({ kind: 'shelf', user })
  let state: KeptState = { held: new Set(held.keys()), chosen: new Set(chosen), diskFull: false }
  let known = false
  let busy = false
  let again = false
  let closed = false
  let retry: ReturnType<typeof setTimeout> | null = null

  const publish = (diskFull = state.diskFull): void => {
    state = { held: new Set(held.keys()), chosen: new Set(chosen), diskFull }
    const pairs = (papers: ReadonlyMap<VersionId, PaperId>) => [...papers].map(([version, paper]) => [paper, version])
    memory.setItem(place, JSON.stringify({ chosen: [...chosen], held: pairs(held), seen: pairs(seen) }))
    for (const listener of [...listeners]) listener()
  }

  /** All there are, the latest first; null while that is not known. */
  const mine = (): readonly Wanted[] | null => {
    if (shelf.getSnapshot().condition.kind !== 'ready') return null
    const own = presentPapers(readShelf(shelf.doc)).map(({ paper, version }) => ({ paper, version, at: version.addedAt }))
    const shared = readShared(shelf.doc).map(({ paper, version, since }) => ({ paper, version, at: since }))
    return [...own, ...shared]
      .map(({ paper, version: { version, hash, bytes }, at }) => ({ paper, version, hash, bytes, at }))
      .sort((a, b) => (a.at < b.at ? 1 : -1))
  }

  const look = async (): Promise<void> => {
    if (!known) return
    if (busy) {
      again = true
      return
    }
    busy = true
    if (retry) clearTimeout(retry)
    retry = null
    let failed = false
    do {
      again = false
      const all = mine()
      if (!all || closed) break
      for (const paper of readGone(shelf.doc)) {
        if (forgotten.has(paper)) continue
        forgotten.add(paper)
        await rooms.forget({ kind: 'marks', paper, user }).catch(() => forgotten.delete(paper))
      }
      const there = new Set(all.map(({ version }) => version))
      const wanted = [
        ...all.filter(({ paper }) => chosen.has(paper)),
        ...all.slice(0, newest).filter(({ bytes }) => bytes <= mostUnaskedBytes)
      ]
      const keeps = new Set(wanted.map(({ version }) => version))
      for (const [version, paper] of new Map([...seen, ...held])) {
        if (there.has(version) && (keeps.has(version) || !held.has(version))) continue
        const dropped = await papers.drop({ server: serverId, user, paper, version }).then(
          () => true,
          () => false
        )
        held.delete(version)
        if (!there.has(version)) {
          chosen.delete(paper)
          if (dropped) seen.delete(version)
        }
        publish()
      }
      const before = seen.size
      for (const { paper, version } of all) seen.set(version, paper)
      if (seen.size !== before) publish()
      for (const { paper, version, hash, bytes } of wanted) {
        if (closed || again) break
        if (held.has(version) || refused.has(version)) continue
        const key = { server: serverId, user, paper, version }
        const outcome = await papers.keep(key, { hash, bytes }, createPaperSource(api, paper, version)).catch(() => 'offline')
        if (closed) break
        if (outcome === 'kept') held.set(version, paper)
        else if (outcome === 'refused') refused.add(version)
        else failed = true
        publish(outcome === 'disk-full' ? true : outcome === 'kept' ? false : state.diskFull)
      }
      for (const { paper, version } of wanted) {
        if (closed || again) break
        if (!held.has(version) || textsHere.has(version)) continue
        if (await options.texts.of(paper, version)) textsHere.add(version)
      }
    } while (again && !failed && !closed)
    busy = false
    if (failed && !closed) retry = setTimeout(() => void look(), retryMs)
  }

  const stop = shelf.subscribe(() => void look())
  void papers
    .kept(serverId, user)
    .catch(() => [])
    .then(found => {
      // A browser may have thrown away what it kept.
      const there = new Set(found.map(({ version }) => version))
      for (const version of [...held.keys()]) if (!there.has(version)) held.delete(version)
      known = true
      publish()
      void look()
    })
  return {
    getSnapshot: () => state,
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    choose: (paper, keep) => {
      if (keep) chosen.add(paper)
      else chosen.delete(paper)
      publish()
      void look()
    },
    fetchNow: () => {
      refused.clear()
      void look()
    },
    close: () => {
      if (closed) return
      closed = true
      if (retry) clearTimeout(retry)
      stop()
      shelf.release()
    }
  }
}

function recall(text: string | null): Remembered {
  try {
    const found = JSON.parse(text ?? '') as Partial<Remembered>
    const list = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : [])
    return { chosen: list(found.chosen), held: list(found.held), seen: list(found.seen) }
  } catch {
    return { chosen: [], held: [], seen: [] }
  }
}
