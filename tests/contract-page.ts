/** As much of vitest as the contract suites use, for a page in a real browser. Cases are collected on import and run by `runCases`. */
interface Case {
  readonly name: string
  readonly run: () => Promise<void> | void
}
const page = globalThis as typeof globalThis & { contractCases?: Case[]; runCases?: () => Promise<readonly string[]> }
page.contractCases = []
const groups: string[] = []

export function describe(name: string, define: () => void): void {
  groups.push(name)
  define()
  groups.pop()
}
export function it(name: string, run: Case['run']): void {
  page.contractCases?.push({ name: [...groups, name].join(' '), run })
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
/** Deep equality; `partly`: objects may have more than is expected. */
function equal(actual: unknown, expected: unknown, partly: boolean): boolean {
  if (Object.is(actual, expected)) return true
  if (!isObject(actual) || !isObject(expected)) return false
  if (Array.isArray(expected) || ArrayBuffer.isView(expected))
    if (Object.keys(actual).length !== Object.keys(expected).length || actual.constructor !== expected.constructor) return false
  if (!partly && Object.keys(actual).length !== Object.keys(expected).length) return false
  return Object.entries(expected).every(([key, value]) => key in actual && equal(actual[key], value, partly))
}

export function expect(actual: unknown) {
  const must = (holds: boolean, what: string, expected?: unknown): void => {
    if (!holds) throw new Error(`${JSON.stringify(actual)} ${what} ${JSON.stringify(expected)}`)
  }
  return {
    toBe: (expected: unknown) => must(Object.is(actual, expected), 'is not', expected),
    toEqual: (expected: unknown) => must(equal(actual, expected, false), 'does not equal', expected),
    toMatchObject: (expected: unknown) => must(equal(actual, expected, true), 'does not match', expected),
    toBeNull: () => must(actual === null, 'is not null'),
    toBeLessThan: (expected: number) => must(Number(actual) < expected, 'is not less than', expected)
  }
}

/** Runs every case on empty databases; a line for each: `ok NAME`, or what failed. */
page.runCases = async () => {
  const told: string[] = []
  for (const { name, run } of page.contractCases ?? []) {
    for (const { name: database } of await indexedDB.databases()) await emptied(database ?? '')
    try {
      await run()
      told.push(`ok ${name}`)
    } catch (error) {
      told.push(`${name}: ${error}`)
    }
  }
  return told
}

const emptied = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const tx = database.transaction([...database.objectStoreNames], 'readwrite')
      for (const store of database.objectStoreNames) tx.objectStore(store).clear()
      tx.oncomplete = () => {
        database.close()
        resolve()
      }
      tx.onabort = () => reject(tx.error)
    }
  })
