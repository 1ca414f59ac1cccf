/** Where a sign of a state secret was seen. */
export interface SecrecySign {
  readonly where: 'fileName' | 'firstPage'
  readonly grade: 'confidential' | 'secret' | 'topSecret'
}

const fold = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00A0\s]+/g, ' ')
    .trim()

/** Words with "mật" that are no grade: bảo mật, bí mật, mật ong, mật độ… */
const beforeHarmless = /(?:BẢO|BÍ|CƠ|CẨN|THÂN|ONG)[ _-]+$/u
const afterHarmless = /^[ _-]+(?:ONG|MÍA|ĐỘ|KHẨU|MÃ|THIẾT|DANH|GẤU|ƯỚC)(?=$|[ _-])/u

/**
 * [P4] The secret-document guard in its first form (L11): a stamp MẬT, TỐI MẬT or TUYỆT MẬT as a line of its own near the top of the
 * first page, or as a mark in the file name. It refuses on a stamp, never on the words inside a sentence ("bảo mật thông tin").
 * `firstPageText` has one line of the page per line, in reading order.
 */
export function secrecySign(fileName: string, firstPageText: string): SecrecySign | null {
  const inName = gradeInName(fold(fileName.replace(/\.[^.]+$/, '')).toLocaleUpperCase('vi'))
  if (inName) return { where: 'fileName', grade: inName }
  const lines = firstPageText.split('\n').map(fold).filter(Boolean).slice(0, 40)
  for (const line of lines) {
    const grade = gradeOnLine(line)
    if (grade) return { where: 'firstPage', grade }
  }
  return null
}

function gradeInName(name: string): SecrecySign['grade'] | null {
  const two = name.match(/(?:^|[ _\-([])((?:TUYỆT|TỐI|TUYET|TOI)[ _-]+M[ẬA]T)(?=$|[ _\-)\]])/u)?.[1]
  if (two) return gradeOf(two)
  for (const found of name.matchAll(/(?:^|[_\-([]) ?(MẬT)(?= ?(?:$|[_\-)\]]))/gu)) {
    const at = found.index + found[0].length
    if (!beforeHarmless.test(name.slice(0, at - 'MẬT'.length)) && !afterHarmless.test(name.slice(at))) return 'confidential'
  }
  return null
}

/** A stamp may be set with a space between its letters, or stand behind "Độ mật:". */
function gradeOnLine(line: string): SecrecySign['grade'] | null {
  const labelled = line.match(/^ĐỘ MẬT ?: ?(.+)$/iu)?.[1]
  const text = labelled ? labelled.toLocaleUpperCase('vi') : /^\p{Lu}( \p{Lu})+$/u.test(line) ? line.replaceAll(' ', '') : line
  const stamp = text.match(/^[[(]?((?:TUYỆT|TỐI) ?MẬT|MẬT)[\])]?[.!]?$/u)?.[1]
  return stamp ? gradeOf(stamp) : null
}

function gradeOf(stamp: string): SecrecySign['grade'] | null {
  if (/^TUY[ỆE]T/u.test(stamp)) return 'topSecret'
  if (/^T[ỐO]I/u.test(stamp)) return 'secret'
  return stamp === 'MẬT' ? 'confidential' : null
}
