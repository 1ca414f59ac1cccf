import { openDB } from 'idb'

/** A few small texts that outlast a kill or a power failure: who was here last, who has still to be signed out. */
export type SmallMemory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** What the browser keeps for this page; in memory where it is blocked and even asking for it throws. */
export function localMemory(): SmallMemory {
  try {
    return localStorage
  } catch {
    const texts = new Map<string, string>()
    return {
      getItem: key => texts.get(key) ?? null,
      setItem: (key, text) => void texts.set(key, text),
      removeItem: key => void texts.delete(key)
    }
  }
}

const database = 'hopso memory'
const store = 'texts'

/** Asynchronous also in its failure: a browser that blocks storage throws at once. */
const openDatabase = async () => openDB(database, 1, { upgrade: made => void made.createObjectStore(store) })

/**
 * Reads once, answers from memory, writes behind with `durability: 'strict'`: localStorage reaches the disk only seconds later, so that an
 * app killed soon after its first sign-in would not know its person. Where IndexedDB is off, `otherwise` is used as it is.
 */
export async function openSmallMemory(otherwise: SmallMemory): Promise<SmallMemory> {
  const db = await openDatabase().catch(() => null)
  if (!db) return otherwise
  const texts = new Map<string, string>()
  const keys = await db.getAllKeys(store)
  for (const key of keys) {
    const text: unknown = await db.get(store, key)
    if (typeof key === 'string' && typeof text === 'string') texts.set(key, text)
  }
  const write = async (key: string, text: string | null): Promise<void> => {
    const change = db.transaction(store, 'readwrite', { durability: 'strict' })
    await (text === null ? change.store.delete(key) : change.store.put(text, key))
    await change.done
  }
  return {
    getItem: key => texts.get(key) ?? null,
    setItem: (key, text) => {
      texts.set(key, text)
      // A full disk: the next start needs a network, nothing else.
      write(key, text).catch(() => {})
    },
    removeItem: key => {
      texts.delete(key)
      write(key, null).catch(() => {})
    }
  }
}
