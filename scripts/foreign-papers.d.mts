/** The files of the list, checked against their sums. */
export function fetchForeignPapers(
  list?: readonly { readonly package: string; readonly path: string; readonly about: string; readonly sha256: string }[],
  log?: (line: string) => void
): readonly { readonly package: string; readonly path: string; readonly about: string; readonly sha256: string; readonly bytes: Buffer }[]
