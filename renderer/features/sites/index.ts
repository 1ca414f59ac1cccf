export { SitesPanel } from './sites-panel.tsx'
