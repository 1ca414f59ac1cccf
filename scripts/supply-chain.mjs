// What stands in package-lock.json and node_modules, looked at for A16: integrity of every package, the registry alone, known licences, no install
// scripts. `node scripts/supply-chain.mjs` says what is wrong; `npm run sbom` writes dist/sbom.json (CycloneDX, made by npm itself).
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** What may be part of an Apache-2.0 product or help to make it; each was read. Nothing here obliges whoever runs the server to publish. */
export const allowedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
  'Zlib'
])

/** True for `MIT`, `(MIT OR GPL-3.0)`, `MIT AND ISC`: one of each alternative is enough, all that stand together are needed. */
export function isAllowed(expression) {
  const words = expression.replace(/[()]/g, ' ').trim()
  if (words === '') return false
  return words.split(/\s+OR\s+/).some(alternative => alternative.split(/\s+AND\s+/).every(licence => allowedLicences.has(licence.trim())))
}

const licenceIn = ({ license, licenses }) => {
  if (typeof license === 'string') return license
  if (typeof license?.type === 'string') return license.type
  return Array.isArray(licenses) ? licenses.map(each => each?.type ?? each).join(' OR ') : ''
}

/**
 * What is wrong with a lock file. `licenceOf` gives the licence of an installed package by its place in the lock, '' when it says none, null
 * when it is not installed (for another system).
 */
export function faultsIn(lock, licenceOf) {
  const faults = []
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (place === '') continue
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? '')) faults.push(`${place}: no SHA-512 in the lock file`)
    // npm writes no address for what comes from the registry; one that stands here leads elsewhere, past whoever looks after the registry.
    if (entry.resolved !== undefined || entry.link) faults.push(`${place}: comes from ${entry.resolved ?? 'a link'}`)
    const licence = entry.license ?? licenceOf(place) ?? ''
    if (!isAllowed(licence)) faults.push(`${place}: licence ${licence || 'not named'}`)
  }
  return faults
}

/** Read in the package's own LICENSE file, where its package.json names none. */
const readLicences = new Map([['node_modules/png-js', 'MIT']])

/** Licence of an installed package as its own package.json says it. */
export function installedLicence(place) {
  const file = join(root, place, 'package.json')
  return existsSync(file) ? licenceIn(JSON.parse(readFileSync(file, 'utf8'))) || (readLicences.get(place) ?? '') : null
}

export const lockFile = () => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))

/** The software bill of materials as npm makes it from the lock file: CycloneDX, JSON. */
export function sbom() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--loglevel=error']
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32'
  })
  if (status !== 0) throw new Error(`npm sbom: ${stderr.trim()}`)
  const made = JSON.parse(stdout)
  // npm calls the product by the name of the folder it stands in.
  const { component } = made.metadata
  const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const [called, ref] = [component.name, component['bom-ref']]
  Object.assign(component, { name, 'bom-ref': ref.replace(called, name), purl: component.purl?.replace(called, name) })
  for (const dependency of made.dependencies ?? []) if (dependency.ref === ref) dependency.ref = component['bom-ref']
  return made
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv[2] === 'sbom') {
    const made = sbom()
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(join(root, 'dist/sbom.json'), `${JSON.stringify(made, null, 1)}\n`)
    console.log(`dist/sbom.json: ${made.components.length} packages`)
  } else {
    const faults = faultsIn(lockFile(), installedLicence)
    for (const fault of faults) console.log(fault)
    console.log(`${Object.keys(lockFile().packages).length - 1} packages, ${faults.length} faults`)
    process.exitCode = faults.length > 0 ? 1 : 0
  }
}
