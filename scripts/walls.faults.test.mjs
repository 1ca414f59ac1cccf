import { resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** Codes of what the compiler says when `source` stands as a new file `bad.ts` in the room. */
function compile(room, source) {
  const bad = resolve(room, 'bad.ts')
  const { config } = ts.readConfigFile(`${room}/tsconfig.json`, ts.sys.readFile)
  const parsed = ts.parseJsonConfigFileContent({ ...config, include: [], files: ['bad.ts'] }, ts.sys, resolve(room))
  const host = ts.createCompilerHost(parsed.options)
  const isBad = name => resolve(name) === bad
  const { readFile, fileExists, getSourceFile } = host
  host.readFile = name => (isBad(name) ? source : readFile(name))
  host.fileExists = name => isBad(name) || fileExists(name)
  host.getSourceFile = (name, ...rest) =>
    isBad(name) ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest)
  const program = ts.createProgram({ rootNames: [bad], options: parsed.options, projectReferences: parsed.projectReferences, host })
  return [...program.getOptionsDiagnostics(), ...program.getSemanticDiagnostics(program.getSourceFile(bad))].map(d => `TS${d.code}`)
}

// A compilation is all processor: on a busy computer six of them take their time.
describe('the compiler keeps the walls', { timeout: 90_000 }, () => {
  const forbidden = [
    ['core', 'export const w = window.innerWidth'],
    ['core', 'export const p = process.env'],
    ['core', "import { readFileSync } from 'node:fs'; export const r = readFileSync"],
    ['core', 'export const id = () => crypto.randomUUID()'],
    ['core', 'export const t = setTimeout'],
    ['core', "export const log = () => console.log('x')"],
    ['core', "export type { RunningServer } from '#server'"],
    ['core', "export type { DesktopApi } from '#protocol/desktop-api.ts'"],
    ['protocol', 'export const w = window.innerWidth'],
    ['renderer', "export type { RunningServer } from '#server'"],
    ['renderer', "import { readFileSync } from 'node:fs'; export const r = readFileSync"],
    ['server', 'export const d = document.title'],
    ['server', "export type { Platform } from '../renderer/platform/platform.ts'"],
    ['electron', "export type { Platform } from '../renderer/platform/platform.ts'"]
  ]
  it.each(forbidden)('refuses in %s: %s', (room, source) => expect(compile(room, source)).not.toEqual([]))

  it('lets pass what is right', () => {
    for (const room of ['core', 'protocol', 'server', 'renderer', 'electron'])
      expect(compile(room, 'export const a = (n: number) => n + 1')).toEqual([])
    expect(compile('protocol', "export type { Mark } from '#core/mark/mark.ts'")).toEqual([])
  })
})
