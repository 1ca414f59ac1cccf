import {
  fields,
  hamlets,
  investment,
  money,
  percent,
  regularEstimate,
  regularTotal,
  reserve,
  revenue,
  revenueEstimate,
  revenueTotal,
  schools,
  seededRandom,
  split,
  sum
} from './figures.mjs'
import { Sheet } from './sheet.mjs'

/** Pages of the whole document; the script stops when the layout no longer gives them. */
export const budgetPages = 60

const index = { label: 'STT', width: 7, align: 'center' }
const amount = (label, width = 14) => ({ label, width, align: 'right' })
const totalRow = (label, ...cells) => ({ cells: ['', label, ...cells], bold: true })
const quarters = ['Quý I', 'Quý II', 'Quý III', 'Quý IV']

/** The 60-page budget: explanation, revenue, spending by field, investment, then one form for each school and hamlet. */
export function budget() {
  const sheet = new Sheet({ title: 'Dự toán thu, chi ngân sách xã năm 2027 (thuyết minh chi tiết)', subject: 'Dự toán ngân sách' })
  cover(sheet)
  listOfForms(sheet)
  estimates(sheet)
  revenues(sheet)
  spending(sheet)
  investments(sheet)
  measures(sheet)
  schoolForms(sheet)
  hamletForms(sheet)
  threeYears(sheet)
  purchases(sheet)
  sheet.closing({
    recipients: ['- HĐND xã (để trình);', '- Phòng Kinh tế xã;', '- Lưu: VT, PKT.'],
    authority: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
    name: 'Hồ Văn Dũng'
  })
  if (sheet.pages !== budgetPages) throw new Error(`the budget has ${sheet.pages} pages instead of ${budgetPages}`)
  return sheet.finish()
}

function cover(sheet) {
  sheet.bookmark('Thuyết minh chung')
  sheet.letterhead({
    issuer: ['ỦY BAN NHÂN DÂN', 'XÃ TÂN NGUỒN'],
    number: 'Số: 113/BC-UBND',
    placeAndDate: 'Tân Nguồn, ngày 16 tháng 11 năm 2026'
  })
  sheet.heading('BÁO CÁO', 'Thuyết minh dự toán thu, chi ngân sách xã năm 2027')
  sheet.paragraph('(Kèm theo Tờ trình số 112/TTr-UBND ngày 16 tháng 11 năm 2026 của Ủy ban nhân dân xã)', {
    name: 'italic',
    align: 'center',
    indent: 0
  })
  sheet.section('I. CĂN CỨ XÂY DỰNG DỰ TOÁN')
  sheet.bases([
    'Luật Ngân sách nhà nước và các văn bản hướng dẫn thi hành',
    'Nghị quyết của Hội đồng nhân dân tỉnh An Sơn về phân cấp nguồn thu, nhiệm vụ chi và định mức phân bổ chi thường xuyên ngân sách địa phương',
    'Hướng dẫn của Ủy ban nhân dân tỉnh An Sơn về xây dựng dự toán ngân sách nhà nước năm 2027',
    'Kết quả thực hiện dự toán năm 2026 và nhiệm vụ phát triển kinh tế - xã hội năm 2027 của xã'
  ])
  sheet.section('II. NGUYÊN TẮC')
  const principles = [
    'Dự toán thu được xây dựng tích cực, tính đúng, tính đủ từng khoản thu; không kể tiền sử dụng đất, thu hưởng theo phân cấp tăng bình quân 6,5% so với ước thực hiện năm 2026.',
    'Dự toán chi bảo đảm tiền lương, phụ cấp, chính sách an sinh xã hội và các nhiệm vụ đã có chủ trương; triệt để tiết kiệm, tiết kiệm thêm 10% chi thường xuyên để thực hiện cải cách tiền lương.',
    'Ưu tiên kinh phí cho giáo dục, y tế, phòng, chống thiên tai, giao thông nông thôn và chuyển đổi số. Không bố trí dự toán cho nhiệm vụ chưa đủ thủ tục.',
    'Chi đầu tư phát triển tập trung cho công trình chuyển tiếp, công trình cấp bách; không dàn trải, không để phát sinh nợ đọng xây dựng cơ bản.',
    'Dự phòng ngân sách bố trí tối thiểu 2% tổng chi, sử dụng cho phòng, chống, khắc phục hậu quả thiên tai, dịch bệnh và nhiệm vụ cấp bách phát sinh ngoài dự toán.'
  ]
  for (const [i, text] of principles.entries()) sheet.paragraph(text, { lead: `${i + 1}.` })
  sheet.section('III. TỔNG HỢP')
  sheet.paragraph(
    `Tổng thu ngân sách xã ${money(revenueTotal)} triệu đồng, tăng ${percent(revenueTotal - revenueEstimate, revenueEstimate)}% so với ước thực hiện năm 2026; tổng chi ngân sách xã ${money(revenueTotal)} triệu đồng, bảo đảm cân đối thu, chi.`
  )
  sheet.paragraph('Đơn vị tính trong các biểu: triệu đồng.', { name: 'italic' })
}

