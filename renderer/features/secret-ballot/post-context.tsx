import { createContext, type ReactNode, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { VoteId } from '#core/ids.ts'
import { useSession } from '../../session/session.ts'
import { useLeaveWarning } from '../../ui/index.ts'
import type { BallotPost } from './ballot-post.ts'
import type { KeptBallot } from './kept-ballots.ts'

/** Null while it is being opened; `none` where this device keeps nothing. */
type Post = BallotPost | 'none' | null
const PostContext = createContext<Post>(null)

/** Keeps ballots on their way into the box wherever in the app one is. What it needs is loaded when there is time. */
export function BallotPostProvider({ children }: { readonly children: ReactNode }) {
  const session = useSession()
  const { api, serverId } = session
  const user = session.me.user.id
  const [post, setPost] = useState<Post>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one post for each person, however often what is known of them is read again
  useEffect(() => {
    let left = false
    let opened: BallotPost | null = null
    const open = async () => {
      const { openBallotPost } = await import('./open-post.ts')
      if (left) return
      opened = await openBallotPost(session)
      if (left) opened.close()
      else setPost(opened)
    }
    const idle = requestIdleCallback(() => void open().catch(() => setPost('none')), { timeout: 2000 })
    return () => {
      left = true
      cancelIdleCallback(idle)
      opened?.close()
      setPost(null)
    }
  }, [api, serverId, user])
  useLeaveWarning(
    useCallback(() => {
      if (post === null || post === 'none') return false
      return [...post.getSnapshot().values()].some(({ ballot, cast, refused }) => ballot !== null && !cast && refused === null)
    }, [post])
  )
  return <PostContext.Provider value={post}>{children}</PostContext.Provider>
}

const nothing: ReadonlyMap<VoteId, KeptBallot> = new Map()
const never = () => () => undefined

/** The post, and what this device keeps of this vote. */
export function useBallotPost(vote: VoteId): { readonly post: Post; readonly kept: KeptBallot | null } {
  const post = useContext(PostContext)
  const real = post === null || post === 'none' ? null : post
  const all = useSyncExternalStore(real?.subscribe ?? never, real?.getSnapshot ?? (() => nothing))
  return { post, kept: all.get(vote) ?? null }
}
