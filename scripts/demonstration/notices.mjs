import { fields, investment, money, regularTotal, reserve, revenue, revenueTotal, sum } from './figures.mjs'
import { Sheet } from './sheet.mjs'

const commune = ['ỦY BAN NHÂN DÂN', 'XÃ TÂN NGUỒN']
const chairCloses = { authority: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], name: 'Hồ Văn Dũng' }
const own = revenue[0]?.lines ?? []
const granted = revenue[1]?.lines ?? []
const ownTotal = sum(own.map(line => line.plan))
const grantedTotal = sum(granted.map(line => line.plan))

export function invitation() {
  const sheet = new Sheet({ title: 'Giấy mời dự phiên họp thường kỳ' })
  sheet.letterhead({ issuer: commune, number: 'Số: 48/GM-UBND', placeAndDate: 'Tân Nguồn, ngày 16 tháng 11 năm 2026' })
  sheet.heading('GIẤY MỜI', 'Dự phiên họp thường kỳ của Ủy ban nhân dân xã')
  sheet.paragraph(
    'Ủy ban nhân dân xã Tân Nguồn trân trọng kính mời: các đồng chí thành viên Ủy ban nhân dân xã; đại diện Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã; Trưởng thôn Khe Tre'
  )
  sheet.paragraph(
    'Tới dự phiên họp thường kỳ của Ủy ban nhân dân xã Tân Nguồn để xem xét tình hình kinh tế - xã hội, dự toán ngân sách năm 2027 và một số nội dung quan trọng khác.'
  )
  sheet.paragraph('đồng chí Hồ Văn Dũng, Chủ tịch Ủy ban nhân dân xã.', { lead: 'Chủ trì:' })
  sheet.paragraph('ghi trên hệ thống họp số Hopso, mục cuộc họp của đồng chí; khai mạc lúc 08 giờ 00.', { lead: 'Thời gian:' })
  sheet.paragraph('Phòng họp số 1, trụ sở Ủy ban nhân dân xã Tân Nguồn.', { lead: 'Địa điểm:' })
  sheet.paragraph(
    'Tài liệu phiên họp được gửi trước trên hệ thống họp số, không phát bản giấy. Đề nghị các đồng chí nghiên cứu trước, chuẩn bị ý kiến bằng văn bản đối với nội dung được phân công; trường hợp không dự được, đề nghị báo lại Văn phòng HĐND và UBND xã trước ngày họp 01 ngày làm việc để báo cáo chủ trì.'
  )
  sheet.paragraph('Rất mong các đồng chí bố trí thời gian, tham dự đúng thành phần./.')
  sheet.closing({ recipients: ['- Như trên;', '- Thường trực Đảng ủy, HĐND xã (để b/c);', '- Lưu: VT, VP.'], ...chairCloses })
  return sheet.finish()
}

