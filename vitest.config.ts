import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,protocol,text,server,renderer,electron,scripts}/**/*.test.{ts,tsx,mjs}'],
    testTimeout: 20_000,
    hookTimeout: 20_000
  }
})
