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
  leaving: {
    title: 'Đóng cửa sổ khi còn nội dung chưa gửi xong?',
    detail:
      'Tệp đang tải lên hoặc nội dung vừa ghi chưa đến máy chủ và không được giữ trên máy này. Nếu đóng bây giờ, phải làm lại từ đầu.',
    stay: 'Ở lại',
    leave: 'Vẫn đóng'
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
  }
}