export function budgetProposal() {
  const sheet = new Sheet({ title: 'Tờ trình về dự toán ngân sách xã năm 2027' })
  sheet.letterhead({ issuer: commune, number: 'Số: 112/TTr-UBND', placeAndDate: 'Tân Nguồn, ngày 16 tháng 11 năm 2026' })
  sheet.heading('TỜ TRÌNH', 'Về dự toán thu, chi ngân sách và phương án phân bổ ngân sách xã năm 2027')
  sheet.addressee('Kính gửi: Hội đồng nhân dân xã Tân Nguồn')
  sheet.bases([
    'Căn cứ Luật Tổ chức chính quyền địa phương',
    'Căn cứ Luật Ngân sách nhà nước và các văn bản hướng dẫn thi hành',
    'Căn cứ hướng dẫn của Ủy ban nhân dân tỉnh An Sơn về xây dựng kế hoạch phát triển kinh tế - xã hội và dự toán ngân sách nhà nước năm 2027',
    'Trên cơ sở kết quả thực hiện nhiệm vụ thu, chi ngân sách năm 2026 và đề nghị của Trưởng phòng Kinh tế xã'
  ])
  sheet.paragraph(
    'Ủy ban nhân dân xã kính trình Hội đồng nhân dân xã xem xét, quyết định dự toán thu, chi ngân sách và phương án phân bổ ngân sách xã năm 2027 như sau:'
  )
  sheet.section('I. DỰ TOÁN THU NGÂN SÁCH')
  sheet.paragraph(
    `Tổng thu ngân sách xã năm 2027 là ${money(revenueTotal)} triệu đồng, gồm thu ngân sách xã hưởng theo phân cấp ${money(ownTotal)} triệu đồng và thu bổ sung từ ngân sách tỉnh ${money(grantedTotal)} triệu đồng.`
  )
  sheet.table(
    [
      { label: 'STT', width: 8, align: 'center' },
      { label: 'Nội dung thu', width: 66 },
      { label: 'Dự toán 2027 (triệu đồng)', width: 26, align: 'right' }
    ],
    [
      { cells: ['', 'TỔNG SỐ', money(revenueTotal)], bold: true },
      ...revenue.flatMap((group, g) => [
        { cells: [g === 0 ? 'A' : 'B', group.name, money(sum(group.lines.map(line => line.plan)))], bold: true },
        ...group.lines.map((line, i) => [`${i + 1}`, line.label, money(line.plan)])
      ])
    ]
  )
  sheet.section('II. DỰ TOÁN CHI NGÂN SÁCH')
  sheet.paragraph(
    `Tổng chi ngân sách xã năm 2027 là ${money(revenueTotal)} triệu đồng, trong đó chi đầu tư phát triển ${money(investment.plan)} triệu đồng, chi thường xuyên ${money(regularTotal)} triệu đồng, dự phòng ngân sách ${money(reserve.plan)} triệu đồng.`
  )
  sheet.table(
    [
      { label: 'STT', width: 8, align: 'center' },
      { label: 'Nội dung chi', width: 66 },
      { label: 'Dự toán 2027 (triệu đồng)', width: 26, align: 'right' }
    ],
    [
      { cells: ['', 'TỔNG SỐ', money(revenueTotal)], bold: true },
      { cells: ['I', investment.name, money(investment.plan)], bold: true },
      { cells: ['II', 'Chi thường xuyên', money(regularTotal)], bold: true },
      ...fields.map((field, i) => [`${i + 1}`, field.name, money(field.plan)]),
      { cells: ['III', reserve.name, money(reserve.plan)], bold: true }
    ]
  )
  sheet.section('III. KIẾN NGHỊ')
  sheet.paragraph(
    'Đề nghị Hội đồng nhân dân xã cho phép Ủy ban nhân dân xã điều hành linh hoạt trong phạm vi dự toán được giao khi có phát sinh nhiệm vụ cấp bách về phòng, chống thiên tai, dịch bệnh và báo cáo Hội đồng nhân dân xã tại kỳ họp gần nhất.'
  )
  sheet.paragraph('(Gửi kèm: Dự toán thu, chi ngân sách xã năm 2027, thuyết minh chi tiết; dự thảo Nghị quyết.)', { name: 'italic' })
  sheet.paragraph('Ủy ban nhân dân xã kính trình Hội đồng nhân dân xã xem xét, quyết định./.')
  sheet.closing({
    recipients: ['- Như trên;', '- Thường trực Đảng ủy xã;', '- Các Ban của HĐND xã;', '- Phòng Kinh tế xã;', '- Lưu: VT, PKT.'],
    ...chairCloses
  })
  return sheet.finish()
}

