import type { Text } from '../index.ts'

export const desktop: Text['desktop'] = {}
