import { StorageFault, type StorageFaultKind } from './ports.ts'

const kindByCode: Readonly<Record<string, StorageFaultKind>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'unreadable',
  EPERM: 'unreadable',
  EROFS: 'unreadable',
  ENOTDIR: 'unreadable',
  EEXIST: 'unreadable',
  LEVEL_CORRUPTION: 'damaged',
  LEVEL_LOCKED: 'locked'
}

/** What the operating system or LevelDB said, as the kind of fault a person can act on; a fault that already is one stays. */
export function asStorageFault(error: unknown, doing: string): StorageFault {
  if (error instanceof StorageFault) return error
  const chain: unknown[] = []
  for (let at = error; at instanceof Error && chain.length < 5; at = at.cause) chain.push(at)
  return new StorageFault(kindOf(chain), `${doing}: ${chain.map(messageOf).join(': ') || String(error)}`, { cause: error })
}

/** Runs `action`; whatever it throws leaves as a `StorageFault`, except a `RangeError`: that is the caller's mistake. */
export async function guarded<T>(doing: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    throw error instanceof RangeError ? error : asStorageFault(error, doing)
  }
}

/** Refuses work on a storage that was closed. */
export function assertOpen(closed: boolean): void {
  if (closed) throw new StorageFault('io', 'storage is closed')
}

/** The `code` of a system error, or ''. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function kindOf(chain: readonly unknown[]): StorageFaultKind {
  for (const error of chain) {
    // LevelDB passes the system's words on, not its code.
    if (/no space left|quota exceeded|not enough space|disk full/i.test(messageOf(error))) return 'disk-full'
    // A table that is gone, or whose end is: LevelDB calls that an IO error.
    if (codeOf(error) === 'LEVEL_IO_ERROR' && /invalid argument|no such file/i.test(messageOf(error))) return 'damaged'
    if (/permission denied|read-only file system/i.test(messageOf(error))) return 'unreadable'
    const kind = kindByCode[codeOf(error)]
    if (kind) return kind
  }
  return 'io'
}
