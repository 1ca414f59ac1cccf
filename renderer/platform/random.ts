/** Unpredictable bytes; works without a secure context, unlike crypto.randomUUID. */
export const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))
