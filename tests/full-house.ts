import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import type { AgendaItemId, CommandId, MeetingId, PaperId, UploadId, UserId, VersionId } from '#core/ids.ts'
import { addAgendaItem } from '#core/shared-doc/meeting-doc.ts'
import { type NewMeetingRequest, type NewUploadRequest, paths, uploadOffsetHeader, type usersShape } from '#protocol/http-api.ts'
import type { ServerUnderTest } from './server-under-test.ts'
import { freshId, signInByApi, writeMeeting } from './sync-client.ts'

/** A town hall as full as it gets, made through the same doors as any client uses. */
export interface FullHouse {
  /** 40 items in three levels, 200 participants, 60 papers over the items. */
  readonly large: MeetingId
  /** 60 papers in one item. */
  readonly crowded: MeetingId
}

const people = 500
const meetings = 300
const participants = 200
const papers = 60
const pdf = readFileSync('resources/demonstration/papers/giay-moi.pdf')
const pdfHash = createHash('sha256').update(pdf).digest('hex') as NewUploadRequest['hash']

const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Nông', 'Lò', 'Quàng', 'Triệu']
const middle = ['Văn', 'Thị', 'Đức', 'Thị Thanh', 'Quang', 'Thị Ngọc', 'Minh', 'Hữu', 'Thị Bích']
const given = ['Nguyệt', 'Tuyên', 'Hằng', 'Khuyến', 'Đường', 'Phượng', 'Ước', 'Ngữ', 'Diễm', 'Quyết', 'Trưởng', 'Lễ', 'Ẩn']
const posts = [
  'Công chức Tư pháp – Hộ tịch',
  'Phó Trưởng phòng Nông nghiệp và Môi trường, phụ trách xây dựng nông thôn mới',
  'Bí thư Chi bộ, Trưởng thôn',
  'Chuyên viên',
  'Chủ tịch Hội Liên hiệp Phụ nữ xã'
]
const subjects = [
  'Phương án sắp xếp, kiện toàn tổ chức bộ máy các cơ quan chuyên môn và đơn vị sự nghiệp công lập trực thuộc Ủy ban nhân dân xã giai đoạn 2026–2030',
  'Kế hoạch phòng, chống đói, rét cho đàn vật nuôi và cây trồng vụ Đông Xuân 2026–2027',
  'Báo cáo kết quả rà soát hộ nghèo, hộ cận nghèo theo chuẩn nghèo đa chiều',
  'Tiến độ giải ngân vốn đầu tư công và các chương trình mục tiêu quốc gia trên địa bàn xã',
  'Ý kiến thẩm tra của Ban Kinh tế – Ngân sách Hội đồng nhân dân xã'
]
const of = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

