// PDF files that nobody here wrote, out of Debian packages: downloaded and unpacked into a folder that git ignores, never installed, never
// kept in the repository. `node scripts/foreign-papers.mjs` fetches them and prints what is there.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { foreignList } from './foreign-list.mjs'

const folder = join(resolve(fileURLToPath(new URL('..', import.meta.url))), '.build', 'foreign')
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex')

/** Downloads what is missing of the list and checks every file. Throws a sentence when the archive cannot be reached or gave other files. */
export function fetchForeignPapers(list = foreignList, log = console.error) {
  mkdirSync(folder, { recursive: true })
  const packages = [...new Set(list.map(one => one.package))]
  const missing = packages.filter(name => list.some(one => one.package === name && !existsSync(fileOf(one))))
  if (missing.length > 0) log(`fetching PDF files from ${missing.length} Debian packages…`)
  for (const name of missing)
    unpack(
      name,
      list.filter(one => one.package === name)
    )
  return list.map(one => {
    const bytes = readFileSync(fileOf(one))
    if (one.sha256 && sha256(bytes) !== one.sha256) {
      rmSync(fileOf(one))
      throw new Error(
        `${one.package} holds another ${one.path} than the one this list was made with; look at it and renew its sum in scripts/foreign-list.mjs`
      )
    }
    return { ...one, bytes }
  })
}

const fileOf = one => join(folder, one.package, one.path.replaceAll('/', '_').replace(/\.gz$/, ''))

function unpack(name, wanted) {
  const place = mkdtempSync(join(folder, 'package-'))
  try {
    download(name, place)
    const [archive] = readdirSync(place)
    const tree = join(place, 'tree')
    execFileSync('dpkg-deb', ['-x', join(place, archive), tree])
    for (const one of wanted) {
      const bytes = readFileSync(join(tree, one.path))
      mkdirSync(join(folder, name), { recursive: true })
      const half = `${fileOf(one)}.half`
      writeFileSync(half, one.path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
      renameSync(half, fileOf(one))
    }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function download(name, place) {
  const get = () => execFileSync('apt-get', ['download', '-qq', name], { cwd: place, stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    get()
  } catch {
    // The lists are old or were never fetched.
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'pipe'] })
      get()
    } catch (error) {
      throw new Error(
        `The Debian package ${name} could not be downloaded, so the test with foreign papers cannot run: ${String(error.stderr ?? error).trim()}`
      )
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const { package: name, path, bytes } of fetchForeignPapers())
    console.log(`${sha256(bytes)} ${String(bytes.length).padStart(9)} ${name} ${path}`)
