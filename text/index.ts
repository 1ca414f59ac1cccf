import { en } from './en/index.ts'
import { vi } from './vi/index.ts'

/** Every sentence a person reads. Vietnamese is the source; English has the same shape, kept by the compiler. */
export type Text = typeof vi
export type Language = 'vi' | 'en'
export const texts: Readonly<Record<Language, Text>> = { vi, en }
export { en, vi }
