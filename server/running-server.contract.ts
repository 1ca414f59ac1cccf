import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { newId } from '#core/ids.ts'
import type { NewMeetingRequest, NewUploadRequest } from '#protocol/http-api.ts'
import { type RunningServer, type ServerOptions, startServer } from './index.ts'
import { unpredictable } from './surroundings.ts'

/** A real server made small, with an organisation of its own, for tests that go through its doors. */
export const password = 'Hopso@123'
export const people = {
  administrator: 'nguoi-quan-tri',
  unitAdministrator: 'nguoi-quan-tri-xa',
  secretary: 'nguoi-thu-ky',
  chair: 'nguoi-chu-toa',
  member: 'nguoi-thanh-vien',
  guest: 'nguoi-khach',
  outsider: 'nguoi-ngoai'
} as const
export type Person = keyof typeof people
export const draft = 'cuoc-hop-du-thao'
export const issued = 'cuoc-hop-da-phat'

export const anId = (): string => newId(unpredictable)
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export interface AskOptions {
  readonly token?: string
  readonly cookie?: string
  readonly headers?: Record<string, string>
  /** JSON, or bytes as they are. */
  readonly body?: unknown
}
export interface Told {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at what came, whatever it is
  readonly json: any
}

/** One request with every header under the test's control, Host and Origin included. */
export function ask(base: string, method: string, path: string, options: AskOptions = {}): Promise<Told> {
  const { body } = options
  const bytes = body === undefined ? null : body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body))
  const headers: Record<string, string | number> = {
    ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
    ...(options.cookie !== undefined && { cookie: options.cookie }),
    ...(bytes && { 'content-length': bytes.byteLength, 'content-type': 'application/json' }),
    ...options.headers
  }
  return new Promise((resolve, reject) => {
    const sent = request(`${base}${path}`, { method, headers }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', chunk => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const whole = Buffer.concat(chunks)
        const text = whole.toString('utf8')
        const isJson = answer.headers['content-type']?.startsWith('application/json') && !answer.headers['content-encoding'] && text !== ''
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: whole, text, json: isJson ? JSON.parse(text) : null })
      })
    })
    sent.on('error', reject)
    sent.end(bytes ?? undefined)
  })
}

export async function signIn(base: string, account: string, secret = password): Promise<string> {
  const { json } = await ask(base, 'POST', '/api/sessions', { body: { account, password: secret } })
  return json.token
}

export interface Home {
  /** Starts another server; closed by `leave` if not before. */
  start(options?: Partial<ServerOptions>): Promise<RunningServer>
  readonly folder: string
  leave(): Promise<void>
}

/**
 * A temporary folder with the organisation in it and every server that was started from it. `inspector`: with the bundled pdf-worker,
 * which takes a second to make; without it only the structure of papers is looked at.
 */
