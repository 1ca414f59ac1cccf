import { createContext, useContext } from 'react'
import { type Language, type Text, texts } from '#text/index.ts'

/** The language of the screen; Vietnamese unless the person chose another. */
export const LanguageContext = createContext<Language>('vi')

/** Every sentence, in the language of the screen. */
export const useText = (): Text => texts[useContext(LanguageContext)]

/** The language itself, for dates and sorting. */
export const useLanguage = (): Language => useContext(LanguageContext)
