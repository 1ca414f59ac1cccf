import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const rooms = ['core', 'protocol', 'text', 'server', 'renderer', 'electron', 'tests', 'scripts']
const rule = /\[([A-Z]{1,2}[1-9]\d?)\]/g

it('core/SPEC.md defines every rule that code and tests quote, and each once', () => {
  const defined = [...readFileSync(`${root}/core/SPEC.md`, 'utf8').matchAll(/^- \*\*\[([A-Z]{1,2}[1-9]\d?)\]\*\*/gm)].map(([, id]) => id)
  expect(new Set(defined).size).toBe(defined.length)
  const quoted = new Map()
  for (const room of rooms)
    for (const file of readdirSync(`${root}/${room}`, { recursive: true }).map(String)) {
      if (!/\.(ts|tsx|mjs)$/.test(file) || file.includes('node_modules')) continue
      for (const [, id] of readFileSync(`${root}/${room}/${file}`, 'utf8').matchAll(rule)) quoted.set(id, `${room}/${file}`)
    }
  expect([...quoted].filter(([id]) => !defined.includes(id))).toEqual([])
})