export function draftResolution() {
  const sheet = new Sheet({ title: 'Dự thảo Nghị quyết về dự toán và phân bổ ngân sách xã năm 2027' })
  sheet.letterhead({
    issuer: ['HỘI ĐỒNG NHÂN DÂN', 'XÃ TÂN NGUỒN'],
    number: 'Số:        /NQ-HĐND',
    placeAndDate: 'Tân Nguồn, ngày      tháng 12 năm 2026'
  })
  sheet.boxed('DỰ THẢO')
  sheet.gap(10)
  sheet.heading('NGHỊ QUYẾT', 'Về dự toán ngân sách và phương án phân bổ ngân sách xã năm 2027')
  sheet.centred('HỘI ĐỒNG NHÂN DÂN XÃ TÂN NGUỒN', sheet.left, sheet.doc.y, sheet.width, 'bold', 13)
  sheet.centred('KHÓA I, KỲ HỌP THỨ TƯ', sheet.left, sheet.doc.y, sheet.width, 'bold', 13)
  sheet.gap(8)
  sheet.bases([
    'Căn cứ Luật Tổ chức chính quyền địa phương',
    'Căn cứ Luật Ngân sách nhà nước',
    'Xét Tờ trình số 112/TTr-UBND ngày 16 tháng 11 năm 2026 của Ủy ban nhân dân xã về dự toán thu, chi ngân sách và phương án phân bổ ngân sách xã năm 2027; Báo cáo thẩm tra của Ban Kinh tế - Ngân sách Hội đồng nhân dân xã; ý kiến thảo luận của đại biểu Hội đồng nhân dân tại kỳ họp'
  ])
  sheet.centred('QUYẾT NGHỊ:', sheet.left, sheet.doc.y + 4, sheet.width, 'bold', 13)
  sheet.gap(8)
  sheet.paragraph('Quyết định dự toán thu ngân sách xã năm 2027', { lead: 'Điều 1.' })
  sheet.paragraph(`1. Tổng thu ngân sách xã: ${money(revenueTotal)} triệu đồng.`)
  sheet.paragraph(`a) Thu ngân sách xã hưởng theo phân cấp: ${money(ownTotal)} triệu đồng;`)
  sheet.paragraph(`b) Thu bổ sung từ ngân sách tỉnh: ${money(grantedTotal)} triệu đồng.`)
  sheet.paragraph(
    '2. Ủy ban nhân dân xã phấn đấu tăng thu ít nhất 5% so với dự toán đối với các khoản thu xã hưởng theo phân cấp, không kể tiền sử dụng đất.'
  )
  sheet.paragraph('Quyết định dự toán chi và phương án phân bổ ngân sách xã năm 2027', { lead: 'Điều 2.' })
  sheet.paragraph(`1. Tổng chi ngân sách xã: ${money(revenueTotal)} triệu đồng, gồm:`)
  sheet.paragraph(`a) Chi đầu tư phát triển: ${money(investment.plan)} triệu đồng;`)
  sheet.paragraph(`b) Chi thường xuyên: ${money(regularTotal)} triệu đồng;`)
  sheet.paragraph(`c) Dự phòng ngân sách: ${money(reserve.plan)} triệu đồng.`)
  sheet.paragraph('2. Phân bổ chi thường xuyên theo lĩnh vực tại Phụ lục kèm theo Nghị quyết này.')
  sheet.paragraph('Tổ chức thực hiện', { lead: 'Điều 3.' })
  sheet.paragraph(
    '1. Giao Ủy ban nhân dân xã giao dự toán cho các đơn vị trước ngày 31 tháng 12 năm 2026, công khai dự toán theo quy định và tổ chức thực hiện Nghị quyết.'
  )
  sheet.paragraph(
    '2. Thường trực Hội đồng nhân dân, các Ban, các Tổ đại biểu và đại biểu Hội đồng nhân dân xã giám sát việc thực hiện Nghị quyết.'
  )
  sheet.paragraph(
    '3. Khi có phát sinh tăng, giảm lớn so với dự toán, Ủy ban nhân dân xã trình Thường trực Hội đồng nhân dân xã cho ý kiến và báo cáo Hội đồng nhân dân xã tại kỳ họp gần nhất.'
  )
  sheet.paragraph(
    'Nghị quyết này đã được Hội đồng nhân dân xã Tân Nguồn khóa I, kỳ họp thứ tư thông qua ngày      tháng 12 năm 2026 và có hiệu lực từ ngày 01 tháng 01 năm 2027./.'
  )
  sheet.closing({
    recipients: [
      '- Thường trực HĐND, UBND tỉnh;',
      '- Thường trực Đảng ủy xã;',
      '- Thường trực HĐND, UBND xã;',
      '- Ủy ban MTTQ Việt Nam xã;',
      '- Đại biểu HĐND xã;',
      '- Lưu: VT.'
    ],
    authority: ['CHỦ TỊCH'],
    name: '(Chưa ký)',
    signed: false
  })
  sheet.newPage()
  sheet.heading('PHỤ LỤC', 'Phân bổ chi thường xuyên ngân sách xã năm 2027 theo lĩnh vực')
  sheet.paragraph('(Kèm theo dự thảo Nghị quyết của Hội đồng nhân dân xã Tân Nguồn)', { name: 'italic', align: 'center', indent: 0 })
  sheet.table(
    [
      { label: 'STT', width: 8, align: 'center' },
      { label: 'Lĩnh vực chi', width: 46 },
      { label: 'Đơn vị chủ trì', width: 28 },
      { label: 'Dự toán (triệu đồng)', width: 18, align: 'right' }
    ],
    [
      ...fields.map((field, i) => [`${i + 1}`, field.name, field.unit, money(field.plan)]),
      { cells: ['', 'Tổng chi thường xuyên', '', money(regularTotal)], bold: true }
    ]
  )
  return sheet.finish()
}

