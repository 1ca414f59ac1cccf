import type { RecordGroup, RecordLook, RecordSentences } from '#core/record/look.ts'
import { choicesOf, type OptionTerms, type VoteChoice } from '#core/vote/options.ts'
import { choiceWord } from '../choice.ts'
import { ended } from '../ended.ts'
import { attendance } from './attendance.ts'
import { floor } from './floor.ts'
import { meeting } from './meeting.ts'
import { siteNamed } from './site.ts'
import { vote } from './vote.ts'

const quoted = (text: string): string => (text ? ` “${text}”` : '')
const because = (reason: string | undefined): string => (reason ? ` Lý do: ${ended(reason)}` : '')
const item = (look: RecordLook, id: Parameters<RecordLook['item']>[0]): string => look.item(id) || 'một mục của chương trình'
/** Options of the house's own stand as it wrote them. */
const wordIn = (terms: OptionTerms, choice: VoteChoice): string => {
  const word = choiceWord(vote, terms, choice)
  return terms.options === 'own' ? word : word.toLocaleLowerCase('vi')
}
const names = (list: readonly string[]): string => list.filter(Boolean).join(', ')

const events: RecordSentences = {
  'meeting-created': ({ unitName }) => `Lập cuộc họp của ${unitName}.`,
  'participants-added': ({ participants }) =>
    `Thêm ${participants.length} người vào thành phần dự họp: ${names(participants.map(({ name, role }) => `${name} (${meeting.roles[role].toLocaleLowerCase('vi')})`))}.`,
  'participant-role-changed': ({ user, role }, look) =>
    `Đổi vai trò của ${look.person(user)}: ${meeting.roles[role].toLocaleLowerCase('vi')}.`,
  'participant-removed': ({ user }, look) => `Đưa ${look.person(user)} ra khỏi thành phần dự họp.`,
  'presenter-set': ({ item: of, user }, look) =>
    user === null ? `Bỏ phân công người trình bày ${item(look, of)}.` : `Phân công ${look.person(user)} trình bày ${item(look, of)}.`,
  'meeting-issued': () => 'Phát hành cuộc họp, gửi tới thành phần dự họp.',
  'meeting-opened': ({ withoutQuorum }) =>
    `Bắt đầu cuộc họp.${withoutQuorum ? ` Chưa đủ số thành viên tối thiểu.${because(withoutQuorum)}` : ''}`,
  'meeting-closed': () => 'Kết thúc cuộc họp.',
  'meeting-suspended': ({ reason }) => `Tạm nghỉ họp.${because(reason)}`,
  'meeting-resumed': () => 'Họp tiếp.',
  'item-begun': ({ item: of }, look) => `Chuyển sang ${item(look, of)}.`,
  'item-concluded': ({ item: of, text }, look) =>
    text ? `Kết luận ${item(look, of)}: “${text}”` : `Rút kết luận đã ghi của ${item(look, of)}.`,
  'paper-added': ({ title, item: of }, look) => `Thêm tài liệu “${title}”${look.item(of) ? ` vào ${look.item(of)}` : ''}.`,
  'paper-version-added': ({ paper }, look) => `Thêm bản mới của tài liệu${quoted(look.paper(paper))}.`,
  'paper-renamed': ({ title }) => `Đổi tên tài liệu thành “${title}”.`,
  'paper-removed': ({ paper }, look) => `Rút tài liệu${quoted(look.paper(paper))}.`,
  'speech-requested': ({ user, subject, as }, look) =>
    `${look.person(user)} đăng ký phát biểu (${floor.kinds[as ?? 'discussion'].toLocaleLowerCase('vi')})${subject ? `: ${ended(subject)}` : '.'}`,
  'speech-withdrawn': ({ speech, rest }, look) =>
    rest ? `${look.speech(speech).who} không phát biểu tiếp.` : `Rút đăng ký phát biểu của ${look.speech(speech).who}.`,
  'speech-put-first': ({ speech }, look) => `Đưa ${look.speech(speech).who} lên đầu danh sách phát biểu.`,
  'speech-moved': ({ speech, before }, look) =>
    before === null
      ? `Xếp ${look.speech(speech).who} xuống cuối danh sách phát biểu.`
      : `Xếp ${look.speech(speech).who} phát biểu trước ${look.speech(before).who}.`,
  'speech-held': () => 'Tạm dừng lượt phát biểu.',
  'speaker-called': ({ speech, minutes, rest }, look) =>
    rest
      ? `Mời ${look.speech(speech).who} phát biểu tiếp${minutes > 0 ? `, cả lượt ${minutes} phút` : ''}.`
      : `Mời ${look.speech(speech).who} phát biểu${minutes > 0 ? `, ${minutes} phút` : ''}${quoted(look.speech(speech).subject) && `:${quoted(look.speech(speech).subject)}`}.`,
  'speech-ended': () => 'Kết thúc lượt phát biểu.',
  'registration-set': ({ list, open }) => `${open ? 'Mở lại' : 'Chốt'} danh sách ${list === 'floor' ? 'phát biểu' : 'chất vấn'}.`,
  'floor-rules-set': ({ minutes }) =>
    `Đặt thời gian phát biểu: thảo luận ${minutes.discussion || '–'}, tham luận ${minutes.statement || '–'}, ý kiến về thủ tục ${minutes.order || '–'} phút.`,
  'question-registered': ({ user, to, about }, look) => `${look.person(user)} đăng ký chất vấn ${look.person(to)}: ${ended(about)}`,
  'question-withdrawn': ({ question }, look) => `Rút chất vấn của ${look.question(question).who}: ${ended(look.question(question).about)}`,
  'question-put-first': ({ question }, look) =>
    `Đưa chất vấn của ${look.question(question).who} lên đầu: ${ended(look.question(question).about)}`,
  'question-moved': ({ question, before }, look) =>
    before === null
      ? `Xếp chất vấn của ${look.question(question).who} xuống cuối danh sách.`
      : `Xếp chất vấn của ${look.question(question).who} trước chất vấn của ${look.question(before).who}.`,
  'question-called': ({ question }, look) => {
    const { who, to, about } = look.question(question)
    return `Mời ${who} chất vấn, ${to} trả lời: ${ended(about)}`
  },
  'question-ended': ({ answered }) => (answered ? 'Chất vấn đã được trả lời.' : 'Kết thúc chất vấn, chưa trả lời.'),
  'attendance-noted': ({ user, state, place, site, byCode, reason }, look) => {
    const where = look.site(site) ? ` tại ${siteNamed(look.site(site))}` : place ? ` ${attendance.places[place]}` : ''
    return `${look.person(user)}: ${attendance.states[state]}${state === 'present' ? where : ''}${byCode ? ', bằng mã QR' : ''}.${because(reason)}`
  },
  'quorum-set': ({ numerator, denominator, required }) =>
    `Đặt số thành viên tối thiểu: ${numerator}/${denominator}${required ? ', phải đủ mới được bắt đầu họp và mở biểu quyết' : ''}.`,
  'check-in-set': ({ byCode }) =>
    byCode ? 'Điểm danh tại phòng và điểm cầu phải quét mã.' : 'Điểm danh tại phòng và điểm cầu không cần quét mã.',
  'substitute-set': ({ user, standsFor }, look) =>
    standsFor === null
      ? `${look.person(user)} không dự thay ai.`
      : `${look.person(user)} dự thay ${look.person(standsFor)}, không biểu quyết thay.`,
  'vote-prepared': ({ subject, form }) => `Chuẩn bị ${vote.forms[form].toLocaleLowerCase('vi')}: “${subject}”`,
  'vote-dropped': () => 'Xóa một nội dung biểu quyết chưa mở.',
  'vote-called': (fact, look) => `Kiểm tra sẵn sàng biểu quyết${quoted(look.vote(fact.vote).subject)}.`,
  'vote-called-off': (fact, look) => `Dừng kiểm tra sẵn sàng biểu quyết${quoted(look.vote(fact.vote).subject)}.`,
  'voter-ready': (_fact, _look, actor) => `${actor} sẵn sàng biểu quyết.`,
  'vote-opened': ({ vote: id, roll, members, withoutQuorum }, look) =>
    `Mở biểu quyết${quoted(look.vote(id).subject)}: ${roll.length} người trong danh sách, tổng số thành viên ${members}.${withoutQuorum ? ` Chưa đủ số thành viên tối thiểu.${because(withoutQuorum)}` : ''}`,
  'ballot-cast': (_fact, _look, actor) => `Đã nhận phiếu của ${actor}.`,
  'paper-ballot-entered': ({ voter }, look) => `Ghi phiếu giấy của ${look.person(voter)}, chờ người thứ hai xác nhận.`,
  'paper-ballot-confirmed': ({ voter }, look) => `Xác nhận phiếu giấy của ${look.person(voter)}.`,
  'paper-ballot-withdrawn': ({ voter, differed }, look) =>
    differed ? `Phiếu giấy của ${look.person(voter)} bị hủy: hai người đọc khác nhau.` : `Hủy phiếu giấy đã ghi của ${look.person(voter)}.`,
  reminded: ({ vote: id }, look) =>
    id === null ? 'Nhắc những người chưa điểm danh.' : `Nhắc những người chưa phản hồi biểu quyết${quoted(look.vote(id).subject)}.`,
  'vote-ended': ({ vote: id, outcome }, look) => {
    const { subject, terms } = look.vote(id)
    if (!outcome) return `Kết thúc biểu quyết${quoted(subject)}.`
    // Names of the house's own are sentences of their own: the number stands apart from them.
    const [between, after] = terms.options === 'own' ? [': ', '; '] : [' ', ', ']
    const counts = choicesOf(terms).map(choice => `${wordIn(terms, choice)}${between}${outcome.counts[choice] ?? 0}`)
    const tie = outcome.tie ? `; ${vote.tied[outcome.tie]}` : ''
    return `Kết quả biểu quyết${quoted(subject)}: ${counts.join(after)}${tie}. ${outcome.passed ? vote.passed : vote.failed}.`
  },
  'vote-cancelled': ({ vote: id, reason }, look) => `Dừng biểu quyết${quoted(look.vote(id).subject)}, không lấy kết quả.${because(reason)}`,
  'secret-key-made': () => 'Tạo khóa của cuộc bỏ phiếu kín.',
  'secret-ballot-given': ({ voter, request }, look) => `${look.person(voter)} nhận phiếu kín${request === null ? ' bằng giấy' : ''}.`,
  'paper-box-counted': () => 'Ghi số phiếu trong hòm phiếu giấy, chờ người thứ hai kiểm lại.',
  'paper-box-confirmed': () => 'Hòm phiếu giấy đã được người thứ hai kiểm và khớp.',
  'paper-box-voided': () => 'Hủy số phiếu đã ghi của hòm phiếu giấy: người thứ hai kiểm ra số khác.',
  'secret-ballots-published': ({ ballots, withoutSecrecy }) =>
    `Công bố danh sách ${ballots.length} phiếu kín theo mã phiếu.${withoutSecrecy ? ` Có loại phiếu chưa đủ ba người dùng nên lựa chọn của họ có thể bị biết.${because(withoutSecrecy)}` : ''}`,
  'screen-paired': ({ site }, look) => `Ghép một màn hình lớn${look.site(site) ? ` tại ${siteNamed(look.site(site))}` : ''}.`,
  'screen-removed': () => 'Gỡ một màn hình lớn.',
  'site-set': ({ name, room }) => `Ghi ${siteNamed(name)}${room ? ` (${room})` : ''}.`,
  'site-removed': ({ site }, look) => `Xóa ${siteNamed(look.site(site))}.`,
  'site-assigned': ({ site, users }, look) =>
    site === null
      ? `Không còn dự họp tại điểm cầu: ${names(users.map(look.person))}.`
      : `Dự họp tại ${siteNamed(look.site(site))}: ${names(users.map(look.person))}.`,
  'video-link-set': ({ link }) => (link ? `Đặt đường dẫn họp trực tuyến: ${link}` : 'Bỏ đường dẫn họp trực tuyến.')
}

