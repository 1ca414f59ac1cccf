// Hocuspocus as its README starts it; with DATA=file its documents are kept by its SQLite extension.
import { Server } from '@hocuspocus/server'

const extensions = []
if (process.env.DATA) {
  const { SQLite } = await import('@hocuspocus/extension-sqlite')
  extensions.push(new SQLite({ database: process.env.DATA }))
}
const server = new Server({ port: Number(process.env.PORT ?? 0), address: '127.0.0.1', quiet: true, stopOnSignals: false, extensions })
await server.listen()
console.log(server.httpServer.address().port)
