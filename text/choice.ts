import type { OptionTerms, VoteChoice } from '#core/vote/options.ts'
import type { Text } from './index.ts'

/** How a choice is called in a vote: by the house itself, or as its built-in set calls it. */
export function choiceWord(t: Text['vote'], { options, own = [] }: OptionTerms, choice: VoteChoice): string {
  if (options === 'own') {
    const found = own.find(option => option.choice === choice)
    return found ? t.ownOption(found.vi, found.en) : ''
  }
  const words: Readonly<Partial<Record<VoteChoice, string>>> = t.choices[options]
  return words[choice] ?? ''
}
