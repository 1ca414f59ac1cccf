import type { ScreenId, SiteId, UserId } from '../ids.ts'

/** [BS1] A big screen (màn hình lớn) that whoever leads let into a meeting. Times are the server's, ISO 8601. */
export interface Screen {
  readonly screen: ScreenId
  /** Where it stands; absent for the meeting's own room. */
  readonly site?: SiteId
  readonly since: string
  /** Who typed its code. */
  readonly by: UserId
}
