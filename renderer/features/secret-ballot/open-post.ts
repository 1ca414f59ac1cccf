import { sha384 } from '@noble/hashes/sha2.js'
import type { AppSession } from '../../session/session.ts'
import { randomBytes, wait } from '../../session/use-command.ts'
import { BallotPost } from './ballot-post.ts'
import { openBallotStore } from './kept-ballots.ts'

/** Opens what this person keeps of secret ballots on this device, and goes on sending. Rejects where nothing can be kept. */
export async function openBallotPost({ api, serverId, me }: AppSession): Promise<BallotPost> {
  const store = await openBallotStore(serverId, me.user.id)
  const post = new BallotPost({ api, store, fetch: (input, init) => fetch(input, init), randomBytes, wait, sha384 })
  await post.start()
  return post
}
