import * as Y from 'yjs'

/**
 * Shared texts inside maps (an agenda item's title …) that hold something the server has not got: what they say, by a place like
 * `agenda/<item>/title`. `held`: the server's state vector. A root text cannot be deleted with what it lies in, so roots are left out.
 */
export function unsentTexts(doc: Y.Doc, held: ReadonlyMap<number, number>): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const visit = (path: string, value: unknown): void => {
    if (value instanceof Y.Map) for (const [key, inner] of value) visit(`${path}/${key}`, inner)
    else if (value instanceof Y.Text && hasUnsent(value, held)) found.set(path, value.toString())
  }
  for (const [name, root] of doc.share) if (root._map.size > 0) visit(name, doc.getMap(name))
  return found
}

/** Of those, what was deleted meanwhile together with what it lay in; '' when all of it is still there. */
export function textGoneFrom(doc: Y.Doc, unsent: ReadonlyMap<string, string>): string {
  const isThere = (path: string): boolean => {
    const [root = '', ...keys] = path.split('/')
    const value = keys.reduce<unknown>((at, key) => (at instanceof Y.Map ? at.get(key) : null), doc.getMap(root))
    return value instanceof Y.Text
  }
  return [...unsent]
    .filter(([path, text]) => text.trim() !== '' && !isThere(path))
    .map(([, text]) => text)
    .join('\n\n')
}

function hasUnsent(text: Y.Text, held: ReadonlyMap<number, number>): boolean {
  for (let item = text._start; item; item = item.right)
    if (!item.deleted && item.id.clock + item.length > (held.get(item.id.client) ?? 0)) return true
  return false
}
