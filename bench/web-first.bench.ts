import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { build } from 'vite';
import type { MeasuringTask, Measurement } from './measurement.ts';

/**
 * Work: the JavaScript that a browser must have before the first page of a terminal can run: the scripts and preloads that dist/<terminal>/index.html
 * names and everything that these import statically, each compressed by itself with gzip, as it is sent.
 * Floor of the desk: a bundle of React, TanStack Router and Query and the parts of antd that an ordinary application uses, built in the same run by
 * the same Vite for the same browsers. Floor of the phone: the same with antd-mobile, 175 kB, as measured when the goal was set; antd-mobile is no
 * package of ours: parts of it ask for React 18, and npm would install it beside React 19 only with a broken tree of peers.
 */
export const description =
  'web.first：手机端、办公端首次加载的 JavaScript（gzip；下限为 React + 路由 + 查询，手机端加 antd-mobile 的定值 175 kB，办公端加同时构建的 antd）';

const root = join(import.meta.dirname, '..');
const targets = ['chrome100', 'safari15.4', 'firefox100'];

const antd =
  'Button, Table, Form, Input, Select, DatePicker, Modal, Drawer, Tabs, Upload, Dropdown, Menu, Layout, Tag, Tooltip, Radio, Checkbox, Switch, Pagination, Skeleton, message, ConfigProvider';
const floorWithAntdMobile = 175;

export const measure: MeasuringTask['measure'] = async () => {
  const measurements: Measurement[] = [];
  for (const { terminal, library, floor } of [
    { terminal: 'mobile', library: 'antd-mobile', floor: floorWithAntdMobile },
    { terminal: 'desk', library: 'antd', floor: kilobytes(await floorOfAntd()) },
  ]) {
    const files = initialScripts(terminal);
    measurements.push({
      name: `web.first ${terminal}, initial JavaScript`,
      value: kilobytes(files.map((file) => readFileSync(file))),
      floor,
      unit: 'kB',
      reach: { most: 1.15 },
      detail: { files: files.length, library },
    });
  }
  return measurements;
};

function kilobytes(files: readonly (Buffer | string)[]): number {
  return files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0) / 1_000;
}

/** The files that are loaded whatever the page, found as the browser finds them. */
function initialScripts(terminal: string): string[] {
  const folder = join(root, 'dist', terminal);
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`dist/${terminal} 还没有生成，请先运行 npm run build`);
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .map(([tag]) => /(?:src|href)="[^"]*\/assets\/([^"]+\.js)"/.exec(tag)?.[1])
    .filter((name) => name !== undefined);
  const found = new Set<string>();
  for (const waiting = named.map((name) => join(folder, 'assets', name)); waiting.length > 0;) {
    const file = waiting.pop()!;
    if (found.has(file)) continue;
    found.add(file);
    for (const [, from, bare] of readFileSync(file, 'utf8').matchAll(
      /(?:\bfrom|\bimport)\s*"\.\/([\w.-]+\.js)"|\bimport\s*'\.\/([\w.-]+\.js)'/g,
    )) {
      const imported = join(folder, 'assets', (from ?? bare)!);
      if (existsSync(imported)) waiting.push(imported);
    }
  }
  return [...found];
}

async function floorOfAntd(): Promise<string[]> {
  const entry = 'virtual:floor';
  const source = `
    import { createElement, StrictMode, Suspense, useState, useEffect, useMemo } from 'react';
    import { createRoot } from 'react-dom/client';
    import { QueryClient, QueryClientProvider, useQuery, useInfiniteQuery, useMutation } from '@tanstack/react-query';
    import { createRootRoute, createRoute, createRouter, Link, Outlet, RouterProvider, useNavigate } from '@tanstack/react-router';
    import { ${antd} } from 'antd';
    globalThis.used = [${antd}, Suspense, useState, useEffect, useMemo, useQuery, useInfiniteQuery, useMutation, Link, useNavigate];
    const rootRoute = createRootRoute({ component: Outlet });
    const index = createRoute({ getParentRoute: () => rootRoute, path: '/', component: () => createElement(Button, null, 'x') });
    const router = createRouter({ routeTree: rootRoute.addChildren([index]) });
    const tree = createElement(QueryClientProvider, { client: new QueryClient() }, createElement(RouterProvider, { router }));
    createRoot(document.getElementById('root')).render(createElement(StrictMode, null, tree));`;
  const virtual: Plugin = {
    name: 'floor',
    resolveId: (id) => (id === entry ? join(root, 'bench/floor-entry.js') : null),
    load: (id) => (id === join(root, 'bench/floor-entry.js') ? source : null),
  };
  const outcome = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    plugins: [virtual],
    publicDir: false,
    build: { write: false, target: targets, rolldownOptions: { input: entry } },
  });
  const [built] = [outcome].flat();
  if (!built || !('output' in built)) throw new Error('Vite did not build the floor.');
  return built.output.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
}
