import type { SiteId } from '../ids.ts'

/** A conference site (điểm cầu): a room elsewhere from which several people take part. */
export interface Site {
  readonly site: SiteId
  readonly name: string
  /** Where it is: building and room. */
  readonly room: string
  /** Whom to ask there. */
  readonly contact: string
  /** What to call when the line is gone. */
  readonly phone: string
  /** Its own video link; '' where the meeting's counts. */
  readonly link: string
}

/** A province has some two hundred communes and wards. */
export const mostSites = 300
