import * as Y from 'yjs'

/** Every piece of shared text in a document by its place, e.g. `agenda/<item>/title`. */
export function textsOf(doc: Y.Doc): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const visit = (path: string, value: unknown): void => {
    if (value instanceof Y.Text) found.set(path, value.toString())
    else if (value instanceof Y.Map) for (const [key, inner] of value) visit(`${path}/${key}`, inner)
    else if (value instanceof Y.XmlFragment)
      found.set(
        path,
        value
          .toString()
          .replace(/<[^>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim()
      )
  }
  for (const [name, root] of [...doc.share]) {
    const known = root instanceof Y.Text || root instanceof Y.Map || root instanceof Y.XmlFragment
    visit(name, known ? root : root._map.size > 0 ? doc.getMap(name) : doc.getText(name))
  }
  return found
}

/** What `mine` says and `theirs` does not, one piece after another; '' when nothing is missing. */
export function textMissingFrom(theirs: ReadonlyMap<string, string>, mine: ReadonlyMap<string, string>): string {
  const pieces: string[] = []
  for (const [path, text] of mine) if (text.trim() !== '' && theirs.get(path) !== text) pieces.push(text)
  return pieces.join('\n\n')
}
