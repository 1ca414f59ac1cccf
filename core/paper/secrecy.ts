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

/**
 * [P4] The secret-document guard in its first form (L11): a stamp MẬT, TỐI MẬT or TUYỆT MẬT as a line of its own near the top of the
 * first page, or as a mark in the file name. It refuses on a stamp, never on the words inside a sentence ("bảo mật thông tin").
 * `firstPageText` has one line of the page per line, in reading order.
 */
export function secrecySign(fileName: string, firstPageText: string): SecrecySign | null {
  const name = fold(fileName.replace(/\.[^.]+$/, '')).toLocaleUpperCase('vi')
  const inName = gradeOf(
    name.match(/(?:^|[\s_\-([])((?:TUYỆT|TỐI|TUYET|TOI)[\s_-]+M[ẬA]T)(?=$|[\s_\-)\]])/u)?.[1] ??
      name.match(/(?:^|[_\-([])\s*(MẬT)\s*(?=$|[_\-)\]])/u)?.[1] ??
      ''
  )
  if (inName) return { where: 'fileName', grade: inName }
  const lines = firstPageText.split('\n').map(fold).filter(Boolean).slice(0, 40)
  for (const line of lines) {
    const stamp = line.match(/^(?:ĐỘ MẬT\s*:?\s*)?[[(]?((?:TUYỆT|TỐI)\s+MẬT|MẬT)[\])]?[.!]?$/u)?.[1]
    const grade = stamp ? gradeOf(stamp) : null
    if (grade) return { where: 'firstPage', grade }
  }
  return null
}

function gradeOf(stamp: string): SecrecySign['grade'] | null {
  if (/^TUY[ỆE]T/u.test(stamp)) return 'topSecret'
  if (/^T[ỐO]I/u.test(stamp)) return 'secret'
  return stamp === 'MẬT' ? 'confidential' : null
}
