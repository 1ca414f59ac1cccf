import { constants } from 'node:fs'
import { posix } from 'node:path'
import type { FileSystem, OpenFile } from './file-system.ts'

/** What a file holds, and what of it is certain to be there after a power cut. */
class Inode {
  now: Buffer = Buffer.alloc(0)
  synced: Buffer = Buffer.alloc(0)
}
type Node = Inode | Folder
class Folder {
  constructor(
    readonly now = new Map<string, Node>(),
    public synced: ReadonlyMap<string, Node> = new Map(now)
  ) {}
}

const sectorBytes = 512

/**
 * A disk that keeps its word and not an inch more: a file's bytes last once that file was synced, a name once its folder was. At a power
 * cut each un-synced sector and each un-synced name is there or not, by chance, independently of all others.
 */
export class FakeDisk implements FileSystem {
  #isOn = true

  /** `operations` until the power fails. */
  constructor(
    private readonly chance: () => number,
    private operations = Number.POSITIVE_INFINITY,
    private readonly root = new Folder()
  ) {}

  get isOn(): boolean {
    return this.#isOn
  }

  /** What a machine that is switched on again finds. */
  afterPowerCut(operations = Number.POSITIVE_INFINITY): FakeDisk {
    const survivors = new Map<Node, Node>()
    const survivor = (node: Node): Node => {
      const known = survivors.get(node)
      if (known) return known
      if (node instanceof Inode) {
        const left = new Inode()
        left.now = this.#leftOf(node)
        left.synced = Buffer.from(left.now)
        survivors.set(node, left)
        return left
      }
      const names = new Map<string, Node>()
      const folder = new Folder(names)
      survivors.set(node, folder)
      for (const name of new Set([...node.now.keys(), ...node.synced.keys()])) {
        const found = this.chance() < 0.5 ? node.now.get(name) : node.synced.get(name)
        if (found) names.set(name, survivor(found))
      }
      folder.synced = new Map(names)
      return folder
    }
    return new FakeDisk(this.chance, operations, survivor(this.root) as Folder)
  }

