import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandId, FolderId, MarkId, PaperId, SessionId, UploadId, UserId, VersionId } from '#core/ids.ts'
import { aNote } from '#core/mark/a-note.contract.ts'
import type { FileHash } from '#core/paper/paper.ts'
import { type PersonalPaper, undoRemovalMs } from '#core/personal/shelf.ts'
import { putMark, readMarks } from '#core/shared-doc/marks-doc.ts'
import { readGone, readShared } from '#core/shared-doc/shelf-doc.ts'
import { vi } from '#text/vi/index.ts'
import { roomAccess } from '../access/room-access.ts'
import { Sessions } from '../access/sessions.ts'
import { makeBackup, restore } from '../command/backup.ts'
import { FileHolders } from '../papers/file-holders.ts'
import { MeetingBook } from '../record/meeting-book.ts'
import { createRooms } from '../rooms/create-rooms.ts'
import type { RoomAccess, Rooms } from '../rooms/ports.ts'
import { anId, ask, type Home, makeHome, pdf, people, sha256Of, signIn } from '../running-server.contract.ts'
import { openDiskStorage, openMemoryStorage } from '../storage/open.ts'
import type { RoomStorage, Storage, StoredUser } from '../storage/ports.ts'
import { roomContents, uploadOwn } from './personal-world.contract.ts'
import { ShelfIndex } from './shelf-index.ts'
import { Shelves } from './shelves.ts'

const owner = 'nguoi-chu-0001' as UserId
const friend = 'nguoi-ban-0001' as UserId
const userOf = (id: UserId): StoredUser => ({
  id,
  account: id,
  name: `Tên ${id}`,
  title: '',
  unit: 'don-vi-0001' as StoredUser['unit'],
  role: 'staff',
  locked: false,
  passwordHash: '',
  mustChangePassword: false
})
const bytes = Buffer.from('nội dung')
const hash = sha256Of(bytes) as FileHash
const paperOf = (id: string): PersonalPaper => ({
  paper: id as PaperId,
  title: id,
  folder: null,
  version: {
    version: `${id}-1` as VersionId,
    replaces: null,
    hash,
    bytes: bytes.length,
    pages: 1,
    fileName: 'a.pdf',
    addedAt: '',
    addedBy: owner
  },
  readers: [],
  removedAt: null
})
const id = () => anId() as CommandId

/** One start of the part of a server that keeps personal papers, over a storage that outlives it. */
class World {
  now = Date.parse('2026-11-22T01:00:00Z')
  readonly storage: Storage = openMemoryStorage()
  /** Named by something else, a meeting for example. */
  elsewhere = false
  index = new ShelfIndex()
  rooms!: Rooms
  shelves!: Shelves
  holders!: FileHolders

  async start(rooms: RoomStorage = this.storage.rooms): Promise<void> {
    const around = { now: () => new Date(this.now), log: () => undefined }
    this.index = new ShelfIndex()
    const access: RoomAccess = {
      authenticate: () => null,
      rights: () => 'none',
      isSetAside: () => false,
      roleIn: () => '',
      isAlive: () => true,
      touch: () => undefined
    }
    this.rooms = createRooms({ storage: rooms, access })
    this.holders = new FileHolders(this.storage.files)
    this.holders.add(() => this.elsewhere)
    this.holders.add(of => this.index.namesFile(of))
    const { directory } = this.storage
    this.shelves = await Shelves.open({
      index: this.index,
      rooms: this.rooms,
      storage: rooms,
      directory,
      holders: this.holders,
      around,
      quotaBytes: 10_000
    })
  }

  async bring(paper: string): Promise<void> {
    const { files } = this.storage
    const upload = anId() as UploadId
    await this.shelves.expect(owner, hash)
    await files.appendUpload(upload, 0, bytes)
    await files.finishUpload(upload, hash)
    expect((await this.shelves.add(owner, paperOf(paper), id())).ok).toBe(true)
  }

  act(actor: UserId, deed: object) {
    return this.shelves.command(userOf(actor), { id: id(), ...deed } as Parameters<Shelves['command']>[1])
  }

  isStored = async () => (await this.storage.files.size(hash)) !== null
  shared = (user: UserId) => this.rooms.read({ kind: 'shelf', user }, readShared)
}

let world: World
const one = 'giay-0001' as PaperId
beforeEach(async () => {
  world = new World()
  const unit = { id: userOf(owner).unit, parent: null, name: '', shortName: '' }
  await world.storage.directory.putUnit(unit)
  for (const user of [owner, friend]) await world.storage.directory.putUser(userOf(user))
  await world.start()
})
afterEach(() => world.rooms.close())

