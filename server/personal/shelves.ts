import { mayInUnit } from '#core/access/access.ts'
import { mayWithPersonal, type PersonalDeed } from '#core/access/personal.ts'
import { type CommandId, type PaperId, parseId, type UserId } from '#core/ids.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { decideShelf, isGone, type ShelfChange } from '#core/personal/decide.ts'
import { mostPapers, type PersonalPaper, type SharedPaper, type Shelf, usedBytes } from '#core/personal/shelf.ts'
import { fail, ok, type Result } from '#core/result.ts'
import { clearMarks } from '#core/shared-doc/marks-doc.ts'
import {
  applyShelfChange,
  dropFreed,
  freedFiles,
  isDone,
  noteDone,
  noteFreed,
  noteGone,
  readShelf,
  writeQuota,
  writeShared
} from '#core/shared-doc/shelf-doc.ts'
import type { Reason } from '#protocol/http-api.ts'
import type { PersonalCommand } from '#protocol/personal-api.ts'
import { parseRoom } from '#protocol/sync.ts'
import { subjectOf } from '../directory/people.ts'
import type { FileHolders } from '../papers/file-holders.ts'
import { KeyedQueues } from '../queue.ts'
import type { Rooms } from '../rooms/ports.ts'
import type { Directory, RoomStorage, StoredUser } from '../storage/ports.ts'
import { faultOf, type Surroundings } from '../surroundings.ts'
import type { ShelfIndex } from './shelf-index.ts'

export interface ShelvesParts {
  readonly index: ShelfIndex
  readonly rooms: Rooms
  /** Where the rooms lie: asked once which of them are whole. */
  readonly storage: RoomStorage
  readonly directory: Directory
  readonly holders: FileHolders
  readonly around: Surroundings
  readonly quotaBytes: number
}

/** A command sent again after this long is a new one. */
const rememberedMs = 24 * 3_600_000
/** After which somebody may read what he might not, or the other way round. */
const changesRights: ReadonlySet<PersonalCommand['kind']> = new Set(['remove', 'bring-back', 'share', 'stop-sharing', 'leave'])
const roomOf = (user: UserId) => ({ kind: 'shelf', user }) as const

const lookAt = (doc: Parameters<typeof readShelf>[0]) => ({ shelf: readShelf(doc), owes: freedFiles(doc).length > 0 })

/**
 * Everybody's own papers. What is true of them stands in the owner's room `shelf/<user>`, which the server alone writes, one change at a
 * time and each in one piece; the lists of those they are shared with follow it, also after a crash in between.
 */
export class Shelves {
  readonly #parts: ShelvesParts
  readonly #queues = new KeyedQueues<UserId>()
  /** Whose bytes are still to be given back, in whole or in part. */
  readonly #owing = new Set<UserId>()
  /** Whose list of shared papers could not be written. */
  readonly #late = new Set<UserId>()

  private constructor(parts: ShelvesParts) {
    this.#parts = parts
  }

  /** Reads what is stored and puts right what a crash left behind, before anybody is let in. */
  static async open(parts: ShelvesParts): Promise<Shelves> {
    const { index, rooms, storage, around } = parts
    const shelves = new Shelves(parts)
    for (const name of await storage.list()) {
      const user = name.startsWith('shelf/') ? parseId<UserId>(name.slice('shelf/'.length)) : null
      if (!user) continue
      try {
        const loaded = await storage.load(name)
        if ((loaded?.quarantined.length ?? 0) > 0) throw new Error(`${loaded?.quarantined.length} parts are lost`)
      } catch (error) {
        index.setAside(user)
        around.log({ level: 'error', event: 'shelf-damaged', user, fault: faultOf(error) })
      }
      await rooms.read(roomOf(user), lookAt).then(
        found => shelves.#know(user, found),
        () => index.setAside(user)
      )
    }
    await shelves.#tellReaders(index.users())
    return shelves
  }

