import { messageKind, syncStep } from '#protocol/sync.ts'

/** What a socket knows of the update frames it carried; message 100 answers in the same count. */
export interface FrameCount {
  /** Frames with an update handed to the network. */
  readonly sent: number
  /** Frames waiting until what they hold is on this computer's disk. */
  readonly waiting: number
  /** The server's question for my state was answered, so everything of mine is under way or there. */
  readonly answered: boolean
}

export type CountingSocket = WebSocket & { readonly frames: FrameCount }

/** Whether a frame is a sync step 2 or an update. */
export function updateStep(data: Uint8Array): number | null {
  const step = data[0] === messageKind.sync ? data[1] : undefined
  return step === syncStep.step2 || step === syncStep.update ? step : null
}

/**
 * A WebSocket class that counts the update frames it sends and holds each back until `onDisk()` resolves: work is on its own disk before it
 * is on any wire. `onDisk` returns null when nothing is being written.
 */
export function countingSocketClass(base: typeof WebSocket, onDisk: () => Promise<void> | null, changed: () => void): typeof WebSocket {
  return class extends base implements CountingSocket {
    frames: FrameCount = { sent: 0, waiting: 0, answered: false }
    #tail: Promise<void> | null = null

    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>): void {
      const step = data instanceof Uint8Array ? updateStep(data) : null
      if (step === null) {
        super.send(data as ArrayBuffer)
        return
      }
      const disk = onDisk()
      const pass = () => {
        super.send(data as ArrayBuffer)
        this.frames = { ...this.frames, sent: this.frames.sent + 1, answered: this.frames.answered || step === syncStep.step2 }
        changed()
      }
      if (disk === null && this.#tail === null) {
        pass()
        return
      }
      this.frames = { ...this.frames, waiting: this.frames.waiting + 1 }
      const before = this.#tail ?? Promise.resolve()
      const tail: Promise<void> = Promise.all([before, disk]).then(() => {
        this.frames = { ...this.frames, waiting: this.frames.waiting - 1 }
        if (this.#tail === tail) this.#tail = null
        if (this.readyState === this.OPEN) pass()
      })
      this.#tail = tail
    }
  }
}
