import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { MeetingId, SiteId } from '#core/ids.ts'
import { openVideo } from './video-link.ts'

const meeting = 'cuoc-hop-mot' as MeetingId
const token = 'mot-phien-dang-nhap'
let server: Server
let url: string
/** What the server says next, and what it was asked. */
let says: { readonly status: number; readonly body: string; readonly location?: string }
let asked: string[] = []
/** What was given to the system. */
let handed: string[] = []

beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(`${request.headers.authorization} ${request.url}`)
    if (request.url === '/khac') return void answer.end('{"address":"https://meet.jit.si/Khac"}')
    answer.writeHead(says.status, says.location === undefined ? {} : { location: says.location }).end(says.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  asked = []
  handed = []
})

const hand = async ({ address }: { readonly address: string }): Promise<boolean> => {
  handed.push(address)
  return true
}
const open = (site: SiteId | null = null) => openVideo({ fetcher: fetch, access: { url, token }, hand }, meeting, site)
const gives = (address: unknown): void => {
  says = { status: 200, body: JSON.stringify({ address }) }
}

it('[SI3] the desktop app opens the link that the server gives now, asked as the person who is signed in', async () => {
  gives('https://meet.jit.si/HopXa')
  expect(await open()).toBe(true)
  gives('sip:phong@hop.tinh.gov.vn')
  expect(await open('diem-cau-mot' as SiteId)).toBe(true)
  expect(handed).toEqual(['https://meet.jit.si/HopXa', 'sip:phong@hop.tinh.gov.vn'])
  expect(asked).toEqual([
    `Bearer ${token} /api/meetings/${meeting}/video`,
    `Bearer ${token} /api/meetings/${meeting}/video?site=diem-cau-mot`
  ])
})

it('[SI3] it opens nothing when the host is no longer allowed, when nobody is signed in, or when nothing answers', async () => {
  says = { status: 422, body: '{"error":"link-not-allowed","address":"https://meet.jit.si/HopXa"}' }
  expect(await open()).toBe(false)
  gives('https://meet.jit.si/HopXa')
  expect(await openVideo({ fetcher: fetch, access: null, hand }, meeting, null)).toBe(false)
  expect(await openVideo({ fetcher: fetch, access: { url: 'http://127.0.0.1:1', token }, hand }, meeting, null)).toBe(false)
  says = { status: 302, body: '', location: `${url}/khac` }
  expect(await open()).toBe(false)
  expect(handed).toEqual([])
})

it.each([
  'http://meet.jit.si/HopXa',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-msdt:/id PCWDiagnostic',
  'zoommtg://zoom.us/join?confno=1',
  'smb://may-chu/chia-se',
  'sip:phong@hop.vn?body=x',
  'https://ai-do@meet.jit.si/HopXa',
  'https://meet.jit.si/Hop" --profile',
  `https://meet.jit.si/${'a'.repeat(20_000)}`,
  '',
  null,
  42
])('[SI3] of whatever else a server says (%#) nothing reaches the system', async address => {
  gives(address)
  expect(await open()).toBe(false)
  says = { status: 200, body: `không phải JSON ${String(address)}` }
  expect(await open()).toBe(false)
  expect(handed).toEqual([])
})
