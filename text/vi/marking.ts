/** Tools with which a paper is marked, by pointer and by keyboard. */
export const marking = {
  more: 'Thêm công cụ',
  word: {
    underline: 'Gạch chân',
    strike: 'Gạch ngang',
    area: 'Khoanh vùng',
    arrow: 'Mũi tên',
    sign: 'Dấu ✓ ? ! ✗',
    lasso: 'Chọn ghi chú',
    words: 'Chọn chữ bằng phím'
  },
  use: {
    highlight: 'Kéo trên chữ; trên bản quét thì tô tự do',
    underline: 'Kéo trên chữ để gạch chân',
    strike: 'Kéo trên chữ để gạch ngang',
    area: 'Kéo một khung quanh chỗ cần ghi',
    arrow: 'Kéo từ đuôi đến mũi; giữ Shift để thẳng',
    sign: 'Bấm vào trang để đặt dấu',
    lasso: 'Khoanh quanh hoặc bấm vào ghi chú',
    words: 'Mũi tên chọn chữ, Shift để chọn thêm'
  },
  keysUse: {
    words: 'Mũi tên đến chữ, Shift + mũi tên chọn thêm, Enter để đánh dấu',
    draw: 'Mũi tên đến chỗ bắt đầu, Enter; mũi tên đến chỗ kết thúc, Enter',
    place: 'Mũi tên đến chỗ cần đặt, Enter',
    lasso: 'Tab đến từng ghi chú; M rồi mũi tên để di chuyển'
  },
  signs: 'Dấu',
  sign: { tick: 'Dấu ✓ (đồng ý)', question: 'Dấu ? (cần hỏi)', attention: 'Dấu ! (lưu ý)', cross: 'Dấu ✗ (không đồng ý)' },
  kind: {
    ink: 'Nét bút',
    brush: 'Nét tô',
    highlight: 'Đánh dấu',
    underline: 'Gạch chân',
    strike: 'Gạch ngang',
    note: 'Ghi chú',
    area: 'Khoanh vùng',
    arrow: 'Mũi tên',
    sign: 'Dấu'
  },
  chosen: (count: number) => `Đã chọn ${count}`,
  chosenOne: (kind: string, page: number) => `${kind}, trang ${page}`,
  moving: 'Mũi tên để di chuyển, Enter khi xong',
  duplicate: 'Nhân đôi (D)',
  move: 'Di chuyển bằng phím (M)',
  remove: 'Xóa (Delete)',
  letGo: 'Bỏ chọn (Esc)',
  writeWords: 'Viết lời ghi chú (Enter)',
  removed: (count: number) => `Đã xóa ${count} ghi chú.`,
  copyQuote: 'Chép trích dẫn (C)',
  copied: 'Đã chép trích dẫn kèm nguồn. Dán vào nơi cần dùng.',
  notCopied: 'Không chép được: trình duyệt không cho phép. Đề nghị chọn chữ và bấm Ctrl+C.',
  nothingToCopy: 'Chỗ này không có chữ để chép (bản quét).',
  source: (words: string, paper: string, page: number) => `“${words}” (${paper}, trang ${page})`,
  words: 'Với chữ đã chọn',
  keysTitle: 'Ghi chú trên tài liệu',
  keys: [
    ['P · H · N · E', 'Bút, đánh dấu, ghi chú, tẩy'],
    ['U · S', 'Gạch chân, gạch ngang'],
    ['K · A · T', 'Khoanh vùng, mũi tên, dấu ✓ ? ! ✗'],
    ['F7', 'Chọn chữ bằng mũi tên (Shift để chọn thêm)'],
    ['L', 'Chọn ghi chú: Tab đến từng cái, M rồi mũi tên để di chuyển'],
    ['Mũi tên · Enter', 'Đưa con trỏ đến chỗ ghi, đặt ghi chú (Shift: từng chút)'],
    ['1 … 6', 'Màu của công cụ hoặc của ghi chú đã chọn'],
    ['Delete · D · C', 'Xóa, nhân đôi, chép trích dẫn của ghi chú đã chọn'],
    ['Ctrl+Z · Ctrl+Y', 'Hoàn tác, làm lại'],
    ['Esc', 'Thôi dùng công cụ, về đọc']
  ]
}
