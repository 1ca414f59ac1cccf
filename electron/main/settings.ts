import { Low } from 'lowdb'
import { z } from 'zod'
import { idPattern } from '#core/ids.ts'
import type { KnownServer } from '#protocol/desktop-api.ts'
import { JsonFile } from './json-file.ts'

export const serverId = z.string().regex(idPattern)
const knownServer = z.object({ server: serverId, url: z.url({ protocol: /^https?$/ }), organisation: z.string().max(500) })
const windowPlace = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  maximized: z.boolean()
})
export type WindowPlace = z.infer<typeof windowPlace>
const settingsFile = z.object({ version: z.literal(1), servers: z.array(knownServer), window: windowPlace.nullable() })
type SettingsFile = z.infer<typeof settingsFile>

/** What this computer remembers between starts besides papers and tokens. */
export interface Settings {
  /** Newest first. */
  servers(): readonly KnownServer[]
  /** Puts the server first; tells whether it was known under another address. */
  rememberServer(server: KnownServer): Promise<{ readonly moved: boolean }>
  /** Puts a known server first: somebody signed in there. */
  preferServer(server: string): Promise<void>
  forgetServer(server: string): Promise<void>
  window(): WindowPlace | null
  rememberWindow(place: WindowPlace): Promise<void>
}

/** Opens the settings file; a missing or damaged one counts as empty. */
export async function openSettings(path: string): Promise<Settings> {
  const file = new JsonFile<SettingsFile>(path, value => settingsFile.safeParse(value).data ?? null)
  const low = new Low<SettingsFile>(file, { version: 1, servers: [], window: null })
  await low.read()
  const change = async (next: Partial<SettingsFile>) => {
    low.data = { ...low.data, ...next }
    await low.write()
  }
  return {
    servers: () => low.data.servers,
    rememberServer: async server => {
      const before = low.data.servers.find(each => each.server === server.server)
      await change({
        servers: [{ ...server }, ...low.data.servers.filter(each => each.server !== server.server && each.url !== server.url)]
      })
      return { moved: before !== undefined && before.url !== server.url }
    },
    preferServer: async server => {
      const [first] = low.data.servers
      const preferred = low.data.servers.find(each => each.server === server)
      if (preferred && preferred !== first) await change({ servers: [preferred, ...low.data.servers.filter(each => each !== preferred)] })
    },
    forgetServer: server => change({ servers: low.data.servers.filter(each => each.server !== server) }),
    window: () => low.data.window,
    rememberWindow: window => change({ window })
  }
}
