/** Changing the person at one computer by PIN. */
export const pin = {
  change: 'Đổi người dùng máy…',
  changeTitle: 'Đổi người dùng máy này',
  lead: 'Mỗi đồng chí làm việc bằng tài khoản của mình. Người đang dùng sẽ được đăng xuất; những gì chưa gửi vẫn nằm trên máy dưới tên người đó.',
  field: (name: string) => `Mã PIN của ${name}`,
  hint: '6 chữ số',
  needed: 'Đề nghị nhập đủ 6 chữ số.',
  enter: 'Vào làm việc',
  cancel: 'Để sau',
  other: 'Người khác trên máy này',
  byPin: 'Vào bằng mã PIN',
  settings: {
    title: 'Đổi người nhanh bằng mã PIN',
    lead: 'Dùng khi nhiều người chung một máy, ví dụ tại điểm cầu. Mã PIN chỉ dùng được trên máy này, thay cho mật khẩu của đồng chí.',
    on: 'Máy này đang nhận mã PIN của đồng chí.',
    set: 'Đặt mã PIN…',
    renew: 'Đặt mã PIN mới…',
    drop: 'Bỏ mã PIN trên máy này',
    dropped: 'Đã bỏ mã PIN trên máy này.',
    pin: 'Mã PIN mới',
    again: 'Nhập lại mã PIN',
    differs: 'Hai lần nhập chưa giống nhau.',
    password: 'Mật khẩu của đồng chí',
    show: 'Hiện mật khẩu',
    hide: 'Ẩn mật khẩu',
    save: 'Đặt mã PIN',
    saved: 'Đã đặt mã PIN cho máy này.',
    notSaved: (why: string) => `Chưa đặt được mã PIN. ${why}`,
    elsewhere: 'Máy này chưa từng đăng nhập bằng mật khẩu của đồng chí. Đề nghị đăng xuất, đăng nhập lại bằng mật khẩu rồi đặt mã PIN.'
  }
}
