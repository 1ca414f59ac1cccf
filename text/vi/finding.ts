/** Finding words in a paper and in all papers of a meeting. */
export const finding = {
  exact: 'Đúng dấu',
  exactHint: 'Chỉ tìm chữ có dấu đúng như đã gõ',
  words: 'Cả từ',
  wordsHint: 'Không tìm trong lòng một từ dài hơn',
  list: 'Danh sách kết quả',
  listOf: (total: string) => `Danh sách kết quả: ${total}`,
  more: (count: string) => `hơn ${count}`,
  count: (at: number, total: string) => `${at}/${total}`,
  page: (label: string) => `tr. ${label}`,
  textless: (pages: string) => `Trang ${pages} là bản quét, không tìm được chữ.`,
  field: 'Gõ từ cần tìm, không cần gõ dấu',
  none: 'Không tìm thấy trong các tài liệu tìm được chữ.',
  loading: (done: number, papers: number) => `Đang đọc tài liệu ${done}/${papers}…`,
  summary: (hits: string, papers: number) => `${hits} chỗ trong ${papers} tài liệu`,
  inPaper: (hits: string) => `${hits} chỗ`,
  rest: (count: string) => `Xem thêm ${count} chỗ trong tài liệu này`,
  jump: (title: string, label: string) => `Mở ${title}, trang ${label}`,
  scans: 'Bản quét, không tìm được chữ',
  absent: 'Chưa tìm được vì nội dung chưa có trên máy này',
  absentWhy: 'Nội dung các tài liệu này được tải về khi có mạng; sau đó tìm được cả khi mất mạng.',
  partly: (pages: string) => `trang ${pages} là bản quét`,
  again: 'Thử lại',
  meeting: {
    everywhere: 'Tìm trong mọi tài liệu của cuộc họp (Ctrl+Shift+F)',
    dialog: 'Tìm trong mọi tài liệu của cuộc họp',
    begin: 'Tìm trong nội dung của tất cả tài liệu cuộc họp này, kể cả khi mất mạng.',
    noPapers: 'Cuộc họp này chưa có tài liệu.',
    fromSearch: (query: string) => `Tìm “${query}” trong nội dung mọi tài liệu của cuộc họp này`
  },
  mine: {
    everywhere: 'Tìm trong nội dung tài liệu của tôi (Ctrl+Shift+F)',
    dialog: 'Tìm trong tài liệu của tôi',
    begin: 'Tìm trong nội dung mọi tài liệu của đồng chí và tài liệu được chia sẻ với đồng chí.',
    noPapers: 'Đồng chí chưa có tài liệu riêng nào.',
    fromSearch: (query: string) => `Tìm “${query}” trong nội dung tài liệu của tôi`
  },
  close: 'Đóng'
}
