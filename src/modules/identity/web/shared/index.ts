export { howSignedIn } from './awaited-factor.ts';