function listOfForms(sheet) {
  sheet.newPage().bookmark('Danh mục biểu')
  sheet.section('DANH MỤC BIỂU VÀ PHỤ LỤC')
  const forms = [
    ['Phần I', 'Ước thực hiện dự toán năm 2026'],
    ['Biểu số 01', 'Dự toán thu ngân sách xã theo nguồn'],
    ['Biểu số 02', 'Các khoản thu giao thôn phối hợp thực hiện'],
    ['Biểu số 03', 'Tiến độ thu theo quý'],
    ['Biểu số 04', 'Tổng hợp dự toán chi ngân sách xã'],
    ...fields.map((field, i) => [`Biểu số ${formNumber(i)}, ${formNumber(i)}a`, field.name]),
    ['Phần IV', 'Danh mục dự án đầu tư phát triển'],
    ['Phần V', 'Giải pháp tổ chức thực hiện'],
    ['Phụ lục I', `Dự toán ${schools.length} trường học`],
    ['Phụ lục II', `Dự toán hỗ trợ ${hamlets.length} thôn`],
    ['Phụ lục III', 'Kế hoạch tài chính - ngân sách 03 năm 2027 - 2029'],
    ['Phụ lục IV', 'Danh mục mua sắm tài sản tập trung']
  ]
  sheet.table(
    [
      { label: 'Ký hiệu', width: 25 },
      { label: 'Tên biểu', width: 75 }
    ],
    forms,
    { size: 12 }
  )
}

const formNumber = i => String(i + 5).padStart(2, '0')

function estimates(sheet) {
  sheet.newPage().bookmark('Phần I. Ước thực hiện năm 2026')
  sheet.section('PHẦN I. ƯỚC THỰC HIỆN DỰ TOÁN NĂM 2026')
  sheet.paragraph(
    'Ước cả năm, thu ngân sách đạt và vượt dự toán ở 06/07 khoản thu hưởng theo phân cấp. Chi ngân sách bảo đảm đúng chế độ, đáp ứng kịp thời nhiệm vụ phòng, chống thiên tai, dịch bệnh trên cây trồng, vật nuôi.'
  )
  const random = seededRandom(2026)
  const parts = [investment, ...fields, reserve]
  const plans = parts.map(part => Math.round((part.estimate * (0.955 + random() * 0.04)) / 10) * 10)
  sheet.table(
    [index, { label: 'Nội dung chi', width: 42 }, amount('Dự toán 2026'), amount('Ước thực hiện'), amount('So dự toán (%)', 13)],
    [
      ...parts.map((part, i) => [`${i + 1}`, part.name, money(plans[i]), money(part.estimate), percent(part.estimate, plans[i])]),
      totalRow('Tổng chi ngân sách', money(sum(plans)), money(revenueEstimate), percent(revenueEstimate, sum(plans)))
    ]
  )
  sheet.paragraph(
    `Trong đó chi thường xuyên ước ${money(regularEstimate)} triệu đồng. Các khoản tăng chủ yếu do thực hiện điều chỉnh phụ cấp người hoạt động không chuyên trách ở thôn, hỗ trợ khắc phục thiệt hại do mưa lũ tháng 8 và kinh phí ban đầu cho họp không giấy.`
  )
}

