/** How a paper is looked at: arrangement, size, turn, night, full screen, side panel, two papers. */
export const readerView = {
  view: 'Xem',
  viewHint: 'Cách xem trang: một trang, hai trang, xoay, ban đêm, toàn màn hình (V)',
  file: 'Tệp',
  fileHint: 'Việc với tệp tài liệu',
  arrange: 'Xếp trang',
  arrangement: {
    continuous: 'Cuộn liên tục',
    single: 'Từng trang một',
    double: 'Hai trang cạnh nhau',
    cover: 'Hai trang, trang bìa đứng riêng'
  },
  look: 'Trang trên màn hình',
  size: (percent: number) => `Cỡ trang: ${percent}%`,
  sizes: 'Cỡ trang',
  percent: (percent: number) => `${percent}%`,
  fitWidth: 'Vừa chiều rộng',
  fitPage: 'Vừa cả trang',
  zoomIn: 'Phóng to',
  zoomOut: 'Thu nhỏ',
  turnRight: 'Xoay sang phải',
  turnLeft: 'Xoay sang trái',
  night: 'Ban đêm: giấy tối, chữ sáng',
  full: 'Toàn màn hình',
  back: (label: string) => `Về trang ${label}`,
  backHint: 'Về chỗ đang đọc trước đó (Alt+←)',
  ofLabelled: (page: number, pages: number) => `(${page}/${pages})`,
  panel: {
    open: 'Các trang và mục lục',
    title: 'Các trang và mục lục',
    pages: 'Trang',
    outline: 'Mục lục',
    close: 'Đóng (Esc)',
    toPage: (label: string) => `Đến trang ${label}`,
    noOutline: 'Tệp này không có mục lục.'
  },
  beside: {
    open: 'Mở tài liệu bên cạnh…',
    close: 'Đóng tài liệu bên cạnh',
    choose: 'Mở tài liệu nào bên cạnh?',
    cancel: 'Bỏ qua',
    same: 'chỗ khác của tài liệu này',
    first: 'Tài liệu bên trái',
    second: 'Tài liệu bên phải'
  },
  pictureLeftOut:
    'Hình trên trang này quá lớn hoặc bị hỏng nên không hiển thị được. Đề nghị báo thư ký cuộc họp tải lên bản khác, độ phân giải nhỏ hơn.',
  fileNote: {
    open: 'Ghi chú có sẵn trong tệp',
    title: 'Ghi chú có sẵn trong tệp',
    by: (author: string) => `Người ghi: ${author}`
  },
  keysTitle: 'Đọc tài liệu',
  keys: [
    ['↑ ↓ · PageUp PageDown', 'Cuộn trang'],
    ['← → · Home End', 'Trang trước, trang sau, đầu, cuối'],
    ['G · Ctrl+F', 'Đến trang, tìm trong tài liệu'],
    ['+ −', 'Phóng to, thu nhỏ'],
    ['V', 'Mở danh mục cách xem'],
    ['M', 'Các trang và mục lục'],
    ['Alt+← · Alt+→', 'Về chỗ đọc trước, chỗ đọc sau'],
    ['0 · 9', 'Vừa chiều rộng, vừa cả trang'],
    ['R · Shift+R', 'Xoay trang sang phải, sang trái'],
    ['D', 'Ban đêm'],
    ['F6', 'Sang tài liệu bên kia'],
    ['F · F11', 'Toàn màn hình; Esc để thôi'],
    ['Ctrl+P', 'In tài liệu, có hoặc không có ghi chú']
  ] as readonly (readonly [string, string])[]
}
