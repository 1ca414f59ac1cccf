import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { JsonFile } from './json-file.ts'

interface Count {
  readonly count: number
}
const parseCount = (value: unknown): Count | null =>
  typeof value === 'object' && value !== null && 'count' in value && typeof value.count === 'number' ? { count: value.count } : null

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopso-json-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('what was written is read again, by this system user alone', async () => {
  const path = join(folder, 'deep', 'settings.json')
  await new JsonFile(path, parseCount).write({ count: 1 })
  expect(await new JsonFile(path, parseCount).read()).toEqual({ count: 1 })
  expect((await stat(path)).mode & 0o077).toBe(0)
})

test('writes at the same moment end with the last one and leave no crumbs', async () => {
  const file = new JsonFile(join(folder, 'a.json'), parseCount)
  await Promise.all([1, 2, 3, 4].map(count => file.write({ count })))
  expect(await file.read()).toEqual({ count: 4 })
  expect((await readdir(folder)).sort()).toEqual(['a.json', 'a.json.bak'])
})

test('[F2] a file cut at any byte opens with the generation before', async () => {
  const path = join(folder, 'a.json')
  const file = new JsonFile(path, parseCount)
  await file.write({ count: 1 })
  await file.write({ count: 2 })
  const whole = await readFile(path)
  for (let length = 0; length < whole.length; length++) {
    await writeFile(path, whole.subarray(0, length))
    expect(await file.read()).toEqual({ count: 1 })
  }
})

test('nothing readable is nothing', async () => {
  const path = join(folder, 'a.json')
  await writeFile(path, '{"count":"many"}')
  expect(await new JsonFile(path, parseCount).read()).toBeNull()
})