describe('what is removed', () => {
  it('[Z4] gives its bytes back after ten minutes, once nobody names them, and not while a copy of everything is made', async () => {
    await world.bring(one)
    await world.bring('giay-0002')
    await world.shelves.sweep()
    expect(await world.isStored()).toBe(true)
    await world.act(owner, { kind: 'remove', papers: [one, 'giay-0002'] })
    await world.shelves.sweep()
    expect(world.index.paper(one)).not.toBeNull()
    expect(await world.isStored()).toBe(true)
    expect((await world.act(owner, { kind: 'bring-back', papers: ['giay-0002'] })).ok).toBe(true)
    world.now += undoRemovalMs + 1
    await world.shelves.sweep()
    expect(world.index.paper(one)).toBeNull()
    // The same bytes are another paper's.
    expect(await world.isStored()).toBe(true)
    await world.act(owner, { kind: 'remove', papers: ['giay-0002'] })
    world.now += undoRemovalMs + 1
    const copying = world.holders.whileCopied(
      (async function* () {
        yield 1
      })()
    )
    await copying.next()
    await world.shelves.sweep()
    expect(world.index.paper('giay-0002' as PaperId)).toBeNull()
    expect(await world.isStored()).toBe(true)
    await copying.return(undefined)
    await world.shelves.sweep()
    expect(await world.isStored()).toBe(false)
  })

  it('[Z4] takes everybody’s marks along when it is let go, and tells their computers', async () => {
    await world.bring(one)
    await world.bring('giay-0002')
    const note = aNote(`${one}-1`, { body: 'LOI-GHI-RIENG' })
    const marksOf = (paper: string, user: UserId) => ({ kind: 'marks', paper: paper as PaperId, user }) as const
    const rooms = [marksOf(one, owner), marksOf(one, friend), marksOf('giay-0002', owner)]
    for (const room of rooms) await world.rooms.edit(room, doc => putMark(doc, { ...note, id: anId() as MarkId }))
    const left = () => Promise.all(rooms.map(room => world.rooms.read(room, doc => readMarks(doc).length)))
    await world.act(owner, { kind: 'remove', papers: [one] })
    await world.shelves.sweep()
    expect(await left()).toEqual([1, 1, 1])
    world.now += undoRemovalMs + 1
    await world.shelves.sweep()
    expect(await left()).toEqual([0, 0, 1])
    const stored = async (user: UserId) => Buffer.concat((await world.storage.rooms.load(`marks/${one}/${user}`))?.updates ?? []).toString()
    for (const user of [owner, friend]) {
      expect(await stored(user)).not.toContain('LOI-GHI-RIENG')
      expect(await world.rooms.read({ kind: 'shelf', user }, readGone)).toEqual([one])
    }
  })

  it('[Z4] keeps its bytes where a meeting has them too', async () => {
    await world.bring(one)
    world.elsewhere = true
    await world.act(owner, { kind: 'remove', papers: [one] })
    world.now += undoRemovalMs + 1
    await world.shelves.sweep()
    expect(world.index.paper(one)).toBeNull()
    expect(await world.isStored()).toBe(true)
  })

  it('[Z5] is not brought back beyond what a person may keep', async () => {
    const large = (name: string) => {
      const paper = paperOf(name)
      return { ...paper, version: { ...paper.version, bytes: 6000 } }
    }
    await world.shelves.add(owner, large(one), id())
    expect((await world.act(owner, { kind: 'remove', papers: [one] })).ok).toBe(true)
    expect((await world.shelves.add(owner, large('giay-0002'), id())).ok).toBe(true)
    expect(await world.act(owner, { kind: 'bring-back', papers: [one] })).toEqual({ ok: false, reason: 'shelf-full' })
    await world.act(owner, { kind: 'remove', papers: ['giay-0002'] })
    expect((await world.act(owner, { kind: 'bring-back', papers: [one] })).ok).toBe(true)
  })

  it('[Z7] and bytes that came in for a paper that was never named are given back, though the server stopped in between', async () => {
    await world.shelves.expect(owner, hash)
    const upload = anId() as UploadId
    await world.storage.files.appendUpload(upload, 0, bytes)
    await world.storage.files.finishUpload(upload, hash)
    await world.rooms.close()
    await world.start()
    await world.shelves.sweep()
    expect(await world.isStored()).toBe(false)
  })
})