function revenues(sheet) {
  const top = sheet.newPage().bookmark('Phần II. Dự toán thu ngân sách')
  sheet.section('PHẦN II. DỰ TOÁN THU NGÂN SÁCH NĂM 2027')
  sheet.bookmark('Biểu số 01: Thu theo nguồn', top)
  sheet.section('Biểu số 01. Dự toán thu ngân sách xã theo nguồn')
  sheet.table(
    [index, { label: 'Khoản thu', width: 42 }, amount('Ước 2026'), amount('Dự toán 2027'), amount('Tăng (%)', 13)],
    [
      totalRow('TỔNG THU', money(revenueEstimate), money(revenueTotal), percent(revenueTotal - revenueEstimate, revenueEstimate)),
      ...revenue.flatMap((group, g) => {
        const [before, after] = [sum(group.lines.map(l => l.estimate)), sum(group.lines.map(l => l.plan))]
        const head = { cells: [['A', 'B'][g] ?? '', group.name, money(before), money(after), percent(after - before, before)], bold: true }
        return [
          head,
          ...group.lines.map((l, i) => [`${i + 1}`, l.label, money(l.estimate), money(l.plan), percent(l.plan - l.estimate, l.estimate)])
        ]
      })
    ]
  )
  sheet.paragraph(
    'Thu tiền sử dụng đất dự kiến từ đấu giá 38 thửa đất ở tại khu dân cư Phố Núi và Tân Lập; thủ tục đã hoàn thành, dự kiến tổ chức đấu giá trong quý II.'
  )
  sheet.newPage().bookmark('Biểu số 02: Thu theo thôn', top)
  sheet.section('Biểu số 02. Các khoản thu giao thôn phối hợp thực hiện')
  const tax = split(
    280,
    hamlets.map(h => h.households)
  )
  const fee = split(
    450,
    hamlets.map(h => h.people)
  )
  const land = split(
    545,
    hamlets.map((h, i) => h.households * (0.4 + (i % 4) * 0.4))
  )
  sheet.table(
    [
      index,
      { label: 'Thôn', width: 25 },
      amount('Số hộ', 12),
      amount('Thuế đất phi nông nghiệp', 15),
      amount('Phí, lệ phí', 13),
      amount('Quỹ đất công ích', 14),
      amount('Cộng', 14)
    ],
    [
      ...hamlets.map((h, i) => [
        `${i + 1}`,
        h.name,
        money(h.households),
        money(tax[i]),
        money(fee[i]),
        money(land[i]),
        money(tax[i] + fee[i] + land[i])
      ]),
      totalRow('Cộng', money(sum(hamlets.map(h => h.households))), money(280), money(450), money(545), money(1275))
    ]
  )
  sheet.newPage().bookmark('Biểu số 03: Tiến độ thu theo quý', top)
  sheet.section('Biểu số 03. Tiến độ thu theo quý')
  const lines = revenue.flatMap(group => group.lines)
  const byQuarter = lines.map((line, i) => split(line.plan, [22 + (i % 3), 26, 24, 28 - (i % 3)]))
  sheet.table(
    [index, { label: 'Khoản thu', width: 37 }, ...quarters.map(q => amount(q, 14))],
    [
      ...lines.map((line, i) => [`${i + 1}`, line.label, ...byQuarter[i].map(money)]),
      totalRow('Cộng', ...quarters.map((_, q) => money(sum(byQuarter.map(row => row[q])))))
    ]
  )
}

function spending(sheet) {
  const top = sheet.newPage().bookmark('Phần III. Dự toán chi ngân sách')
  sheet.section('PHẦN III. DỰ TOÁN CHI NGÂN SÁCH NĂM 2027')
  sheet.section('Biểu số 04. Tổng hợp dự toán chi ngân sách xã')
  sheet.table(
    [index, { label: 'Nội dung chi', width: 42 }, amount('Ước 2026'), amount('Dự toán 2027'), amount('Tỷ trọng (%)', 13)],
    [
      totalRow('TỔNG CHI', money(revenueEstimate), money(revenueTotal), '100,0'),
      {
        cells: ['A', investment.name, money(investment.estimate), money(investment.plan), percent(investment.plan, revenueTotal)],
        bold: true
      },
      { cells: ['B', 'Chi thường xuyên', money(regularEstimate), money(regularTotal), percent(regularTotal, revenueTotal)], bold: true },
      ...fields.map((f, i) => [`${i + 1}`, f.name, money(f.estimate), money(f.plan), percent(f.plan, revenueTotal)]),
      { cells: ['C', reserve.name, money(reserve.estimate), money(reserve.plan), percent(reserve.plan, revenueTotal)], bold: true }
    ]
  )
  for (const [i, field] of fields.entries()) fieldForm(sheet, top, field, i)
}

