/** The command line `hopso`. Verbs and options stay in English letters; what they mean is said here. */
export const command = {
  help: (version: string) => `Hopso (họp số) ${version} – phòng họp không giấy cho Ủy ban nhân dân các cấp.

Cách dùng:
  hopso serve --data THƯ_MỤC --port SỐ [tùy chọn]   chạy máy chủ
  hopso verify TỆP [--head SỐ:MÃ]                   kiểm tra nhật ký cuộc họp đã xuất; SỐ:MÃ là dấu nhật ký in trong
                                                    biên bản hoặc chép từ màn hình cuộc họp
  hopso add-administrator --data THƯ_MỤC --account TÊN --unit "TÊN ĐƠN VỊ" [--name "HỌ TÊN"] [--keys THƯ_MỤC]
                                                    tạo đơn vị và quản trị viên đầu tiên; đọc mật khẩu từ đầu vào chuẩn
  hopso backup --data THƯ_MỤC --to TỆP              sao lưu toàn bộ dữ liệu vào một tệp, kể cả khi máy chủ đang chạy
  hopso restore TỆP --data THƯ_MỤC [--replace]      khôi phục bản sao lưu vào một thư mục mới hoặc còn trống
  hopso --help                                      in hướng dẫn này
  hopso --version                                   in phiên bản

Tùy chọn của serve:
  --data THƯ_MỤC      nơi lưu mọi dữ liệu; được tạo nếu chưa có
  --port SỐ           cổng lắng nghe; 0 là cổng trống bất kỳ
  --host ĐỊA_CHỈ      địa chỉ lắng nghe, mặc định 127.0.0.1; 0.0.0.0 để mọi máy trong mạng vào được
  --public-url URL    địa chỉ mà người dùng gõ, khi khác với địa chỉ lắng nghe
  --keys THƯ_MỤC      nơi giữ khóa mã hóa ghi chú riêng, nên nằm ngoài thư mục dữ liệu
  --demonstration     nạp đơn vị mẫu khi thư mục dữ liệu còn trống

Bản sao lưu không chứa khóa mã hóa (--keys) và phiên đăng nhập; thư mục khóa cần được sao lưu riêng. Trước khi khôi phục, mọi byte của bản sao
lưu được kiểm tra. Với --replace, thư mục dữ liệu hiện có được đổi tên và giữ lại, không bị xóa.

Khi sẵn sàng, serve in một dòng JSON ra đầu ra chuẩn; nhật ký đi ra đầu ra lỗi. Dừng bằng Ctrl-C hoặc SIGTERM.
`,
  unknownCommand: (name: string) => `Không có lệnh "${name}". Gõ "hopso --help" để xem hướng dẫn.`,
  unknownOption: (name: string) => `Không có tùy chọn "${name}". Gõ "hopso --help" để xem hướng dẫn.`,
  missingOption: (name: string) => `Thiếu "${name}". Gõ "hopso --help" để xem hướng dẫn.`,
  badPort: (value: string) => `Số cổng "${value}" không hợp lệ; cần một số từ 0 đến 65535.`,
  badUrl: (value: string) => `Địa chỉ "${value}" không hợp lệ; cần dạng https://ten-may hoặc http://ten-may:cổng.`,
  portTaken: (port: number) => `Cổng ${port} đang được chương trình khác sử dụng. Đề nghị chọn cổng khác bằng --port.`,
  addressUnavailable: (host: string) => `Không lắng nghe được ở địa chỉ "${host}". Đề nghị kiểm tra lại --host và --port.`,
  folderUnreadable: (folder: string) => `Không đọc hoặc ghi được thư mục "${folder}". Đề nghị kiểm tra lại đường dẫn và quyền truy cập.`,
  folderLocked: (folder: string) => `Thư mục "${folder}" đang được một máy chủ Hopso khác sử dụng. Đề nghị dừng máy chủ đó trước.`,
  folderNewer: (folder: string) => `Dữ liệu trong "${folder}" do phiên bản Hopso mới hơn ghi. Đề nghị cập nhật phần mềm rồi mở lại.`,
  folderDamaged: (folder: string, detail: string) =>
    `Dữ liệu trong "${folder}" bị hỏng nên chưa mở được (${detail}). Đề nghị khôi phục từ bản sao lưu.`,
  diskFull: (folder: string) => `Ổ đĩa chứa "${folder}" đã đầy. Đề nghị giải phóng dung lượng rồi chạy lại.`,
  demonstrationMissing: 'Không nạp được đơn vị mẫu: thiếu hoặc hỏng thư mục resources/demonstration. Đề nghị cài đặt lại phần mềm.',
  startFailed: (detail: string) => `Máy chủ không khởi động được: ${detail}`,
  logUnreadable: (file: string) => `Không đọc được tệp "${file}". Đề nghị kiểm tra lại đường dẫn.`,
  logMalformed: (file: string, line: number) => `Tệp "${file}" không phải hồ sơ cuộc họp: dòng ${line} không đúng định dạng.`,
  logEmpty: (file: string) => `Tệp "${file}" không có sự kiện nào để kiểm tra.`,
  intact: (events: number, meeting: string, hash: string) =>
    `Hồ sơ nguyên vẹn: ${events} sự kiện của cuộc họp ${meeting}, mắt xích cuối ${hash}.`,
  brokenSequence: (expected: number, found: number) => `Hồ sơ bị đứt: chờ sự kiện số ${expected} nhưng gặp số ${found}.`,
  brokenMeeting: (seq: number) => `Hồ sơ bị đứt ở sự kiện số ${seq}: sự kiện này thuộc cuộc họp khác.`,
  brokenPrevious: (seq: number) => `Hồ sơ bị đứt ở sự kiện số ${seq}: không nối tiếp sự kiện đứng trước.`,
  brokenHash: (seq: number) => `Hồ sơ bị đứt ở sự kiện số ${seq}: nội dung đã bị sửa sau khi ghi.`,
  badHead: (value: string) => `Dấu nhật ký "${value}" không hợp lệ; cần dạng SỐ:MÃ, ví dụ 24:9f2c… với mã gồm 64 ký tự.`,
  cutOff: (events: number, wanted: number) =>
    `Hồ sơ bị cắt ngắn: tệp chỉ có ${events} sự kiện, trong khi dấu nhật ký là của sự kiện số ${wanted}.`,
  otherChain: (seq: number) => `Hồ sơ đã bị viết lại: sự kiện số ${seq} không khớp với dấu nhật ký.`,
  passesThrough: (seq: number) => `Khớp với dấu nhật ký của sự kiện số ${seq}.`,
  accountTaken: (account: string) => `Tên đăng nhập "${account}" đã có người dùng.`,
  accountMalformed: 'Tên đăng nhập cần từ 3 ký tự, chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch dưới.',
  weakPassword: 'Mật khẩu cần ít nhất 8 ký tự, gồm ba trong bốn loại: chữ thường, chữ hoa, chữ số, ký hiệu; và không chứa tên đăng nhập.',
  administratorAdded: (account: string, unit: string) => `Đã tạo quản trị viên "${account}" của ${unit}.`,
  backupThere: (file: string) => `Đã có tệp "${file}". Đề nghị chọn tên khác; bản sao lưu không bao giờ bị ghi đè.`,
  backupWritten: (file: string, papers: number, bytes: number) =>
    `Đã sao lưu vào "${file}": ${papers} tệp tài liệu, ${Math.ceil(bytes / 1024).toLocaleString('vi-VN')} KB. Bản sao lưu đã được đọc lại và kiểm tra.`,
  backupWithoutPapers: (count: number) =>
    `Lưu ý: ${count} tệp tài liệu đã bị hỏng từ trước nên không có trong bản sao lưu. Đề nghị tải lại các tài liệu này lên.`,
  backupBroken: (detail: string) =>
    `Chưa sao lưu được: bản sao lưu không trọn vẹn (${detail}). Đề nghị kiểm tra nhật ký máy chủ rồi thử lại.`,
  backupUnreadable: (file: string) => `Không đọc được tệp "${file}". Đề nghị kiểm tra lại đường dẫn và quyền truy cập.`,
  backupDamaged: (file: string, detail: string) =>
    `Tệp "${file}" bị hỏng hoặc không phải bản sao lưu của Hopso (${detail}). Chưa có gì được ghi; đề nghị dùng bản sao lưu khác.`,
  backupNewer: (file: string) => `Bản sao lưu "${file}" do phiên bản Hopso mới hơn tạo ra. Đề nghị cập nhật phần mềm rồi khôi phục lại.`,
  folderNotEmpty: (folder: string) =>
    `Thư mục "${folder}" đã có dữ liệu. Đề nghị chọn thư mục mới, hoặc thêm --replace để đổi tên và giữ lại thư mục cũ.`,
  restored: (folder: string, at: string) =>
    `Đã khôi phục vào "${folder}" theo bản sao lưu lúc ${at}. Mọi người cần đăng nhập lại; máy nào còn nội dung mới hơn sẽ tự gửi lại.`,
  restoredBefore: (folder: string) => `Dữ liệu trước khi khôi phục được giữ ở "${folder}".`,
  administratorName: 'Quản trị hệ thống'
}
