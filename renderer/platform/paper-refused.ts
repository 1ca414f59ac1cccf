/** The server answered and will not give this paper (removed, not mine any more): trying again later does not help. */
export class PaperRefused extends Error {}