  /** Why a deed with a paper is refused: one that is unknown, removed or somebody else's does not exist. */
  refusal(actor: UserId, paper: PaperId, deed: PersonalDeed): Reason | null {
    const standing = this.#parts.index.standing(paper, actor)
    if (!standing || standing.role === null) return 'not-found'
    if (mayWithPersonal(standing, deed)) return null
    if (standing.role === 'owner' && standing.setAside) return 'shelf-damaged'
    return mayWithPersonal(standing, 'read-personal') && standing.role === 'reader' ? 'no-right' : 'not-found'
  }

  /** [Z7] Carries out one command of a person on their own papers, or on one shared with them. */
  async command(actor: StoredUser, command: PersonalCommand): Promise<Result<null, Reason>> {
    const { index } = this.#parts
    const owner = command.kind === 'leave' ? (index.paper(command.paper)?.owner ?? actor.id) : actor.id
    return this.#queues.run(owner, async () => {
      if (await this.#parts.rooms.read(roomOf(owner), doc => isDone(doc, command.id))) return ok(null)
      for (const [paper, deed] of deedsOf(command)) {
        const refused = this.refusal(actor.id, paper, deed)
        if (refused) return fail(refused)
      }
      if (index.isSetAside(owner)) return fail('shelf-damaged')
      const before = index.of(owner)
      const now = this.#parts.around.now().toISOString()
      const decided = decideShelf(before, command, { actor: actor.id, now, lookUp: this.#lookUp(actor) })
      if (!decided.ok) return decided
      if (command.kind === 'bring-back') {
        const back = [...decided.value.papers.values()].reduce((sum, paper) => sum + (paper?.version.bytes ?? 0), 0)
        if (back > 0 && usedBytes(before) + back > this.#parts.quotaBytes) return fail('shelf-full')
      }
      await this.#write(owner, decided.value, command.id)
      if (changesRights.has(command.kind)) this.#parts.rooms.recheck()
      await this.#tellReaders([owner], readersOf(before))
      return ok(null)
    })
  }

  /** [Z5] Why this person cannot bring so many bytes now, or null. `beside`: bytes of theirs that are on their way. */
  noRoomFor(user: UserId, bytes: number, beside = 0): Reason | null {
    const { index, quotaBytes } = this.#parts
    if (index.isSetAside(user)) return 'shelf-damaged'
    const shelf = index.of(user)
    if (shelf.papers.size >= mostPapers) return 'shelf-crowded'
    return usedBytes(shelf) + beside + bytes > quotaBytes ? 'shelf-full' : null
  }

  /** The bytes are about to be stored: should nothing come to name them, they are given back. */
  expect(owner: UserId, hash: FileHash): Promise<void> {
    return this.#queues.run(owner, () => this.#edit(owner, doc => noteFreed(doc, hash, this.#parts.around.now().toISOString())))
  }

  /** Adds a paper whose bytes are stored. */
  add(owner: UserId, paper: PersonalPaper, command: CommandId): Promise<Result<null, Reason>> {
    return this.#queues.run(owner, async () => {
      const { index } = this.#parts
      if (index.paper(paper.paper)) return fail('conflict')
      const refused = this.noRoomFor(owner, paper.version.bytes)
      if (refused) return fail(refused)
      const folder = paper.folder !== null && index.of(owner).folders.has(paper.folder) ? paper.folder : null
      await this.#write(owner, { folders: new Map(), papers: new Map([[paper.paper, { ...paper, folder }]]) }, command)
      return ok(null)
    })
  }