describe('what is shared', () => {
  /** A storage that stops at the first append to this room, as a server that is killed there. */
  const stopsAt = (room: string): RoomStorage => {
    const { rooms } = world.storage
    return new Proxy(rooms, {
      get: (target, name) =>
        name === 'append'
          ? (at: string, update: Uint8Array) => (at === room ? Promise.reject(new Error('stopped')) : target.append(at, update))
          : Reflect.get(target, name).bind(target)
    })
  }

  it('[Z7] is on the reader’s list after the next start, though the server stopped before it was written there', async () => {
    await world.bring(one)
    await world.rooms.read({ kind: 'shelf', user: friend }, () => null)
    await world.rooms.close()
    await world.start(stopsAt(`shelf/${friend}`))
    expect((await world.act(owner, { kind: 'share', paper: one, users: [friend] })).ok).toBe(true)
    await world.rooms.close()
    await world.start()
    expect((await world.shared(friend)).map(({ paper }) => paper)).toEqual([one])
    expect(world.index.standing(one, friend)).toMatchObject({ role: 'reader' })
    await world.rooms.close()
    await world.start(stopsAt(`shelf/${friend}`))
    expect((await world.act(owner, { kind: 'stop-sharing', paper: one, user: friend })).ok).toBe(true)
    expect(world.index.standing(one, friend)).toMatchObject({ role: null })
    await world.rooms.close()
    await world.start()
    expect(await world.shared(friend)).toEqual([])
  })

  it('[Z7] is not, when the server stopped before it was stored', async () => {
    await world.bring(one)
    await world.rooms.close()
    await world.start(stopsAt(`shelf/${owner}`))
    await expect(world.act(owner, { kind: 'share', paper: one, users: [friend] })).rejects.toThrow()
    expect(world.index.standing(one, friend)).toMatchObject({ role: null })
  })

  it('[Z1] is closed to everybody but the owner while a part of the list is lost, and the list is not changed', async () => {
    await world.bring(one)
    await world.act(owner, { kind: 'share', paper: one, users: [friend] })
    await world.rooms.close()
    const { rooms } = world.storage
    const damaged = new Proxy(rooms, {
      get: (target, name) =>
        name === 'load'
          ? async (at: string) => {
              const loaded = await target.load(at)
              return loaded && at === `shelf/${owner}` ? { ...loaded, quarantined: ['row 3'] } : loaded
            }
          : Reflect.get(target, name).bind(target)
    })
    await world.start(damaged)
    expect(await world.shared(friend)).toEqual([])
    expect(world.shelves.refusal(friend, one, 'read-personal')).toBe('not-found')
    expect(world.shelves.refusal(owner, one, 'read-personal')).toBeNull()
    expect(await world.act(owner, { kind: 'add-folder', folder: 'thu-muc-0001' as FolderId, parent: null, name: 'x' })).toEqual({
      ok: false,
      reason: 'shelf-damaged'
    })
    expect(await world.holders.giveBack(hash)).toBe(true)
    expect(await world.isStored()).toBe(true)
    // A reader's marks are asked for later, not dropped as those of a paper that is not theirs.
    const around = { now: () => new Date(world.now), log: () => undefined }
    const { directory, records } = world.storage
    const sessions = new Sessions(directory, around)
    const access = roomAccess(sessions, await MeetingBook.open(records, around), world.index)
    const { token } = await sessions.open(friend, { app: 'other', system: 'other', network: '' })
    const session = { session: sessions.byToken(token)?.session as SessionId, user: friend, name: '' }
    for (const paper of [one, 'giay-khong-co' as PaperId]) {
      const marks = { kind: 'marks', paper, user: friend } as const
      expect([access.rights(session, marks), access.isSetAside(marks, session)]).toEqual(['none', true])
    }
  })
})

describe('at rest', () => {
  let home: Home
  afterEach(() => home.leave())

  it('[F10] a backup carries personal papers and whom they are shared with; with keys nobody reads their names in it', async () => {
    home = await makeHome()
    const [data, keys, backup, target] = ['data', 'keys', 'backup.tar', 'target'].map(name => join(home.folder, name)) as [
      string,
      string,
      string,
      string
    ]
    const server = await home.start({ dataDir: data, keysDir: keys })
    const member = await signIn(server.url, 'member')
    const file = await pdf([['Ghi chép riêng']])
    const mine = await uploadOwn(server.url, member, file, { title: 'Nhan-de-rieng-tu' })
    await ask(server.url, 'POST', '/api/personal/commands', {
      token: member,
      body: { id: anId(), kind: 'share', paper: mine.paper, users: [people.chair] }
    })
    expect((await makeBackup(data, backup, vi.command)).done).toBe(true)
    await server.close()
    expect((await readFile(backup)).includes('Nhan-de-rieng-tu')).toBe(false)
    expect((await restore(backup, target, false, vi.command)).done).toBe(true)
    const again = await home.start({ dataDir: target, keysDir: keys })
    for (const who of ['member', 'chair']) {
      const token = await signIn(again.url, who)
      const read = await ask(again.url, 'GET', `/api/papers/${mine.paper}/versions/${mine.version}/file`, { token })
      expect(read.bytes).toEqual(file)
    }
    const contents = await roomContents(again.syncUrl, await signIn(again.url, 'chair'), `shelf/${people.chair}`)
    expect(contents.shared[mine.paper].title).toBe('Nhan-de-rieng-tu')
    await again.close()
    // Without the key the folder does not open at all; with it the rooms do.
    await expect(openDiskStorage(target)).rejects.toMatchObject({ kind: 'unreadable' })
  })
})
