import { fields, investment, money, percent, regularEstimate, reserve, revenue, revenueEstimate, split, sum } from './figures.mjs'
import { Sheet } from './sheet.mjs'

const commune = ['ỦY BAN NHÂN DÂN', 'XÃ TÂN NGUỒN']
const numbered = (label, width) => [
  { label: 'STT', width: 7, align: 'center' },
  { label, width }
]

export function economicReport() {
  const sheet = new Sheet({ title: 'Báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026; phương hướng, nhiệm vụ năm 2027' })
  sheet.letterhead({ issuer: commune, number: 'Số: 214/BC-UBND', placeAndDate: 'Tân Nguồn, ngày 16 tháng 11 năm 2026' })
  sheet.bookmark('Phần thứ nhất: Tình hình thực hiện năm 2026')
  sheet.heading('BÁO CÁO', 'Tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026; phương hướng, nhiệm vụ trọng tâm năm 2027')
  sheet.paragraph(
    'Thực hiện Nghị quyết của Đảng ủy, Hội đồng nhân dân xã về nhiệm vụ phát triển kinh tế - xã hội năm 2026, Ủy ban nhân dân xã đã tập trung chỉ đạo, điều hành và đạt được những kết quả như sau:'
  )
  sheet.section('Phần thứ nhất\nTÌNH HÌNH THỰC HIỆN NHIỆM VỤ NĂM 2026')
  sheet.section('I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU')
  sheet.paragraph(
    'Trong 16 chỉ tiêu Hội đồng nhân dân xã giao có 13 chỉ tiêu đạt và vượt kế hoạch, 03 chỉ tiêu dự kiến hoàn thành trong tháng 12, cụ thể:'
  )
  sheet.table(
    [
      ...numbered('Chỉ tiêu', 41),
      { label: 'Đơn vị', width: 14, align: 'center' },
      { label: 'Kế hoạch', width: 13, align: 'right' },
      { label: 'Ước thực hiện', width: 13, align: 'right' },
      { label: 'Đạt (%)', width: 12, align: 'right' }
    ],
    [
      ['Tổng sản lượng lương thực có hạt', 'tấn', 8150, 8342],
      ['Diện tích gieo trồng cây hằng năm', 'ha', 2460, 2478],
      ['Diện tích trồng rừng mới', 'ha', 120, 134],
      ['Tổng đàn gia súc chính', 'con', 14200, 14365],
      ['Thu ngân sách xã hưởng theo phân cấp', 'triệu đồng', 26100, sum(revenue[0]?.lines.map(line => line.estimate) ?? [])],
      ['Thu nhập bình quân đầu người', 'triệu đồng', 46, 47],
      ['Số hộ nghèo giảm trong năm', 'hộ', 65, 71],
      ['Lao động được giải quyết việc làm', 'người', 310, 338],
      ['Đường thôn, ngõ xóm được cứng hóa', 'km', 12, 11],
      ['Hộ gia đình đạt danh hiệu gia đình văn hóa', 'hộ', 2280, 2301],
      ['Người dân tham gia bảo hiểm y tế', 'người', 10650, 10712],
      ['Trường học đạt chuẩn quốc gia', 'trường', 7, 7],
      ['Hồ sơ thủ tục hành chính nộp trực tuyến', 'hồ sơ', 5200, 5864],
      ['Người cài đặt ứng dụng định danh', 'người', 7400, 7533],
      ['Công dân nhập ngũ', 'người', 24, 24],
      ['Hộ được dùng nước sinh hoạt hợp vệ sinh', 'hộ', 2600, 2566]
    ].map(([label, unit, plan, done], i) => [`${i + 1}`, String(label), String(unit), money(plan), money(done), percent(done, plan)])
  )
  sheet.section('II. KẾT QUẢ TRÊN CÁC LĨNH VỰC')
  sheet.paragraph(
    'Sản xuất nông, lâm nghiệp ổn định; tổng sản lượng lương thực có hạt ước đạt 8.342 tấn, bằng 102,4% kế hoạch. Mô hình chè Shan tuyết hữu cơ 45 ha tại các thôn Đèo Gió, Suối Vàng được cấp mã số vùng trồng; 03 sản phẩm được đánh giá đạt sản phẩm đặc trưng của xã. Công tác trồng rừng đạt 134 ha, vượt 11,7% kế hoạch.',
    { lead: '1. Kinh tế.' }
  )
  sheet.paragraph(
    'Công tác quản lý đất đai, xây dựng được tăng cường; cấp 146 giấy chứng nhận quyền sử dụng đất; xử lý 05 trường hợp vi phạm. Thu ngân sách vượt dự toán, chi ngân sách bảo đảm đúng chế độ, tiết kiệm; giải ngân vốn đầu tư công đến ngày 15 tháng 11 đạt 78,6% kế hoạch.',
    { lead: '2. Tài chính, đất đai, đầu tư.' }
  )
  sheet.paragraph(
    'Chất lượng giáo dục được nâng lên, tỷ lệ huy động trẻ 5 tuổi ra lớp đạt 100%; 07/09 trường đạt chuẩn quốc gia. Trạm Y tế xã khám, chữa bệnh cho 9.830 lượt người. Các chính sách đối với người có công, hộ nghèo, đồng bào dân tộc được thực hiện đầy đủ, kịp thời; trong năm giảm 71 hộ nghèo.',
    { lead: '3. Văn hóa - xã hội.' }
  )
  sheet.paragraph(
    'Hoàn thành chỉ tiêu giao quân; tổ chức diễn tập phòng, chống cháy rừng an toàn. Tình hình an ninh, trật tự được giữ vững, không để xảy ra điểm nóng; tai nạn giao thông giảm cả ba tiêu chí so với cùng kỳ.',
    { lead: '4. Quốc phòng, an ninh.' }
  )
  sheet.paragraph(
    'Tiếp nhận 6.215 hồ sơ thủ tục hành chính, giải quyết đúng và trước hạn 99,1%. Từ tháng 10, các phiên họp của Ủy ban nhân dân xã thực hiện họp không giấy, tiết kiệm khoảng 1.900 trang in mỗi phiên họp.',
    { lead: '5. Cải cách hành chính, chuyển đổi số.' }
  )
  sheet.section('III. HẠN CHẾ, NGUYÊN NHÂN')
  sheet.paragraph(
    'Tiến độ cứng hóa đường thôn và cấp nước sinh hoạt chưa đạt kế hoạch do mưa lũ kéo dài trong tháng 8, tháng 9 và vướng mắc về hiến đất ở thôn Bãi Soi. Một số hộ chăn nuôi còn chủ quan, chưa dự trữ thức ăn cho gia súc trong mùa đông. Việc cập nhật dữ liệu dân cư của một số thôn còn chậm.'
  )
  sheet.bookmark('Phần thứ hai: Phương hướng, nhiệm vụ năm 2027')
  sheet.section('Phần thứ hai\nPHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM NĂM 2027')
  sheet.paragraph(
    'Cơ cấu lại cây trồng, mở rộng 30 ha chè hữu cơ, 20 ha quế; xây dựng 01 chuỗi liên kết tiêu thụ sản phẩm với hợp tác xã; chủ động phòng, chống đói, rét cho vật nuôi.',
    { lead: '1.' }
  )
  sheet.paragraph(
    `Quản lý chặt chẽ nguồn thu, phấn đấu tổng thu ngân sách xã vượt mức ước thực hiện năm 2026 là ${money(revenueEstimate)} triệu đồng; giải ngân 100% vốn đầu tư công.`,
    { lead: '2.' }
  )
  sheet.paragraph(
    'Hoàn thành 09 tuyến đường trục thôn; sửa chữa 03 công trình cấp nước sinh hoạt; giải quyết dứt điểm kiến nghị của nhân dân thôn Khe Tre về cầu tràn liên thôn.',
    { lead: '3.' }
  )
  sheet.paragraph(
    'Nâng cao chất lượng giáo dục, y tế; giảm ít nhất 60 hộ nghèo; duy trì 100% thôn có nhà văn hóa hoạt động thường xuyên.',
    { lead: '4.' }
  )
  sheet.paragraph('Giữ vững quốc phòng, an ninh; hoàn thành 100% chỉ tiêu giao quân; chủ động phòng cháy, chữa cháy rừng vùng giáp ranh.', {
    lead: '5.'
  })
  sheet.paragraph('Đẩy mạnh chuyển đổi số, 100% phiên họp của Ủy ban nhân dân xã là họp không giấy; nâng tỷ lệ hồ sơ trực tuyến lên 95%.', {
    lead: '6.'
  })
  sheet.paragraph(
    'Trên đây là báo cáo tình hình thực hiện nhiệm vụ kinh tế - xã hội năm 2026; phương hướng, nhiệm vụ trọng tâm năm 2027 của Ủy ban nhân dân xã Tân Nguồn./.'
  )
  sheet.closing({
    recipients: [
      '- UBND tỉnh An Sơn (để b/c);',
      '- Thường trực Đảng ủy, HĐND xã;',
      '- Thành viên UBND xã;',
      '- Các phòng, đơn vị, các thôn;',
      '- Lưu: VT, PKT.'
    ],
    authority: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
    name: 'Hồ Văn Dũng'
  })
  return sheet.finish()
}

