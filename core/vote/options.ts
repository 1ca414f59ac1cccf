/** What a ballot says: for, against, another opinion in words, not voting, blank; or, of a set the house drew up itself, one of its options by place. */
export const voteChoices = [
  'for',
  'against',
  'other',
  'abstain',
  'blank',
  'option-1',
  'option-2',
  'option-3',
  'option-4',
  'option-5',
  'option-6'
] as const
export type VoteChoice = (typeof voteChoices)[number]

/** [VT1] Sets of options that are built in; how each is called is in text/. domain.md 5a: the law of 2015 (Art. 117), tenders, People's Councils (phiếu trắng). */
export const builtInSets = ['opinion', 'law', 'tender', 'council'] as const
/** `own`: the options stand with the vote. */
export const voteOptionSets = [...builtInSets, 'own'] as const
export type VoteOptions = (typeof voteOptionSets)[number]

/** One option of a set of one's own, as the ballot calls it; `en` '' where there is no English. */
export interface OwnOption {
  readonly choice: VoteChoice
  readonly vi: string
  readonly en: string
}

/** What is needed to know the options of a vote. */
export interface OptionTerms {
  readonly options: VoteOptions
  /** [VT12] With `own` alone. */
  readonly own?: readonly OwnOption[]
}

const builtIn: Readonly<Record<Exclude<VoteOptions, 'own'>, readonly VoteChoice[]>> = {
  opinion: ['for', 'against', 'other'],
  law: ['for', 'against', 'abstain'],
  tender: ['for', 'against', 'other'],
  council: ['for', 'against', 'blank']
}
/** The options of a vote, in the order they are drawn; none of a set that a newer server knows. */
export const choicesOf = ({ options, own = [] }: OptionTerms): readonly VoteChoice[] =>
  options === 'own' ? own.map(({ choice }) => choice) : (builtIn[options] ?? [])

export const fewestOptions = 2
export const mostOptions = 6
export const maxOptionLength = 60

/** An option as somebody writes it down. */
export interface DraftOption {
  readonly vi: string
  readonly en: string
}

/**
 * [VT12] A set as it goes into the record: the option at `passing` is `for`; the one at `withText`, if any, `other`; where just one is left
 * beside the passing one of two, it is `against`; all others are called by their place.
 */
export function ownSet(options: readonly DraftOption[], passing: number, withText: number | null): readonly OwnOption[] {
  return options.map(({ vi, en }, place) => ({
    choice:
      place === passing
        ? 'for'
        : place === withText
          ? 'other'
          : options.length === 2
            ? 'against'
            : (`option-${place + 1}` as Extract<VoteChoice, `option-${number}`>),
    vi,
    en
  }))
}

/** [VT12] Two to six options with different names, just one of which counts for passing, at most one with words of the voter's. */
export function isOwnSet(own: readonly OwnOption[]): boolean {
  const names = own.map(({ vi }) => vi.trim().toLocaleLowerCase('vi'))
  const passing = own.findIndex(({ choice }) => choice === 'for')
  const withText = own.findIndex(({ choice }) => choice === 'other')
  if (own.length < fewestOptions || own.length > mostOptions || passing < 0) return false
  if (names.includes('') || new Set(names).size !== names.length) return false
  const wanted = ownSet(own, passing, withText < 0 ? null : withText)
  return wanted.every(({ choice }, place) => choice === own[place]?.choice)
}
