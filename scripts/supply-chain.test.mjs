import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { faultsIn, installedLicence, isAllowed, lockFile, sbom } from './supply-chain.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const good = { version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==`, license: 'MIT' }
const faults = entry => faultsIn({ packages: { '': {}, 'node_modules/x': entry } }, () => '')

describe('what we are made of', () => {
  it('[Q1] promise A16: every package of the lock file has its SHA-512, comes from the registry and has a licence we allow', () => {
    expect(Object.keys(lockFile().packages).length).toBeGreaterThan(300)
    expect(faultsIn(lockFile(), installedLicence)).toEqual([])
  })

  it('[Q1] promise A16: each way of being wrong is found', () => {
    expect(faults(good)).toEqual([])
    expect(faults({ ...good, integrity: undefined })).toHaveLength(1)
    expect(faults({ ...good, integrity: 'sha1-AAAA' })).toHaveLength(1)
    expect(faults({ ...good, resolved: 'git+ssh://git@vidu.example/x.git#abc' })).toHaveLength(1)
    expect(faults({ ...good, link: true })).toHaveLength(1)
    for (const license of [
      'AGPL-3.0',
      'GPL-3.0',
      'UNLICENSED',
      'SEE LICENSE IN LICENSE',
      undefined,
      'MIT AND AGPL-3.0',
      '(SSPL-1.0 OR BUSL-1.1)'
    ])
      expect([license, faults({ ...good, license }).length]).toEqual([license, 1])
    expect(isAllowed('(MIT OR GPL-3.0-or-later)')).toBe(true)
    expect(isAllowed('(BSD-2-Clause OR MIT OR Apache-2.0)')).toBe(true)
  })

  it('[Q1] promise A16: no install script runs, however the packages are installed', () => {
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m)
    expect(readFileSync(join(root, 'scripts/install.mjs'), 'utf8')).toContain("['ci', '--ignore-scripts'")
    // The setting itself, tried: a package whose script would leave a trace.
    const folder = mkdtempSync(join(tmpdir(), 'hopso-scripts-'))
    try {
      writeFileSync(join(folder, '.npmrc'), readFileSync(join(root, '.npmrc')))
      const scripts = {
        preinstall: 'echo ran > trace',
        install: 'echo ran > trace',
        postinstall: 'echo ran > trace',
        prepare: 'echo ran > trace'
      }
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'thu', version: '1.0.0', scripts }))
      expect(spawnSync('npm', ['install', '--offline', '--no-audit', '--no-fund'], { cwd: folder, encoding: 'utf8' }).status).toBe(0)
      expect(() => readFileSync(join(folder, 'trace'))).toThrow()
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('[Q1] promise A16: the bill of materials names every package of the lock file with its version and hash', () => {
    const made = sbom()
    expect([made.bomFormat, made.metadata.component.name]).toEqual(['CycloneDX', 'hopso'])
    const named = new Set(made.components.map(({ name, version }) => `${name}@${version}`))
    const missing = Object.entries(lockFile().packages)
      .filter(([place]) => place !== '')
      .map(([place, { version, name }]) => `${name ?? place.replace(/^.*node_modules\//, '')}@${version}`)
      .filter(each => !named.has(each))
    expect(missing).toEqual([])
    expect(made.components.filter(({ hashes }) => !hashes?.some(({ alg }) => alg === 'SHA-512'))).toEqual([])
  })
})
