export { tokensOf } from './tokens.ts';
