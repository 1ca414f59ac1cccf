export { AdministrationScreen } from './administration.tsx'
