import type { Text } from '../index.ts'

export const reader: Text['reader'] = {}
