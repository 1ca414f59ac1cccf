import { hamlets, money, split, sum } from './figures.mjs'
import { Sheet } from './sheet.mjs'

const commune = ['ỦY BAN NHÂN DÂN', 'XÃ TÂN NGUỒN']

export function coldPlan() {
  const sheet = new Sheet({ title: 'Kế hoạch phòng, chống đói, rét cho đàn vật nuôi và cây trồng vụ Đông Xuân 2026 - 2027' })
  sheet.letterhead({ issuer: commune, number: 'Số: 95/KH-UBND', placeAndDate: 'Tân Nguồn, ngày 12 tháng 11 năm 2026' })
  sheet.heading('KẾ HOẠCH', 'Phòng, chống đói, rét cho đàn vật nuôi và cây trồng vụ Đông Xuân 2026 - 2027')
  sheet.paragraph(
    'Theo nhận định của cơ quan khí tượng thủy văn tỉnh, mùa đông năm nay có từ 05 đến 07 đợt rét đậm, rét hại, nền nhiệt vùng cao có khả năng xuống dưới 8°C, sương muối xuất hiện ở các thôn Đèo Gió, Khe Tre, Suối Vàng. Để chủ động bảo vệ đàn vật nuôi và cây trồng, Ủy ban nhân dân xã xây dựng kế hoạch như sau:'
  )
  sheet.section('I. MỤC ĐÍCH, YÊU CẦU')
  sheet.paragraph(
    'Giảm thấp nhất thiệt hại do đói, rét; không để trâu, bò chết rét vì thiếu thức ăn, thiếu chuồng trại. Phấn đấu 100% hộ chăn nuôi trâu, bò dự trữ đủ rơm, cỏ khô tối thiểu 30 ngày; trên 95% chuồng trại được che chắn trước ngày 05 tháng 12 năm 2026.',
    { lead: '1.' }
  )
  sheet.paragraph(
    'Phát huy phương châm “bốn tại chỗ”; phân công rõ người, rõ việc, rõ thời hạn đến từng thôn, từng hộ; báo cáo kịp thời, đúng sự thật.',
    { lead: '2.' }
  )
  sheet.section('II. NỘI DUNG')
  sheet.paragraph(
    'Đối với trâu, bò, ngựa, dê: không thả rông khi nhiệt độ dưới 12°C; cho ăn thêm cám, ngô, muối khoáng, uống nước ấm; mặc áo giữ ấm cho bê, nghé, gia súc già yếu. Đối với lợn, gia cầm: che chắn chuồng, dùng đèn sưởi, chất độn chuồng khô, tiêm phòng đủ loại vắc-xin.',
    { lead: '1. Vật nuôi.' }
  )
  sheet.paragraph(
    'Mạ che phủ ni lông 100% diện tích; không gieo, cấy khi nhiệt độ dưới 15°C; giữ nước chân ruộng 2 - 3 cm. Cây ăn quả, cây chè: tủ gốc, tưới rửa sương muối trước khi mặt trời mọc.',
    { lead: '2. Cây trồng.' }
  )
  sheet.paragraph('Tổng đàn và nhu cầu hỗ trợ của các thôn:', { lead: '3. Quy mô.' })
  const buffalo = split(
    2864,
    hamlets.map((h, i) => h.households * (0.6 + (i % 4) * 0.25))
  )
  const pigs = split(
    9120,
    hamlets.map((h, i) => h.households * (0.8 + (i % 3) * 0.2))
  )
  const seed = split(
    186,
    hamlets.map((h, i) => h.households * (0.5 + (i % 5) * 0.2))
  )
  const cost = split(485, buffalo)
  sheet.table(
    [
      { label: 'STT', width: 7, align: 'center' },
      { label: 'Thôn', width: 21 },
      { label: 'Số hộ', width: 12, align: 'right' },
      { label: 'Trâu, bò (con)', width: 15, align: 'right' },
      { label: 'Lợn (con)', width: 14, align: 'right' },
      { label: 'Diện tích mạ (ha)', width: 15, align: 'right' },
      { label: 'Kinh phí (triệu đồng)', width: 16, align: 'right' }
    ],
    [
      ...hamlets.map((h, i) => [
        `${i + 1}`,
        h.name,
        money(h.households),
        money(buffalo[i]),
        money(pigs[i]),
        `${money(seed[i])}`,
        money(cost[i])
      ]),
      {
        cells: [
          '',
          'Cộng',
          money(sum(hamlets.map(h => h.households))),
          money(sum(buffalo)),
          money(sum(pigs)),
          money(sum(seed)),
          money(sum(cost))
        ],
        bold: true
      }
    ]
  )
  sheet.section('III. PHÂN CÔNG')
  sheet.table(
    [
      { label: 'Đơn vị', width: 30 },
      { label: 'Nhiệm vụ', width: 48 },
      { label: 'Thời hạn', width: 22 }
    ],
    [
      ['Phòng Kinh tế xã', 'Hướng dẫn kỹ thuật, tổng hợp số liệu hằng ngày khi có rét hại; tham mưu phân bổ kinh phí.', 'Thường xuyên'],
      [
        'Phòng Văn hóa - Xã hội xã',
        'Phát bản tin cảnh báo trên truyền thanh bằng tiếng phổ thông và tiếng dân tộc.',
        'Trước mỗi đợt rét 48 giờ'
      ],
      ['Ban Chỉ huy Quân sự xã', 'Bố trí 02 tổ dân quân giúp hộ neo đơn che chắn chuồng trại, vận chuyển rơm, cỏ.', 'Trước 30/11/2026'],
      ['Trưởng các thôn', 'Kiểm tra từng hộ, lập danh sách hộ chưa có chuồng kiên cố, ký cam kết không thả rông.', 'Trước 25/11/2026'],
      ['Ủy ban MTTQ xã và các đoàn thể', 'Vận động hội viên trồng cỏ, ủ chua thức ăn, giúp nhau ngày công.', 'Thường xuyên']
    ]
  )
  sheet.section('IV. TỔ CHỨC THỰC HIỆN')
  sheet.paragraph(
    'Giao đồng chí Ngô Đức Thắng, Phó Chủ tịch Ủy ban nhân dân xã chỉ đạo, đôn đốc thực hiện Kế hoạch; Phòng Kinh tế xã là cơ quan thường trực. Các thôn báo cáo tình hình trước 16 giờ hằng ngày trong các đợt rét hại./.'
  )
  sheet.closing({
    recipients: [
      '- Sở Nông nghiệp và Môi trường (để b/c);',
      '- Thường trực Đảng ủy, HĐND xã;',
      '- Các phòng, đơn vị, các thôn;',
      '- Lưu: VT, PKT.'
    ],
    authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    name: 'Ngô Đức Thắng'
  })
  return sheet.finish()
}

