// npm run build [-- server|renderer|electron]: bundles into dist/. A target whose sources have not changed is left as it is.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
/** Carry prebuilt binaries, or are optional natives of ws that nobody needs. */
const external = ['electron', 'classic-level', '@node-rs/argon2', 'bufferutil', 'utf-8-validate']
const unit = /\.(test|contract)\.tsx?$/

function* filesUnder(path) {
  const entries = readdirSync(join(root, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const inner = `${path}/${entry.name}`
    if (entry.isDirectory()) yield* filesUnder(inner)
    else if (!unit.test(entry.name)) yield inner
  }
}

function stampOf(sources) {
  const hash = createHash('sha256')
  for (const source of ['package.json', 'package-lock.json', 'scripts/build.mjs', ...sources.flatMap(path => [...filesUnder(path)])])
    hash
      .update(source)
      .update('\0')
      .update(readFileSync(join(root, source)))
  return hash.digest('hex')
}

const shared = ['core', 'protocol', 'text']
const targets = {
  server: { sources: [...shared, 'server'], build: buildServer },
  renderer: { sources: [...shared, 'renderer'], build: buildRenderer },
  electron: { sources: [...shared, 'server', 'electron'], build: buildElectron }
}

/** Files that run in a thread of their own become bundles of their own, beside the one that starts them. */
function workersOf(folder) {
  return Object.fromEntries(
    [...filesUnder(folder)]
      .filter(path => path.endsWith('-worker.ts'))
      .map(path => [path.split('/').at(-1).replace(/\.ts$/, ''), join(root, path)])
  )
}

/** One Node bundle: everything inside but what cannot be. Node 18.15 is the oldest that runs it. */
async function bundle({ input, outDir, format }) {
  const { build } = await import('vite')
  const extension = format === 'cjs' ? 'cjs' : 'mjs'
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external, target: 'node' },
    define: format === 'cjs' ? { 'import.meta.url': '__bundleUrl' } : {},
    build: {
      ssr: true,
      target: 'node18',
      outDir,
      emptyOutDir: false,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input,
        external,
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `chunk-[name]-[hash].${extension}`,
          ...(format === 'cjs' && { banner: `const __bundleUrl = require('node:url').pathToFileURL(__filename).href;` })
        }
      }
    }
  })
}

async function buildServer(outDir) {
  await bundle({
    input: { cli: join(root, 'server/cli.ts'), index: join(root, 'server/index.ts'), ...workersOf('server') },
    outDir,
    format: 'esm'
  })
}

async function buildElectron(outDir) {
  const entries = { main: 'electron/main/main.ts', 'server-process': 'electron/server-process/server-process.ts' }
  for (const [name, path] of Object.entries(entries)) await bundle({ input: { [name]: join(root, path) }, outDir, format: 'cjs' })
  for (const [name, path] of Object.entries(workersOf('server'))) await bundle({ input: { [name]: path }, outDir, format: 'cjs' })
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'chrome108',
      outDir,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { preload: join(root, 'electron/preload/preload.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  })
}

async function buildRenderer(outDir) {
  const { build } = await import('vite')
  await build({ configFile: join(root, 'renderer/vite.config.ts'), logLevel: 'warn', build: { outDir, emptyOutDir: true } })
}

const tellOnStderr = { before: () => undefined, after: (name, seconds) => console.error(`built dist/${name} (${seconds.toFixed(1)} s)`) }

/** Builds those of the named targets whose sources have changed into dist/NAME, and tells before and after each. */
export async function buildTargets(names = Object.keys(targets), tell = tellOnStderr) {
  for (const name of names) {
    const target = targets[name]
    if (!target) throw new Error(`no such target: ${name} (there are ${Object.keys(targets).join(', ')})`)
    const begin = Date.now()
    const outDir = join(root, 'dist', name)
    const stamp = stampOf(target.sources)
    const stampFile = join(outDir, '.stamp')
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue
    tell.before(name)
    const work = `${outDir}.${process.pid}`
    try {
      mkdirSync(work, { recursive: true })
      await target.build(work)
      writeFileSync(join(work, '.stamp'), stamp)
      rmSync(outDir, { recursive: true, force: true })
      renameSync(work, outDir)
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
    tell.after(name, (Date.now() - begin) / 1000)
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = process.argv.slice(2)
  await buildTargets(names.length === 0 || names[0] === 'all' ? undefined : names)
}
