/** Runs tasks one after the other; a failed task does not stop the next. */
export class Queue {
  #tail: Promise<unknown> = Promise.resolve()

  /** Resolves or rejects as the task does, once everything queued before it has ended. */
  run<T>(task: () => Promise<T> | T): Promise<T> {
    const result = this.#tail.then(task)
    this.#tail = result.catch(() => undefined)
    return result
  }

  /** Resolves when everything queued so far has ended. */
  async idle(): Promise<void> {
    await this.#tail
  }
}

/** A queue per key; keys without work are forgotten. */
export class KeyedQueues<K> {
  readonly #queues = new Map<K, { readonly queue: Queue; waiting: number }>()

  async run<T>(key: K, task: () => Promise<T> | T): Promise<T> {
    const entry = this.#queues.get(key) ?? { queue: new Queue(), waiting: 0 }
    this.#queues.set(key, entry)
    entry.waiting += 1
    try {
      return await entry.queue.run(task)
    } finally {
      entry.waiting -= 1
      if (entry.waiting === 0) this.#queues.delete(key)
    }
  }

  async idle(): Promise<void> {
    await Promise.all([...this.#queues.values()].map(({ queue }) => queue.idle()))
  }
}
