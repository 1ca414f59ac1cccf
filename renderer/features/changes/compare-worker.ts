import { compareTexts } from '#core/paper/compare.ts'

// A thread of its own: the screen never waits for a comparison.
addEventListener('message', (event: MessageEvent<readonly [before: readonly string[], after: readonly string[]]>) => {
  postMessage(compareTexts(...event.data))
})