  #leftOf({ now, synced }: Inode): Buffer {
    if (now.equals(synced)) return Buffer.from(now)
    const length = this.chance() < 0.5 ? now.length : synced.length
    const left = Buffer.alloc(length)
    for (let at = 0; at < length; at += sectorBytes)
      left.set((this.chance() < 0.5 ? now : synced).subarray(at, Math.min(at + sectorBytes, length)), at)
    return left
  }

  async open(path: string, flags: string | number): Promise<OpenFile> {
    await this.#step()
    const { folder, name } = this.#parent(path)
    const creates = flags === 'wx' || flags === 'a' || (typeof flags === 'number' && (flags & constants.O_CREAT) !== 0)
    let node = name === '' ? this.root : folder.now.get(name)
    if (node && flags === 'wx') throw failure('EEXIST', path)
    if (!node && !creates) throw failure('ENOENT', path)
    if (!node) {
      node = new Inode()
      folder.now.set(name, node)
    }
    return this.#handle(node, flags === 'a')
  }

  #handle(node: Node, appends: boolean): OpenFile {
    const file = (): Inode => {
      if (node instanceof Folder) throw failure('EISDIR', '')
      return node
    }
    let at = appends && node instanceof Inode ? node.now.length : 0
    const put = (bytes: Uint8Array, position: number): void => {
      const inode = file()
      const grown = Buffer.alloc(Math.max(inode.now.length, position + bytes.length))
      inode.now.copy(grown)
      grown.set(bytes, position)
      inode.now = grown
    }
    return {
      stat: async () => ({ size: file().now.length }),
      read: async (into, offset, length, position) => {
        await this.#step()
        const begin = Math.min(position ?? at, file().now.length)
        const bytesRead = file().now.copy(into, offset, begin, Math.min(begin + length, file().now.length))
        if (position === null) at += bytesRead
        return { bytesRead }
      },
      write: async (bytes, offset, length, position) => {
        // A disk takes what it likes of a write, and a power cut may come in the middle of one.
        const taken = Math.max(1, Math.ceil(length * this.chance()))
        put(bytes.subarray(offset, offset + taken), position)
        await this.#step()
        return { bytesWritten: taken }
      },
      writeFile: async bytes => {
        const all = Buffer.from(bytes as Uint8Array)
        for (let done = 0; done < all.length; ) {
          const piece = all.subarray(done, done + Math.max(1, Math.ceil(all.length * this.chance())))
          put(piece, at)
          at += piece.length
          done += piece.length
          await this.#step()
        }
      },
      truncate: async length => {
        file().now = Buffer.from(file().now.subarray(0, length))
        await this.#step()
      },
      sync: async () => {
        await this.#step()
        if (node instanceof Folder) node.synced = new Map(node.now)
        else node.synced = Buffer.from(node.now)
      },
      close: async () => undefined
    }
  }

  async readFile(path: string): Promise<Uint8Array> {
    await this.#step()
    const node = this.#node(path)
    if (!(node instanceof Inode)) throw failure('ENOENT', path)
    return Buffer.from(node.now)
  }

  async stat(path: string) {
    await this.#step()
    const node = this.#node(path)
    if (!node) throw failure('ENOENT', path)
    return { size: node instanceof Inode ? node.now.length : 0, mtimeMs: 0 }
  }

  async readdir(path: string): Promise<string[]> {
    await this.#step()
    const node = this.#node(path)
    if (!(node instanceof Folder)) throw failure('ENOENT', path)
    return [...node.now.keys()].sort()
  }

  async mkdir(path: string): Promise<string | undefined> {
    await this.#step()
    let first: string | undefined
    let folder = this.root
    let at = '/'
    for (const name of path.split('/').filter(Boolean)) {
      at = posix.join(at, name)
      let next = folder.now.get(name)
      if (!next) {
        next = new Folder()
        folder.now.set(name, next)
        first ??= at
      }
      if (!(next instanceof Folder)) throw failure('ENOTDIR', at)
      folder = next
    }
    return first
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#step()
    const [source, target] = [this.#parent(from), this.#parent(to)]
    const node = source.folder.now.get(source.name)
    if (!node) throw failure('ENOENT', from)
    // Two names of one file: POSIX does nothing.
    if (target.folder.now.get(target.name) === node) return
    target.folder.now.set(target.name, node)
    source.folder.now.delete(source.name)
  }

  async link(from: string, to: string): Promise<void> {
    await this.#step()
    const node = this.#node(from)
    if (!node) throw failure('ENOENT', from)
    const { folder, name } = this.#parent(to)
    folder.now.set(name, node)
  }

  async copyFile(from: string, to: string): Promise<void> {
    const bytes = await this.readFile(from)
    const { folder, name } = this.#parent(to)
    const inode = new Inode()
    inode.now = Buffer.from(bytes)
    folder.now.set(name, inode)
  }

  async unlink(path: string): Promise<void> {
    await this.#step()
    const { folder, name } = this.#parent(path)
    if (!folder.now.delete(name)) throw failure('ENOENT', path)
  }

  /** Every operation lets others go first, and may be the last. */
  async #step(): Promise<void> {
    for (let turns = Math.floor(this.chance() * 4); turns > 0; turns -= 1) await Promise.resolve()
    this.operations -= 1
    if (this.operations < 0) this.#isOn = false
    if (!this.#isOn) throw failure('EIO', 'the power is gone')
  }

  #parent(path: string): { readonly folder: Folder; readonly name: string } {
    const folder = this.#node(posix.dirname(path))
    if (!(folder instanceof Folder)) throw failure('ENOENT', path)
    return { folder, name: posix.basename(path) }
  }

  #node(path: string): Node | undefined {
    let node: Node | undefined = this.root
    for (const name of path.split('/').filter(Boolean)) node = node instanceof Folder ? node.now.get(name) : undefined
    return node
  }
}

const failure = (code: string, what: string): Error => Object.assign(new Error(`${code}: ${what}`), { code })

/** Numbers as if by chance, the same for the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