export function disbursementReport() {
  const sheet = new Sheet({ title: 'Báo cáo tiến độ thu, chi ngân sách và giải ngân vốn đầu tư công' })
  sheet.letterhead({
    superior: 'UBND XÃ TÂN NGUỒN',
    issuer: ['PHÒNG KINH TẾ'],
    number: 'Số: 88/BC-PKT',
    placeAndDate: 'Tân Nguồn, ngày 15 tháng 10 năm 2026'
  })
  sheet.heading('BÁO CÁO', 'Tiến độ thu, chi ngân sách và giải ngân vốn đầu tư công')
  sheet.addressee('Kính gửi: Ủy ban nhân dân xã Tân Nguồn')
  const lines = revenue.flatMap(group => group.lines)
  const done = lines.map((line, i) => Math.round(line.estimate * (0.74 + (i % 5) * 0.045)))
  sheet.section('I. THU NGÂN SÁCH')
  sheet.table(
    [
      ...numbered('Khoản thu', 49),
      { label: 'Dự toán', width: 15, align: 'right' },
      { label: 'Đã thu', width: 15, align: 'right' },
      { label: 'Đạt (%)', width: 14, align: 'right' }
    ],
    [
      ...lines.map((line, i) => [`${i + 1}`, line.label, money(line.estimate), money(done[i]), percent(done[i], line.estimate)]),
      { cells: ['', 'Cộng', money(revenueEstimate), money(sum(done)), percent(sum(done), revenueEstimate)], bold: true }
    ]
  )
  sheet.section('II. CHI NGÂN SÁCH')
  const parts = [{ name: investment.name, estimate: investment.estimate }, ...fields, { name: reserve.name, estimate: reserve.estimate }]
  const spent = parts.map((part, i) => Math.round(part.estimate * (i === 0 ? 0.687 : 0.7 + (i % 6) * 0.03)))
  sheet.table(
    [
      ...numbered('Nội dung chi', 49),
      { label: 'Dự toán', width: 15, align: 'right' },
      { label: 'Đã chi', width: 15, align: 'right' },
      { label: 'Đạt (%)', width: 14, align: 'right' }
    ],
    [
      ...parts.map((part, i) => [`${i + 1}`, part.name, money(part.estimate), money(spent[i]), percent(spent[i], part.estimate)]),
      {
        cells: [
          '',
          'Cộng',
          money(sum(parts.map(p => p.estimate))),
          money(sum(spent)),
          percent(sum(spent), sum(parts.map(p => p.estimate)))
        ],
        bold: true
      }
    ]
  )
  sheet.paragraph(
    `Trong tổng chi có ${money(regularEstimate)} triệu đồng dự toán chi thường xuyên. Vốn đầu tư công giải ngân đạt 68,7%, chậm so với yêu cầu do 04 dự án vướng mặt bằng.`
  )
  sheet.section('III. KIẾN NGHỊ')
  sheet.paragraph(
    'Đề nghị Ủy ban nhân dân xã thành lập tổ công tác giải phóng mặt bằng; chỉ đạo các chủ đầu tư nghiệm thu khối lượng hoàn thành, thanh toán trong 04 ngày làm việc; cắt giảm, điều chuyển vốn của dự án không có khả năng giải ngân./.'
  )
  sheet.closing({ recipients: ['- Như trên;', '- Lưu: PKT.'], authority: ['TRƯỞNG PHÒNG'], name: 'Vi Văn Khánh' })
  return sheet.finish()
}

