import type { Preferences } from '#core/shared-doc/state-doc.ts'
import type { SmallMemory } from '../platform/small-memory.ts'

type Look = Pick<Preferences, 'textSize' | 'theme' | 'language' | 'lowPower'>
const key = 'hopso look'

/** Puts the look on the page and remembers it for the moment before the next sign-in. */
export function applyLook(look: Look, root: HTMLElement, storage: SmallMemory): void {
  root.dataset.theme = look.theme
  root.dataset.textSize = look.textSize
  root.dataset.lowPower = String(look.lowPower)
  root.lang = look.language
  try {
    storage.setItem(key, JSON.stringify(look))
  } catch {
    // The page looks right all the same.
  }
}

/** The look used here last; the plain one otherwise. */
export function recallLook(storage: SmallMemory, plain: Look): Look {
  try {
    const { textSize, theme, language, lowPower } = JSON.parse(storage.getItem(key) ?? '{}')
    return {
      textSize: textSize === 'large' ? 'large' : plain.textSize,
      theme: theme === 'dark' || theme === 'contrast' ? theme : plain.theme,
      language: language === 'en' ? 'en' : plain.language,
      lowPower: lowPower === true
    }
  } catch {
    return plain
  }
}
