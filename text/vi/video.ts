/** A video meeting (Jitsi) shown beside the papers. */
export const video = {
  beside: 'Mở cạnh tài liệu',
  besideHint: 'Máy chỉ hỏi dùng camera và micrô sau khi bấm nút này.',
  title: 'Họp trực tuyến',
  frame: (host: string) => `Phòng họp trực tuyến tại ${host}`,
  small: 'Thu nhỏ',
  large: 'Mở rộng',
  outside: 'Mở bằng trình duyệt',
  leave: 'Rời phòng trực tuyến',
  left: 'Đã rời phòng họp trực tuyến. Cuộc họp trên máy này vẫn tiếp tục.',
  asking: 'Đang mở phòng họp trực tuyến…',
  silent: 'Phòng họp trực tuyến chưa trả lời. Tài liệu, phát biểu và biểu quyết trên máy này không bị ảnh hưởng.',
  refused: (why: string) => `Chưa mở được phòng họp trực tuyến ở đây. ${why} Tài liệu, phát biểu và biểu quyết không bị ảnh hưởng.`,
  notFramed: 'Máy chủ này không cho mở cạnh tài liệu; đề nghị mở bằng trình duyệt.',
  call: (phone: string) => `Gọi ${phone}`
}