export function reformReport() {
  const sheet = new Sheet({ title: 'Báo cáo công tác cải cách hành chính và tiếp công dân' })
  sheet.letterhead({
    superior: 'UBND XÃ TÂN NGUỒN',
    issuer: ['PHÒNG VĂN HÓA - XÃ HỘI'],
    number: 'Số: 73/BC-PVHXH',
    placeAndDate: 'Tân Nguồn, ngày 13 tháng 11 năm 2026'
  })
  sheet.heading('BÁO CÁO', 'Công tác cải cách hành chính, tiếp công dân, giải quyết khiếu nại, tố cáo')
  sheet.paragraph(
    'Từ đầu năm đến nay, Trung tâm Phục vụ hành chính công xã tiếp nhận 6.215 hồ sơ, trong đó 5.864 hồ sơ nộp trực tuyến (94,4%). Kết quả theo lĩnh vực như sau:',
    { lead: '1. Giải quyết thủ tục hành chính.' }
  )
  const areas = [
    'Hộ tịch, chứng thực',
    'Đất đai, môi trường',
    'Xây dựng, giao thông',
    'Người có công, bảo trợ xã hội',
    'Giáo dục, văn hóa',
    'Đăng ký kinh doanh',
    'Lĩnh vực khác'
  ]
  const received = split(6215, [44, 14, 6, 17, 7, 5, 7])
  const early = received.map((n, i) => Math.floor(n * (0.86 + (i % 3) * 0.03)))
  const late = split(56, [4, 30, 8, 6, 2, 3, 3])
  sheet.table(
    [
      ...numbered('Lĩnh vực', 37),
      { label: 'Tiếp nhận', width: 14, align: 'right' },
      { label: 'Trước hạn', width: 14, align: 'right' },
      { label: 'Đúng hạn', width: 14, align: 'right' },
      { label: 'Quá hạn', width: 14, align: 'right' }
    ],
    [
      ...areas.map((area, i) => [
        `${i + 1}`,
        area,
        money(received[i]),
        money(early[i]),
        money(received[i] - early[i] - late[i]),
        money(late[i])
      ]),
      {
        cells: ['', 'Cộng', money(sum(received)), money(sum(early)), money(sum(received) - sum(early) - sum(late)), money(sum(late))],
        bold: true
      }
    ]
  )
  sheet.paragraph(
    'Tiếp 84 lượt công dân; tiếp nhận 31 đơn, đã giải quyết 28 đơn, đang giải quyết 03 đơn, trong đó có đơn kiến nghị tập thể của 42 hộ thôn Khe Tre về cầu tràn và đường liên thôn (gửi kèm bản quét).',
    { lead: '2. Tiếp công dân.' }
  )
  sheet.paragraph(
    'Giao Phòng Kinh tế xã khảo sát hiện trạng cầu tràn Khe Tre, lập dự toán sửa chữa cấp bách, báo cáo Ủy ban nhân dân xã tại phiên họp sau; trước mắt cắm biển cảnh báo, bố trí dân quân trực khi mưa lớn.',
    { lead: '3. Đề xuất.' }
  )
  sheet.closing({ recipients: ['- UBND xã (để b/c);', '- Lưu: PVHXH.'], authority: ['TRƯỞNG PHÒNG'], name: 'Hoàng Thị Ngọc Lan' })
  return sheet.finish()
}

