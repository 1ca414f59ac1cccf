/** Native menus and dialogs of the desktop app. */
export const desktop = {
  windowTitle: 'Họp số',
  menu: {
    app: 'Họp số',
    settings: 'Cài đặt…',
    signOut: 'Đăng xuất',
    quit: 'Thoát',
    hide: 'Ẩn Họp số',
    hideOthers: 'Ẩn cửa sổ khác',
    showAll: 'Hiện tất cả',
    edit: 'Soạn thảo',
    undo: 'Hoàn tác',
    redo: 'Làm lại',
    cut: 'Cắt',
    copy: 'Sao chép',
    paste: 'Dán',
    selectAll: 'Chọn tất cả',
    search: 'Tìm kiếm…',
    view: 'Hiển thị',
    zoomIn: 'Phóng to',
    zoomOut: 'Thu nhỏ',
    zoomReset: 'Cỡ bình thường',
    fullScreen: 'Toàn màn hình',
    help: 'Trợ giúp',
    guide: 'Hướng dẫn sử dụng'
  },
  openLink: {
    title: 'Mở trang bên ngoài',
    question: (host: string) => `Mở trang ${host} bằng trình duyệt của máy tính?`,
    detail: (address: string) => `Trang này không thuộc Họp số:\n${address}`,
    open: 'Mở trang',
    cancel: 'Không mở'
  },
  crashed: {
    title: 'Cửa sổ đã dừng đột ngột',
    detail: 'Những gì đã viết và đã vẽ vẫn được giữ trên máy này. Bấm «Mở lại» để tiếp tục.',
    reopen: 'Mở lại',
    quit: 'Thoát'
  },
  unresponsive: {
    title: 'Cửa sổ chưa phản hồi',
    detail: 'Có thể chờ thêm, hoặc mở lại cửa sổ. Những gì đã viết và đã vẽ vẫn được giữ trên máy này.',
    wait: 'Chờ thêm',
    reopen: 'Mở lại'
  },
  start: {
    installing: 'Đang cài đặt các thành phần cần thiết (chỉ lần đầu, vài phút)…',
    installFailed: 'Không cài đặt được các thành phần cần thiết. Hãy kiểm tra kết nối tới kho gói rồi chạy lại.',
    building: 'Đang dựng phần mềm…',
    buildFailed: 'Không dựng được phần mềm; lỗi ở ngay phía trên.',
    ready: 'Họp số đã sẵn sàng.',
    web: (url: string) => `Trang web:      ${url}`,
    data: (folder: string) => `Thư mục dữ liệu: ${folder}`,
    accounts: 'Tài khoản dùng thử (tên / mật khẩu / vai trò):',
    desktopOpening: 'Đang mở ứng dụng trên máy tính…',
    noDisplay: (url: string) => `Không có màn hình để mở ứng dụng; hãy mở trình duyệt tại ${url} (cùng một giao diện).`,
    noElectron: (url: string) => `Máy này chưa có Electron để mở ứng dụng; hãy mở trình duyệt tại ${url} (cùng một giao diện).`,
    stop: 'Bấm Ctrl-C để dừng; dữ liệu được giữ lại cho lần sau.',
    stopped: 'Đã dừng. Dữ liệu đã được lưu.',
    help: 'Cách dùng: npm start [-- --data THƯ-MỤC --port CỔNG --no-desktop]',
    unknownOption: (word: string) => `Không hiểu tham số «${word}».`
  },
  roles: {
    administrator: 'quản trị',
    secretary: 'thư ký',
    chair: 'chủ tọa',
    member: 'thành viên',
    delegate: 'đại biểu',
    guest: 'khách mời'
  }
}
