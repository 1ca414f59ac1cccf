#!/usr/bin/env node
// The command `hopso`. In a clone it bundles the server first when its sources have changed; in a package the bundle is there.
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
if (existsSync(join(root, 'server', 'cli.ts'))) {
  const { buildTargets } = await import('./build.mjs')
  await buildTargets(['server'], { before: () => undefined, after: () => undefined })
}
await import(pathToFileURL(join(root, 'dist', 'server', 'cli.mjs')).href)
