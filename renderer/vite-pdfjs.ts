import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import type { Plugin } from 'vite'

const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'] as const
const types: Readonly<Record<string, string>> = { '.wasm': 'application/wasm', '.js': 'text/javascript', '.ttf': 'font/ttf' }

/** Puts what pdf.js fetches at run time (character maps, standard fonts, image decoders) beside the bundle as `pdfjs/…`: nothing comes from elsewhere. */
export function pdfjsAssets(): Plugin {
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  return {
    name: 'hopso-pdfjs-assets',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const found = /\/pdfjs\/(cmaps|standard_fonts|wasm|iccs)\/([\w.-]+)$/.exec((request.url ?? '').split('?')[0] ?? '')
        const file = found?.[1] && found[2] ? join(home, found[1], found[2]) : null
        if (!file || !existsSync(file)) return next()
        response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream')
        createReadStream(file).pipe(response)
      })
    },
    generateBundle() {
      for (const folder of folders) {
        for (const name of readdirSync(join(home, folder))) {
          this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${name}`, source: readFileSync(join(home, folder, name)) })
        }
      }
    }
  }
}
