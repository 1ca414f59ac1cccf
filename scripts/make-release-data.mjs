// node scripts/make-release-data.mjs: a small data folder written by the server as built (dist/server), kept for ever as
// tests/data/releases/VERSION.tar with what is in it beside it. Run once at each release; tests/faults/upgrade.test.ts opens every one.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const target = join(root, 'tests/data/releases', `${version}.tar`)
if (existsSync(target)) {
  console.error(`${target} is there already: what a release wrote is never changed`)
  process.exit(1)
}
const password = 'Hopso@123'
const paper = `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000056 00000 n 
0000000111 00000 n 
trailer <</Size 4 /Root 1 0 R>>
startxref
180
%%EOF
`
const user = (id, role, label) => ({ id, account: id, name: 'Phùng Thị Hằng', title: 'Công chức', unit: 'ubnd-xa-thu', role, label })
const meeting = (id, state) => ({
  id,
  unit: 'ubnd-xa-thu',
  title: 'Phiên họp tháng {thang}/{nam}',
  place: 'Phòng số 1',
  note: 'Ghi chú',
  type: 'session',
  form: 'inPerson',
  startsInDays: 0,
  startTime: '08:00',
  durationMinutes: 120,
  state,
  secretary: 'thu-ky-thu',
  participants: [
    { user: 'thu-ky-thu', role: 'secretary' },
    { user: 'chu-toa-thu', role: 'chair' },
    { user: 'thanh-vien-thu', role: 'member' }
  ],
  agenda: [{ id: `${id}-muc`, parent: null, title: 'Khai mạc', minutes: 10, leadUnit: 'Văn phòng', presenter: 'chu-toa-thu' }],
  papers: [{ id: `${id}-giay`, version: `${id}-giay-1`, title: 'Tờ trình', item: `${id}-muc`, file: 'papers/to-trinh.pdf' }]
})
const organisation = {
  password,
  units: [{ id: 'ubnd-xa-thu', parent: null, name: 'UBND xã Thử', shortName: 'UBND' }],
  users: [user('thu-ky-thu', 'secretary', 'secretary'), user('chu-toa-thu', 'staff', 'chair'), user('thanh-vien-thu', 'staff', 'member')],
  meetings: [meeting('cuoc-hop-du-thao', 'draft'), meeting('cuoc-hop-da-phat', 'issued'), meeting('cuoc-hop-ket-thuc', 'ended')]
}
const rooms = [
  ...organisation.meetings.flatMap(({ id }) => [`meeting/${id}`, `record/${id}`, `notes/${id}/thu-ky-thu`, `marks/${id}-giay/thu-ky-thu`]),
  'state/thu-ky-thu',
  'inbox/thu-ky-thu'
]

const folder = mkdtempSync(join(tmpdir(), 'hopso-release-'))
mkdirSync(join(folder, 'resources/demonstration/papers'), { recursive: true })
writeFileSync(join(folder, 'resources/demonstration/papers/to-trinh.pdf'), paper)
writeFileSync(join(folder, 'resources/demonstration/demonstration.json'), JSON.stringify(organisation))
const { startServer } = await import(pathToFileURL(join(root, 'dist/server/index.mjs')).href)
const start = () =>
  startServer({ dataDir: join(folder, 'data'), port: 0, demonstration: true, resourcesDir: join(folder, 'resources'), version })

/** The room as a newcomer sees it, after `change`. */
async function visit(server, token, room, change = () => undefined) {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(server.syncUrl, room, doc, {
    WebSocketPolyfill: WebSocket,
    disableBc: true,
    protocols: ['hopso', `token.${token}`]
  })
  await new Promise(done => provider.once('sync', done))
  change(doc)
  await new Promise(done => setTimeout(done, 300))
  const content = name => (['title', 'place', 'note'].includes(name) ? doc.getText(name).toString() : doc.getMap(name).toJSON())
  const roots = Object.fromEntries([...doc.share.keys()].sort().map(name => [name, content(name)]))
  provider.destroy()
  return roots
}
async function signIn(server) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${server.url}/api/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ account: 'thu-ky-thu', password })
  })
  return (await answer.json()).token
}

let server = await start()
let token = await signIn(server)
for (const { id } of organisation.meetings.slice(0, 2))
  await visit(server, token, `meeting/${id}`, doc => {
    for (let n = 0; n < 40; n += 1) doc.getText('note').insert(0, `câu ${n} `)
  })
for (const room of rooms.filter(name => /^(notes|marks|state)/.test(name)))
  await visit(server, token, room, doc => doc.getMap(room.split('/')[0].replace('notes', 'notebook')).set('giu-lai', `của ${room}`))
await server.close()

// A second start, so that tables lie beside the log as in any folder that has been in use.
server = await start()
token = await signIn(server)
const expected = { version, account: 'thu-ky-thu', password, meetings: {}, papers: {}, rooms: {} }
for (const { id, papers } of organisation.meetings) {
  const headers = { authorization: `Bearer ${token}` }
  expected.meetings[id] = await (await fetch(`${server.url}/api/meetings/${id}/record`, { headers })).text()
  for (const { id: paper, version } of papers) expected.papers[`/api/papers/${paper}/versions/${version}/file`] = null
}
for (const path of Object.keys(expected.papers)) {
  const bytes = new Uint8Array(await (await fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } })).arrayBuffer())
  expected.papers[path] = createHash('sha256').update(bytes).digest('hex')
}
for (const room of rooms) expected.rooms[room] = await visit(server, token, room)
await server.close()

mkdirSync(dirname(target), { recursive: true })
execFileSync('tar', ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '-cf', target, '-C', folder, 'data'])
writeFileSync(target.replace(/\.tar$/, '.json'), `${JSON.stringify(expected, null, 1)}\n`)
rmSync(folder, { recursive: true })
console.log(target)
process.exit(0)
