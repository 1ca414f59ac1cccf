import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UnitId, UserId } from '#core/ids.ts'
import type { Unit } from '#core/organisation/organisation.ts'
import type { Directory, StoredSession, StoredUser } from './ports.ts'

export interface DirectoryHarness {
  open(): Promise<Directory>
  reopen: (() => Promise<Directory>) | null
  end(): Promise<void>
}

export const unit: Unit = { id: 'unit-0001' as UnitId, parent: null, name: 'Ủy ban nhân dân xã Tân An', shortName: 'UBND' }
export const userOf = (number: number): StoredUser => ({
  id: `user-000${number}` as UserId,
  account: `canbo${number}`,
  name: 'Nguyễn Thị Hoa',
  title: 'Chuyên viên',
  unit: unit.id,
  role: 'secretary',
  locked: false,
  passwordHash: '$argon2id$v=19$m=1,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAA',
  mustChangePassword: true
})
const sessionOf = (number: number, user: StoredUser): StoredSession => ({
  tokenHash: String(number).repeat(64),
  user: user.id,
  createdAt: '2026-01-05T01:00:00.000Z',
  lastSeenAt: '2026-01-05T02:00:00.000Z',
  app: 'coccoc',
  system: 'windows',
  network: '10.0.3.*'
})

/** What every implementation of `Directory` promises. */
export function directoryContract(name: string, make: () => Promise<DirectoryHarness>): void {
  describe(`Directory: ${name}`, () => {
    let harness: DirectoryHarness
    let directory: Directory
    beforeEach(async () => {
      harness = await make()
      directory = await harness.open()
    })
    afterEach(() => harness.end())

    it('begins empty, with a name of its own', () => {
      expect(directory.serverId).toMatch(/^[a-z0-9-]{8,}$/)
      expect(directory.units().size + directory.users().size).toBe(0)
      expect(directory.userByAccount('canbo1')).toBeNull()
      expect(directory.session('1'.repeat(64))).toBeNull()
    })

    it('finds what was put, by id, account and token', async () => {
      const [one, two] = [userOf(1), userOf(2)]
      await Promise.all([directory.putUnit(unit), directory.putUser(one), directory.putUser(two), directory.putSession(sessionOf(1, one))])
      await directory.putSession(sessionOf(2, one))
      expect(directory.units().get(unit.id)).toEqual(unit)
      expect(directory.users().get(two.id)).toEqual(two)
      expect(directory.userByAccount('canbo1')).toEqual(one)
      expect(directory.session('1'.repeat(64))).toEqual(sessionOf(1, one))
      expect(directory.sessionsOf(one.id)).toEqual([sessionOf(1, one), sessionOf(2, one)])
      expect(directory.sessionsOf(two.id)).toEqual([])
    })

    it('replaces what has the same id, and forgets the old account', async () => {
      await directory.putUser(userOf(1))
      await directory.putUser({ ...userOf(1), account: 'khac', locked: true })
      expect(directory.users().size).toBe(1)
      expect(directory.userByAccount('canbo1')).toBeNull()
      expect(directory.userByAccount('khac')?.locked).toBe(true)
    })

    it('makes mutations in the order they were asked for', async () => {
      const session = sessionOf(1, userOf(1))
      await Promise.all([directory.putSession(session), directory.removeSession(session.tokenHash)])
      expect(directory.session(session.tokenHash)).toBeNull()
      await Promise.all(['a', 'b', 'c'].map(name => directory.putUnit({ ...unit, name })))
      expect(directory.units().get(unit.id)?.name).toBe('c')
    })

    it('does not change what somebody is still reading', async () => {
      await directory.putUser(userOf(1))
      const before = directory.users()
      await directory.putUser(userOf(2))
      expect(before.size).toBe(1)
    })

    it('stores everything asked for before it closes and refuses everything after', async () => {
      const pending = directory.putUser(userOf(1))
      await directory.close()
      await pending
      await directory.close()
      await expect(directory.putUser(userOf(2))).rejects.toMatchObject({ name: 'StorageFault' })
    })

    it('remembers all of it after it was closed and opened', async () => {
      if (harness.reopen === null) return
      const serverId = directory.serverId
      await Promise.all([directory.putUnit(unit), directory.putUser(userOf(1)), directory.putSession(sessionOf(1, userOf(1)))])
      directory = await harness.reopen()
      expect(directory.serverId).toBe(serverId)
      expect([...directory.units().values()]).toEqual([unit])
      expect(directory.userByAccount('canbo1')).toEqual(userOf(1))
      expect(directory.session('1'.repeat(64))).toEqual(sessionOf(1, userOf(1)))
    })
  })
}
