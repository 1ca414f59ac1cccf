import type { PaperKey } from '#protocol/desktop-api.ts'
import type { PaperText } from '#protocol/paper-text.ts'
import type { PaperTextStore } from './platform.ts'

const nameOf = ({ server, user, paper, version }: PaperKey): string => [server, user, paper, version].join(' ')

/** Papers' texts in memory, gone with the page. */
export class MemoryPaperTexts implements PaperTextStore {
  readonly #texts = new Map<string, PaperText>()

  async read(key: PaperKey): Promise<PaperText | null> {
    return this.#texts.get(nameOf(key)) ?? null
  }

  async keep(key: PaperKey, text: PaperText): Promise<void> {
    this.#texts.set(nameOf(key), text)
  }

  async drop(key: PaperKey): Promise<void> {
    this.#texts.delete(nameOf(key))
  }
}