/** Two pages for each field: what it pays for, by quarter; then month by month. */
function fieldForm(sheet, top, field, i) {
  const number = formNumber(i)
  sheet.newPage().bookmark(`Biểu số ${number}: ${field.name}`, top)
  sheet.section(`Biểu số ${number}. ${field.name}`)
  sheet.paragraph(
    `Đơn vị chủ trì: ${field.unit}. Dự toán năm 2027 là ${money(field.plan)} triệu đồng, chiếm ${percent(field.plan, regularTotal)}% chi thường xuyên; ước thực hiện năm 2026 là ${money(field.estimate)} triệu đồng.`
  )
  const weights = field.items.map((_, k) => 40 - k * 4.5 + ((i + k) % 3) * 3)
  const plans = split(field.plan, weights)
  const rows = plans.map((plan, k) => split(plan, [24 + ((i + k) % 4), 25, 25, 26 - ((i + k) % 4)]))
  sheet.table(
    [index, { label: 'Nội dung', width: 35 }, amount('Cả năm', 13), ...quarters.map(q => amount(q, 11.25))],
    [
      ...field.items.map((item, k) => [`${k + 1}`, item, money(plans[k]), ...rows[k].map(money)]),
      totalRow('Cộng', money(field.plan), ...quarters.map((_, q) => money(sum(rows.map(row => row[q])))))
    ]
  )
  sheet.section('Thuyết minh')
  for (const [k, item] of field.items.entries())
    sheet.paragraph(
      `${item}: ${money(plans[k])} triệu đồng, bằng ${percent(plans[k], field.plan)}% dự toán của lĩnh vực; ${explanations[(i * 3 + k) % explanations.length]}`,
      { lead: `${k + 1}.` }
    )
  sheet.newPage()
  sheet.section(`Biểu số ${number}a. Tiến độ chi theo tháng: ${field.name}`)
  const months = Array.from({ length: 12 }, (_, m) => `Tháng ${m + 1}`)
  const byMonth = plans.map((plan, k) =>
    split(
      plan,
      months.map((_, m) => 8 + ((m + k + i) % 5) * 0.4)
    )
  )
  let reached = 0
  sheet.table(
    [
      { label: 'Tháng', width: 16 },
      ...field.items.map((_, k) => amount(`(${k + 1})`, 84 / (field.items.length + 2))),
      amount('Cộng', 84 / (field.items.length + 2)),
      amount('Lũy kế (%)', 84 / (field.items.length + 2))
    ],
    [
      ...months.map((month, m) => {
        const inMonth = sum(byMonth.map(row => row[m]))
        reached += inMonth
        return [month, ...byMonth.map(row => money(row[m])), money(inMonth), percent(reached, field.plan)]
      }),
      { cells: ['Cả năm', ...plans.map(money), money(field.plan), '100,0'], bold: true }
    ],
    { size: 11.5 }
  )
  sheet.paragraph(`Ghi chú: ${field.items.map((item, k) => `(${k + 1}) ${item}`).join('; ')}.`, { name: 'italic', size: 12, indent: 0 })
}

const explanations = [
  'tính theo định mức phân bổ và số đối tượng có mặt đến ngày 30 tháng 9 năm 2026.',
  'tăng so với năm trước do bổ sung nhiệm vụ theo kế hoạch được phê duyệt.',
  'thực hiện theo hình thức đặt hàng, thanh toán theo khối lượng nghiệm thu thực tế.',
  'đã trừ 10% tiết kiệm để tạo nguồn cải cách tiền lương.',
  'ưu tiên các thôn đặc biệt khó khăn: Đèo Gió, Suối Vàng, Khe Tre.',
  'giao đơn vị chủ trì lập dự toán chi tiết, trình phê duyệt trước khi thực hiện.',
  'kinh phí còn lại cuối năm không sử dụng hết thì hủy dự toán theo quy định.'
]

