/** Taking papers and marks out of the app: as files and on paper. */
export const exporting = {
  menu: { save: 'Lưu ra tệp…', print: 'In…', pack: 'Bộ tài liệu cuộc họp…' },
  save: {
    title: 'Lưu ra tệp',
    what: 'Lưu gì',
    marked: 'Tài liệu kèm ghi chú của tôi',
    markedHint: (marks: number) =>
      marks === 0 ? 'Chưa có ghi chú nào trên bản này.' : `PDF, ${marks} ghi chú; mở và sửa được bằng phần mềm đọc PDF khác.`,
    list: 'Danh sách ghi chú của tôi',
    listHint: 'PDF: trích đoạn, nội dung ghi chú, nét vẽ, theo thứ tự trang.',
    plain: 'Danh sách ghi chú, dạng chữ thường',
    plainHint: 'Tệp .txt, để dán vào văn bản khác.',
    original: 'Tài liệu gốc',
    originalHint: 'Đúng tệp thư ký đã tải lên, không có ghi chú.',
    act: 'Lưu tệp',
    saved: (name: string) => `Đã lưu “${name}”.`
  },
  fetching: (received: string, total: string) => `Đang lấy tài liệu: ${received} trên ${total}`,
  writing: 'Đang ghi tệp…',
  cancel: 'Dừng lại',
  close: 'Đóng',
  failed: {
    offline: 'Tài liệu này chưa có trên máy và hiện chưa kết nối được máy chủ, nên chưa lưu được. Đề nghị thử lại khi có mạng.',
    refused: 'Máy chủ không đưa tài liệu này nữa: tài liệu đã được gỡ hoặc không còn dành cho tài khoản của đồng chí.',
    protected:
      'Tệp gốc được khóa, không cho ghi thêm vào bên trong. Ghi chú vẫn nguyên trong phần mềm; đồng chí có thể lưu danh sách ghi chú thành tệp riêng.',
    damaged:
      'Tệp gốc có lỗi bên trong nên không ghi thêm vào được. Ghi chú vẫn nguyên trong phần mềm; đồng chí có thể lưu danh sách ghi chú thành tệp riêng.',
    tooLarge: (limit: string) =>
      `Tệp gốc lớn hơn ${limit}, quá sức ghi thêm trên máy này. Đồng chí có thể lưu danh sách ghi chú thành tệp riêng.`,
    unknown: 'Chưa ghi được tệp, có thể do máy thiếu bộ nhớ. Ghi chú vẫn nguyên trong phần mềm; đề nghị đóng bớt chương trình rồi thử lại.',
    listInstead: 'Lưu danh sách ghi chú'
  },
  left: (count: number) => `${count} ghi chú nằm trên trang mà tệp không có nên không ghi vào được.`,
  list: {
    title: 'Ghi chú của tôi',
    paper: (title: string) => `Tài liệu: ${title}`,
    meeting: (title: string) => `Cuộc họp: ${title}`,
    by: (name: string, date: string) => `${name} · lưu ngày ${date}`,
    heading: (kind: string, page: number) => `Trang ${page} · ${kind}`,
    kinds: {
      ink: 'nét bút',
      brush: 'nét tô',
      highlight: 'đánh dấu',
      underline: 'gạch chân',
      strike: 'gạch ngang',
      note: 'ghi chú',
      area: 'khoanh vùng',
      arrow: 'mũi tên',
      sign: 'dấu'
    },
    footer: 'Trang {page}/{pages}',
    fileName: (title: string) => `Ghi chú – ${title}`,
    markedName: (title: string) => `${title} – có ghi chú`
  },
  print: {
    title: 'In tài liệu',
    pages: 'Trang in',
    all: (pages: number) => `Tất cả (${pages} trang)`,
    current: (page: number) => `Trang đang xem (${page})`,
    some: 'Chọn trang',
    range: 'Các trang',
    rangeHint: 'Ví dụ: 1-3, 5, 8-',
    rangeWrong: (pages: number) => `Chưa hiểu các trang này. Tài liệu có ${pages} trang; ví dụ: 1-3, 5, 8-.`,
    tooMany: (most: number) => `Mỗi lần in được nhiều nhất ${most} trang. Đề nghị chia làm nhiều lần.`,
    withMarks: 'In cả ghi chú của tôi',
    perSheet: 'Số trang trên một tờ',
    one: '1 trang',
    two: '2 trang',
    act: 'In',
    preparing: (page: number, pages: number) => `Đang chuẩn bị trang ${page}/${pages}`,
    ready: 'Đã chuyển sang hộp thoại in của máy.',
    failedPages: (pages: string) => `Không vẽ được trang ${pages}; các tờ này để trống.`,
    notOpened: 'Không mở được tài liệu để in. Đề nghị thử lại; nếu vẫn lỗi thì báo quản trị hệ thống.',
    pageAlt: (page: number) => `Trang ${page}`
  },
  pack: {
    title: 'Bộ tài liệu cuộc họp',
    explain:
      'Gộp mọi tài liệu của cuộc họp thành một tệp PDF: bìa, mục lục có số trang, dấu trang theo từng nội dung, đánh số “Tài liệu số n – trang x/y”.',
    count: (papers: number, pages: number, size: string) => `${papers} tài liệu · ${pages} trang · khoảng ${size}`,
    none: 'Cuộc họp chưa có tài liệu nào.',
    withMarks: 'Kèm ghi chú của tôi',
    withMarksHint: 'Ghi chú riêng của đồng chí sẽ nằm trong tệp; cân nhắc trước khi gửi tệp cho người khác.',
    tooLarge: (limit: string) =>
      `Các tài liệu lớn hơn ${limit} cộng lại, quá sức gộp trên máy này. Đề nghị lưu từng tài liệu trong màn hình đọc.`,
    act: 'Gộp và lưu',
    putting: (at: number, papers: number, title: string) => `Đang gộp ${at}/${papers}: ${title}`,
    missing: 'không gộp được',
    left: (count: number) => `${count} tài liệu không gộp được; mục lục có ghi rõ.`,
    heading: 'Bộ tài liệu họp',
    made: (name: string, date: string) => `${name} lập từ phần mềm họp số, ngày ${date}.`,
    contents: 'Mục lục',
    general: 'Tài liệu chung',
    when: 'Thời gian',
    place: 'Địa điểm',
    chair: 'Chủ tọa',
    form: 'Hình thức',
    stamp: 'Tài liệu số {number} – trang {page}/{pages}   |   {sheet}',
    fileName: (meeting: string, date: string) => `Bộ tài liệu – ${meeting}${date ? ` – ${date}` : ''}`
  }
}
