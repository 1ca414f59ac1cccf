/** Who waits for something goes before what is fetched ahead of anybody's asking. */
export interface RightOfWay {
  /** Does something somebody is waiting for. */
  readonly first: <T>(work: () => Promise<T>) => Promise<T>
  /** Resolves when nobody waits, nor has waited a moment ago. */
  readonly turn: () => Promise<void>
  /** Nobody has to wait any more. */
  readonly close: () => void
}

/** `lingerMs`: who has just been given a piece will want the next. */
export function createRightOfWay(lingerMs: number): RightOfWay {
  let waited = 0
  let closed = false
  const patient: (() => void)[] = []
  const goOn = (): void => {
    waited--
    if (waited > 0) return
    for (const one of patient.splice(0)) one()
  }
  return {
    first: async work => {
      waited++
      try {
        return await work()
      } finally {
        setTimeout(goOn, lingerMs)
      }
    },
    turn: () => (waited === 0 || closed ? Promise.resolve() : new Promise(resolve => patient.push(resolve))),
    close: () => {
      closed = true
      for (const one of patient.splice(0)) one()
    }
  }
}
