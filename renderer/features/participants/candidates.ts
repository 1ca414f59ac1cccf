import type { UserId } from '#core/ids.ts'
import { matchesQuery } from '#core/text/fold.ts'
import type { UserShape } from '#protocol/http-api.ts'

export type CandidateLine =
  /** `free`: whom one press on the unit would choose. */
  | { readonly kind: 'unit'; readonly unit: string; readonly name: string; readonly free: readonly UserId[] }
  | { readonly kind: 'user'; readonly user: UserShape }

/** People under their units, as far as they match what is typed (name, title, unit; without diacritics). */
export function candidateLines(users: readonly UserShape[], already: ReadonlySet<UserId>, query: string): readonly CandidateLine[] {
  const units = new Map<string, UserShape[]>()
  for (const user of users) {
    if (!matchesQuery(`${user.name} ${user.title} ${user.unitName}`, query)) continue
    const people = units.get(user.unit)
    if (people) people.push(user)
    else units.set(user.unit, [user])
  }
  return [...units]
    .map(([unit, people]) => ({ unit, name: people[0]?.unitName ?? '', people: people.sort((a, b) => a.name.localeCompare(b.name, 'vi')) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
    .flatMap(({ unit, name, people }): readonly CandidateLine[] => [
      { kind: 'unit', unit, name, free: people.filter(user => !user.locked && !already.has(user.id)).map(user => user.id) },
      ...people.map(user => ({ kind: 'user' as const, user }))
    ])
}