function investments(sheet) {
  sheet.newPage().bookmark('Phần IV. Danh mục dự án đầu tư')
  sheet.section('PHẦN IV. DANH MỤC DỰ ÁN ĐẦU TƯ PHÁT TRIỂN')
  const kinds = ['Cứng hóa đường trục thôn', 'Sửa chữa nhà văn hóa thôn', 'Kiên cố hóa kênh mương thôn']
  const projects = hamlets.flatMap((h, i) => kinds.filter((_, k) => (i + k) % 3 !== 0).map(kind => `${kind} ${h.name}`))
  projects.push(...['Chợ Cũ', 'Phố Núi', 'Tân Lập', 'Hòa An', 'Bãi Soi', 'Nà Lúa'].map(name => `Chiếu sáng đường trục thôn ${name}`))
  projects.push('Cầu tràn liên thôn Khe Tre - Đèo Gió', 'Nâng cấp Trạm Y tế xã', 'Nhà lớp học 6 phòng Trường Tiểu học Phố Núi')
  const plans = split(
    investment.plan,
    projects.map((_, i) => 7 + ((i * 5) % 9) + (i >= projects.length - 3 ? 24 : 0))
  )
  const totals = plans.map((plan, i) => Math.round(plan * (1.15 + (i % 4) * 0.2)))
  sheet.table(
    [
      index,
      { label: 'Tên dự án', width: 45 },
      { label: 'Khởi công - hoàn thành', width: 18, align: 'center' },
      amount('Tổng mức đầu tư', 15),
      amount('Vốn năm 2027', 15)
    ],
    [
      ...projects.map((p, i) => [`${i + 1}`, p, i % 3 === 0 ? '2026 - 2027' : '2027 - 2028', money(totals[i]), money(plans[i])]),
      { cells: ['', 'Cộng', '', money(sum(totals)), money(investment.plan)], bold: true }
    ]
  )
}

function measures(sheet) {
  sheet.newPage().bookmark('Phần V. Giải pháp tổ chức thực hiện')
  sheet.section('PHẦN V. GIẢI PHÁP TỔ CHỨC THỰC HIỆN')
  const groups = [
    [
      'Về thu ngân sách',
      [
        'Rà soát, lập bộ quản lý đầy đủ các hộ kinh doanh, nhất là hoạt động vận tải, kinh doanh trên nền tảng số; đôn đốc thu hồi nợ đọng, phấn đấu nợ thuế không quá 5% số thu.',
        'Hoàn thành thủ tục, tổ chức đấu giá quyền sử dụng đất tại khu dân cư Phố Núi và Tân Lập trong quý II; nộp tiền vào ngân sách đúng hạn.',
        'Công khai các khoản thu ở thôn; không giao chỉ tiêu huy động đóng góp của nhân dân trái quy định.'
      ]
    ],
    [
      'Về chi ngân sách',
      [
        'Giao dự toán cho đơn vị trước ngày 31 tháng 12 năm 2026; hạn chế bổ sung ngoài dự toán, trừ nhiệm vụ cấp bách theo quy định.',
        'Thực hiện mua sắm tập trung đối với máy tính, bàn ghế; khoán kinh phí điện, nước, văn phòng phẩm đến từng đơn vị.',
        'Họp không giấy đối với các phiên họp của Ủy ban nhân dân; chuyển kinh phí in ấn tiết kiệm được sang sửa chữa nhà văn hóa thôn.'
      ]
    ],
    [
      'Về đầu tư',
      [
        'Chuẩn bị đầu tư sớm, giải phóng mặt bằng trước khi khởi công; mỗi dự án có một đồng chí lãnh đạo phụ trách.',
        'Thanh toán khối lượng hoàn thành trong 04 ngày làm việc; quyết toán dự án hoàn thành đúng thời hạn.'
      ]
    ],
    [
      'Về giám sát',
      [
        'Công khai dự toán, quyết toán trên trang thông tin của xã và tại nhà văn hóa thôn.',
        'Ban giám sát đầu tư của cộng đồng ở mỗi thôn được cung cấp đầy đủ hồ sơ, bản vẽ và định mức.'
      ]
    ]
  ]
  for (const [i, [title, lines]] of groups.entries()) {
    sheet.section(`${i + 1}. ${title}`)
    for (const line of lines) sheet.paragraph(`- ${line}`)
  }
}

