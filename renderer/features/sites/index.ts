export { SitesPanel } from './sites-panel.tsx'
export { VideoBeside } from './video-beside.tsx'