export function forestFirePlan() {
  const sheet = new Sheet({ title: 'Dự thảo Kế hoạch phối hợp phòng cháy, chữa cháy rừng vùng giáp ranh' })
  sheet.letterhead({
    issuer: ['UBND XÃ TÂN NGUỒN -', 'UBND XÃ ĐỒI CHÈ'],
    number: 'Số:        /KHPH-TN-ĐC',
    placeAndDate: 'Tân Nguồn, ngày      tháng 11 năm 2026'
  })
  sheet.boxed('DỰ THẢO')
  sheet.gap(10)
  sheet.heading('KẾ HOẠCH PHỐI HỢP', 'Phòng cháy, chữa cháy rừng vùng giáp ranh giữa xã Tân Nguồn và xã Đồi Chè mùa khô 2026 - 2027')
  sheet.section('I. MỤC ĐÍCH, YÊU CẦU')
  sheet.paragraph(
    'Hai xã có chung 17,5 km đường ranh giới rừng, trong đó 1.240 ha rừng trồng và 860 ha rừng tự nhiên có nguy cơ cháy cao. Kế hoạch này quy định việc phối hợp thông tin, tuần tra, huy động lực lượng chữa cháy không phân biệt địa giới hành chính.'
  )
  sheet.section('II. NỘI DUNG PHỐI HỢP')
  sheet.paragraph(
    'Hai bên lập đường dây trực 24/24 giờ khi cảnh báo cháy rừng từ cấp III trở lên; bên phát hiện cháy báo ngay cho bên kia trong vòng 05 phút.',
    { lead: '1. Thông tin.' }
  )
  sheet.paragraph('Mỗi tháng 02 lần tuần tra chung; khi cảnh báo cấp IV, V tuần tra hằng ngày theo lịch sau:', { lead: '2. Tuần tra.' })
  sheet.table(
    [
      { label: 'Tuyến', width: 27 },
      { label: 'Chiều dài', width: 13, align: 'center' },
      { label: 'Xã Tân Nguồn', width: 30 },
      { label: 'Xã Đồi Chè', width: 30 }
    ],
    [
      ['Khe Tre - Đồi Mây', '5,2 km', 'Tổ bảo vệ rừng thôn Khe Tre', 'Tổ bảo vệ rừng thôn Đồi Mây'],
      ['Đèo Gió - Nương Sắn', '4,8 km', 'Tổ bảo vệ rừng thôn Đèo Gió', 'Tổ bảo vệ rừng thôn Nương Sắn'],
      ['Suối Vàng - Hang Dơi', '7,5 km', 'Dân quân cơ động xã', 'Dân quân cơ động xã']
    ]
  )
  sheet.paragraph(
    'Mỗi xã chuẩn bị 60 người, 02 máy thổi gió, 01 máy bơm, 80 dao phát, 40 bình xịt đeo vai; tập kết tại ngã ba Đèo Gió trong 30 phút kể từ khi có lệnh.',
    { lead: '3. Lực lượng, phương tiện.' }
  )
  sheet.section('III. TỔ CHỨC THỰC HIỆN')
  sheet.paragraph(
    'Chỉ huy trưởng Ban Chỉ huy Quân sự hai xã là thường trực phối hợp. Ba tháng một lần hai bên họp rút kinh nghiệm, luân phiên chủ trì. Trong quá trình thực hiện, nếu có vướng mắc, hai bên cùng trao đổi, thống nhất sửa đổi, bổ sung cho phù hợp./.'
  )
  sheet.twoSigners([
    { lines: ['TM. UBND XÃ TÂN NGUỒN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Ngô Đức Thắng', signed: false },
    { lines: ['TM. UBND XÃ ĐỒI CHÈ', 'CHỦ TỊCH', ' '], name: 'Ma Văn Tuyên', signed: false }
  ])
  return sheet.finish()
}