const goods = [
  ['Máy tính để bàn cho bộ phận một cửa', 12, 15.5],
  ['Máy tính bảng phục vụ họp không giấy', 24, 8.2],
  ['Máy quét tài liệu khổ A4', 3, 14],
  ['Máy in khổ A4', 6, 4.8],
  ['Bộ lưu điện cho phòng máy chủ', 1, 32],
  ['Thiết bị mạng không dây phòng họp', 4, 6.5],
  ['Màn hình phòng họp 75 inch', 2, 28],
  ['Bàn làm việc', 16, 3.2],
  ['Ghế làm việc', 22, 1.4],
  ['Tủ hồ sơ sắt', 10, 4.1],
  ['Loa, âm ly nhà văn hóa thôn', 8, 18.5],
  ['Bộ bàn ghế học sinh', 120, 1.25],
  ['Bảng tương tác', 5, 46],
  ['Thiết bị đồ chơi ngoài trời mầm non', 3, 58],
  ['Máy điện tim ba kênh', 1, 64],
  ['Tủ bảo quản vắc-xin', 1, 78],
  ['Máy bơm chữa cháy', 2, 36],
  ['Máy thổi gió chữa cháy rừng', 6, 9.4],
  ['Bình xịt đeo vai', 40, 0.9],
  ['Áo phao, phao tròn cứu sinh', 60, 0.35],
  ['Nhà bạt 24,75 mét vuông', 4, 11.5],
  ['Xe đẩy gom rác', 18, 3.6],
  ['Thùng rác công cộng 240 lít', 36, 1.1],
  ['Cụm loa truyền thanh thông minh', 7, 22],
  ['Máy đo độ mặn, độ chua đất', 1, 7.8],
  ['Máy ép cỏ khô', 2, 42],
  ['Bạt che chuồng trại', 150, 0.45],
  ['Đèn sưởi hồng ngoại', 90, 0.28]
]

function purchases(sheet) {
  sheet.newPage().bookmark('Phụ lục IV. Mua sắm tài sản tập trung')
  sheet.section('Phụ lục IV. DANH MỤC MUA SẮM TÀI SẢN TẬP TRUNG NĂM 2027')
  sheet.paragraph(
    'Giá dự kiến theo khảo sát thị trường tháng 10 năm 2026, đã gồm thuế, vận chuyển, lắp đặt. Đơn vị được giao mua sắm lập kế hoạch lựa chọn nhà thầu trong quý I.'
  )
  const units = [...new Set(fields.map(field => field.unit))]
  const rows = goods.map(([name, count, price], i) => [
    `${i + 1}`,
    name,
    units[(i * 2) % units.length],
    money(count),
    String(price).replace('.', ','),
    money(count * price)
  ])
  sheet.table(
    [
      index,
      { label: 'Tên tài sản', width: 34 },
      { label: 'Đơn vị đề nghị', width: 25 },
      amount('Số lượng', 10),
      amount('Đơn giá', 10),
      amount('Thành tiền', 13)
    ],
    [...rows, { cells: ['', 'Cộng', '', '', '', money(sum(goods.map(([, count, price]) => Math.round(count * price))))], bold: true }]
  )
}

function threeYears(sheet) {
  sheet.newPage().bookmark('Phụ lục III. Kế hoạch tài chính 03 năm')
  sheet.section('Phụ lục III. KẾ HOẠCH TÀI CHÍNH - NGÂN SÁCH 03 NĂM 2027 - 2029')
  const grow = (plan, years) => Math.round(plan * 1.062 ** years)
  const years = [0, 1, 2]
  const lines = revenue.flatMap(group => group.lines)
  const parts = [investment, ...fields, reserve]
  const columns = [index, { label: 'Nội dung', width: 45 }, ...['Năm 2027', 'Năm 2028', 'Năm 2029'].map(label => amount(label, 16))]
  for (const [title, list] of [
    ['A. Thu ngân sách xã', lines.map(line => ({ name: line.label, plan: line.plan }))],
    ['B. Chi ngân sách xã', parts]
  ]) {
    sheet.section(title)
    sheet.table(
      columns,
      [
        ...list.map((entry, i) => [`${i + 1}`, entry.name, ...years.map(y => money(grow(entry.plan, y)))]),
        totalRow('Cộng', ...years.map(y => money(sum(list.map(entry => grow(entry.plan, y))))))
      ],
      { size: 10.5, after: 2 }
    )
  }
}

