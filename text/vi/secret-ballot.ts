/** The secret ballot: taken by name, cast without one, found again by a mark. */
export const secretBallot = {
  /** The voter. */
  lead: 'Nhận phiếu thì ghi tên, bỏ phiếu thì không: những gì máy chủ giữ lại không cho biết ai đã chọn gì.',
  take: 'Nhận phiếu',
  taking: 'Đang nhận phiếu…',
  notTaken: (why: string) => `Chưa nhận được phiếu. ${why}`,
  noStore: 'Trình duyệt này không lưu được gì trên máy nên không giữ được lá phiếu. Đề nghị dùng máy khác hoặc xin thư ký phiếu giấy.',
  badSignature: 'Máy chủ trả về lá phiếu không đúng dấu nên máy này không dùng. Đề nghị báo ngay thư ký.',
  notOnRoll: 'Đồng chí theo dõi: danh sách bỏ phiếu lần này không có tên đồng chí.',
  takenPaper: 'Đồng chí đã nhận phiếu giấy. Đề nghị ghi phiếu và bỏ vào hòm phiếu trong phòng họp.',
  takenElsewhere:
    'Đồng chí đã nhận phiếu trên một máy hoặc một trình duyệt khác. Lá phiếu chỉ nằm ở đó; đề nghị mở đúng máy ấy để bỏ phiếu.',
  choose: 'Lá phiếu của đồng chí',
  final: 'Bỏ vào hòm rồi thì không đổi được nữa.',
  otherWithoutWords: (word: string) =>
    `“${word}” trong phiếu kín không kèm ý kiến viết, vì nội dung viết có thể cho biết người viết. Muốn nêu ý kiến, đề nghị đăng ký phát biểu.`,
  cast: 'Bỏ phiếu',
  castChoice: (choice: string) => `Bỏ phiếu: ${choice}`,
  waiting: 'Lá phiếu đã niêm phong, đang chờ rời máy.',
  waitingWhy:
    'Phiếu được gửi sau ít giây ngẫu nhiên, không kèm tên, để không ai nhìn thời điểm mà đoán. Đề nghị chưa đóng phần mềm; nếu lỡ đóng hoặc mất mạng, phiếu tự gửi khi mở lại.',
  inBox: 'Phiếu của đồng chí đã vào hòm.',
  mark: 'Mã phiếu',
  markWhy: 'Chỉ máy này giữ mã. Khi kết thúc, danh sách mã và lựa chọn được công bố; đồng chí tìm mã này để kiểm tra phiếu của mình.',
  refused: (why: string) => `Phiếu chưa vào hòm. ${why}`,
  lateWhy: 'Cuộc bỏ phiếu kết thúc trước khi phiếu tới nơi, hoặc phiếu đã tới mà máy chưa nhận được trả lời. Danh sách công bố cho biết.',

  /** What has to be known before. */
  limitsShort: 'Điều cần biết',
  limits: 'Điều cần biết trước khi bỏ phiếu kín',
  limitsClose: 'Đã hiểu',
  limitsList: [
    'Mọi người chọn giống nhau thì ai cũng biết mọi người chọn gì.',
    'Dưới ba người thì không mở được bỏ phiếu kín.',
    'Chỉ có một hoặc hai người bỏ phiếu trên máy còn những người khác bỏ phiếu giấy (hoặc ngược lại) thì kết quả cho biết những người ấy chọn gì: khi đó phần mềm không cho công bố, trừ khi người điều hành ghi lý do vào nhật ký.',
    'Việc nhận phiếu được ghi tên; việc bỏ phiếu không mang tên, không mang phiên đăng nhập, không kèm giờ.',
    'Mã phiếu và lựa chọn nằm trên máy của đồng chí; người mở được máy này dưới tên đồng chí xem được. Sau khi kiểm tra có thể xóa.',
    'Người vận hành máy chủ mà ghi lại toàn bộ đường truyền mạng thì có thể đoán phiếu nào từ máy nào. Phần mềm không ghi, nhưng không ngăn được người khác ghi. Nếu lo điều đó, đề nghị bỏ phiếu giấy.',
    'Mất máy sau khi nhận phiếu mà chưa bỏ thì mất lá phiếu: không phát lại được, vì không ai biết phiếu ấy đã vào hòm hay chưa.'
  ],

  /** How far it is. */
  given: (given: number, all: number) => `${given}/${all} đã nhận phiếu`,
  inTheBox: (count: number) => `${count} phiếu trong hòm`,
  onPaper: (count: number) => `${count} phiếu giấy`,
  seldom: 'Số phiếu trong hòm đổi mười lăm giây một lần. Kết quả hiện khi kết thúc.',
  notAll: (count: number) => `${count} người nhận phiếu chưa bỏ`,

  notTakenYet: 'đồng chí chưa nhận phiếu',
  taken: 'đồng chí đã nhận phiếu',
  seeList: 'Xem danh sách phiếu',
  whoNot: (count: number) => `Chưa nhận phiếu (${count})`,
  endAfter:
    'Sau khi kết thúc không nhận thêm phiếu; danh sách mã phiếu và kết quả hiện cho mọi người. Phiếu đang trên đường gửi (vài giây) sẽ không kịp.',

  /** After the end. */
  mineFound: (mark: string, choice: string) => `Phiếu của đồng chí (${mark}) có trong danh sách: ${choice}.`,
  mineOther: (mark: string, listed: string, mine: string) =>
    `Phiếu ${mark} trong danh sách ghi “${listed}”, còn trên máy này đồng chí đã chọn “${mine}”. Đề nghị báo ngay chủ tọa, không dùng kết quả này.`,
  mineMissing: (mark: string) =>
    `Phiếu ${mark} của đồng chí đã vào hòm nhưng KHÔNG có trong danh sách. Đề nghị báo ngay chủ tọa, không dùng kết quả này.`,
  mineLate: (mark: string) => `Phiếu ${mark} của đồng chí chưa vào hòm trước khi kết thúc nên không được tính.`,
  mineNotWritten: 'Đồng chí đã nhận phiếu nhưng không bỏ, nên không được tính.',
  list: 'Danh sách phiếu',
  listWhy: 'Mỗi dòng là một lá phiếu, xếp theo mã; mã do máy của người bỏ phiếu tự nghĩ ra. Không dòng nào mang tên.',
  listShow: (count: number) => `Xem danh sách ${count} phiếu`,
  listNone: 'Không có phiếu nào trên máy.',
  find: 'Tìm mã phiếu',
  findNone: 'Không có mã phiếu nào như vậy.',
  yours: 'phiếu của đồng chí',
  summary: (roll: number, given: number, cast: number) => `Danh sách ${roll} người; ${given} người nhận phiếu; ${cast} phiếu trong hòm.`,
  paperSum: (count: number) => `Thêm ${count} phiếu giấy, do hai người đếm.`,
  abstained: (count: number) => `${count} người nhận phiếu mà không bỏ.`,
  recount: 'Kiểm lại',
  recounting: 'Đang kiểm lại…',
  recountGood: (count: number) =>
    `Máy này đã tự kiểm dấu của ${count} lá phiếu và đếm lại: khớp với kết quả, không nhiều hơn số phiếu đã phát.`,
  recountBad: 'Kiểm lại cho kết quả KHÁC. Đề nghị báo ngay chủ tọa và quản trị hệ thống, không dùng kết quả này.',
  recountNot: (why: string) => `Chưa kiểm lại được. ${why}`,
  forget: 'Xóa khỏi máy này',
  forgotten: 'Đã xóa mã phiếu và lựa chọn khỏi máy này.',

  /** The paper box. */
  paper: 'Hòm phiếu giấy',
  paperTitle: 'Hòm phiếu giấy',
  paperLead: 'Cho người không có máy. Phát phiếu ghi theo tên để không ai có hai phiếu; phiếu trong hòm chỉ đếm tổng số, không mang tên.',
  paperVoided: (by: string, second: string) =>
    `${second} đếm khác số ${by} đã ghi nên lần ghi đó bị hủy. Đề nghị cùng đếm lại rồi ghi từ đầu.`,

  /** [SB9] Few of one kind. */
  fewNow: (names: string) =>
    `Kết thúc lúc này thì mọi người biết lựa chọn của: ${names}. Mỗi loại phiếu, trên máy và giấy, cần ít nhất ba người dùng, hoặc không có ai.`,
  fewMore: (count: number) =>
    `Còn ${count} người chưa nhận phiếu: nếu đủ ba người dùng cùng loại phiếu với những người trên thì kết thúc được như thường.`,
  fewAgain: 'Dừng, bỏ phiếu lại bằng giấy',
  fewAgainWhy: 'Dừng thì phiếu đã bỏ bị hủy, không ai xem được. Sau đó chọn Biểu quyết lại ở cuộc vừa dừng và phát phiếu giấy cho tất cả.',
  fewAgainReason: 'Bỏ phiếu lại bằng giấy để giữ kín lựa chọn',
  fewAll: 'Vẫn công bố…',
  fewReason: 'Lý do vẫn công bố',
  fewReasonHint: 'Ghi vào nhật ký và hiện cùng kết quả cho mọi người.',
  fewReasonNeeded: 'Đề nghị ghi lý do vẫn công bố.',
  fewPublish: 'Kết thúc và công bố',
  fewPublished: (why: string) =>
    `Công bố khi dưới ba người dùng một loại phiếu, nên lựa chọn của những người ấy có thể bị biết. Lý do: ${why}`,
  paperWho: 'Phát phiếu giấy cho',
  paperPick: 'Chọn người nhận phiếu giấy',
  paperGive: 'Phát phiếu giấy',
  paperGiven: (names: string) => `Đã phát: ${names}.`,
  paperNobody: 'Chưa phát phiếu giấy cho ai.',
  paperCount: 'Trong hòm có',
  paperEnter: 'Ghi số phiếu',
  paperWaits: (name: string) => `${name} đã ghi; chờ một người khác (chủ tọa hoặc thư ký khác) tự đếm và ghi giống như vậy.`,
  paperYours: 'Đồng chí đã ghi; cần một người khác đếm lại và xác nhận. Ghi lại được nếu đếm nhầm.',
  paperConfirm: 'Xác nhận số phiếu đã đếm lại',
  paperConfirmed: (by: string, second: string) => `${by} ghi, ${second} đã đếm lại và xác nhận.`,
  paperAnew: 'Ghi lại từ đầu',
  paperCountNeeded: 'Đề nghị ghi số phiếu từng loại, từ 0 trở lên.',
  notDone: (why: string) => `Chưa thực hiện được. ${why}`,
  close: 'Đóng'
}
