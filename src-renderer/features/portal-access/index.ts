export { PortalAccess } from './portal-access.tsx';