function schoolForms(sheet) {
  const top = sheet.newPage().bookmark('Phụ lục I. Dự toán các trường học')
  const shares = split(
    fields[0]?.plan ?? 0,
    schools.map((_, i) => 9 + ((i * 4) % 7))
  )
  for (const [i, school] of schools.entries()) {
    if (i > 0) sheet.newPage()
    sheet.bookmark(school, top)
    sheet.section(`Phụ lục I.${i + 1}. ${school}`)
    const classes = 9 + ((i * 3) % 8)
    const pupils = classes * (24 + (i % 5))
    sheet.paragraph(
      `Quy mô năm học 2026 - 2027: ${classes} lớp, ${money(pupils)} học sinh, ${Math.round(classes * 1.9)} cán bộ quản lý, giáo viên, nhân viên. Dự toán chi năm 2027: ${money(shares[i])} triệu đồng.`
    )
    const items = [
      'Tiền lương, phụ cấp',
      'Các khoản đóng góp theo lương',
      'Tiền công hợp đồng nhân viên',
      'Điện, nước, vệ sinh môi trường',
      'Vật tư văn phòng',
      'Thông tin, liên lạc',
      'Chi chuyên môn, giảng dạy',
      'Bồi dưỡng thường xuyên giáo viên',
      'Sửa chữa nhỏ',
      'Mua sắm thiết bị',
      'Hỗ trợ học sinh bán trú',
      'Hỗ trợ chi phí học tập',
      'Khen thưởng',
      'Chi khác'
    ]
    const plans = split(
      shares[i],
      [480, 112, 36, 14, 8, 4, 42, 12, 24, 30, 58, 34, 6, 10].map((w, k) => w + ((i + k) % 4))
    )
    const rows = plans.map(plan =>
      split(
        plan,
        quarters.map(() => 1)
      )
    )
    sheet.table(
      [index, { label: 'Nội dung chi', width: 35 }, amount('Cả năm', 13), ...quarters.map(q => amount(q, 11.25))],
      [
        ...items.map((item, k) => [`${k + 1}`, item, money(plans[k]), ...rows[k].map(money)]),
        totalRow('Cộng', money(shares[i]), ...quarters.map((_, q) => money(sum(rows.map(row => row[q])))))
      ]
    )
    sheet.paragraph(`Kiến nghị của nhà trường: ${wishes[i % wishes.length]}`, { name: 'italic' })
  }
}

const wishes = [
  'bổ sung 02 máy tính phục vụ dạy học và lắp mái che sân trường.',
  'sửa chữa đường ống nước sinh hoạt, thay 12 bộ bàn ghế đã hư hỏng.',
  'bố trí kinh phí chống thấm nhà lớp học trước mùa mưa năm 2027.',
  'hỗ trợ chăn ấm cho học sinh bán trú trong các đợt rét đậm, rét hại.'
]

function hamletForms(sheet) {
  const top = sheet.newPage().bookmark('Phụ lục II. Dự toán hỗ trợ các thôn')
  for (const [i, hamlet] of hamlets.entries()) {
    if (i > 0) sheet.newPage()
    sheet.bookmark(`Thôn ${hamlet.name}`, top)
    sheet.section(`Phụ lục II.${i + 1}. Thôn ${hamlet.name}`)
    sheet.paragraph(
      `Thôn có ${money(hamlet.households)} hộ, ${money(hamlet.people)} nhân khẩu. Kinh phí ngân sách xã hỗ trợ năm 2027 chi tiết như sau:`
    )
    const items = [
      'Phụ cấp người hoạt động không chuyên trách',
      'Bồi dưỡng người tham gia công việc của thôn',
      'Phụ cấp nhân viên y tế thôn',
      'Khoán hoạt động Chi bộ thôn',
      'Khoán hoạt động Ban công tác Mặt trận',
      'Khoán hoạt động các đoàn thể',
      'Ngày hội đại đoàn kết',
      'Điện, nước nhà văn hóa thôn',
      'Sửa chữa nhỏ nhà văn hóa',
      'Vệ sinh môi trường',
      'Tổ bảo vệ an ninh, trật tự',
      'Phòng, chống thiên tai',
      'Phòng, chống đói, rét',
      'Duy tu đường thôn'
    ]
    const units = [7.2, 1.8, 2.1, 12, 14, 10, 9, 4.8, 12, 15, 21, 10, 34, 46]
    const plans = units.map((unit, k) => Math.round(unit * (k < 3 ? 9 : 1) * (0.7 + hamlet.households / 320) + ((i + k) % 3)))
    sheet.table(
      [
        index,
        { label: 'Nội dung', width: 43 },
        { label: 'Nguồn', width: 20, align: 'center' },
        amount('Dự toán', 14),
        { label: 'Ghi chú', width: 16 }
      ],
      [
        ...items.map((item, k) => [
          `${k + 1}`,
          item,
          k < 13 ? 'Chi thường xuyên' : 'Chi đầu tư',
          money(plans[k]),
          k === 12 ? 'Theo KH 95/KH-UBND' : ''
        ]),
        { cells: ['', 'Cộng', '', money(sum(plans)), ''], bold: true }
      ]
    )
  }
}
