import { bodyOf } from '#core/mark/mark.ts'
import type { Text } from '#text/index.ts'
import type { PaintedMark } from './mark-shapes.ts'
import type { MarksDocument } from './marks-document.ts'

/** My marks on one paper, ready to be written down. */
export function marksDocumentOf(
  words: Text['exporting']['list'],
  paper: string,
  meeting: string,
  name: string,
  date: string,
  marks: readonly PaintedMark[]
): MarksDocument {
  return {
    title: words.title,
    about: [words.paper(paper), ...(meeting ? [words.meeting(meeting)] : []), words.by(name, date)],
    footer: words.footer,
    marks: marks.map(painted => ({
      heading: words.heading(words.kinds[painted.mark.kind], painted.mark.page),
      quote: painted.mark.quote.exact.replace(/\s+/gu, ' ').trim(),
      body: bodyOf(painted.mark).trim(),
      painted
    }))
  }
}

/** The same as text that Notepad shows as it is meant: UTF-8 with its mark, and Windows line ends. */
export function listText(document: MarksDocument): string {
  const marks = document.marks.map(({ heading, quote, body }) =>
    [heading, ...(quote ? [`“${quote}”`] : []), ...(body ? [body] : [])].join('\n')
  )
  return `\uFEFF${[document.title, document.about.join('\n'), ...marks].join('\n\n')}\n`.replace(/\r?\n/g, '\r\n')
}
