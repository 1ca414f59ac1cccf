import { IconPhone } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { Attendance } from '#core/attendance/attendance.ts'
import type { MeetingId, SiteId, UserId } from '#core/ids.ts'
import type { Site } from '#core/site/site.ts'
import { type SiteNow, sitePaths, sitesNowShape } from '#protocol/site-api.ts'
import { useSession } from '../../session/session.ts'
import { Button, useText } from '../../ui/index.ts'
import s from './sites.module.css'

export interface SitesStateProps {
  readonly meeting: MeetingId
  readonly sites: readonly Site[]
  readonly attendance: ReadonlyMap<UserId, Attendance>
}

/** Asked so often while somebody looks. */
const askEveryMs = 5_000
/** What is older than this is late: whoever speaks there would answer to what the room has left behind. */
const lateMs = 3_000

/** [SI2] For those who lead: of each site whether it is connected, how many are there, how fresh what it shows is, and whom to call. */
export function SitesState(props: SitesStateProps) {
  const t = useText().site
  const { now, unknown } = useSitesNow(props.meeting, props.sites.length > 0)
  const [whole, setWhole] = useState(false)
  const { sites } = props
  if (sites.length === 0) return null
  const many = sites.length > mostAtOnce
  const stateOf = (site: Site) => stateIn(now?.get(site.site) ?? null)
  // Of many, those somebody has to be called about come first.
  const ordered = many ? [...sites].sort((a, b) => urgency.indexOf(stateOf(a)) - urgency.indexOf(stateOf(b))) : sites
  return (
    <section className={s.state} aria-label={t.heading(sites.length)}>
      <h3>{t.heading(sites.length)}</h3>
      {unknown ? <p className={s.soft}>{t.state.unknown}</p> : null}
      {many && now ? <p className={s.soft}>{t.state.sum(sites.filter(site => stateOf(site) !== 'absent').length, sites.length)}</p> : null}
      <ul>
        {ordered.slice(0, whole ? sites.length : mostAtOnce).map(site => (
          <SiteLine key={site.site} site={site} now={now?.get(site.site) ?? null} here={presentAt(site.site, props.attendance)} />
        ))}
      </ul>
      {many ? (
        <Button kind="bare" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t.state.fewer : t.state.all(sites.length)}
        </Button>
      ) : null}
    </section>
  )
}

type SiteState = 'absent' | 'late' | 'fresh'
const urgency: readonly SiteState[] = ['absent', 'late', 'fresh']
/** So many lines leave room for the people below them. */
const mostAtOnce = 5

function stateIn(now: SiteNow | null): SiteState {
  if (now === null || (now.people === 0 && now.screens === 0)) return 'absent'
  return now.staleMs !== null && now.staleMs > lateMs ? 'late' : 'fresh'
}

const presentAt = (site: SiteId, attendance: SitesStateProps['attendance']): number =>
  [...attendance.values()].filter(known => known.state === 'present' && known.site === site).length

function SiteLine({ site, now, here }: { readonly site: Site; readonly now: SiteNow | null; readonly here: number }) {
  const t = useText().site
  const state = stateIn(now)
  const seconds = (ms: number) => t.seconds((Math.max(ms, 100) / 1000).toFixed(ms < 9_950 ? 1 : 0).replace('.', ','))
  const line = !now
    ? ''
    : state === 'absent'
      ? t.state.absent
      : now.staleMs === null
        ? `${t.state.joined}, ${t.state.measuring}`
        : state === 'late'
          ? t.state.late(seconds(now.staleMs))
          : t.state.fresh(seconds(now.staleMs))
  return (
    <li data-state={state}>
      <span className={s.siteName}>{site.name}</span>
      <span className={s.siteLine}>{[here > 0 ? t.state.people(here) : t.state.none, line].filter(Boolean).join(' · ')}</span>
      {site.phone && state !== 'fresh' ? (
        <a className={s.phone} href={`tel:${site.phone.replace(/[^\d+]/g, '')}`}>
          <IconPhone aria-hidden="true" />
          {t.phone(site.phone)}
        </a>
      ) : null}
    </li>
  )
}

/** The newest answer, and whether the one after it did not come. */
function useSitesNow(meeting: MeetingId, asks: boolean): { readonly now: ReadonlyMap<SiteId, SiteNow> | null; readonly unknown: boolean } {
  const { api } = useSession()
  const [state, setState] = useState<{ readonly now: ReadonlyMap<SiteId, SiteNow> | null; readonly unknown: boolean }>({
    now: null,
    unknown: false
  })
  useEffect(() => {
    if (!asks) return
    const leaving = new AbortController()
    const ask = async () => {
      const answer = await api.call('GET', sitePaths.sites(meeting), sitesNowShape, undefined, leaving.signal)
      if (leaving.signal.aborted) return
      setState(before =>
        answer.ok ? { now: new Map(answer.value.sites.map(site => [site.site, site])), unknown: false } : { ...before, unknown: true }
      )
    }
    void ask()
    const timer = setInterval(() => void ask(), askEveryMs)
    return () => {
      leaving.abort()
      clearInterval(timer)
    }
  }, [api, meeting, asks])
  return state
}
