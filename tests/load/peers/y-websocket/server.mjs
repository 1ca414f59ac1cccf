// The stock y-websocket server; with DATA=folder it keeps its documents in y-leveldb, wired as its README says.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { setPersistence, setupWSConnection } from '@y/websocket-server/utils'
import WebSocket from 'ws'

if (process.env.DATA) {
  const require = createRequire(import.meta.url)
  const Y = require('yjs')
  const { LeveldbPersistence } = require('y-leveldb')
  const kept = new LeveldbPersistence(process.env.DATA)
  setPersistence({
    provider: kept,
    bindState: async (name, doc) => {
      const stored = await kept.getYDoc(name)
      kept.storeUpdate(name, Y.encodeStateAsUpdate(doc))
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(stored))
      doc.on('update', update => kept.storeUpdate(name, update))
    },
    writeState: async () => {}
  })
}
const sockets = new WebSocket.Server({ noServer: true })
sockets.on('connection', setupWSConnection)
const server = createServer((_request, response) => response.end())
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, open => sockets.emit('connection', open, request))
)
server.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1', backlog: 1024 }, () => console.log(server.address().port))