export function conclusionNotice() {
  const sheet = new Sheet({ title: 'Thông báo kết luận phiên họp thường kỳ' })
  sheet.letterhead({ issuer: commune, number: 'Số: 67/TB-UBND', placeAndDate: 'Tân Nguồn, ngày 26 tháng 10 năm 2026' })
  sheet.heading('THÔNG BÁO', 'Kết luận của Chủ tịch Ủy ban nhân dân xã tại phiên họp thường kỳ')
  sheet.paragraph(
    'Tại phiên họp thường kỳ của Ủy ban nhân dân xã, sau khi nghe Phòng Kinh tế xã báo cáo và ý kiến của các thành viên dự họp, đồng chí Hồ Văn Dũng, Chủ tịch Ủy ban nhân dân xã kết luận như sau:'
  )
  sheet.paragraph(
    'Về thu, chi ngân sách và giải ngân vốn đầu tư công: thống nhất với báo cáo của Phòng Kinh tế xã. Giao Phòng Kinh tế xã rà soát từng dự án, hằng tuần báo cáo Ủy ban nhân dân xã; dự án nào đến ngày 30 tháng 11 giải ngân dưới 70% thì chủ đầu tư báo cáo giải trình bằng văn bản.',
    { lead: '1.' }
  )
  sheet.paragraph(
    'Về cứng hóa đường trục thôn: thống nhất danh mục 06 tuyến, tổng chiều dài 8,4 km; ưu tiên tuyến Khe Tre - Đèo Gió. Giao đồng chí Ngô Đức Thắng, Phó Chủ tịch Ủy ban nhân dân xã trực tiếp chỉ đạo, vận động nhân dân hiến đất, đóng góp ngày công.',
    { lead: '2.' }
  )
  sheet.paragraph(
    'Về họp không giấy: từ phiên họp sau, toàn bộ tài liệu gửi trên hệ thống họp số trước ít nhất 03 ngày làm việc. Văn phòng HĐND và UBND xã hướng dẫn các thành viên sử dụng.',
    { lead: '3.' }
  )
  sheet.paragraph('Thừa lệnh Chủ tịch Ủy ban nhân dân xã, Văn phòng HĐND và UBND xã thông báo để các đơn vị biết, thực hiện./.')
  sheet.closing({
    recipients: ['- Chủ tịch, các PCT UBND xã;', '- Các phòng, đơn vị thuộc xã;', '- Trưởng các thôn;', '- Lưu: VT, VP.'],
    authority: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'],
    name: 'Phùng Thị Thu Hằng'
  })
  return sheet.finish()
}
