// What the terminal runs beside its pages: loaded after the start, so that the first page does not wait for it.
export { keepPapersTidy, leaveNoPapers } from '../../shared/papers/tidy.ts';
