import { canonicalJson } from '#core/record/chain.ts'
import type { RecordFact } from '#core/record/event.ts'
import type { RecordProjection } from '#core/record/projection.ts'
import { assertNever, fail, ok, type Result } from '#core/result.ts'
import { mostSites, type Site } from '#core/site/site.ts'
import type { MeetingCommand, Reason } from '#protocol/http-api.ts'

export type SiteCommand = Extract<MeetingCommand, { readonly kind: 'set-site' | 'remove-site' | 'set-video-link' }>

/** [SI1] What a command about conference sites comes to; that the server of a link is allowed was asked before. */
export function decideSite(before: RecordProjection, command: SiteCommand): Result<readonly RecordFact[], Reason> {
  switch (command.kind) {
    case 'set-site': {
      const { id: _, kind: __, people, ...site } = command
      const known = before.sites.get(command.site)
      if (!known && before.sites.size >= mostSites) return fail('conflict')
      if (people.some(user => !before.participants.has(user))) return fail('not-found')
      const wanted = new Set(people)
      const come = [...wanted].filter(user => before.siteOf.get(user) !== command.site)
      const go = [...before.siteOf].flatMap(([user, of]) => (of === command.site && !wanted.has(user) ? [user] : []))
      return ok([
        ...(isAsBefore(known, site) ? [] : [{ kind: 'site-set', ...site } as const]),
        ...(come.length > 0 ? [{ kind: 'site-assigned', site: command.site, users: come } as const] : []),
        ...(go.length > 0 ? [{ kind: 'site-assigned', site: null, users: go } as const] : [])
      ])
    }
    case 'remove-site': {
      if (!before.sites.has(command.site)) return fail('not-found')
      // A screen that stands there shows nothing that is nowhere.
      const screens = [...before.screens.values()].filter(({ site }) => site === command.site)
      return ok([
        ...screens.map(({ screen }): RecordFact => ({ kind: 'screen-removed', screen })),
        { kind: 'site-removed', site: command.site }
      ])
    }
    case 'set-video-link':
      return ok(before.video === command.link ? [] : [{ kind: 'video-link-set', link: command.link }])
    default:
      return assertNever(command)
  }
}

const isAsBefore = (known: Site | undefined, site: Site): boolean => known !== undefined && canonicalJson(known) === canonicalJson(site)
