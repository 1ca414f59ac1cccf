import type { PersonalStanding } from '#core/access/personal.ts'
import type { PaperId, UserId } from '#core/ids.ts'
import type { FileHash, PaperVersion } from '#core/paper/paper.ts'
import { emptyShelf, type PersonalPaper, presentPapers, type Reader, type Shelf } from '#core/personal/shelf.ts'

/** A paper and whose it is. */
export interface OwnedPaper extends PersonalPaper {
  readonly owner: UserId
}

/** All personal papers as they are stored, in memory: what every question about rights is answered from. */
export class ShelfIndex {
  readonly #shelves = new Map<UserId, Shelf>()
  readonly #owners = new Map<PaperId, UserId>()
  readonly #damaged = new Set<UserId>()
  /** Papers whose owners named this person. */
  readonly #readings = new Map<UserId, Set<PaperId>>()

  put(user: UserId, shelf: Shelf): void {
    for (const { paper, readers } of this.of(user).papers.values()) {
      this.#owners.delete(paper)
      for (const reader of readers) this.#readings.get(reader.user)?.delete(paper)
    }
    this.#shelves.set(user, shelf)
    for (const { paper, readers } of shelf.papers.values()) {
      this.#owners.set(paper, user)
      for (const reader of readers) {
        const readings = this.#readings.get(reader.user) ?? new Set()
        this.#readings.set(reader.user, readings.add(paper))
      }
    }
  }

  /** [Z1] A part of what is stored of this person's papers is lost: whom they had stopped sharing with may be too. */
  setAside(user: UserId): void {
    this.#damaged.add(user)
  }

  isSetAside(user: UserId): boolean {
    return this.#damaged.has(user)
  }

  of(user: UserId): Shelf {
    return this.#shelves.get(user) ?? emptyShelf
  }

  users(): readonly UserId[] {
    return [...this.#shelves.keys()]
  }

  paper(paper: PaperId): OwnedPaper | null {
    const owner = this.#owners.get(paper)
    const found = owner && this.#shelves.get(owner)?.papers.get(paper)
    return owner && found ? { ...found, owner } : null
  }

  /** What core/access needs to know before it answers; null when there is no such personal paper. */
  standing(paper: PaperId, user: UserId): PersonalStanding | null {
    const found = this.paper(paper)
    if (!found) return null
    const role = found.owner === user ? 'owner' : found.readers.some(reader => reader.user === user) ? 'reader' : null
    return { role, removed: found.removedAt !== null, setAside: this.isSetAside(found.owner) }
  }

  /** [Z1] Some list is damaged: which papers it had is not certain. */
  get isDamaged(): boolean {
    return this.#damaged.size > 0
  }

  /** Papers others share with this person now. */
  sharedWith(user: UserId): readonly { readonly paper: OwnedPaper; readonly reader: Reader }[] {
    return [...(this.#readings.get(user) ?? [])].flatMap(id => {
      const paper = this.paper(id)
      const reader = paper?.readers.find(one => one.user === user)
      return paper && reader && paper.removedAt === null && !this.isSetAside(paper.owner) ? [{ paper, reader }] : []
    })
  }

  /** Every version that can be read. */
  versions(): readonly PaperVersion[] {
    return this.users().flatMap(user => presentPapers(this.of(user)).map(({ version }) => version))
  }

  /** [Z4] Some paper here, removed ones too, has these bytes; said also while a damaged list may name them. */
  namesFile(hash: FileHash): boolean {
    return this.isDamaged || this.users().some(user => [...this.of(user).papers.values()].some(({ version }) => version.hash === hash))
  }
}