const groups: Readonly<Record<RecordGroup | 'all', string>> = {
  all: 'Tất cả diễn biến',
  course: 'Diễn tiến cuộc họp',
  attendance: 'Điểm danh',
  floor: 'Phát biểu',
  questions: 'Chất vấn',
  votes: 'Biểu quyết',
  papers: 'Tài liệu',
  people: 'Thành phần',
  sites: 'Điểm cầu, màn hình'
}

/** The record of a meeting as people read it. */
export const record = {
  open: 'Diễn biến cuộc họp',
  title: 'Diễn biến cuộc họp',
  back: 'Cuộc họp',
  events,
  groups,
  /** How an item of the agenda is called in a sentence. */
  item: (number: string, title: string) => `mục ${number} (${title})`,
  kind: 'Loại diễn biến',
  find: 'Tìm trong diễn biến',
  findHint: 'Tìm theo tên, nội dung',
  count: (shown: number) => `${shown.toLocaleString('vi-VN')} diễn biến`,
  newestFirst: 'Mới nhất ở trên',
  oldestFirst: 'Cũ nhất ở trên',
  save: 'Xuất nhật ký',
  saveHint: 'Tệp JSON Lines để lưu trữ và kiểm tra bằng lệnh hopso verify',
  fileName: (title: string, day: string) => `Nhật ký ${title || 'cuộc họp'} ${day}.jsonl`,
  notRead: (why: string) => `Chưa đọc được diễn biến cuộc họp. ${why}`,
  notSaved: (why: string) => `Chưa xuất được nhật ký. ${why}`,
  behind: (why: string) => `Chưa đọc được những diễn biến mới nhất; bên dưới là đến lần đọc trước. ${why}`,
  noneFound: 'Không có diễn biến nào khớp',
  noneFoundHint: 'Thử ít chữ hơn, hoặc chọn tất cả diễn biến.',
  clear: 'Xóa từ tìm',
  empty: 'Chưa có diễn biến loại này',
  emptyHint: 'Mỗi việc trong cuộc họp được ghi lại tại đây theo thứ tự thời gian.'
}
