/** One opening of a paper by the library that reads it. */
export interface Opening<Document> {
  readonly document: Document
  readonly close: () => Promise<void>
}

/** Somebody reads in one opening; it stays until it is given back. */
export interface Lease<Document> {
  readonly document: Document
  readonly giveBack: () => void
}

/** One paper, opened again and again: the library keeps all it has ever read of a file, until that opening ends. */
export interface Generations<Document> {
  /** The newest opening. */
  readonly take: () => Lease<Document>
  /** Opens the paper anew; the earlier opening ends once nobody reads in it. At most one at a time. False when it could not. */
  readonly renew: () => Promise<boolean>
  readonly close: () => Promise<void>
}

/** Begins with an opening that is already there. `open` opens the same paper once more. */
export function createGenerations<Document>(first: Opening<Document>, open: () => Promise<Opening<Document>>): Generations<Document> {
  interface Generation {
    readonly opening: Opening<Document>
    readers: number
  }
  let newest: Generation = { opening: first, readers: 0 }
  const alive = new Set<Generation>([newest])
  let renewing = false
  let closed = false
  const endUnread = (generation: Generation): void => {
    if (generation === newest || generation.readers > 0 || !alive.delete(generation)) return
    generation.opening.close().catch(() => {})
  }
  return {
    take: () => {
      const generation = newest
      generation.readers++
      let held = true
      return {
        document: generation.opening.document,
        giveBack: () => {
          if (!held) return
          held = false
          generation.readers--
          endUnread(generation)
        }
      }
    },
    renew: async () => {
      if (renewing || closed) return false
      renewing = true
      try {
        const opening = await open()
        const before = newest
        newest = { opening, readers: 0 }
        alive.add(newest)
        // It was closed meanwhile: this one as well.
        if (closed) await opening.close()
        else endUnread(before)
        return !closed
      } catch {
        return false
      } finally {
        renewing = false
      }
    },
    close: async () => {
      closed = true
      await Promise.all([...alive].map(generation => generation.opening.close()))
      alive.clear()
    }
  }
}
