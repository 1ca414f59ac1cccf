/** Longest name without its ending: Windows has 260 signs for the whole path. */
const longest = 110
const windowsDevices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** A name every system takes: the words as they are, without signs that name folders or devices. */
export function fileName(words: string, ending: string): string {
  const clean = words
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what Windows refuses
    .replace(/[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  const cut = [...clean]
    .slice(0, longest)
    .join('')
    .replace(/[. ]+$/, '')
  const safe = windowsDevices.test(cut) ? `_${cut}` : cut
  return `${safe || '_'}.${ending}`
}
