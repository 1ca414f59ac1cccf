import { houseRulesShape, newHouseRules, votePaths } from '#protocol/vote-api.ts'
import type { Directory } from '../storage/ports.ts'
import type { Surroundings } from '../surroundings.ts'
import { empty, json, refuse } from './answers.ts'
import { type Route, route } from './route.ts'

/** [VT13] What votes of this house begin with: majority by type of meeting, and sets of options of its own. */
export function voteRoutes({ directory, around }: { readonly directory: Directory; readonly around: Surroundings }): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: votePaths.houseRules,
      summary: 'What votes begin with in this house',
      answers: { 200: { description: 'Majority by type of meeting, and sets of options', schema: houseRulesShape } },
      reasons: [],
      handle: () => json(200, directory.houseRules())
    }),
    route({
      method: 'PUT',
      path: votePaths.setHouseRules,
      summary: 'Set what votes begin with in this house',
      body: newHouseRules,
      answers: { 204: { description: 'Set' } },
      reasons: ['no-right', 'disk-full'],
      handle: async ({ body, session: { user } }) => {
        if (user.role !== 'administrator') return refuse('no-right')
        await directory.putHouseRules({ ...body, majority: { ...directory.houseRules().majority, ...body.majority } })
        around.log({ level: 'info', event: 'vote-rules-set', user: user.id, sets: body.sets.length })
        return empty()
      }
    })
  ]
}
