/** What people wrote, as the end of a sentence: with one full stop, or the sign they ended it with. */
export const ended = (text: string): string => (/[.?!…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)
