import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const require = createRequire(import.meta.url)
const millimetre = 72 / 25.4
/** A4 and margins by Nghị định 30/2020/NĐ-CP, Phụ lục I. */
const margins = { top: 22 * millimetre, bottom: 20 * millimetre, left: 30 * millimetre, right: 17 * millimetre }
const pageNumberY = 11 * millimetre
const faces = {
  regular: '400Regular/Tinos_400Regular.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf'
}
/** Every file carries this day, so that the same script makes the same bytes. */
const madeOn = new Date('2026-11-16T01:00:00Z')

/** One official document on A4, laid out by decree 30/2020; text flows from top to bottom, pages are added as needed. */
export class Sheet {
  constructor({ title, subject = '', author = 'UBND xã Tân Nguồn (dữ liệu minh họa)', landscape = false }) {
    this.doc = new PDFDocument({
      size: 'A4',
      layout: landscape ? 'landscape' : 'portrait',
      margins,
      lang: 'vi-VN',
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: title, Author: author, Subject: subject, Creator: 'Hopso', Producer: 'pdfkit', CreationDate: madeOn, ModDate: madeOn }
    })
    for (const [name, path] of Object.entries(faces)) this.doc.registerFont(name, require.resolve(`@expo-google-fonts/tinos/${path}`))
    this.pages = 1
    this.chunks = []
    this.done = new Promise((resolve, reject) => {
      this.doc.on('data', chunk => this.chunks.push(chunk))
      this.doc.on('end', () => resolve(Buffer.concat(this.chunks)))
      this.doc.on('error', reject)
    })
    this.doc.on('pageAdded', () => this.numberPage())
    this.face('regular', 13)
  }

  get left() {
    return margins.left
  }
  get width() {
    return this.doc.page.width - margins.left - margins.right
  }
  get room() {
    return this.doc.page.height - margins.bottom - this.doc.y
  }

  face(name, size) {
    this.doc.font(name).fontSize(size)
    return this
  }

  /** Arabic, size 13, centred in the top margin, from the second page on. */
  numberPage() {
    this.pages += 1
    const { doc } = this
    const before = { font: doc._font, size: doc._fontSize }
    doc.page.margins.top = 0
    this.face('regular', 13)
    doc.text(String(this.pages), this.left, pageNumberY, { width: this.width, align: 'center', lineBreak: false })
    doc.page.margins.top = margins.top
    doc._font = before.font
    doc._fontSize = before.size
    doc.x = this.left
    doc.y = margins.top
  }

  newPage() {
    this.doc.addPage()
    return this
  }
  bookmark(title, parent = this.doc.outline) {
    return parent.addItem(title)
  }
  gap(points) {
    this.doc.y += points
    return this
  }
  /** Begins a new page unless this much is left. */
  need(points) {
    if (this.room < points) this.newPage()
    return this
  }

  line(x, y, width) {
    this.doc
      .save()
      .lineWidth(0.7)
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke()
      .restore()
  }

  centred(text, x, y, width, name, size) {
    this.face(name, size).doc.text(text, x, y, { width, align: 'center', lineGap: 0 })
    return this.doc.y
  }

  /** Issuing body, quốc hiệu and tiêu ngữ, number, place and date. `issuer` is one or two lines in bold. */
  letterhead({ superior = '', issuer, number, placeAndDate = '' }) {
    const { doc } = this
    const top = margins.top
    const leftWidth = this.width * 0.4
    const rightX = this.left + leftWidth + 6
    const rightWidth = this.width - leftWidth - 6
    let y = top
    if (superior) y = this.centred(superior, this.left, y, leftWidth, 'regular', 12)
    for (const line of issuer) y = this.centred(line, this.left, y, leftWidth, 'bold', 12)
    const issuerWidth = doc.widthOfString(issuer.at(-1)) * 0.42
    this.line(this.left + (leftWidth - issuerWidth) / 2, y + 2, issuerWidth)
    let z = this.centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', rightX, top, rightWidth, 'bold', 12)
    z = this.centred('Độc lập - Tự do - Hạnh phúc', rightX, z, rightWidth, 'bold', 13)
    const mottoWidth = doc.widthOfString('Độc lập - Tự do - Hạnh phúc')
    this.line(rightX + (rightWidth - mottoWidth) / 2, z + 2, mottoWidth)
    const row = Math.max(y, z) + 8
    this.centred(number, this.left, row, leftWidth, 'regular', 13)
    if (placeAndDate) this.centred(placeAndDate, rightX, row, rightWidth, 'italic', 13)
    doc.x = this.left
    doc.y = row + 26
    return this
  }

  /** TỜ TRÌNH over its abstract, with the short line below. */
  heading(type, abstract) {
    this.gap(6)
    let y = this.centred(type, this.left, this.doc.y, this.width, 'bold', 14)
    y = this.centred(abstract, this.left + 30, y + 1, this.width - 60, 'bold', 13.5)
    this.line(this.left + this.width * 0.38, y + 3, this.width * 0.24)
    this.doc.x = this.left
    this.doc.y = y + 14
    return this
  }

  /** Box at the top left, as on drafts: DỰ THẢO. */
  boxed(text, { x = this.left, y, colour = 'black' } = {}) {
    const { doc } = this
    this.face('bold', 13)
    const width = doc.widthOfString(text) + 18
    const top = y ?? doc.y
    doc.save().lineWidth(1.1).rect(x, top, width, 22).stroke(colour).restore()
    doc
      .fillColor(colour)
      .text(text, x, top + 4, { width, align: 'center' })
      .fillColor('black')
    doc.x = this.left
    return this
  }

  paragraph(text, { name = 'regular', size = 13, lead = '', indent = 28.35, align = 'justify', after = 5.5, lineGap = 1.8 } = {}) {
    const { doc } = this
    const options = { width: this.width, align, indent, lineGap }
    doc.x = this.left
    if (lead) {
      this.face('bold', size).doc.text(`${lead} `, { ...options, align: 'left', continued: true })
      this.face(name, size).doc.text(text, { ...options, align: 'left' })
    } else this.face(name, size).doc.text(text, options)
    return this.gap(after)
  }
  /** Legal bases: italic, each ends with a semicolon, the last with a full stop. */
  bases(lines) {
    for (const [index, line] of lines.entries())
      this.paragraph(`${line}${index === lines.length - 1 ? '.' : ';'}`, { name: 'italic', after: 4 })
    return this
  }
  section(text) {
    this.need(50)
    return this.gap(2).paragraph(text, { name: 'bold', align: 'left' })
  }
  addressee(text) {
    this.face('regular', 13.5).doc.text(text, this.left, this.doc.y, { width: this.width, align: 'center' })
    return this.gap(10)
  }

  /** `columns`: {label, width (share), align}; a row is an array of strings, or {cells, bold}. The header is repeated on every page. */
  table(columns, rows, { size = 11, after = 10 } = {}) {
    const { doc } = this
    const total = columns.reduce((sum, column) => sum + column.width, 0)
    const widths = columns.map(column => (column.width / total) * this.width)
    const pad = 3.2
    const heightOf = (cells, bold) => {
      this.face(bold ? 'bold' : 'regular', size)
      return Math.max(...cells.map((cell, i) => doc.heightOfString(cell, { width: widths[i] - 2 * pad, lineGap: 1 }))) + 2 * pad
    }
    const draw = (cells, bold, header) => {
      const height = heightOf(cells, bold)
      const top = doc.y
      let x = this.left
      for (const [i, cell] of cells.entries()) {
        if (header) doc.save().rect(x, top, widths[i], height).fill('#ececec').restore()
        doc.save().lineWidth(0.5).rect(x, top, widths[i], height).stroke().restore()
        this.face(bold ? 'bold' : 'regular', size)
        const align = header ? 'center' : (columns[i].align ?? 'left')
        doc.fillColor('black').text(cell, x + pad, top + pad, { width: widths[i] - 2 * pad, align, lineGap: 1 })
        x += widths[i]
      }
      doc.x = this.left
      doc.y = top + height
    }
    const labels = columns.map(column => column.label)
    this.need(heightOf(labels, true) + 40)
    draw(labels, true, true)
    for (const [index, row] of rows.entries()) {
      const cells = Array.isArray(row) ? row : row.cells
      const bold = !Array.isArray(row) && row.bold === true
      const together = index === rows.length - 2 ? 2 : 1 // the last row, often the total, never stands alone on a page
      if (this.room < heightOf(cells, bold) * together) {
        this.newPage()
        draw(labels, true, true)
      }
      draw(cells, bold, false)
    }
    return this.gap(after)
  }

  /** Nơi nhận at the left, level with the signer's title at the right. */
  closing({ recipients, authority, name, signed = true }) {
    const { doc } = this
    this.need(Math.max(authority.length * 16 + 92, recipients.length * 13 + 25)).gap(8)
    const top = doc.y
    const leftWidth = this.width * 0.45
    const rightX = this.left + leftWidth
    const rightWidth = this.width - leftWidth
    let y = top
    if (recipients.length > 0) {
      this.face('boldItalic', 12).doc.text('Nơi nhận:', this.left, y, { width: leftWidth })
      for (const recipient of recipients) this.face('regular', 11).doc.text(recipient, this.left, doc.y, { width: leftWidth })
      y = doc.y
    }
    let z = top
    for (const line of authority) z = this.centred(line, rightX, z, rightWidth, 'bold', 13)
    if (signed) this.signature(rightX + rightWidth / 2, z + 34, name)
    z = this.centred(name, rightX, z + 66, rightWidth, 'bold', 13.5)
    doc.x = this.left
    doc.y = Math.max(y, z) + 6
    return this
  }

  /** Two signers side by side: secretary and chair under minutes, or two bodies under a joint plan. */
  twoSigners([left, right]) {
    this.need(left.lines.length * 16 + 92).gap(8)
    const top = this.doc.y
    const half = this.width / 2
    for (const [index, { lines, name, signed = true }] of [left, right].entries()) {
      const x = this.left + index * half
      let y = top
      for (const line of lines) y = this.centred(line, x, y, half, 'bold', 13)
      if (signed) this.signature(x + half / 2, y + 34, name)
      this.centred(name, x, y + 66, half, 'bold', 13.5)
    }
    this.doc.x = this.left
    return this
  }

  /** A blue scrawl made from the letters of the name; nobody's real signature. */
  signature(x, y, name) {
    const { doc } = this
    const letters = [...name].map(letter => (letter.codePointAt(0) ?? 0) % 29)
    doc.save().strokeColor('#1b3fa0').lineWidth(1.3).lineCap('round')
    doc.moveTo(x - 44, y + 6)
    for (let i = 0; i < 6; i++) {
      const [a = 7, b = 11, c = 5] = [letters[i * 2], letters[i * 2 + 1], letters[i + 3]]
      const at = x - 44 + (i + 1) * 15
      doc.bezierCurveTo(at - 14, y - 6 - a, at - 4 + c / 4, y + 2 + b, at, y - 4 + ((i % 2) * 10 - c / 5))
    }
    doc.stroke().restore()
  }

  /** The finished bytes. */
  finish() {
    this.doc.end()
    return this.done
  }
}
