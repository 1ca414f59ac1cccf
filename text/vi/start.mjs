/** What `npm start` says. Plain JavaScript, for it speaks before anything is installed or built. */
export const start = {
  installing: 'Đang cài đặt các thành phần cần thiết (chỉ lần đầu, có thể mất vài phút)…',
  installFailed: 'Không cài đặt được các thành phần cần thiết. Hãy kiểm tra kết nối tới kho gói npm rồi chạy lại.',
  oldNode: (found, wanted) => `Cần Node.js từ phiên bản ${wanted}; máy này đang có ${found}.`,
  building: part => `Đang dựng phần mềm: ${part}…`,
  parts: { server: 'máy chủ', renderer: 'giao diện', electron: 'ứng dụng trên máy tính' },
  buildFailed: reason => `Không dựng được phần mềm: ${reason}`,
  ready: 'Họp số đã sẵn sàng.',
  web: url => `  Địa chỉ:         ${url}`,
  data: folder => `  Thư mục dữ liệu: ${folder}`,
  accounts: '  Tài khoản dùng thử (tên đăng nhập · mật khẩu · vai trò):',
  account: (account, password, role) => `    ${account} · ${password} · ${role}`,
  desktop: 'Đang mở ứng dụng trên máy tính này.',
  noDisplay: url => `Máy này không có màn hình để mở ứng dụng; hãy mở ${url} bằng trình duyệt (cùng một giao diện).`,
  noElectron: url => `Máy này không có Electron để mở ứng dụng; hãy mở ${url} bằng trình duyệt (cùng một giao diện).`,
  stop: 'Bấm Ctrl-C để dừng. Dữ liệu được giữ lại cho lần sau.',
  stopped: 'Đã dừng; dữ liệu đã được lưu.',
  serverGone: 'Máy chủ đã dừng đột ngột; dữ liệu đã xác nhận vẫn còn. Hãy chạy lại npm start.',
  help: 'Cách dùng: npm start [-- --data THƯ_MỤC --port CỔNG --no-desktop]\nMặc định: thư mục ./hopso-data, cổng 4480. Thư mục trống được điền dữ liệu dùng thử.',
  unknownOption: word => `Không hiểu tham số «${word}». Xem: npm start -- --help`,
  roles: {
    administrator: 'quản trị',
    unitAdministrator: 'quản trị đơn vị',
    secretary: 'thư ký',
    chair: 'chủ tọa',
    member: 'thành viên',
    delegate: 'đại biểu',
    guest: 'khách mời'
  }
}
