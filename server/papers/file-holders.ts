import type { FileHash } from '#core/paper/paper.ts'
import { KeyedQueues } from '../queue.ts'
import type { FileStorage } from '../storage/ports.ts'

/** [Z4] Who still needs the bytes of a file; a file nobody needs any more is given back, one that is just being named is not. */
export class FileHolders {
  readonly #files: FileStorage
  readonly #turns = new KeyedQueues<FileHash>()
  readonly #named: ((hash: FileHash) => boolean)[] = []
  #gone: (hash: FileHash) => Promise<void> = async () => undefined
  #copies = 0

  constructor(files: FileStorage) {
    this.#files = files
  }

  /** `isNamed` says whether something stored names the bytes; when it cannot know, it says so too. */
  add(isNamed: (hash: FileHash) => boolean): void {
    this.#named.push(isNamed)
  }

  /** What was made of a file goes with it. */
  whenGone(forget: (hash: FileHash) => Promise<void>): void {
    this.#gone = forget
  }

  /** Between these bytes being there and being named nothing gives them back. */
  during<T>(hash: FileHash, task: () => Promise<T>): Promise<T> {
    return this.#turns.run(hash, task)
  }

  /** A copy of everything is being made: what it has listed must be there until it ends. */
  async *whileCopied<T>(copy: AsyncIterable<T>): AsyncGenerator<T> {
    this.#copies += 1
    try {
      yield* copy
    } finally {
      this.#copies -= 1
    }
  }

  /** Gives the bytes back unless somebody names them; false while that cannot be settled. */
  giveBack(hash: FileHash): Promise<boolean> {
    return this.#turns.run(hash, async () => {
      if (this.#copies > 0) return false
      if (this.#named.some(isNamed => isNamed(hash))) return true
      await this.#files.remove(hash)
      await this.#gone(hash)
      return true
    })
  }
}
