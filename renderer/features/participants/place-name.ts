import type { Attendance } from '#core/attendance/attendance.ts'
import type { SiteId } from '#core/ids.ts'
import type { Site } from '#core/site/site.ts'
import type { Text } from '#text/index.ts'

/** Where somebody is, in words: the room, a conference site by its name, or elsewhere. */
export function placeName(text: Text, known: Attendance, sites: ReadonlyMap<SiteId, Site>): string {
  const site = known.site === undefined ? undefined : sites.get(known.site)
  return site ? text.site.attend.place(site.name) : text.attendance.places[known.place ?? 'room']
}
