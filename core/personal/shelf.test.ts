import { describe, expect, it } from 'vitest'
import { mayWithPersonal, type PersonalDeed, type PersonalStanding, personalDeeds } from '../access/personal.ts'
import type { FolderId, PaperId, UserId, VersionId } from '../ids.ts'
import type { FileHash } from '../paper/paper.ts'
import { decideShelf, isGone, pathWords, type ShelfDeed } from './decide.ts'
import { byName, emptyShelf, foldersIn, mostReaders, type PersonalPaper, type Shelf, undoRemovalMs, usedBytes } from './shelf.ts'

const me = 'nguoi-chu-0001' as UserId
const friend = 'nguoi-ban-0001' as UserId
const now = '2026-11-22T01:00:00.000Z'
const context = { actor: me, now, lookUp: (user: UserId) => (user === friend ? 'Vi Khánh' : null) }
const folderId = (name: string) => `thu-muc-${name}` as FolderId
const paper = (id: string, more: Partial<PersonalPaper> = {}): PersonalPaper => ({
  paper: id as PaperId,
  title: id,
  folder: null,
  version: {
    version: `${id}-1` as VersionId,
    replaces: null,
    hash: 'a'.repeat(64) as FileHash,
    bytes: 1000,
    pages: 2,
    fileName: `${id}.pdf`,
    addedAt: now,
    addedBy: me
  },
  readers: [],
  removedAt: null,
  ...more
})
const shelfOf = (folders: Readonly<Record<string, string | null>>, papers: readonly PersonalPaper[] = []): Shelf => ({
  folders: new Map(
    Object.entries(folders).map(([name, parent]) => [
      folderId(name),
      { folder: folderId(name), parent: parent === null ? null : folderId(parent), name }
    ])
  ),
  papers: new Map(papers.map(one => [one.paper, one]))
})
/** The shelf after a deed, or why it was refused. */
const shelfAfter = (shelf: Shelf, deed: ShelfDeed, who = context): Shelf | string => {
  const decided = decideShelf(shelf, deed, who)
  if (!decided.ok) return decided.reason
  const apply = <K, V>(before: ReadonlyMap<K, V>, change: ReadonlyMap<K, V | null>) => {
    const result = new Map(before)
    for (const [key, value] of change) value === null ? result.delete(key) : result.set(key, value)
    return result
  }
  return { folders: apply(shelf.folders, decided.value.folders), papers: apply(shelf.papers, decided.value.papers) }
}
const names = (shelf: Shelf | string, parent: FolderId | null = null) =>
  typeof shelf === 'string' ? shelf : foldersIn(shelf.folders, parent).map(({ name }) => name)

describe('rights in a personal paper', () => {
  const cases: readonly (readonly [string, PersonalStanding, readonly PersonalDeed[]])[] = [
    ['its owner', { role: 'owner', removed: false }, ['read-personal', 'arrange-personal', 'share-personal', 'bring-personal']],
    ['its owner, once removed', { role: 'owner', removed: true }, ['arrange-personal']],
    ['its owner, while a part is lost', { role: 'owner', removed: false, setAside: true }, ['read-personal']],
    ['a named reader', { role: 'reader', removed: false }, ['read-personal', 'leave-personal']],
    ['a named reader, once removed', { role: 'reader', removed: true }, []],
    ['a named reader, while a part is lost', { role: 'reader', removed: false, setAside: true }, []],
    ['anybody else', { role: null, removed: false }, []]
  ]
  it.each(cases)('[Z1] %s', (_, standing, allowed) => {
    expect(personalDeeds.filter(deed => mayWithPersonal(standing, deed))).toEqual(allowed)
  })
})