  /** Lets go for good what was removed long enough ago, gives its bytes back, and writes lists that are late. */
  async sweep(): Promise<void> {
    const { index, holders, rooms, around } = this.#parts
    const now = around.now().toISOString()
    await this.#tellReaders([], [...this.#late])
    for (const owner of index.users()) {
      if (index.isSetAside(owner)) continue
      await this.#queues.run(owner, async () => {
        const gone = [...index.of(owner).papers.values()].filter(paper => isGone(paper, now))
        for (const { paper } of gone) await this.#clearMarks(paper, now)
        if (gone.length > 0)
          await this.#edit(owner, doc => {
            applyShelfChange(doc, { folders: new Map(), papers: new Map(gone.map(({ paper }) => [paper, null])) })
            for (const { version } of gone) noteFreed(doc, version.hash, now)
          })
      })
      if (!this.#owing.has(owner)) continue
      for (const hash of await rooms.read(roomOf(owner), freedFiles))
        if (await holders.giveBack(hash)) await this.#edit(owner, doc => dropFreed(doc, hash))
    }
  }

  /** [Z4] Everybody's marks on it leave the disk before the paper leaves its owner's list: a crash in between begins with them again. */
  async #clearMarks(paper: PaperId, now: string): Promise<void> {
    const { rooms, storage } = this.#parts
    for (const name of await storage.list()) {
      const room = parseRoom(name)
      if (room?.kind !== 'marks' || room.paper !== paper) continue
      await rooms.edit(room, clearMarks)
      await rooms.scrub(room)
      await rooms.edit(roomOf(room.user), doc => noteGone(doc, paper, now))
    }
  }

  idle(): Promise<void> {
    return this.#queues.idle()
  }

  /** Name of somebody the actor may see and who can sign in. */
  #lookUp(actor: StoredUser): (user: UserId) => string | null {
    const { directory } = this.#parts
    const subject = subjectOf(directory, actor)
    return user => {
      const found = directory.users().get(user)
      return found && !found.locked && mayInUnit(subject, 'read-users', found.unit) ? found.name : null
    }
  }

  async #write(owner: UserId, change: ShelfChange, command: CommandId): Promise<void> {
    const now = this.#parts.around.now().getTime()
    await this.#edit(owner, doc => {
      applyShelfChange(doc, change)
      writeQuota(doc, this.#parts.quotaBytes)
      noteDone(doc, command, now, now - rememberedMs)
    })
  }

  /** One change, stored in one piece before anybody is told; when that fails, what is known is what is stored. */
  async #edit(owner: UserId, change: (doc: Parameters<typeof readShelf>[0]) => void): Promise<void> {
    const { rooms } = this.#parts
    try {
      const found = await rooms.edit(roomOf(owner), doc => {
        change(doc)
        return lookAt(doc)
      })
      this.#know(owner, found)
    } catch (error) {
      await rooms.read(roomOf(owner), lookAt).then(
        found => this.#know(owner, found),
        () => undefined
      )
      throw error
    }
  }

  #know(owner: UserId, { shelf, owes }: ReturnType<typeof lookAt>): void {
    this.#parts.index.put(owner, shelf)
    if (owes) this.#owing.add(owner)
    else this.#owing.delete(owner)
  }

  /** Writes what is shared with them: with all whom these owners named, and with `others`. */
  async #tellReaders(owners: readonly UserId[], others: Iterable<UserId> = []): Promise<void> {
    const { index, rooms, around } = this.#parts
    const concerned = new Set([...others, ...owners.flatMap(owner => [owner, ...readersOf(index.of(owner))])])
    await Promise.all(
      [...concerned].map(async user => {
        try {
          await rooms.edit(roomOf(user), doc => {
            writeShared(doc, this.#sharedWith(user))
            writeQuota(doc, this.#parts.quotaBytes)
          })
          this.#late.delete(user)
        } catch (error) {
          this.#late.add(user)
          around.log({ level: 'error', event: 'shared-list-not-written', user, fault: faultOf(error) })
        }
      })
    )
  }

  #sharedWith(user: UserId): readonly SharedPaper[] {
    const { index, directory } = this.#parts
    return index.sharedWith(user).map(({ paper: { paper, title, version, owner }, reader }) => ({
      paper,
      title,
      version,
      owner,
      ownerName: directory.users().get(owner)?.name ?? '',
      since: reader.since
    }))
  }
}

const readersOf = (shelf: Shelf): readonly UserId[] => [...shelf.papers.values()].flatMap(({ readers }) => readers.map(({ user }) => user))

/** The right that each paper a command names needs. */
function deedsOf(command: PersonalCommand): readonly (readonly [PaperId, PersonalDeed])[] {
  switch (command.kind) {
    case 'share':
    case 'stop-sharing':
      return [[command.paper, 'share-personal']]
    case 'leave':
      return [[command.paper, 'leave-personal']]
    case 'rename':
      return [[command.paper, 'arrange-personal']]
    case 'move':
    case 'remove':
    case 'bring-back':
      return command.papers.map(paper => [paper, 'arrange-personal'])
    default:
      return []
  }
}
