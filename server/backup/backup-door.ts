import { randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile, unlink } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { replaceFile } from '../storage/durable-file.ts'
import { faultOf, type Surroundings } from '../surroundings.ts'

/** Whoever may read the data folder may ask the running server for a backup: port and token lie in it, for its owner alone. */
const doorFile = 'door.json'
const doorShape = z.object({ port: z.number().int().positive(), token: z.string().length(64) })
/** How long the one who knocks may take to show the token, and either side to move the next byte. */
const patienceMs = 30_000
const mostAtOnce = 2

/** A door on the loopback address that hands out backups; what it returns closes it. */
export async function openBackupDoor(
  dataDir: string,
  backup: () => AsyncIterable<Uint8Array>,
  around: Surroundings
): Promise<() => Promise<void>> {
  const token = randomBytes(32).toString('hex')
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    socket.setTimeout(patienceMs, () => socket.destroy())
    let said = ''
    const listen = (bytes: Buffer): void => {
      said += bytes.toString('latin1')
      if (said.length < token.length + 1) return
      socket.off('data', listen)
      if (said.at(-1) !== '\n' || said.length !== token.length + 1 || !isSame(said.slice(0, -1), token)) return void socket.destroy()
      pipeline(Readable.from(backup(), { objectMode: false }), socket).then(
        () => around.log({ level: 'info', event: 'backup-handed-out' }),
        error => around.log({ level: 'error', event: 'backup-failed', fault: faultOf(error) })
      )
    }
    socket.on('data', listen)
  })
  server.maxConnections = mostAtOnce
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const path = join(dataDir, doorFile)
  await replaceFile(path, JSON.stringify({ port: (server.address() as AddressInfo).port, token }), { mode: 0o600 })
  return async () => {
    await unlink(path).catch(() => undefined)
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  }
}

/** The backup the running server hands out, or null when none is running there. That it is whole is for its reader to find out. */
export async function knock(dataDir: string): Promise<AsyncIterable<Uint8Array> | null> {
  const text = await readFile(join(dataDir, doorFile), 'utf8').catch(() => null)
  const door = doorShape.safeParse(text === null ? null : safeJson(text))
  if (!door.success) return null
  const socket = connect(door.data.port, '127.0.0.1')
  socket.setTimeout(patienceMs, () => socket.destroy(new Error('the server did not answer')))
  const isOpen = await new Promise<boolean>(resolve => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  if (!isOpen) return null
  socket.write(`${door.data.token}\n`)
  return socket
}

const isSame = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other))

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
