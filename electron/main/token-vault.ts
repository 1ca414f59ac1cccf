import { Low } from 'lowdb'
import { z } from 'zod'
import { idPattern, type UserId } from '#core/ids.ts'
import type { StoredToken } from '#protocol/desktop-api.ts'
import { JsonFile } from './json-file.ts'

/** What encrypts for this system user; Electron's safeStorage, where the system has a keychain. */
export interface Keychain {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(bytes: Buffer): string
}

const entry = z.object({
  server: z.string().regex(idPattern),
  user: z.string().regex(idPattern),
  protection: z.enum(['keychain', 'file']),
  value: z.string().max(20_000)
})
const vaultFile = z.object({ version: z.literal(1), tokens: z.array(entry) })
type VaultFile = z.infer<typeof vaultFile>

/** Session tokens of the people who signed in on this computer. */
export interface TokenVault {
  /** Newest first. */
  list(server: string): readonly StoredToken[]
  save(server: string, stored: StoredToken): Promise<void>
  clear(server: string, user: UserId): Promise<void>
  clearServer(server: string): Promise<void>
  protection(): 'keychain' | 'file'
}

/** Opens the vault. Without a keychain tokens stand in the file as they are, which only this system user can read; `protection` says which. */
export async function openTokenVault(path: string, keychain: Keychain | null): Promise<TokenVault> {
  // No backup: a token that was cleared must not stay on the disk.
  const file = new JsonFile<VaultFile>(path, value => vaultFile.safeParse(value).data ?? null, { keepBackup: false })
  const low = new Low<VaultFile>(file, { version: 1, tokens: [] })
  await low.read()
  const protection = () => (keychain?.isEncryptionAvailable() ? 'keychain' : 'file')
  const reveal = ({ protection: how, value }: z.infer<typeof entry>): string | null => {
    if (how === 'file') return value
    try {
      return keychain?.isEncryptionAvailable() ? keychain.decryptString(Buffer.from(value, 'base64')) : null
    } catch {
      // Another keychain than the one that encrypted it: the person signs in again.
      return null
    }
  }
  const keep = async (tokens: VaultFile['tokens']) => {
    low.data = { version: 1, tokens }
    await low.write()
  }
  const others = (server: string, user: UserId) => low.data.tokens.filter(each => each.server !== server || each.user !== user)
  return {
    list: server =>
      low.data.tokens.flatMap(each => {
        const token = each.server === server ? reveal(each) : null
        return token === null ? [] : [{ token, user: each.user as UserId }]
      }),
    save: async (server, { user, token }) => {
      const how = protection()
      const value = how === 'keychain' && keychain ? keychain.encryptString(token).toString('base64') : token
      await keep([{ server, user, protection: how, value }, ...others(server, user)])
    },
    clear: (server, user) => keep(others(server, user)),
    clearServer: server => keep(low.data.tokens.filter(each => each.server !== server)),
    protection
  }
}
