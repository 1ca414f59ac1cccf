/** So long the bytes stay readable: the desktop app asks where to save before it reads them. */
const readableForMs = 600_000

/** Hands a file to the person: a browser downloads it, the desktop app asks where to. */
export function saveFile(name: string, bytes: Uint8Array<ArrayBuffer> | string, type: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), readableForMs)
}
