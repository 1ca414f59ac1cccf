export { RecordDoubt } from './record-doubt.tsx'
export { RecordSeal } from './record-seal.tsx'