export function previousMinutes() {
  const sheet = new Sheet({ title: 'Biên bản phiên họp thường kỳ tháng trước' })
  sheet.letterhead({ issuer: commune, number: 'Số: 10/BB-UBND' })
  sheet.heading('BIÊN BẢN', 'Phiên họp thường kỳ của Ủy ban nhân dân xã Tân Nguồn')
  sheet.paragraph('08 giờ 00, ngày 22 tháng 10 năm 2026.', { lead: 'Thời gian bắt đầu:' })
  sheet.paragraph('Phòng họp số 1, trụ sở Ủy ban nhân dân xã Tân Nguồn.', { lead: 'Địa điểm:' })
  sheet.paragraph(
    '07/07 thành viên Ủy ban nhân dân xã; đại diện Ủy ban Mặt trận Tổ quốc Việt Nam xã (đồng chí Nông Thị Hiền). Vắng: không.',
    { lead: 'Thành phần tham dự:' }
  )
  sheet.paragraph('đồng chí Hồ Văn Dũng, Chủ tịch Ủy ban nhân dân xã.', { lead: 'Chủ trì (chủ tọa):' })
  sheet.paragraph('đồng chí Phùng Thị Thu Hằng, Chánh Văn phòng HĐND và UBND xã.', { lead: 'Thư ký (người ghi biên bản):' })
  sheet.section('Nội dung (theo diễn biến cuộc họp):')
  sheet.paragraph('Đồng chí chủ tọa khai mạc, thông qua chương trình phiên họp.', { lead: '1.' })
  sheet.paragraph(
    'Đồng chí Vi Văn Khánh trình bày báo cáo tiến độ thu, chi ngân sách và giải ngân vốn đầu tư công. Thảo luận: đồng chí Lò Thị Mai Phương đề nghị làm rõ nguyên nhân 04 dự án chậm giải ngân; đồng chí Trương Công Lực đề nghị ưu tiên lắp camera an ninh ở chợ Tân Nguồn; đồng chí Nông Thị Hiền đề nghị công khai danh mục công trình để nhân dân giám sát.',
    { lead: '2.' }
  )
  sheet.paragraph(
    'Đồng chí Ngô Đức Thắng trình bày kế hoạch cứng hóa 06 tuyến đường trục thôn. Biểu quyết thông qua danh mục: tán thành 07/07, đạt 100%.',
    { lead: '3.' }
  )
  sheet.paragraph(
    'Ý kiến khác: đồng chí Hoàng Thị Ngọc Lan thông tin về việc tổ chức ngày hội đại đoàn kết ở 14 thôn; đồng chí Bùi Quang Trường báo cáo kết quả diễn tập phòng cháy, chữa cháy rừng.',
    { lead: '4.' }
  )
  sheet.paragraph(
    'Kết luận của chủ tọa: thống nhất các nội dung báo cáo; giao Phòng Kinh tế xã hằng tuần báo cáo tiến độ giải ngân; giao đồng chí Ngô Đức Thắng chỉ đạo làm đường thôn; từ phiên họp sau thực hiện họp không giấy.',
    { lead: '5.' }
  )
  sheet.paragraph('Cuộc họp kết thúc vào 10 giờ 30, ngày 22 tháng 10 năm 2026./.')
  sheet.twoSigners([
    { lines: ['THƯ KÝ'], name: 'Phùng Thị Thu Hằng' },
    { lines: ['CHỦ TỌA'], name: 'Hồ Văn Dũng' }
  ])
  return sheet.finish()
}
