/** Where somebody is signed in, and what a computer has witnessed of a meeting's record. */
export const access = {
  sessions: {
    title: 'Phiên đăng nhập',
    intro: 'Những nơi tài khoản của đồng chí đang đăng nhập. Thấy nơi lạ, đề nghị kết thúc phiên đó rồi đổi mật khẩu.',
    kept: 'Máy chủ chỉ ghi loại phần mềm, hệ điều hành và phần đầu của địa chỉ mạng; không ghi tên máy hay vị trí. Phiên tự hết sau 30 phút không dùng, chậm nhất sau 12 giờ.',
    current: 'Phiên này',
    apps: {
      hopso: 'Ứng dụng Hopso',
      coccoc: 'Cốc Cốc',
      edge: 'Microsoft Edge',
      firefox: 'Firefox',
      chrome: 'Chrome',
      safari: 'Safari',
      other: 'Phần mềm khác'
    },
    systems: { windows: 'Windows', macos: 'macOS', linux: 'Linux', android: 'Android', ios: 'iPhone/iPad', other: 'hệ điều hành khác' },
    device: (app: string, system: string): string => `${app} trên ${system}`,
    network: (network: string): string => `Mạng ${network}`,
    unknownNetwork: 'Không rõ mạng',
    since: (time: string, day: string): string => `Đăng nhập lúc ${time}, ${day}`,
    lastSeen: (time: string, day: string): string => `Dùng gần nhất lúc ${time}, ${day}`,
    end: 'Kết thúc',
    endOne: (device: string): string => `Kết thúc phiên ${device}`,
    endOthers: 'Kết thúc mọi phiên khác',
    ended: 'Đã kết thúc phiên. Nơi đó phải đăng nhập lại.',
    othersEnded: 'Đã kết thúc mọi phiên khác.',
    only: 'Tài khoản chỉ đang đăng nhập ở đây.',
    offline: 'Chưa kết nối được máy chủ nên chưa xem được các phiên đăng nhập.'
  },
  signedIn: {
    tab: 'Đang đăng nhập',
    intro:
      'Những người thuộc phạm vi quản trị đang đăng nhập. Kết thúc một phiên thì máy đó bị đưa về màn hình đăng nhập; nội dung chưa gửi vẫn còn trên máy.',
    count: (n: number): string => `${n} phiên`,
    none: 'Hiện không có ai đăng nhập.',
    end: (name: string): string => `Kết thúc phiên của ${name}`,
    ended: (name: string): string => `Đã kết thúc phiên của ${name}.`
  },
  record: {
    seal: 'Dấu nhật ký',
    line: (events: number, start: string): string => `Nhật ký: ${events} sự kiện · dấu ${start}…`,
    title: 'Dấu nhật ký cuộc họp',
    why: 'Dấu này đại diện cho toàn bộ nhật ký đến sự kiện mới nhất. Ghi dấu vào biên bản giấy: về sau, nếu nhật ký bị cắt bớt hoặc sửa lại, việc đối chiếu sẽ cho thấy.',
    how: 'Người quản trị đối chiếu tệp nhật ký đã xuất bằng lệnh:',
    copy: 'Chép dấu',
    copied: 'Đã chép dấu nhật ký.',
    copyFailed: 'Chưa chép được; đề nghị bôi đen và chép bằng tay.',
    doubt: {
      shorter: (known: number, shown: number): string =>
        `Nhật ký cuộc họp trên máy chủ ngắn hơn bản máy này đã thấy: trước đây có ${known} sự kiện, nay còn ${shown}.`,
      other: (known: number): string =>
        `Nhật ký cuộc họp trên máy chủ khác với bản máy này đã thấy: sự kiện số ${known} không còn như trước.`
    },
    doubtShow: 'Xem và xử lý',
    doubtTitle: 'Nhật ký cuộc họp không khớp',
    doubtWhat:
      'Có thể máy chủ vừa được khôi phục từ bản sao lưu cũ, hoặc nhật ký đã bị can thiệp. Ghi chú và bản nháp của đồng chí không bị ảnh hưởng.',
    doubtDo:
      'Đề nghị báo thư ký cuộc họp và người quản trị, gửi kèm nội dung dưới đây. Trước khi có giải thích, không dùng nhật ký này làm căn cứ.',
    doubtKnown: (seq: number, hash: string): string => `Máy này đã thấy: ${seq}:${hash}`,
    doubtShown: (seq: number, hash: string): string => `Máy chủ đang có: ${seq}:${hash}`,
    doubtAt: (time: string, day: string): string => `Phát hiện lúc ${time}, ${day}`,
    doubtCopy: 'Chép nội dung',
    doubtCopied: 'Đã chép nội dung.',
    doubtSetAside: 'Tôi đã báo, theo dõi tiếp từ bản hiện nay'
  },
  reset: {
    was: (by: string, at: string): string => `Mật khẩu của đồng chí đã được quản trị viên ${by} đặt lại lúc ${at}.`,
    first: (by: string, at: string): string =>
      `Mật khẩu của đồng chí đã được quản trị viên ${by} đặt lại lúc ${at}. Đề nghị đặt mật khẩu riêng, chỉ mình đồng chí biết.`,
    ask: 'Nếu đồng chí đã nhờ, bấm Đúng, tôi đã nhờ. Nếu không, hãy đổi mật khẩu ngay và báo lãnh đạo đơn vị.',
    closed: (until: string): string =>
      `Ghi chú riêng và sổ tay cũ chưa mở trên thiết bị này: sẽ mở lúc ${until}, hoặc ngay khi đồng chí đăng nhập và xác nhận trên một máy đã dùng trước đây. Ghi chú viết từ bây giờ vẫn được lưu trên máy này và sẽ gửi sau.`,
    mine: 'Đúng, tôi đã nhờ',
    change: 'Đổi mật khẩu',
    confirmed: 'Đã ghi nhận. Ghi chú riêng mở được trên mọi thiết bị của đồng chí.',
    notConfirmed: 'Chưa ghi nhận được. Đề nghị kiểm tra mạng rồi bấm lại.'
  }
}
