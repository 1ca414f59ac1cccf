import { Suspense, useEffect } from 'react'
import { localMoment } from '#core/time/local-time.ts'
import { RehearsalsNow } from '../features/rehearsal/rehearsals-now.tsx'
import { TodayScreen } from '../features/today/index.ts'
import { useSession } from '../session/session.ts'
import { type Place, Skeleton, useText, weekdayName } from '../ui/index.ts'
import { useMinute } from '../ui/minute.ts'
import { AppFrame } from './frame.tsx'
import { MeetingTools } from './meeting-tools.tsx'
import { fetchPartsAhead } from './parts-ahead.ts'
import {
  AdministrationScreen,
  CheckInByCode,
  fetchScreensAhead,
  MeetingRoute,
  MeetingsScreen,
  PersonalPaperRoute,
  PersonalPlace,
  partsOfScreens,
  SettingsScreen
} from './screens.ts'

/** Which screen an address shows. A meeting has a frame of its own; all other places share one. */
export function Routes(props: Omit<Parameters<typeof AppFrame>[0], 'title' | 'children'> & { readonly onPin: () => void }) {
  const { me, platform, ahead } = useSession()
  const words = useText().app
  const now = useMinute()
  useEffect(() => {
    const leaving = new AbortController()
    void fetchScreensAhead(leaving.signal).then(() => {
      // The desktop app has all its parts on the disk.
      if (platform.kind === 'browser') return fetchPartsAhead(partsOfScreens, ahead.rest, leaving.signal)
    })
    return () => leaving.abort()
  }, [platform, ahead])
  const administers = me.user.role === 'administrator' || me.user.role === 'unitAdministrator'
  const place: Place = props.place.kind === 'administration' && !administers ? { kind: 'today' } : props.place
  if (place.kind === 'meeting')
    return (
      <Suspense fallback={<Skeleton height="100vh" />}>
        {place.checkIn ? <CheckInByCode meeting={place.meeting} {...place.checkIn} /> : null}
        <MeetingRoute
          key={place.meeting}
          meeting={place.meeting}
          paper={place.paper}
          item={place.item ?? null}
          screen={place.screen ?? null}
          banners={props.banners}
          tools={<MeetingTools {...props} />}
        />
      </Suspense>
    )
  if (place.kind === 'documents' && place.paper)
    return (
      <Suspense fallback={<Skeleton height="100vh" />}>
        <PersonalPaperRoute key={place.paper} paper={place.paper} banners={props.banners} tools={<MeetingTools {...props} />} />
      </Suspense>
    )
  const today = localMoment(now)
  const title =
    place.kind === 'today' && today
      ? words.dates.heading(weekdayName(words.dates, today), today.day, today.month)
      : words.places[place.kind]
  return (
    <AppFrame {...props} place={place} title={title}>
      {place.kind === 'today' ? <TodayScreen before={<RehearsalsNow />} /> : null}
      <Suspense fallback={<Skeleton height="12rem" />}>
        {place.kind === 'meetings' ? <MeetingsScreen /> : null}
        {place.kind === 'documents' ? (
          <PersonalPlace key={`${place.shared} ${place.folder}`} folder={place.folder} shared={place.shared} />
        ) : null}
        {place.kind === 'settings' ? <SettingsScreen onChangePassword={props.onPassword} onPin={props.onPin} /> : null}
        {place.kind === 'administration' ? <AdministrationScreen /> : null}
      </Suspense>
    </AppFrame>
  )
}
