/** Something to be done once, whose outcome is told later: when it is stored, or when that failed. */
export interface Deed<T> {
  /** Does it and keeps what came of it; never throws. */
  readonly run: () => void
  /** Tells what came of it. */
  readonly settle: () => void
  readonly failed: (error: unknown) => void
  readonly done: Promise<T>
}

export function deed<T>(act: () => T): Deed<T> {
  let tell: () => void = () => {}
  let resolve: (value: T) => void = () => {}
  let failed: (error: unknown) => void = () => {}
  const done = new Promise<T>((onValue, onError) => {
    resolve = onValue
    failed = onError
  })
  const run = (): void => {
    try {
      const value = act()
      tell = () => resolve(value)
    } catch (error) {
      tell = () => failed(error)
    }
  }
  return { run, settle: () => tell(), failed, done }
}
