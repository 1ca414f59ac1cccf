/** The invented budget of commune Tân Nguồn for 2027, in million đồng. Details are split from the totals, so every table adds up. */

/** 1234567 → 1.234.567 as Vietnamese papers write it. */
export const money = amount => String(Math.round(amount)).replace(/\B(?=(\d{3})+(?!\d))/g, '.')
export const sum = numbers => numbers.reduce((total, n) => total + n, 0)
export const percent = (part, whole) => (whole === 0 ? '0,0' : ((part / whole) * 100).toFixed(1).replace('.', ','))

/** Whole parts of `total` in the ratio of the weights; they add up to it exactly. */
export function split(total, weights) {
  const whole = sum(weights)
  const exact = weights.map(weight => (total * weight) / whole)
  const parts = exact.map(Math.floor)
  const byRest = exact.map((value, index) => [value - Math.floor(value), index]).sort((a, b) => b[0] - a[0] || a[1] - b[1])
  const missing = total - sum(parts)
  for (const [, index] of byRest.slice(0, missing)) parts[index] += 1
  return parts
}

/** The same numbers in 0…1 for the same seed, for ever (mulberry32). */
export function seededRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export const hamlets = [
  ['Khe Tre', 186, 742],
  ['Nà Lúa', 154, 631],
  ['Bản Đồn', 203, 815],
  ['Đồng Mận', 241, 968],
  ['Suối Vàng', 118, 497],
  ['Gò Sim', 167, 688],
  ['Chợ Cũ', 312, 1204],
  ['Tân Lập', 274, 1093],
  ['Phố Núi', 295, 1148],
  ['Vườn Quế', 132, 553],
  ['Hòa An', 226, 904],
  ['Cây Sấu', 141, 590],
  ['Bãi Soi', 178, 719],
  ['Đèo Gió', 96, 421]
].map(([name, households, people]) => ({ name, households, people }))

export const revenue = [
  {
    name: 'Thu ngân sách xã hưởng theo phân cấp',
    lines: [
      ['Thuế giá trị gia tăng, thuế thu nhập doanh nghiệp khu vực ngoài quốc doanh', 8640, 9150],
      ['Lệ phí trước bạ', 2980, 3240],
      ['Thuế sử dụng đất phi nông nghiệp', 265, 280],
      ['Phí, lệ phí', 410, 450],
      ['Thu từ quỹ đất công ích và hoa lợi công sản', 520, 545],
      ['Tiền sử dụng đất (phần xã được hưởng)', 13800, 15200],
      ['Thu khác ngân sách', 640, 655]
    ]
  },
  {
    name: 'Thu bổ sung từ ngân sách tỉnh',
    lines: [
      ['Bổ sung cân đối', 118400, 124600],
      ['Bổ sung có mục tiêu: vốn đầu tư', 21800, 23400],
      ['Bổ sung có mục tiêu: kinh phí sự nghiệp', 10950, 11690]
    ]
  }
].map(({ name, lines }) => ({ name, lines: lines.map(([label, estimate, plan]) => ({ label, estimate, plan })) }))

export const revenueTotal = sum(revenue.flatMap(group => group.lines.map(line => line.plan)))
export const revenueEstimate = sum(revenue.flatMap(group => group.lines.map(line => line.estimate)))

