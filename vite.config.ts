import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type PluginOption } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Which terminal to build; scripts/web-build.mjs builds them one after the other. */
const terminal = process.env['TERMINAL'] ?? 'mobile';

/** Libraries that change seldom and that all pages of a terminal need, apart from our own code that changes with every release. */
const lasting = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/, priority: 2 },
  { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 2 },
];

/** The phone opens without a network: its pages are kept on it. Data is kept by the offline store, never by the service worker. */
const offline: PluginOption = VitePWA({
  strategies: 'injectManifest',
  srcDir: '.',
  filename: 'service-worker.ts',
  injectRegister: null,
  manifest: false,
  // The parts of pdf.js are kept with the first paper that is downloaded, not on every phone.
  injectManifest: {
    globIgnores: ['pdf/**'],
    globPatterns: ['**/*.{html,js,css,svg,png,woff2,webmanifest}'],
    maximumFileSizeToCacheInBytes: 4_000_000,
  },
});

/** What pdf.js fetches by name when a paper needs it: character maps of Chinese fonts, the fonts that every PDF may name, decoders of scanned pages. */
const partsOfPdf: PluginOption = {
  name: 'parts-of-pdf',
  generateBundle() {
    const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
    for (const [folder, wanted] of [
      ['cmaps', /\.bcmap$/],
      ['standard_fonts', /\.(pfb|ttf)$/],
      ['wasm', /_fallback\.js$/],
    ] as const)
      for (const name of readdirSync(join(home, folder)).filter((one) => wanted.test(one)))
        this.emitFile({ type: 'asset', fileName: `pdf/${folder}/${name}`, source: readFileSync(join(home, folder, name)) });
  },
};

export default defineConfig({
  root: resolve(import.meta.dirname, 'src/apps', terminal),
  base: `/${terminal}/`.replace('/mobile/', '/m/'),
  plugins: [react(), terminal === 'screen' ? null : partsOfPdf, terminal === 'mobile' ? offline : null],
  build: {
    outDir: resolve(import.meta.dirname, 'dist', terminal),
    emptyOutDir: true,
    target: ['chrome100', 'safari15.4', 'firefox100'],
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { codeSplitting: { groups: lasting } } },
  },
});
