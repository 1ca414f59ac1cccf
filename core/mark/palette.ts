import type { MarkColour } from './mark.ts'

/** [K14] Values of the mark colours on white paper: `light` where text shines through, `strong` where it is a line. */
export const markPalette: Readonly<Record<MarkColour, { readonly light: string; readonly strong: string }>> = {
  yellow: { light: '#ffe15c', strong: '#b98f04' },
  green: { light: '#c3e3a0', strong: '#38a766' },
  blue: { light: '#9fd6ff', strong: '#105fbf' },
  pink: { light: '#ffb0c0', strong: '#a9076e' },
  red: { light: '#f0a79a', strong: '#a30300' },
  ink: { light: '#d5dadb', strong: '#161f22' }
}

/** Colours that text can be read through, for marks on words. */
export const lightColours: readonly MarkColour[] = ['yellow', 'green', 'blue', 'pink']