/** Fills the server of a test: 500 people, 300 meetings, and two meetings that are very full. */
export async function fillHouse(server: ServerUnderTest): Promise<FullHouse> {
  const signedIn = (role: string) => signInByApi(server.url, server.account(role).account, server.account(role).password)
  const [administrator, secretary] = [await signedIn('administrator'), await signedIn('secretary')]
  const call = async <T>(token: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> => {
    const raw = body instanceof Uint8Array
    const response = await fetch(server.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': raw ? 'application/octet-stream' : 'application/json', ...headers },
      ...(body === undefined ? {} : { body: raw ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) })
    })
    if (response.status === 429) {
      await new Promise(resolve => setTimeout(resolve, 500))
      return call(token, method, path, body, headers)
    }
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${await response.text()}`)
    return (response.status === 204 ? null : await response.json()) as T
  }
  const command = (meeting: MeetingId, words: object) =>
    call(secretary.token, 'POST', paths.commands(meeting), { id: freshId<CommandId>(), ...words })

  const { units, users: present } = await call<z.output<typeof usersShape>>(administrator.token, 'GET', paths.users)
  const added: UserId[] = []
  for (let n = present.length; n < people; n++) {
    const id = freshId<UserId>()
    added.push(id)
    await call(administrator.token, 'POST', paths.users, {
      id,
      account: `canbo${n}`,
      name: `${of(family, n)} ${of(middle, n * 5)} ${of(given, n * 7)}`,
      title: of(posts, n * 3),
      unit: of(units, n).id,
      role: 'staff',
      password: 'Mat-khau-1'
    })
  }

  const unit = present.find(user => user.id === secretary.user.id)?.unit
  if (!unit) throw new Error('the secretary is not among the people')
  const meet = async (title: string, day: number, hour: number): Promise<MeetingId> => {
    const meeting = freshId<MeetingId>()
    const from = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10)
    const at = (hours: number) => `${from}T${String(hours).padStart(2, '0')}:00:00+07:00`
    const request: NewMeetingRequest = {
      id: freshId<CommandId>(),
      meeting,
      unit,
      title,
      place: 'Hội trường tầng 2, trụ sở Ủy ban nhân dân xã',
      startsAt: at(hour),
      endsAt: at(hour + 3)
    }
    await call(secretary.token, 'POST', paths.meetings, request)
    return meeting
  }
  const member = present.find(user => user.account === server.account('member').account)?.id
  const chair = present.find(user => user.account === server.account('chair').account)?.id
  const two = [
    { user: chair, role: 'chair' },
    { user: member, role: 'member' }
  ]
  for (let n = 0; n < meetings; n++) {
    const meeting = await meet(
      `${of(['Giao ban tuần', 'Phiên họp chuyên đề', 'Hội nghị'], n)} ${n + 1}: ${of(subjects, n)}`,
      n - 100,
      8 + (n % 8)
    )
    if (n % 3 > 0) continue
    await command(meeting, { kind: 'add-participants', participants: two })
    await command(meeting, { kind: 'issue' })
  }

  const large = await meet('Hội nghị toàn xã đánh giá tình hình thực hiện nhiệm vụ phát triển kinh tế – xã hội năm 2026', 1, 7)
  const items = Array.from({ length: 40 }, () => freshId<AgendaItemId>())
  await writeMeeting(server.syncUrl, secretary.token, large, doc => {
    items.forEach((id, n) => {
      const parent = n % 5 === 0 ? null : (items[n % 5 === 3 ? n - 1 : n - (n % 5)] ?? null)
      const order = `a${String.fromCharCode(65 + Math.floor(n / 5))}${n % 5}`
      addAgendaItem(doc, {
        id,
        parent,
        order,
        title: of(subjects, n),
        minutes: 10,
        leadUnit: of(['Phòng Kinh tế xã', 'Văn phòng HĐND và UBND xã'], n)
      })
    })
  })
  await command(large, {
    kind: 'add-participants',
    participants: [
      ...two,
      ...added.slice(0, participants - 3).map((user, n) => ({ user, role: n < 12 ? 'member' : n < 150 ? 'delegate' : 'guest' }))
    ]
  })
  const crowded = await meet('Họp thẩm định hồ sơ: sáu mươi tài liệu trong một nội dung', 2, 8)
  const [one, next] = [freshId<AgendaItemId>(), freshId<AgendaItemId>()]
  await writeMeeting(server.syncUrl, secretary.token, crowded, doc => {
    addAgendaItem(doc, { id: one, parent: null, order: 'aA', title: 'Thẩm định hồ sơ đề nghị hỗ trợ nhà ở', minutes: 60, leadUnit: '' })
    addAgendaItem(doc, { id: next, parent: null, order: 'aB', title: 'Kết luận', minutes: 15, leadUnit: '' })
  })
  await command(crowded, { kind: 'add-participants', participants: two })

  for (let n = 0; n < papers * 2; n++) {
    const upload = freshId<UploadId>()
    const request: NewUploadRequest = {
      upload,
      id: freshId<CommandId>(),
      paper: freshId<PaperId>(),
      version: freshId<VersionId>(),
      title:
        n % 2
          ? `Hồ sơ số ${n}/HS-UBND của hộ ông ${of(family, n)} ${of(middle, n)} ${of(given, n)}`
          : `Phụ lục ${n} kèm theo ${of(subjects, n)}`,
      item: n < papers ? of(items, n * 3) : one,
      fileName: `ho-so-${n}.pdf`,
      bytes: pdf.byteLength,
      hash: pdfHash,
      declaration: 'ordinary'
    }
    await call(secretary.token, 'POST', paths.uploads(n < papers ? large : crowded), request)
    await call(secretary.token, 'PATCH', paths.upload(upload), pdf, { [uploadOffsetHeader]: '0' })
    await call(secretary.token, 'POST', paths.finishUpload(upload), {})
  }
  for (const meeting of [large, crowded]) await command(meeting, { kind: 'issue' })
  return { large, crowded }
}
