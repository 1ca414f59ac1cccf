import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { usualHouseRules } from '#core/vote/house-rules.ts'
import { directoryContract, unit, userOf } from './directory.contract.ts'
import { StoredDirectory } from './directory-state.ts'
import { LowdbDirectory } from './lowdb-directory.ts'
import { emptyDirectory } from './memory-directory.ts'
import { temporaryFolder } from './temporary-folder.contract.ts'

directoryContract('lowdb', async () => {
  const folder = await temporaryFolder()
  let directory: LowdbDirectory
  const open = async () => {
    directory = await LowdbDirectory.open(join(folder.path, 'directory.json'))
    return directory
  }
  return { open, reopen: () => directory.close().then(open), end: () => directory.close().finally(folder.remove) }
})

describe('the directory on disk', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let path: string
  let warnings: string[]
  beforeEach(async () => {
    folder = await temporaryFolder()
    path = join(folder.path, 'directory.json')
    warnings = []
  })
  afterEach(() => folder.remove())

  const open = () => LowdbDirectory.open(path, message => warnings.push(message))
  const twoGenerations = async () => {
    const directory = await open()
    await directory.putUser(userOf(1))
    await directory.putUser(userOf(2))
    await directory.close()
    return directory.serverId
  }

  it.each(['', '{"serverId":', '[]', '{"serverId":"x","units":[],"users":[{"id":5}],"sessions":[]}'])(
    'falls back to the last good file when it holds %j, says so, and keeps the damaged one',
    async damage => {
      const serverId = await twoGenerations()
      await writeFile(path, damage)
      const directory = await open()
      expect(directory.serverId).toBe(serverId)
      expect([...directory.users().keys()]).toEqual(['user-0001'])
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain('damaged')
      const kept = (await readdir(folder.path)).find(name => name.endsWith('.damaged'))
      expect(await readFile(join(folder.path, kept ?? ''), 'utf8')).toBe(damage)
      await directory.putUser(userOf(3))
      expect((await open()).users().size).toBe(2)
      expect(warnings).toHaveLength(1)
    }
  )

  it('[F2] with any one bit flipped is never read as something else: the last good file, and a word about it', async () => {
    await twoGenerations()
    const whole = await readFile(path)
    for (let at = 0; at < whole.length; at += 5) {
      const flipped = Buffer.from(whole)
      flipped[at] = (flipped[at] ?? 0) ^ 4
      await writeFile(path, flipped)
      warnings.splice(0)
      const users = [...(await open()).users().values()]
      if (warnings.length === 0) expect(users, `byte ${at}`).toEqual([userOf(1), userOf(2)])
      else expect(users).toEqual([userOf(1)])
    }
  })

  it('falls back to the last good file when it is gone', async () => {
    await twoGenerations()
    await rm(path)
    expect((await open()).users().size).toBe(1)
    expect(warnings[0]).toContain('missing')
  })

  it('refuses to begin anew when both are damaged', async () => {
    await twoGenerations()
    for (const name of [path, `${path}.bak`]) await writeFile(name, '{')
    await expect(open()).rejects.toMatchObject({ name: 'StorageFault', kind: 'damaged' })
  })

  it('keeps what is read as it was when it cannot be stored, and tells everybody who asked', async () => {
    const directory = await open()
    await directory.putUser(userOf(1))
    await rm(folder.path, { recursive: true })
    const settled = await Promise.allSettled([directory.putUser(userOf(2)), directory.putUnit(unit)])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect([...directory.users().keys()]).toEqual(['user-0001'])
    expect(directory.units().size).toBe(0)
    expect(directory.userByAccount('canbo2')).toBeNull()
  })

  it('stores what is asked for together once, and shows nothing before it is stored', async () => {
    const stored: number[] = []
    let letGo: (() => void) | undefined
    const directory = new StoredDirectory(emptyDirectory(), async next => {
      stored.push(next.users.size)
      await new Promise<void>(resolve => {
        letGo = resolve
      })
    })
    const first = [directory.putUser(userOf(1)), directory.putUser(userOf(2))]
    while (!letGo) await Promise.resolve()
    const second = [directory.putUser(userOf(3)), directory.putUser(userOf(4))]
    expect(directory.users().size).toBe(0)
    letGo()
    letGo = undefined
    await Promise.all(first)
    expect(directory.users().size).toBe(2)
    while (!letGo) await Promise.resolve()
    ;(letGo as () => void)()
    await Promise.all(second)
    expect(stored).toEqual([2, 4])
  })

  it('[VT13] opens with rules of votes that a newer release wrote, and keeps them through what this one stores', async () => {
    await (await open()).close()
    const { checksum: _, ...stored } = JSON.parse(await readFile(path, 'utf8'))
    const rule = { base: 'present', share: 'half', tie: 'fails' }
    const majority = { ...usualHouseRules.majority, extraordinary: rule }
    await writeFile(path, JSON.stringify({ ...stored, houseRules: { majority, sets: [] } }))
    const directory = await open()
    expect(warnings).toEqual([])
    expect(directory.houseRules()).toEqual(usualHouseRules)
    await directory.putUser(userOf(1))
    await directory.putHouseRules({ majority: { ...usualHouseRules.majority, briefing: rule as never }, sets: [] })
    expect(JSON.parse(await readFile(path, 'utf8')).houseRules).toEqual({ majority: { ...majority, briefing: rule }, sets: [] })
  })

  it('is readable by its owner alone and leaves nothing half-written behind', async () => {
    await twoGenerations()
    expect((await stat(path)).mode & 0o077).toBe(0)
    expect((await readdir(folder.path)).sort()).toEqual(['directory.json', 'directory.json.bak'])
  })
})
