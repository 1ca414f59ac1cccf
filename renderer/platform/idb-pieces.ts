import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { UserId, VersionId } from '#core/ids.ts'
import type { PaperKey } from '#protocol/desktop-api.ts'
import type { KeptFile, PieceStorage } from './piece-storage.ts'

type FileKey = [server: string, user: string, paper: string, version: string]
interface Schema extends DBSchema {
  files: { key: FileKey; value: KeptFile & { readonly key: FileKey } }
  pieces: { key: [string, string, string, string, number]; value: Uint8Array }
}

const fileKey = (key: PaperKey): FileKey => [key.server, key.user, key.paper, key.version]
const strict = { durability: 'strict' } as const

/** Pieces in the browser's own database; opened at first use. */
export class IdbPieces implements PieceStorage {
  #opened: Promise<IDBPDatabase<Schema>> | null = null

  #database(): Promise<IDBPDatabase<Schema>> {
    this.#opened ??= openDB<Schema>('hopso papers', 1, {
      upgrade(db) {
        db.createObjectStore('files', { keyPath: 'key' })
        db.createObjectStore('pieces')
      }
    })
    return this.#opened
  }

  async about(key: PaperKey): Promise<KeptFile | null> {
    return (await (await this.#database()).get('files', fileKey(key))) ?? null
  }

  async put(key: PaperKey, index: number, piece: Uint8Array, about: KeptFile): Promise<void> {
    const tx = (await this.#database()).transaction(['files', 'pieces'], 'readwrite', strict)
    await Promise.all([
      tx.objectStore('pieces').put(piece.slice(), [...fileKey(key), index]),
      tx.objectStore('files').put({ ...about, key: fileKey(key) }),
      tx.done
    ])
  }

  async describe(key: PaperKey, about: KeptFile): Promise<void> {
    const tx = (await this.#database()).transaction('files', 'readwrite', strict)
    await Promise.all([tx.store.put({ ...about, key: fileKey(key) }), tx.done])
  }

  async piece(key: PaperKey, index: number): Promise<Uint8Array | null> {
    return (await (await this.#database()).get('pieces', [...fileKey(key), index])) ?? null
  }

  async drop(key: PaperKey): Promise<void> {
    const tx = (await this.#database()).transaction(['files', 'pieces'], 'readwrite', strict)
    const [server, user, paper, version] = fileKey(key)
    await Promise.all([
      tx.objectStore('files').delete(fileKey(key)),
      tx.objectStore('pieces').delete(IDBKeyRange.bound([server, user, paper, version, 0], [server, user, paper, version, Infinity])),
      tx.done
    ])
  }

  async complete(server: string, user: UserId): Promise<readonly { readonly version: VersionId; readonly bytes: number }[]> {
    const range = IDBKeyRange.bound([server, user, '', ''], [server, user, '\uffff', ''])
    const files = await (await this.#database()).getAll('files', range)
    return files.filter(file => file.complete).map(file => ({ version: file.key[3] as VersionId, bytes: file.bytes }))
  }
}
