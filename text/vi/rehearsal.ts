/** Rehearsal: a meeting for practice that leaves no trace. */
export const rehearsal = {
  items: [
    { title: 'Khai mạc (thử)', minutes: 5 },
    { title: 'Nghe báo cáo và phát biểu (thử)', minutes: 10 },
    { title: 'Chất vấn và trả lời chất vấn (thử)', minutes: 10 },
    { title: 'Biểu quyết (thử)', minutes: 5 },
    { title: 'Kết luận (thử)', minutes: 5 }
  ],
  titleOf: (title: string) => `HỌP THỬ: ${title}`,
  banner: 'HỌP THỬ. Không ghi vào hồ sơ, sổ sách nào; kết thúc là xóa hết.',
  menu: 'Họp thử với thành phần này…',
  startTitle: 'Mở buổi họp thử?',
  startLead: (count: number) =>
    `${count} người trong thành phần dự họp thấy buổi họp thử ở trang Hôm nay và vào tập điểm danh, phát biểu, chất vấn, biểu quyết.`,
  startAfter:
    'Chương trình là các mục giả định. Buổi họp thử chỉ nằm trong bộ nhớ của máy chủ: không có trong danh sách cuộc họp, báo cáo, bản sao lưu, và bị xóa hết khi kết thúc. Không đưa được tài liệu vào và không bỏ phiếu kín. Mỗi người có nhiều nhất ba buổi cùng lúc; nếu mở thêm, buổi lâu nhất không có người dùng (từ mười phút trở lên) sẽ tự kết thúc.',
  start: 'Mở buổi họp thử',
  cancel: 'Để sau',
  end: 'Xóa buổi họp thử',
  endTitle: 'Xóa buổi họp thử?',
  endAfter: 'Mọi người ra khỏi buổi họp thử; mọi nội dung trong đó bị xóa ngay và không lấy lại được.',
  keep: 'Tiếp tục họp thử',
  ended: 'Đã xóa buổi họp thử.',
  notDone: (why: string) => `Chưa thực hiện được. ${why}`,
  gone: 'Buổi họp thử đã kết thúc',
  goneWhy: 'Mọi nội dung của buổi họp thử đã được xóa, không lưu lại ở đâu.',
  now: 'Đang họp thử',
  enter: 'Vào họp thử',
  nowHint: 'Để tập dùng phần mềm; không lưu lại gì.'
}
