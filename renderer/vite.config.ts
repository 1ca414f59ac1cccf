import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { pdfjsAssets } from './vite-pdfjs.ts'

/** One bundle for both hosts. Relative addresses: it is served from / by the server and from app:// by the desktop shell. */
export default defineConfig({
  root: 'renderer',
  base: './',
  publicDir: false,
  plugins: [react(), pdfjsAssets()],
  // Zod would ask whether it may make code of text, which our policy forbids and the browser reports on every page.
  define: { 'globalThis.__zod_globalConfig': '({"jitless":true})' },
  // The last Chromium on Windows 7 is 108/109.
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome108',
    cssTarget: 'chrome108',
    // Nothing as data: address, so that the content security policy stays narrow.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    // Nothing of ours happens on import (main.tsx apart), so a screen carries only what it uses of its neighbours.
    rolldownOptions: {
      treeshake: {
        moduleSideEffects: [{ test: /^(?!.*node_modules).*\/(core|protocol|text|renderer\/(?!main\.tsx)).*\.tsx?$/, sideEffects: false }]
      }
    }
  },
  worker: { format: 'es' }
})
