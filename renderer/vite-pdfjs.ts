import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import type { Plugin } from 'vite'

/** In the order in which they are fetched ahead. */
const folders = ['wasm', 'standard_fonts', 'iccs', 'cmaps'] as const
const types: Readonly<Record<string, string>> = { '.wasm': 'application/wasm', '.js': 'text/javascript', '.ttf': 'font/ttf' }
/** What some browser fetches ahead: no licences. */
const isAhead = (name: string): boolean => /(\.(wasm|pfb|ttf|icc|bcmap)|_nowasm_fallback\.js)$/.test(name)

/**
 * Puts what pdf.js fetches at run time (image decoders, standard fonts, colours, character maps) beside the bundle as `pdfjs-<version>/…`, which
 * never changes and may be kept for ever, with the list `ahead.json`: nothing comes from elsewhere.
 */
export function pdfjsAssets(): Plugin {
  const described = createRequire(import.meta.url).resolve('pdfjs-dist/package.json')
  const home = dirname(described)
  const { version } = JSON.parse(readFileSync(described, 'utf8')) as { version: string }
  const names = folders.flatMap(folder => readdirSync(join(home, folder)).map(name => `${folder}/${name}`))
  const ahead = JSON.stringify(names.filter(isAhead))
  return {
    name: 'hopso-pdfjs-assets',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = new RegExp(`/pdfjs-${version}/([\\w./-]+)$`).exec((request.url ?? '').split('?')[0] ?? '')?.[1] ?? ''
        if (name === 'ahead.json') return void response.setHeader('Content-Type', 'application/json').end(ahead)
        if (!names.includes(name) || !existsSync(join(home, name))) return next()
        response.setHeader('Content-Type', types[extname(name)] ?? 'application/octet-stream')
        createReadStream(join(home, name)).pipe(response)
      })
    },
    generateBundle() {
      const emit = (name: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName: `pdfjs-${version}/${name}`, source })
      emit('ahead.json', ahead)
      for (const name of names) emit(name, readFileSync(join(home, name)))
    }
  }
}