export const investment = { name: 'Chi đầu tư phát triển', plan: 38600, estimate: 35600 }
export const reserve = { name: 'Dự phòng ngân sách', plan: 3900, estimate: 3600 }
export const fields = [
  [
    'Sự nghiệp giáo dục và đào tạo',
    81400,
    77200,
    [
      'Tiền lương và các khoản đóng góp theo lương',
      'Chi nghiệp vụ chuyên môn',
      'Sửa chữa thường xuyên trường, lớp',
      'Chính sách hỗ trợ học sinh bán trú',
      'Mua sắm thiết bị dạy học tối thiểu',
      'Đào tạo, bồi dưỡng công chức và người hoạt động không chuyên trách'
    ],
    'Phòng Văn hóa - Xã hội xã'
  ],
  [
    'Sự nghiệp y tế, dân số và gia đình',
    4150,
    3980,
    [
      'Hoạt động của Trạm Y tế xã và các điểm trạm',
      'Phụ cấp nhân viên y tế thôn',
      'Tiêm chủng mở rộng, phòng, chống dịch',
      'Vệ sinh an toàn thực phẩm',
      'Công tác dân số và trẻ em'
    ],
    'Trạm Y tế xã'
  ],
  [
    'Sự nghiệp văn hóa, thông tin',
    2280,
    2140,
    [
      'Hoạt động của nhà văn hóa xã và thôn',
      'Lễ hội Lồng tồng và ngày hội đại đoàn kết',
      'Phong trào xây dựng đời sống văn hóa',
      'Bảo tồn nghề dệt và chữ viết dân tộc'
    ],
    'Phòng Văn hóa - Xã hội xã'
  ],
  [
    'Sự nghiệp phát thanh, truyền thanh',
    660,
    610,
    ['Duy trì hệ thống truyền thanh thông minh', 'Nhuận bút tin, bài tiếng phổ thông và tiếng dân tộc', 'Sửa chữa cụm loa thôn'],
    'Phòng Văn hóa - Xã hội xã'
  ],
  [
    'Sự nghiệp thể dục, thể thao',
    590,
    560,
    ['Giải thể thao quần chúng', 'Tập luyện, tham dự hội thao cấp tỉnh', 'Bảo trì sân vận động xã'],
    'Phòng Văn hóa - Xã hội xã'
  ],
  [
    'Sự nghiệp bảo vệ môi trường',
    2210,
    2050,
    [
      'Thu gom, vận chuyển rác thải sinh hoạt',
      'Vệ sinh khu vực chợ và trung tâm xã',
      'Xử lý điểm sạt lở, khơi thông dòng chảy',
      'Tuyên truyền phân loại rác tại nguồn'
    ],
    'Phòng Kinh tế xã'
  ],
  [
    'Các hoạt động kinh tế',
    12140,
    11620,
    [
      'Duy tu, bảo dưỡng đường giao thông nông thôn',
      'Kiên cố hóa kênh mương nội đồng',
      'Phòng, chống dịch bệnh cây trồng, vật nuôi',
      'Phòng, chống thiên tai và tìm kiếm cứu nạn',
      'Khuyến nông, hỗ trợ sản phẩm đặc trưng',
      'Đo đạc, chỉnh lý hồ sơ địa chính',
      'Chiếu sáng công cộng'
    ],
    'Phòng Kinh tế xã'
  ],
  [
    'Quản lý nhà nước, Đảng, đoàn thể',
    26720,
    25185,
    [
      'Hoạt động của cơ quan Đảng',
      'Hoạt động của Hội đồng nhân dân',
      'Hoạt động của Ủy ban nhân dân và các phòng',
      'Mặt trận Tổ quốc và các tổ chức chính trị - xã hội',
      'Trung tâm Phục vụ hành chính công',
      'Chuyển đổi số, duy trì hạ tầng họp không giấy',
      'Phụ cấp người hoạt động không chuyên trách ở thôn'
    ],
    'Văn phòng HĐND và UBND xã'
  ],
  [
    'Bảo đảm xã hội',
    9820,
    9410,
    [
      'Trợ cấp hằng tháng cho đối tượng bảo trợ xã hội',
      'Thăm hỏi gia đình chính sách dịp lễ, Tết',
      'Trợ giúp đột xuất',
      'Hỗ trợ hộ nghèo, cận nghèo về nhà ở',
      'Công tác trẻ em và bình đẳng giới'
    ],
    'Phòng Văn hóa - Xã hội xã'
  ],
  [
    'Chi quốc phòng',
    3520,
    3390,
    ['Huấn luyện dân quân', 'Tuyển chọn và gọi công dân nhập ngũ', 'Diễn tập khu vực phòng thủ', 'Phụ cấp lực lượng dân quân'],
    'Ban Chỉ huy Quân sự xã'
  ],
  [
    'Chi an ninh và trật tự an toàn xã hội',
    2230,
    2120,
    [
      'Hoạt động của lực lượng bảo vệ an ninh, trật tự ở cơ sở',
      'Phòng cháy, chữa cháy và cứu nạn, cứu hộ',
      'Tuyên truyền phòng, chống tội phạm'
    ],
    'Công an xã'
  ],
  ['Chi khác ngân sách', -1, 0, ['Khen thưởng', 'Hỗ trợ các hội quần chúng', 'Các khoản chi khác theo quy định'], 'Phòng Kinh tế xã']
].map(([name, plan, estimate, items, unit]) => ({ name, plan, estimate, items, unit }))

const other = fields.at(-1)
if (other) {
  other.plan = revenueTotal - investment.plan - reserve.plan - sum(fields.slice(0, -1).map(field => field.plan))
  other.estimate = revenueEstimate - investment.estimate - reserve.estimate - sum(fields.slice(0, -1).map(field => field.estimate))
}
export const regularTotal = sum(fields.map(field => field.plan))
export const regularEstimate = sum(fields.map(field => field.estimate))

export const schools = [
  'Trường Mầm non Hoa Ban',
  'Trường Mầm non Suối Vàng',
  'Trường Mầm non Chợ Cũ',
  'Trường Tiểu học Tân Nguồn',
  'Trường Tiểu học Khe Tre',
  'Trường Tiểu học Phố Núi',
  'Trường Phổ thông dân tộc bán trú Trung học cơ sở Đèo Gió',
  'Trường Trung học cơ sở Tân Nguồn',
  'Trường Trung học cơ sở Hòa An'
]
