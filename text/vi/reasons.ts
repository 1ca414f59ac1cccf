/** Reason → sentence: what happened, what it means for the work, what to do next. Keys are protocol/http-api.ts `Reason` and the client's own. */
export const reasons = {
  'no-session': 'Phiên đăng nhập đã hết hạn. Những gì đồng chí đã ghi vẫn nằm trên máy này. Đề nghị đăng nhập lại để tiếp tục gửi.',
  'wrong-password': 'Tên đăng nhập hoặc mật khẩu chưa đúng. Đề nghị kiểm tra lại phím Caps Lock và bộ gõ tiếng Việt rồi thử lại.',
  'password-was-reset':
    'Mật khẩu của đồng chí đã được quản trị viên đặt lại nên mật khẩu cũ không dùng được nữa. Nếu đồng chí đã nhờ, hãy nhập mật khẩu mới được cấp. Nếu không nhờ, đề nghị báo ngay lãnh đạo đơn vị: người có mật khẩu mới chưa đọc được ghi chú riêng của đồng chí trong ba ngày.',
  'account-locked': 'Tài khoản này đang bị khóa. Đề nghị liên hệ quản trị đơn vị để được mở lại.',
  'too-many-attempts': 'Đã nhập sai quá nhiều lần. Đề nghị chờ ít phút rồi thử lại, hoặc liên hệ quản trị đơn vị.',
  'password-must-change': 'Đây là lần đăng nhập đầu tiên. Đề nghị đồng chí đặt mật khẩu mới trước khi tiếp tục.',
  'weak-password':
    'Mật khẩu mới cần ít nhất 8 ký tự, gồm ba trong bốn loại: chữ thường, chữ hoa, chữ số, ký hiệu; và không chứa tên đăng nhập.',
  'no-right': 'Đồng chí chưa được phân quyền làm việc này. Nếu cần, đề nghị liên hệ thư ký cuộc họp hoặc quản trị đơn vị.',
  'not-found': 'Không tìm thấy nội dung này, hoặc nội dung không dành cho tài khoản của đồng chí.',
  malformed: 'Dữ liệu gửi lên chưa đúng. Đề nghị kiểm tra lại các ô đã nhập rồi gửi lại.',
  conflict: 'Nội dung này vừa được người khác thay đổi. Đề nghị xem lại bản mới rồi thực hiện lại nếu còn cần.',
  'account-taken': 'Tên đăng nhập này đã có người dùng. Đề nghị chọn tên khác.',
  'meeting-ended': 'Cuộc họp đã kết thúc nên không thay đổi được nữa.',
  'no-participants': 'Chưa có chủ tọa hoặc thành phần dự họp. Đề nghị thêm người dự họp trước khi gửi.',
  'link-not-allowed':
    'Máy chủ của đường dẫn này chưa nằm trong danh sách được phép. Đề nghị báo quản trị hệ thống thêm máy chủ, hoặc dùng đường dẫn khác.',
  'code-needed': 'Cuộc họp này điểm danh tại phòng bằng mã QR. Đề nghị quét mã đang hiện trên màn hình, hoặc nhờ thư ký điểm danh.',
  'wrong-pin': 'Mã PIN chưa đúng. Sau năm lần sai liên tiếp, mã PIN bị khóa và phải đăng nhập bằng mật khẩu.',
  'weak-pin': 'Mã PIN này quá dễ đoán (các số giống nhau hoặc liền nhau). Đề nghị chọn mã khác.',
  'pin-locked': 'Mã PIN đã bị khóa vì nhập sai năm lần. Đề nghị đăng nhập bằng mật khẩu rồi đặt mã PIN mới trong Cài đặt.',
  'wrong-code': 'Mã chưa đúng hoặc đã đổi. Đề nghị xem lại mã đang hiện trên màn hình rồi nhập lại.',
  'late-code': 'Mã này vừa được thay bằng mã mới. Đề nghị quét lại mã đang hiện trên màn hình; lần này không tính là nhập sai.',
  'too-often':
    'Đồng chí đã ghi rồi đổi lại việc này quá nhiều lần trong cuộc họp nên lần này không được ghi; điều ghi gần nhất vẫn giữ nguyên. Nếu cần thay đổi, đề nghị báo thư ký hoặc chủ tọa ghi giúp.',
  'too-many-questions':
    'Người này đã có mười chất vấn đang chờ nên chưa đăng ký thêm được. Đề nghị chờ chủ tọa mời, hoặc rút bớt chất vấn không còn cần.',
  'list-closed':
    'Chủ tọa đã chốt danh sách nên chưa đăng ký được. Nếu cần, đề nghị xin chủ tọa mở lại hoặc nhờ thư ký ghi thêm; ý kiến về thủ tục vẫn đăng ký phát biểu được.',
  suspended: 'Cuộc họp đang tạm nghỉ. Đề nghị chọn “Họp tiếp” rồi thực hiện lại.',
  'ballot-settled':
    'Đồng chí đã đổi phiếu này 20 lần nên lần này không được ghi; lá phiếu gần nhất vẫn được tính. Nếu thật sự cần, đề nghị chủ tọa cho biểu quyết lại.',
  'too-many-rehearsals':
    'Đang có quá nhiều buổi họp thử (mỗi người nhiều nhất ba buổi, toàn cơ quan nhiều nhất năm mươi buổi) và buổi nào cũng có người đang dùng, nên chưa mở thêm được. Đề nghị xóa một buổi họp thử không cần nữa, hoặc thử lại sau mười phút.',
  'no-quorum': 'Chưa đủ số thành viên có mặt theo quy định của cuộc họp này. Đề nghị điểm danh thêm, hoặc ghi rõ lý do vẫn tiến hành.',
  'too-large': 'Tệp lớn quá 256 MB. Đề nghị tách tệp hoặc quét lại ở độ phân giải 200 dpi rồi tải lên.',
  'wrong-offset': 'Việc tải lên bị gián đoạn. Phần mềm sẽ tự tiếp tục từ chỗ đã nhận.',
  'hash-mismatch': 'Tệp nhận được không giống tệp trên máy của đồng chí. Tệp chưa được lưu; đề nghị tải lên lại.',
  'not-a-pdf': 'Tệp này không phải là PDF. Đề nghị xuất tài liệu sang PDF (trong Word: Lưu dưới dạng → PDF) rồi tải lên lại.',
  'damaged-pdf': 'Tệp PDF bị hỏng, không mở được. Đề nghị xuất hoặc quét lại tài liệu rồi tải lên lại.',
  'encrypted-pdf': 'Tệp PDF đang đặt mật khẩu. Đề nghị bỏ mật khẩu rồi tải lên lại, để người dự họp đọc được.',
  'secret-document':
    'Tài liệu có dấu hiệu là tài liệu mật nên không được lưu trên hệ thống này. Đề nghị phát bản giấy và thu hồi theo quy định.',
  'uploads-too-large':
    'Các tệp đang tải lên dở của đồng chí cộng lại quá 2 GB nên tệp này chưa được nhận. Đề nghị chờ các tệp trước tải xong hoặc hủy bớt rồi thử lại.',
  'disk-full': 'Máy chủ đã đầy ổ đĩa nên chưa lưu được. Nội dung vẫn nằm trên máy này; đề nghị báo quản trị hệ thống.',
  'record-damaged':
    'Hồ sơ của cuộc họp này trên máy chủ bị hỏng nên cuộc họp chỉ còn đọc được, chưa thay đổi được gì. Đề nghị báo quản trị hệ thống khôi phục từ bản sao lưu.',
  'vote-open': 'Đang có một cuộc biểu quyết chưa xong. Đề nghị kết thúc hoặc dừng cuộc biểu quyết đó trước.',
  'vote-closed': 'Cuộc biểu quyết này không còn nhận phiếu (đã kết thúc hoặc đã dừng), nên việc vừa rồi không được ghi nhận.',
  'not-on-roll':
    'Danh sách biểu quyết chỉ gồm thành viên có mặt lúc bắt đầu biểu quyết và không có tên này, nên phiếu không được ghi nhận. Nếu có nhầm lẫn, đề nghị báo ngay thư ký hoặc chủ tọa.',
  'no-voters': 'Chưa có thành viên nào được điểm danh có mặt nên chưa mở biểu quyết được. Đề nghị điểm danh trước.',
  'ballot-changed':
    'Phiếu này vừa được thay bằng một phiếu khác của chính người đó, nên lần gửi này không được ghi nhận. Đề nghị xem phiếu hiện có và chọn lại nếu cần.',
  'voted-already': 'Người này đã biểu quyết trên thiết bị của mình nên không ghi thêm phiếu giấy.',
  'same-person': 'Phiếu giấy cần một người khác với người đã ghi xác nhận. Đề nghị mời chủ tọa hoặc một thư ký khác xem phiếu và xác nhận.',
  'paper-differs':
    'Hai người ghi khác nhau nên phiếu giấy này chưa được tính và đã bị hủy. Đề nghị cùng xem lại tờ phiếu rồi ghi lại từ đầu.',
  'ballots-damaged':
    'Một số phiếu trên máy chủ không đọc lại được nên chưa kiểm phiếu được. Đề nghị dừng cuộc biểu quyết này, biểu quyết lại và báo quản trị hệ thống.',
  'too-few-voters':
    'Dưới ba người được bỏ phiếu thì ai cũng biết người khác chọn gì, nên không mở được bỏ phiếu kín. Đề nghị điểm danh thêm, hoặc chuyển sang biểu quyết công khai.',
  'too-few-ballots':
    'Mới có dưới ba người nhận phiếu nên chưa kiểm phiếu được: kết quả sẽ cho biết ai chọn gì. Đề nghị chờ thêm người nhận phiếu, hoặc dừng cuộc bỏ phiếu này.',
  'ballot-given':
    'Đồng chí này đã nhận phiếu, trên một máy khác hoặc phiếu giấy. Mỗi người chỉ có một lá phiếu; đề nghị dùng lá phiếu đã nhận.',
  'ballot-refused': 'Hòm phiếu không nhận lá phiếu này vì dấu hoặc lựa chọn không đúng với lá phiếu đã phát. Đề nghị báo ngay thư ký.',
  'box-lost':
    'Hòm phiếu của cuộc bỏ phiếu này không còn trên máy chủ (thường là sau khi khôi phục từ bản sao lưu). Phần mềm không đếm thiếu: đề nghị dừng cuộc bỏ phiếu này và bỏ phiếu lại.',
  'paper-not-counted':
    'Đã phát phiếu giấy nhưng hòm phiếu giấy chưa được đếm và người thứ hai xác nhận. Đề nghị kiểm hòm phiếu giấy trước khi kết thúc.',
  'too-many-paper-ballots': 'Số phiếu giấy vừa nhập nhiều hơn số phiếu giấy đã phát. Chưa ghi gì; đề nghị đếm lại.',
  'paper-count-differs':
    'Số phiếu đồng chí đếm khác với số người thứ nhất đã ghi nên lần ghi ấy bị hủy và nhật ký có ghi việc này. Đề nghị hai người cùng đếm lại hòm phiếu giấy, một người ghi lại từ đầu rồi người kia xác nhận.',
  'result-tells-choices':
    'Chỉ có một hoặc hai người dùng phiếu trên máy (hoặc phiếu giấy) trong khi những người khác dùng loại kia, nên công bố kết quả thì ai cũng biết những người ấy chọn gì. Đề nghị dừng và bỏ phiếu lại bằng giấy, hoặc ghi rõ lý do vẫn công bố.',
  'paper-damaged':
    'Tệp tài liệu này trên máy chủ bị hỏng nên chưa gửi đi được. Đề nghị thư ký tải lại đúng tệp đó lên; bản đã có trên máy của đồng chí vẫn đọc được.',
  'too-many-remarks':
    'Đã đủ số ghi chú hoặc trả lời được chia sẻ ở đây nên chưa gửi thêm được. Đề nghị thu hồi những ghi chú không còn cần rồi gửi lại.',
  'folder-too-deep': 'Thư mục chỉ lồng nhau được tối đa năm cấp. Chưa có gì thay đổi; đề nghị chọn thư mục khác.',
  'shelf-crowded':
    'Số tài liệu, thư mục hoặc người được chia sẻ đã đến mức tối đa. Chưa có gì thay đổi; đề nghị xóa bớt những gì không dùng nữa rồi thử lại.',
  'shelf-full':
    'Dung lượng dành cho tài liệu của đồng chí không còn đủ chỗ cho tệp này. Đề nghị xóa bớt tài liệu không dùng nữa rồi tải lên lại.',
  'shelf-damaged':
    'Danh mục tài liệu cá nhân của đồng chí trên máy chủ bị hỏng nên chỉ còn đọc được, chưa thay đổi được gì. Đề nghị báo quản trị hệ thống khôi phục từ bản sao lưu.',
  'foreign-origin': 'Yêu cầu đến từ một địa chỉ lạ nên bị từ chối. Đề nghị mở Hopso từ đúng địa chỉ của đơn vị.',
  'foreign-host': 'Máy chủ không nhận địa chỉ này. Đề nghị dùng đúng địa chỉ mà quản trị đã thông báo.',
  'too-many-requests': 'Có quá nhiều yêu cầu trong thời gian ngắn. Đề nghị chờ ít giây rồi thử lại.',
  internal: 'Máy chủ gặp lỗi. Nội dung đã ghi vẫn nằm trên máy này; đề nghị thử lại, nếu vẫn lỗi thì báo quản trị hệ thống.',
  offline: 'Chưa kết nối được máy chủ. Đề nghị kiểm tra dây mạng hoặc Wi-Fi rồi thử lại.',
  unexpected: 'Máy chủ trả lời theo cách mà phiên bản này chưa hiểu. Đề nghị tải lại trang hoặc cập nhật phần mềm.'
}
