// oxlint-disable-next-line import/default -- the address of the file, made by the build
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** Where the build lays the parts of pdf.js that it fetches by name (vite.config.ts). */
const base = `${import.meta.env.BASE_URL}pdf/`;

export const partsOfReader = {
  worker: workerAddress,
  maps: `${base}cmaps/`,
  fonts: `${base}standard_fonts/`,
  decoders: `${base}wasm/`,
} as const;

/** The terminal's service worker looks into every cache of this origin, so what lies here is there without a network. */
const shelfName = 'luzhitong-paper-parts';

/** What Chinese papers need: character maps of fonts that were not embedded, the fonts that every PDF may name, decoders of scans. */
const wanted = [
  ...[
    'Adobe-GB1-UCS2',
    'GB-EUC-H',
    'GBK-EUC-H',
    'GBK-EUC-V',
    'GBK2K-H',
    'GBKp-EUC-H',
    'GBpc-EUC-H',
    'UniGB-UCS2-H',
    'UniGB-UCS2-V',
    'UniGB-UTF16-H',
    'UniGB-UTF16-V',
  ].map((name) => `${base}cmaps/${name}.bcmap`),
  ...['FoxitDingbats', 'FoxitFixed', 'FoxitSerif', 'FoxitSerifBold', 'FoxitSymbol'].map((name) => `${base}standard_fonts/${name}.pfb`),
  ...['LiberationSans-Regular', 'LiberationSans-Bold'].map((name) => `${base}standard_fonts/${name}.ttf`),
  ...['openjpeg', 'jbig2'].map((name) => `${base}wasm/${name}_nowasm_fallback.js`),
];

let kept: Promise<void> | undefined;

/** Puts the parts of the reader on this device, once for each release. Where the browser has no such store, reading needs the network as before. */
export function keepReaderParts(): Promise<void> {
  kept ??= keep();
  kept.catch(() => {
    kept = undefined;
  });
  return kept;
}

async function keep(): Promise<void> {
  if (!('caches' in globalThis)) return;
  const cache = await caches.open(shelfName);
  const addresses = [workerAddress, ...wanted].map((address) => new URL(address, location.href).href);
  const here = new Set((await cache.keys()).map((request) => request.url));
  await Promise.all([...here].filter((address) => !addresses.includes(address)).map((address) => cache.delete(address)));
  await cache.addAll(addresses.filter((address) => !here.has(address)));
}