describe('folders', () => {
  it('[Z2] are at most five deep, also when a whole branch is moved', () => {
    const deep = shelfOf({ a: null, b: 'a', c: 'b', d: 'c', e: 'd', x: null, y: 'x' })
    const add = (parent: string) => shelfAfter(deep, { kind: 'add-folder', folder: folderId('new'), parent: folderId(parent), name: 'new' })
    expect(names(add('d'), folderId('d'))).toEqual(['e', 'new'])
    expect(add('e')).toBe('folder-too-deep')
    const move = (folder: string, to: string) =>
      shelfAfter(deep, { kind: 'move', papers: [], folders: [folderId(folder)], to: folderId(to) })
    expect(names(move('x', 'c'), folderId('c'))).toEqual(['d', 'x'])
    expect(move('x', 'd')).toBe('folder-too-deep')
  })

  it('[Z2] never lie below themselves, and what names a folder that is gone lies at the top', () => {
    const shelf = shelfOf({ a: null, b: 'a', lost: 'gone' }, [])
    expect(shelfAfter(shelf, { kind: 'move', papers: [], folders: [folderId('a')], to: folderId('b') })).toBe('conflict')
    expect(shelfAfter(shelf, { kind: 'move', papers: [], folders: [folderId('a')], to: folderId('a') })).toBe('conflict')
    expect(names(shelf)).toEqual(['a', 'lost'])
    const circle = shelfOf({ a: 'b', b: 'a' })
    expect(pathWords(circle.folders, folderId('a'))).toBe('b › a')
  })

  it('[Z3] taken away leave what was in them one level higher', () => {
    const shelf = shelfOf({ a: null, b: 'a', c: 'b' }, [paper('giay-0001', { folder: folderId('b') })])
    const result = shelfAfter(shelf, { kind: 'remove-folder', folder: folderId('b') }) as Shelf
    expect(names(result, folderId('a'))).toEqual(['c'])
    expect(result.papers.get('giay-0001' as PaperId)?.folder).toBe(folderId('a'))
  })

  it('are listed with their numbers as numbers', () => {
    expect(['Báo cáo 10', 'Ảnh', 'Báo cáo 9'].sort(byName)).toEqual(['Ảnh', 'Báo cáo 9', 'Báo cáo 10'])
  })
})

describe('papers', () => {
  const one = 'giay-0001' as PaperId
  const shelf = shelfOf({}, [paper(one)])

  it('[Z4] removed can be brought back for a while, and no longer', () => {
    const removed = shelfAfter(shelf, { kind: 'remove', papers: [one] }) as Shelf
    const gone = removed.papers.get(one)
    expect(gone?.removedAt).toBe(now)
    expect(usedBytes(removed)).toBe(0)
    expect(shelfAfter(removed, { kind: 'rename', paper: one, title: 'x' })).toBe('not-found')
    const later = (ms: number) => ({ ...context, now: new Date(Date.parse(now) + ms).toISOString() })
    const back = (ms: number) => shelfAfter(removed, { kind: 'bring-back', papers: [one] }, later(ms))
    expect((back(undoRemovalMs) as Shelf).papers.get(one)?.removedAt).toBeNull()
    expect(back(undoRemovalMs + 1)).toBe('not-found')
    expect(gone && isGone(gone, later(undoRemovalMs + 1).now)).toBe(true)
    // Removed again, its ten minutes do not begin anew.
    expect((shelfAfter(removed, { kind: 'remove', papers: [one] }, later(5000)) as Shelf).papers.get(one)?.removedAt).toBe(now)
  })

  it('[Z6] are shared with people the owner may see, each once and never themselves, and taken back one by one', () => {
    const share = (users: readonly UserId[]) => shelfAfter(shelf, { kind: 'share', paper: one, users })
    const shared = share([friend, friend, me]) as Shelf
    expect(shared.papers.get(one)?.readers).toEqual([{ user: friend, name: 'Vi Khánh', since: now }])
    expect(share(['nguoi-la-0001' as UserId])).toBe('not-found')
    expect(shelfAfter(shared, { kind: 'share', paper: one, users: [friend] })).toEqual(shared)
    expect(shelfAfter(shared, { kind: 'stop-sharing', paper: one, user: friend })).toEqual(shelf)
    expect(shelfAfter(shared, { kind: 'leave', paper: one }, { ...context, actor: friend })).toEqual(shelf)
    const full = paper(one, {
      readers: Array.from({ length: mostReaders }, (_, n) => ({ user: `nguoi-${n}-0000` as UserId, name: '', since: now }))
    })
    expect(shelfAfter(shelfOf({}, [full]), { kind: 'share', paper: one, users: [friend] })).toBe('shelf-crowded')
  })

  it('that are not there are refused, whole deeds at a time', () => {
    const both = [one, 'giay-khong-co' as PaperId]
    expect(shelfAfter(shelf, { kind: 'remove', papers: both })).toBe('not-found')
    expect(shelfAfter(shelf, { kind: 'move', papers: both, folders: [], to: null })).toBe('not-found')
    expect(shelfAfter(shelf, { kind: 'move', papers: [one], folders: [], to: folderId('khong-co') })).toBe('not-found')
    expect(shelfAfter(emptyShelf, { kind: 'share', paper: one, users: [friend] })).toBe('not-found')
  })
})
