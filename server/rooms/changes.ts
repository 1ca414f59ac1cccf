import type * as Y from 'yjs'

/** What a document's transactions change, as updates in order. What one peer sent is not encoded again: that costs as much as applying it. */
export class Changes {
  private collected: Uint8Array[] = []

  constructor(private readonly doc: Y.Doc) {}

  /** Runs `act` as one transaction. `sent` are bytes that say all it does, if it does anything. */
  during(act: () => void, sent: Uint8Array | null): void {
    if (sent) this.asSent(act, sent)
    else this.encoded(() => this.doc.transact(act))
  }

  take(): Uint8Array[] {
    const taken = this.collected
    this.collected = []
    return taken
  }

  private encoded(act: () => void): void {
    this.doc.on('update', this.push)
    try {
      act()
    } finally {
      this.doc.off('update', this.push)
    }
  }

  private asSent(act: () => void, sent: Uint8Array): void {
    let transactions = 0
    let changed = false
    // Yjs may tidy the formatting of a text behind a peer's change: that is a transaction of its own, and nobody has sent it.
    const begun = (): void => {
      transactions += 1
      if (transactions === 2) this.doc.on('update', this.push)
    }
    const done = (transaction: Y.Transaction): void => {
      if (transactions === 1) changed = hasChanged(transaction)
    }
    const at = this.collected.length
    this.doc.on('beforeTransaction', begun)
    this.doc.on('afterTransaction', done)
    try {
      this.doc.transact(act)
    } finally {
      this.doc.off('beforeTransaction', begun)
      this.doc.off('afterTransaction', done)
      this.doc.off('update', this.push)
      if (changed) this.collected.splice(at, 0, sent)
    }
  }

  private readonly push = (update: Uint8Array): void => {
    this.collected.push(update)
  }
}

function hasChanged({ deleteSet, afterState, beforeState }: Y.Transaction): boolean {
  if (deleteSet.clients.size > 0) return true
  for (const [client, clock] of afterState) if (beforeState.get(client) !== clock) return true
  return false
}