export async function makeHome({ inspector = false } = {}): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'hopso-server-'))
  const papers = join(folder, 'demonstration', 'papers')
  await mkdir(papers, { recursive: true })
  await writeFile(join(papers, 'to-trinh.pdf'), await pdf([['TỜ TRÌNH'], ['Trang hai']]))
  await writeFile(join(folder, 'demonstration', 'demonstration.json'), JSON.stringify(organisation))
  const worker = inspector ? await bundleWorkers(folder) : {}
  const running: RunningServer[] = []
  return {
    folder,
    async start(options = {}) {
      const server = await startServer({ dataDir: null, port: 0, demonstration: true, resourcesDir: folder, ...worker, ...options })
      running.push(server)
      return server
    },
    async leave() {
      await Promise.all(running.map(server => server.close()))
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** Both threads for PDFs as they are shipped; takes a second. */
export async function bundleWorkers(folder: string): Promise<Pick<ServerOptions, 'pdfWorker' | 'copyWorker'>> {
  const names = ['pdf-worker', 'copy-worker']
  const input = Object.fromEntries(names.map(name => [name, new URL(`./papers/${name}.ts`, import.meta.url).pathname]))
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node18',
      outDir: join(folder, 'worker'),
      minify: false,
      rolldownOptions: { input, output: { format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' } }
    }
  })
  const [pdfWorker = '', copyWorker = ''] = names.map(name => join(folder, 'worker', `${name}.mjs`))
  return { pdfWorker, copyWorker }
}

/** As much of pdfkit, which brings no types, as is used here. */
interface PdfDocument {
  on(event: 'data', listener: (chunk: Buffer) => void): void
  on(event: 'end', listener: () => void): void
  addPage(): void
  font(path: string): void
  text(line: string): void
  end(): void
}
const require = createRequire(import.meta.url)
const font = require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')

/** A true PDF: one entry per page, its lines one below the other. `lock`: with a password to open it. */
export function pdf(pages: readonly (readonly string[])[], options: { readonly lock?: string } = {}): Promise<Buffer> {
  const PDFDocument: new (how: object) => PdfDocument = require('pdfkit')
  const document = new PDFDocument({ autoFirstPage: false, ...(options.lock !== undefined && { userPassword: options.lock }) })
  const chunks: Buffer[] = []
  document.on('data', chunk => chunks.push(chunk))
  const done = new Promise<Buffer>(resolve => document.on('end', () => resolve(Buffer.concat(chunks))))
  for (const lines of pages) {
    document.addPage()
    document.font(font)
    for (const line of lines) document.text(line)
  }
  document.end()
  return done
}

export const newMeeting = (more: Partial<NewMeetingRequest> = {}): NewMeetingRequest =>
  ({
    id: anId(),
    meeting: anId(),
    unit: 'ubnd-xa-thu',
    title: 'Họp thử',
    startsAt: '2026-11-22T08:00:00+07:00',
    endsAt: '2026-11-22T10:00:00+07:00',
    ...more
  }) as NewMeetingRequest

export const newUpload = (bytes: Uint8Array, more: Partial<NewUploadRequest> = {}): NewUploadRequest =>
  ({
    upload: anId(),
    id: anId(),
    paper: anId(),
    version: anId(),
    title: 'Báo cáo',
    item: null,
    fileName: 'bao-cao.pdf',
    bytes: bytes.byteLength,
    hash: sha256Of(bytes),
    declaration: 'ordinary',
    ...more
  }) as NewUploadRequest

const unit = (id: string, parent: string | null, name: string) => ({ id, parent, name, shortName: 'UBND' })
const user = (who: Person, name: string, of: string, role: string) => ({
  id: people[who],
  account: who.toLowerCase(),
  name,
  title: 'Công chức',
  unit: of,
  role,
  label: who
})
const meeting = (id: string, state: string, startsInDays: number) => ({
  id,
  unit: 'ubnd-xa-thu',
  title: 'Phiên họp tháng {thang}/{nam}',
  place: 'Phòng số 1',
  note: '',
  type: 'session',
  form: 'inPerson',
  startsInDays,
  startTime: '08:00',
  durationMinutes: 120,
  state,
  secretary: people.secretary,
  participants: [
    { user: people.secretary, role: 'secretary' },
    { user: people.chair, role: 'chair' },
    { user: people.member, role: 'member' },
    { user: people.guest, role: 'guest' }
  ],
  agenda: [{ id: `${id}-muc`, parent: null, title: 'Khai mạc', minutes: 10, leadUnit: 'Văn phòng', presenter: people.chair }],
  papers: [{ id: `${id}-giay`, version: `${id}-giay-1`, title: 'Tờ trình', item: `${id}-muc`, file: 'papers/to-trinh.pdf' }]
})
const organisation = {
  password,
  units: [
    unit('ubnd-tinh-thu', null, 'UBND tỉnh Thử'),
    unit('ubnd-xa-thu', 'ubnd-tinh-thu', 'UBND xã Thử'),
    unit('ubnd-xa-khac', 'ubnd-tinh-thu', 'UBND xã Khác')
  ],
  users: [
    user('administrator', 'Triệu Huấn', 'ubnd-tinh-thu', 'administrator'),
    user('unitAdministrator', 'Lương Hạnh', 'ubnd-xa-thu', 'unitAdministrator'),
    user('secretary', 'Phùng Hằng', 'ubnd-xa-thu', 'secretary'),
    user('chair', 'Hồ Dũng', 'ubnd-xa-thu', 'staff'),
    user('member', 'Vi Khánh', 'ubnd-xa-thu', 'staff'),
    user('guest', 'Đặng Vinh', 'ubnd-xa-khac', 'staff'),
    user('outsider', 'Ma Tuyên', 'ubnd-xa-khac', 'secretary')
  ],
  meetings: [meeting(issued, 'issued', 0), meeting(draft, 'draft', 3)]
}
