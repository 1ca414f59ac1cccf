import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFObjectCopier,
  type PDFRef,
  PDFString
} from '@cantoo/pdf-lib'

/** A page in its new file. */
export interface ImportedPage {
  readonly ref: PDFRef
  readonly node: PDFDict
}

const name = (text: string): PDFName => PDFName.of(text)
/** What leads out of the page: to its old file's tree, form, structure, or to programs. */
const pageKeysLeft = ['AA', 'B', 'StructParents', 'Thumb', 'PieceInfo', 'Metadata', 'Tabs']
const annotationKeysLeft = ['P', 'Parent', 'Popup', 'IRT', 'StructParent', 'AA', 'Dest', 'A']

/** Copies all pages of a file. Links to web addresses and to pages of the same file stay; forms are shown as filled in; nothing runs. */
export function importPages(source: PDFDocument, into: PDFContext): readonly ImportedPage[] {
  const pages = source.getPages()
  const indexOf = new Map<PDFObject, number>(pages.map((page, i) => [page.ref, i]))
  const destinations = namedDestinations(source)
  const links: { readonly link: PDFDict; readonly to: number }[] = []
  for (const { node } of pages) {
    for (const key of pageKeysLeft) node.delete(name(key))
    const annotations = source.context.lookup(node.get(PDFName.Annots))
    if (!(annotations instanceof PDFArray)) continue
    const kept = PDFArray.withContext(source.context)
    for (const one of annotations.asArray()) {
      const dict = source.context.lookup(one)
      if (!(dict instanceof PDFDict) || dict.get(name('Subtype')) === name('Popup')) continue
      const to = destinationOf(source.context, dict, destinations)
      const address = addressOf(source.context, dict)
      for (const key of annotationKeysLeft) dict.delete(name(key))
      if (address) dict.set(name('A'), address)
      const index = to === undefined ? undefined : indexOf.get(to)
      if (index !== undefined) links.push({ link: dict, to: index })
      kept.push(one)
    }
    node.set(PDFName.Annots, kept)
  }
  const copier = PDFObjectCopier.for(source.context, into)
  const copied = pages.map(({ node }) => {
    const copy = copier.copy(node)
    return { node: copy, ref: into.register(copy) }
  })
  for (const { link, to } of links) {
    const target = copied[to]
    if (target) copier.copy(link).set(name('Dest'), into.obj([target.ref, 'Fit']))
  }
  return copied
}

/** The page a link inside the file leads to. */
function destinationOf(context: PDFContext, link: PDFDict, named: ReadonlyMap<string, PDFObject>): PDFObject | undefined {
  const action = context.lookup(link.get(name('A')))
  const goes = action instanceof PDFDict && action.get(name('S')) === name('GoTo')
  const target = context.lookup(link.get(name('Dest')) ?? (goes ? action.get(name('D')) : undefined))
  const found = wordOf(target) === null ? target : context.lookup(named.get(wordOf(target) ?? ''))
  const explicit = found instanceof PDFDict ? context.lookup(found.get(name('D'))) : found
  return explicit instanceof PDFArray ? explicit.get(0) : undefined
}

/** A web or mail address, the only action that stays. */
function addressOf(context: PDFContext, link: PDFDict): PDFObject | null {
  const action = context.lookup(link.get(name('A')))
  if (!(action instanceof PDFDict) || action.get(name('S')) !== name('URI')) return null
  const address = wordOf(context.lookup(action.get(name('URI'))))
  return address !== null && /^(https?|mailto):/i.test(address)
    ? context.obj({ S: 'URI', URI: PDFString.of(address.replace(/[\\()]/g, '\\$&')) })
    : null
}

const wordOf = (value: PDFObject | undefined): string | null =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : value instanceof PDFName ? value.decodeText() : null

/** Names for places in a file: the old dictionary and the tree of names. */
function namedDestinations({ context, catalog }: PDFDocument): ReadonlyMap<string, PDFObject> {
  const found = new Map<string, PDFObject>()
  const old = context.lookup(catalog.get(name('Dests')))
  if (old instanceof PDFDict) for (const [key, value] of old.entries()) found.set(key.decodeText(), value)
  const names = context.lookup(catalog.get(name('Names')))
  const waiting = [names instanceof PDFDict ? context.lookup(names.get(name('Dests'))) : undefined]
  const seen = new Set<PDFObject>()
  for (let node = waiting.pop(); node !== undefined || waiting.length > 0; node = waiting.pop()) {
    if (!(node instanceof PDFDict) || seen.has(node)) continue
    seen.add(node)
    const pairs = context.lookup(node.get(name('Names')))
    if (pairs instanceof PDFArray)
      for (let i = 0; i + 1 < pairs.size(); i += 2) {
        const key = wordOf(context.lookup(pairs.get(i)))
        if (key !== null) found.set(key, pairs.get(i + 1))
      }
    const kids = context.lookup(node.get(name('Kids')))
    if (kids instanceof PDFArray) waiting.push(...kids.asArray().map(kid => context.lookup(kid)))
  }
  return found
}
