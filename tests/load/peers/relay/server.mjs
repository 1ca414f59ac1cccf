// The floor: hands every frame on to all others at the same address; no Yjs, no state, no disk. With STATE=file, that file is sent to who comes.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'

const state = process.env.STATE ? readFileSync(process.env.STATE) : null
const rooms = new Map()
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, skipUTF8Validation: true })
sockets.on('connection', (socket, request) => {
  const room = rooms.get(request.url) ?? new Set()
  rooms.set(request.url, room.add(socket))
  socket.on('error', () => {})
  socket.on('close', () => room.delete(socket))
  socket.on('message', frame => {
    for (const other of room) if (other !== socket && other.readyState === WebSocket.OPEN) other.send(frame, { binary: true })
  })
  if (state) socket.send(state)
})
const server = createServer((_request, response) => response.end())
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, open => sockets.emit('connection', open, request))
)
server.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1', backlog: 1024 }, () => console.log(server.address().port))
