/** Taking part in a meeting that is on: the current item, and the three large buttons of the simple screen. */
export const takingPart = {
  taken: (item: string) => `Cuộc họp chuyển sang ${item}.`,
  open: 'Mở',
  item: (number: string, title: string) => `mục ${number}: ${title}`,
  bar: 'Ba nút chính',
  papers: 'Tài liệu',
  papersOf: (number: string) => `của mục ${number} đang bàn`,
  papersAll: 'của cuộc họp',
  speak: 'Phát biểu',
  speakHint: 'đăng ký, xem danh sách',
  waiting: (place: number) => (place === 1 ? 'đồng chí là người tiếp theo' : `đang chờ, thứ ${place}`),
  speaking: 'mời đồng chí phát biểu',
  vote: 'Biểu quyết',
  voteOpen: 'đang mở, mời biểu quyết',
  voteNone: 'chưa mở',
  voteNoneLong: 'Chưa có nội dung nào đang biểu quyết. Khi mở biểu quyết, phiếu tự hiện lên màn hình.',
  simple: 'Màn hình đơn giản',
  simpleHint: 'Ba nút lớn: Tài liệu, Phát biểu, Biểu quyết. Dùng trong mọi cuộc họp, trên mọi máy của đồng chí.'
}
