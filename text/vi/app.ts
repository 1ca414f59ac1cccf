import type { UnitRole } from '#core/organisation/organisation.ts'

const two = (n: number): string => String(n).padStart(2, '0')

export const app = {
  name: 'Hopso',
  close: 'Đóng',
  cancel: 'Bỏ qua',
  undo: 'Hoàn tác',
  tryAgain: 'Thử lại',
  loading: 'Đang mở…',
  skipToContent: 'Đến nội dung chính',

  places: {
    today: 'Hôm nay',
    meetings: 'Cuộc họp',
    documents: 'Tài liệu',
    settings: 'Cài đặt',
    administration: 'Quản trị',
    main: 'Các mục chính'
  },

  dates: {
    weekdays: ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'] as readonly string[],
    shortWeekdays: ['Chủ Nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as readonly string[],
    full: (weekday: string, day: number, month: number, year: number): string => `${weekday}, ${two(day)}/${two(month)}/${year}`,
    short: (day: number, month: number, year: number): string => `${two(day)}/${two(month)}/${year}`,
    heading: (weekday: string, day: number, month: number): string => `${weekday}, ${day} tháng ${month}`,
    month: (month: number): string => `tháng ${month}`,
    time: (hours: number, minutes: number): string => `${two(hours)}:${two(minutes)}`,
    today: 'Hôm nay',
    unknown: 'chưa định giờ'
  },

  sizes: {
    megabytes: (bytes: number): string => {
      const mb = bytes / 1_000_000
      return mb >= 10
        ? `${Math.round(mb)} MB`
        : mb >= 0.1
          ? `${mb.toFixed(1).replace('.', ',')} MB`
          : `${Math.max(1, Math.round(bytes / 1000))} KB`
    }
  },

  unitRoles: {
    administrator: 'Quản trị hệ thống',
    unitAdministrator: 'Quản trị đơn vị',
    secretary: 'Thư ký',
    staff: 'Cán bộ, công chức'
  } as Record<UnitRole, string>,

  signIn: {
    title: 'Đăng nhập',
    lead: 'Dùng tài khoản do quản trị đơn vị cấp.',
    account: 'Tên đăng nhập',
    password: 'Mật khẩu',
    show: 'Hiện mật khẩu',
    hide: 'Ẩn mật khẩu',
    submit: 'Đăng nhập',
    accountMissing: 'Đồng chí chưa nhập tên đăng nhập.',
    passwordMissing: 'Đồng chí chưa nhập mật khẩu.',
    otherServer: 'Chọn máy chủ khác',
    offline: 'Chưa kết nối được máy chủ. Cần có mạng để đăng nhập lần đầu trên máy này.',
    againTitle: 'Đăng nhập lại',
    againLead: (name: string): string =>
      `Phiên đăng nhập của đồng chí ${name} đã hết hạn. Những gì đã ghi vẫn nằm trên máy này và sẽ gửi ngay sau khi đăng nhập.`,
    later: 'Để sau',
    lostBanner: 'Phiên đăng nhập đã hết hạn. Đồng chí vẫn đọc và ghi chú được; đăng nhập lại để gửi lên máy chủ.',
    motto: 'Tài liệu, ý kiến và ghi chú của cuộc họp ở một nơi, dùng được cả khi không có mạng.'
  },

  firstPassword: {
    title: 'Đặt mật khẩu mới',
    lead: 'Đây là lần đăng nhập đầu tiên. Đề nghị đồng chí đặt mật khẩu riêng, chỉ mình đồng chí biết.',
    current: 'Mật khẩu hiện tại',
    next: 'Mật khẩu mới',
    repeat: 'Nhập lại mật khẩu mới',
    rule: 'Ít nhất 8 ký tự, gồm ba trong bốn loại: chữ thường, chữ hoa, chữ số, ký hiệu.',
    differs: 'Hai lần nhập chưa giống nhau.',
    missing: 'Đồng chí chưa nhập ô này.',
    submit: 'Đặt mật khẩu',
    done: 'Đã đổi mật khẩu.'
  },

  server: {
    title: 'Chọn máy chủ của đơn vị',
    lead: 'Nhập địa chỉ mà quản trị đơn vị đã thông báo. Chỉ cần làm một lần trên máy này.',
    address: 'Địa chỉ máy chủ',
    example: 'ví dụ: hopso.tannguon.gov.vn hoặc 192.168.1.20:8080',
    connect: 'Kết nối',
    connecting: 'Đang kết nối…',
    noAnswer: 'Không có máy chủ Hopso nào trả lời ở địa chỉ này. Đề nghị kiểm tra lại địa chỉ, dây mạng hoặc Wi-Fi rồi thử lại.',
    missing: 'Đồng chí chưa nhập địa chỉ.',
    known: 'Máy chủ đã dùng trên máy này',
    use: 'Dùng máy chủ này',
    forget: 'Bỏ khỏi danh sách'
  },

  frame: {
    /** "UBND xã Tân Nguồn", "tỉnh An Sơn": as it is written on a door, not on a letterhead. */
    unitLines: (path: readonly string[]): readonly string[] =>
      path.slice(0, 2).map((name, level) => name.replace(/^Ủy ban nhân dân /u, level === 0 ? 'UBND ' : '')),
    search: 'Tìm cuộc họp, tài liệu',
    signOut: 'Đăng xuất',
    account: (name: string): string => `Tài khoản của ${name}`,
    password: 'Đổi mật khẩu',
    shortcuts: 'Phím tắt',
    signOutTitle: 'Đăng xuất khi còn nội dung chưa gửi?',
    signOutBody:
      'Một số nội dung đồng chí ghi mới chỉ nằm trên máy này. Chúng được giữ lại và sẽ tự gửi khi đồng chí đăng nhập lại trên máy này.',
    signOutUploadingTitle: 'Đăng xuất khi tệp đang được gửi?',
    signOutUploadingBody:
      'Còn tệp chưa gửi xong lên máy chủ. Nếu đăng xuất bây giờ, các tệp đó bị dừng lại; lần sau đồng chí cần chọn lại tệp để gửi tiếp.',
    signOutAnyway: 'Đăng xuất',
    stay: 'Ở lại'
  },

  save: {
    loading: 'Đang mở…',
    saving: 'Đang lưu…',
    local: 'Đã lưu trên máy này',
    unkept: 'Chưa lưu',
    server: 'Đã lưu trên máy chủ',
    nothingKept:
      'Trình duyệt không cho lưu gì trên máy này (cửa sổ riêng tư hoặc bị chặn). Nội dung đồng chí ghi chỉ còn lại khi đã lưu trên máy chủ.',
    unkeptHere: (since: string | null): string =>
      `${since ? `Mất mạng từ ${since} và máy` : 'Máy'} này không lưu được nội dung vừa ghi. Đề nghị đồng chí không đóng cửa sổ; phần mềm tự gửi lên máy chủ khi có mạng.`,
    offline: (time: string): string => `Mất mạng từ ${time} — vẫn đọc và ghi chú được.`,
    offlineShort: (time: string): string => `Mất mạng từ ${time}`
  },

  aside: {
    title: 'Có nội dung chưa gửi được',
    body: 'Máy chủ không nhận những thay đổi dưới đây, vì quyền của đồng chí vừa thay đổi hoặc nội dung đã được sửa ở nơi khác. Chữ đã viết được giữ lại để đồng chí sao chép.',
    noText: 'Thay đổi không có chữ để sao chép (nét vẽ hoặc cách sắp xếp).',
    at: (time: string): string => `Lúc ${time}`,
    copy: 'Sao chép',
    copied: 'Đã sao chép.',
    copyFailed: 'Chưa sao chép được. Đề nghị chọn chữ rồi nhấn Ctrl+C.',
    dismiss: 'Không giữ nữa',
    show: 'Xem lại'
  },

  today: {
    live: 'Đang họp',
    startsToday: (time: string): string => `Hôm nay, ${time}`,
    enter: 'Vào phiên họp',
    open: 'Mở',
    prepare: 'Chuẩn bị',
    people: (n: number): string => `${n} người dự`,
    chair: (name: string): string => `Chủ tọa: ${name}`,
    upcoming: 'Sắp tới',
    papers: (n: number): string => (n === 0 ? 'chưa có tài liệu' : `${n} tài liệu`),
    unread: (n: number): string => `${n} chưa đọc`,
    allRead: 'đã đọc hết',
    changed: 'có thay đổi mới',
    forYou: 'Cần đồng chí xử lý',
    toRead: 'Tài liệu chưa đọc',
    toReadLine: (n: number): string => `${n} tài liệu`,
    toIssue: 'Chưa gửi cho người dự',
    nothingForYou: 'Không còn việc nào đang chờ đồng chí.',
    allMeetings: (n: number): string => `Xem tất cả ${n} cuộc họp sắp tới`,
    moreTasks: (n: number): string => `Còn ${n} việc khác trong danh sách cuộc họp`,
    over: 'Đã họp hôm nay',
    daysLeft: (n: number): string => (n <= 0 ? 'Hôm nay' : n === 1 ? 'Ngày mai' : `Còn ${n} ngày`),
    nothingElse: 'Chưa có cuộc họp nào khác sắp tới.',
    emptyTitle: 'Chưa có cuộc họp nào sắp tới',
    emptyBody: 'Cuộc họp mà đồng chí được mời sẽ hiện ở đây, cùng tài liệu để đọc trước.',
    emptyBodySecretary: 'Cuộc họp đồng chí chuẩn bị hoặc được mời sẽ hiện ở đây.',
    noCopyTitle: 'Trên máy này chưa có dữ liệu của đồng chí',
    noCopyBody: 'Cần kết nối máy chủ một lần để tải cuộc họp và tài liệu về máy. Phần mềm tự thử lại.',
    papersHere: 'Tài liệu đã có trên máy này',
    papersHereLine: (held: number, wanted: number): string => `${held}/${wanted} tài liệu`,
    papersLeft: (size: string): string => `${size} còn lại, tự tải khi có mạng`,
    papersAll: 'đủ để họp không cần mạng',
    papersNone: 'Tài liệu của cuộc họp sắp tới sẽ tự tải về máy này.',
    diskFull: 'Máy này đã đầy ổ đĩa nên chưa tải hết tài liệu.'
  },

  meetings: {
    title: 'Cuộc họp',
    create: 'Tạo cuộc họp',
    filter: 'Lọc cuộc họp',
    filterHint: 'Tên cuộc họp, địa điểm, chủ tọa…',
    coming: 'Sắp tới',
    past: 'Đã qua',
    all: 'Tất cả',
    count: (n: number): string => `${n} cuộc họp`,
    noneFound: (query: string): string => `Không có cuộc họp nào khớp với “${query}”.`,
    noneFoundHint: 'Có thể gõ không dấu, ví dụ “giao ban”.',
    clear: 'Xóa bộ lọc',
    emptyComing: 'Chưa có cuộc họp nào sắp tới',
    emptyPast: 'Chưa có cuộc họp nào đã qua',
    empty: 'Chưa có cuộc họp nào',
    emptyBody: 'Cuộc họp đồng chí được mời hoặc chuẩn bị sẽ hiện ở đây.'
  },

  newMeeting: {
    title: 'Tạo cuộc họp',
    lead: 'Sau khi tạo, đồng chí thêm chương trình, tài liệu và thành phần dự. Chưa ai thấy cuộc họp cho đến khi đồng chí gửi cho người dự.',
    name: 'Tên cuộc họp',
    nameHint: 'Ví dụ: Phiên họp thường kỳ tháng 11/2026',
    unit: 'Đơn vị tổ chức',
    type: 'Loại cuộc họp',
    form: 'Hình thức',
    date: 'Ngày',
    dateHint: 'ngày/tháng/năm',
    from: 'Từ',
    until: 'Đến',
    place: 'Địa điểm',
    pickDate: 'Chọn ngày trên lịch',
    nameMissing: 'Đề nghị nhập tên cuộc họp.',
    dateWrong: 'Đề nghị nhập ngày theo dạng 23/11/2026.',
    timeWrong: 'Đề nghị nhập giờ theo dạng 08:30.',
    endBeforeStart: 'Giờ kết thúc phải sau giờ bắt đầu.',
    submit: 'Tạo cuộc họp',
    creating: 'Đang tạo…'
  },

  search: {
    title: 'Tìm',
    label: 'Tìm cuộc họp, tài liệu',
    hint: 'Gõ không dấu cũng được',
    none: 'Không tìm thấy trong những gì có trên máy này.',
    begin: 'Gõ vài chữ trong tên cuộc họp hoặc tài liệu.',
    meetings: 'Cuộc họp',
    papers: 'Tài liệu'
  },

  shortcuts: {
    title: 'Phím tắt',
    search: 'Tìm',
    help: 'Xem phím tắt',
    back: 'Lùi một bước, đóng cửa sổ',
    today: 'Về Hôm nay',
    meetings: 'Đến Cuộc họp',
    documents: 'Đến Tài liệu',
    settings: 'Đến Cài đặt'
  },

  settings: {
    title: 'Cài đặt',
    look: 'Hiển thị',
    textSize: 'Cỡ chữ',
    normal: 'Vừa',
    large: 'Lớn',
    theme: 'Màu nền',
    light: 'Sáng',
    dark: 'Tối',
    contrast: 'Tương phản cao',
    language: 'Ngôn ngữ',
    vietnamese: 'Tiếng Việt',
    english: 'English',
    lowPower: 'Tiết kiệm cho máy yếu',
    lowPowerHint: 'Bỏ mọi chuyển động trên màn hình.',
    account: 'Tài khoản',
    accountName: 'Tên đăng nhập',
    unit: 'Đơn vị',
    changePassword: 'Đổi mật khẩu',
    thisComputer: 'Máy này',
    papersHere: (n: number, size: string): string => (n === 0 ? 'Chưa có tài liệu nào trên máy này.' : `${n} tài liệu, ${size}.`),
    papersHint: 'Tài liệu của cuộc họp sắp tới được tải sẵn để đọc khi mất mạng.',
    fetchNow: 'Tải ngay',
    fetching: (n: number): string => `Đang tải ${n} tài liệu còn thiếu.`,
    allHere: 'Tài liệu của các cuộc họp sắp tới đã có đủ trên máy này.',
    keychain: 'Thông tin đăng nhập được hệ điều hành mã hóa trên máy này.',
    file: 'Máy này không có kho khóa của hệ điều hành: thông tin đăng nhập nằm trong một tệp mà chỉ tài khoản Windows/Linux này đọc được.',
    browserSession: 'Thông tin đăng nhập do trình duyệt giữ; nên đăng xuất khi rời một máy dùng chung.',
    synced: 'Các lựa chọn này theo đồng chí trên mọi máy.',
    about: 'Giới thiệu',
    version: (version: string): string => `Hopso ${version}`,
    server: (organisation: string): string => `Máy chủ: ${organisation}`,
    licence: 'Phần mềm nguồn mở theo giấy phép Apache-2.0. Không gửi dữ liệu ra ngoài đơn vị.'
  },

  administration: {
    title: 'Quản trị',
    users: 'Người dùng',
    add: 'Thêm người dùng',
    filter: 'Lọc người dùng',
    filterHint: 'Họ tên, tên đăng nhập, chức vụ, đơn vị…',
    count: (n: number): string => `${n} người`,
    locked: 'Đã khóa',
    edit: 'Sửa',
    editTitle: (name: string): string => `Sửa: ${name}`,
    name: 'Họ và tên',
    userTitle: 'Chức vụ',
    account: 'Tên đăng nhập',
    accountHint: 'Chữ thường không dấu, chữ số, dấu chấm hoặc gạch; ít nhất 3 ký tự.',
    unit: 'Đơn vị',
    role: 'Vai trò',
    password: 'Mật khẩu lần đầu',
    passwordHint: 'Người dùng phải đổi ngay ở lần đăng nhập đầu tiên.',
    newPassword: 'Đặt lại mật khẩu',
    newPasswordHint: 'Để trống nếu không đổi. Người dùng phải đổi lại ở lần đăng nhập sau.',
    lock: 'Khóa tài khoản',
    lockHint: 'Người bị khóa không đăng nhập được; những gì họ đã làm vẫn còn trong hồ sơ.',
    save: 'Lưu thay đổi',
    create: 'Thêm người dùng',
    nameMissing: 'Đề nghị nhập họ và tên.',
    accountWrong: 'Tên đăng nhập chưa đúng dạng.',
    passwordMissing: 'Đề nghị nhập mật khẩu lần đầu.',
    added: (name: string): string => `Đã thêm ${name}.`,
    saved: (name: string): string => `Đã lưu thay đổi của ${name}.`,
    notLoaded: (why: string): string => `Chưa lấy được danh sách người dùng. ${why}`,
    none: (query: string): string => `Không có người dùng nào khớp với “${query}”.`,
    noneFoundHint: 'Có thể gõ không dấu, ví dụ “ngoc lan”.',
    lockedNotice: (name: string): string => `Đã khóa tài khoản của ${name}.`
  },

  behind: {
    page: 'Máy chủ đã lên phiên bản mới, trang này còn là bản cũ: có thể có nội dung không hiện được, ví dụ phiếu biểu quyết. Những gì đã ghi vẫn còn. Đề nghị tải lại trang.',
    desktop:
      'Máy chủ đã lên phiên bản mới hơn ứng dụng trên máy này: có thể có nội dung không hiện được, ví dụ phiếu biểu quyết. Những gì đã ghi vẫn còn. Đề nghị báo quản trị hệ thống cài bản mới của ứng dụng.',
    reload: 'Tải lại trang'
  },
  crash: {
    title: 'Màn hình này gặp lỗi',
    body: 'Xin lỗi đồng chí. Những gì đã ghi vẫn nằm trên máy này. Đề nghị mở lại màn hình; nếu lỗi lặp lại thì báo quản trị đơn vị.',
    reload: 'Mở lại',
    details: 'Chi tiết kỹ thuật'
  }
}
