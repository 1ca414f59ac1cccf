import { describe, expect, it } from 'vitest'
import { checkSource } from './house-rules.mjs'

const rules = (path, source) => checkSource(path, source).map(v => v.rule)

describe('house rules bite', () => {
  const forbidden = [
    ['pure', 'core/meeting/x.ts', 'export const now = () => Date.now()'],
    ['pure', 'core/meeting/x.ts', 'export const r = () => Math.random()'],
    ['pure', 'core/meeting/x.ts', 'export const d = () => new Date()'],
    ['clock', 'renderer/features/today/x.tsx', 'export const now = () => Date.now()'],
    ['clock', 'renderer/ui/x.ts', 'export const now = () => new Date().toISOString()'],
    ['yjs-home', 'core/meeting/x.ts', "import * as Y from 'yjs'\nexport const d = () => new Y.Doc()"],
    ['yjs-home', 'server/http/x.ts', "import { Awareness } from 'y-protocols/awareness'\nexport { Awareness }"],
    ['yjs-home', 'renderer/features/agenda/x.tsx', "import * as Y from 'yjs'\nexport { Y }"],
    ['feature', 'renderer/features/agenda/x.tsx', "export { a } from '../papers/a.ts'"],
    ['feature', 'renderer/features/agenda/x.tsx', "export const l = () => import('../papers/a.ts')"],
    ['feature', 'renderer/features/agenda/x.tsx', "export { a } from '../../app/routes.tsx'"],
    ['ui', 'renderer/ui/x.tsx', "export { a } from '../sync/hooks.ts'"],
    ['wall', 'electron/main/x.ts', "export { startServer } from '../../server/index.ts'"],
    ['server-door', 'electron/main/x.ts', "export { startServer } from '#server'"],
    ['server-door', 'renderer/app/x.ts', "export { startServer } from '#server'"],
    ['sentence', 'renderer/features/agenda/x.tsx', 'export const a = <p>Chương trình</p>'],
    ['sentence', 'server/http/x.ts', "export const a = 'Không tìm thấy'"],
    ['sentence', 'server/http/x.ts', 'export const a = (n: string) => `Tệp \u0024{n} hỏng`'],
    ['secure-context', 'renderer/sync/x.ts', 'export const id = () => crypto.randomUUID()'],
    ['secure-context', 'renderer/features/reader/x.ts', "export const c = () => navigator.clipboard.writeText('x')"],
    ['process', 'server/http/x.ts', 'export const e = process.env.HOME'],
    ['one-place', 'electron/main/menu.ts', "import { shell } from 'electron'\nexport const o = () => shell.openExternal('https://a')"],
    ['one-place', 'electron/main/menu.ts', "import { ipcMain } from 'electron'\nipcMain.handle('a', () => 1)"],
    ['only', 'core/agenda/x.test.ts', "it.only('a', () => {})"]
  ]
  it.each(forbidden)('[%s] %s', (rule, path, source) => expect(rules(path, source)).toContain(rule))

  const allowed = [
    ['core/shared-doc/x.ts', "import * as Y from 'yjs'\nexport const d = () => new Y.Doc()"],
    ['server/storage/x.ts', "import type * as Y from 'yjs'\nexport type D = Y.Doc"],
    ['core/meeting/x.ts', '/** Phiên họp thường kỳ. */\nexport const at = (iso: string) => new Date(iso)'],
    ['renderer/features/agenda/x.tsx', "export { a } from './a.ts'\nexport { b } from '../../ui/b.tsx'"],
    ['renderer/platform/browser.ts', 'export const p = () => navigator.storage.persist()'],
    ['electron/server-process/server-process.ts', "export { startServer } from '#server'"],
    ['text/vi/app.ts', "export const app = { a: 'Chương trình' }"]
  ]
  it.each(allowed)('lets pass what is right in %s', (path, source) => expect(rules(path, source)).toEqual([]))
})
