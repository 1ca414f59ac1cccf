import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { PaperKey } from '#protocol/desktop-api.ts'
import { type PaperText, paperTextShape } from '#protocol/paper-text.ts'
import type { PaperTextStore } from './platform.ts'

interface Schema extends DBSchema {
  texts: { key: [server: string, user: string, paper: string, version: string]; value: PaperText }
}
const keyOf = ({ server, user, paper, version }: PaperKey): Schema['texts']['key'] => [server, user, paper, version]

/** Papers' texts in the browser's own database; opened at first use. */
export class IdbPaperTexts implements PaperTextStore {
  #opened: Promise<IDBPDatabase<Schema>> | null = null

  #database(): Promise<IDBPDatabase<Schema>> {
    this.#opened ??= openDB<Schema>('hopso paper texts', 1, { upgrade: made => void made.createObjectStore('texts') })
    return this.#opened
  }

  async read(key: PaperKey): Promise<PaperText | null> {
    // A shape of an earlier release is fetched anew.
    return paperTextShape.safeParse(await (await this.#database()).get('texts', keyOf(key))).data ?? null
  }

  async keep(key: PaperKey, text: PaperText): Promise<void> {
    await (await this.#database()).put('texts', text, keyOf(key))
  }

  async drop(key: PaperKey): Promise<void> {
    await (await this.#database()).delete('texts', keyOf(key))
  }
}
