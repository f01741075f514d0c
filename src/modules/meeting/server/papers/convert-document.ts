import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { papersProblem } from '../../contract/papers/problems.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { FitAnswer } from './fit-sheets-worker.ts';
import { inThread } from '#platform/server/thread.ts';

/** What LibreOffice makes a PDF of, by the ending under which it reads it. */
export type DocumentKind = 'docx' | 'xlsx' | 'pptx';

interface ConversionLimits {
  readonly milliseconds: number;
  /** Bytes of memory that one process of the converter may ask for, and of a file that it may write. */
  readonly memory: number;
  readonly output: number;
}

const usual: ConversionLimits = { milliseconds: 90_000, memory: 4 * 2 ** 30, output: 200 * 2 ** 20 };

/** Each takes a core and some 300 MB. */
const inLine = fewAtOnce(2);

/**
 * Has LibreOffice (`program`) make a PDF of a document, of sheets as wide as a page. Each run has a folder of its own for document, profile, temporary files and result, so
 * that several at once do not meet, and is ended with all its children after its time. Nothing that the document names is fetched, no macro runs, and
 * none of this process's environment is handed on. Throws `meeting.paper-not-converted`.
 */
export async function convertDocument(
  document: { readonly bytes: Buffer; readonly kind: DocumentKind },
  program: string,
  limits: ConversionLimits = usual,
): Promise<Buffer> {
  return await inLine(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'luzhitong-convert-'));
    try {
      const paper = join(folder, `paper.${document.kind}`);
      await furnish(folder);
      await writeFile(paper, document.kind === 'xlsx' ? await fitted(document.bytes) : document.bytes, { mode: 0o600 });
      await run(program, { folder, paper }, limits);
      return await resultIn(folder, limits);
    } catch (error) {
      throw Object.assign(papersProblem('meeting.paper-not-converted'), { cause: error });
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  });
}

/** The program that the setting OFFICE_CONVERTER names, with `auto` LibreOffice where PATH has it; null where there is none. */
export function converterOf(setting: string): string | null {
  if (setting !== 'auto') return setting === 'off' ? null : setting;
  const places = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  return places.map((folder) => join(folder, 'soffice')).find((path) => existsSync(path)) ?? null;
}

/** Half a minute and half a gigabyte are more than any table of a meeting needs. */
const fitting = { milliseconds: 30_000, memory: 512 * 2 ** 20, growth: 512 * 2 ** 20 };

/** The xlsx with its sheets set to print one page wide. */
async function fitted(bytes: Buffer): Promise<Uint8Array> {
  const data = { bytes: Uint8Array.from(bytes) };
  const answer = await inThread<FitAnswer>(new URL('./fit-sheets-worker.ts', import.meta.url), data, fitting);
  if ('fault' in answer) throw new Error(answer.fault);
  return answer.fitted;
}

/** Lays the profile and the fonts' substitutes into the folder. */
async function furnish(folder: string): Promise<void> {
  await Promise.all([mkdir(join(folder, 'profile', 'user'), { recursive: true }), mkdir(join(folder, 'tmp')), mkdir(join(folder, 'out'))]);
  await Promise.all([
    writeFile(join(folder, 'profile', 'user', 'registrymodifications.xcu'), profile),
    writeFile(join(folder, 'fonts.conf'), fontSubstitutes(folder)),
  ]);
}

async function resultIn(folder: string, limits: ConversionLimits): Promise<Buffer> {
  const path = join(folder, 'out', 'paper.pdf');
  const found = await lstat(path);
  if (!found.isFile() || found.size === 0 || found.size > limits.output) throw new Error('the converter left no PDF');
  return await readFile(path);
}

async function run(program: string, { folder, paper }: { folder: string; paper: string }, limits: ConversionLimits): Promise<void> {
  const profileAt = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
  const quietly = ['--headless', '--norestore', '--nolockcheck', '--nodefault'];
  const words = [profileAt, ...quietly, '--convert-to', 'pdf', '--outdir', join(folder, 'out'), paper];
  // What a shell cannot bound stays unbounded there; the time holds everywhere. That of the processor ends a run whose server was killed meanwhile.
  const bounds = [`-v ${limits.memory / 2 ** 10}`, `-f ${limits.output / 512}`, `-t ${Math.ceil(limits.milliseconds / 500)}`, '-c 0'];
  const script = `{ ${bounds.map((bound) => `ulimit ${bound}`).join('; ')}; } 2>/dev/null; exec "$@"`;
  await ended(['/bin/sh', '-c', script, 'sh', program, ...words], { folder, milliseconds: limits.milliseconds });
}

/** Runs a program in a process group of its own and ends the whole group with it. Throws where it takes too long or ends with a fault. */
async function ended(words: readonly string[], { folder, milliseconds }: { readonly folder: string; readonly milliseconds: number }) {
  const child = spawn(words[0]!, words.slice(1), { cwd: folder, env: environmentIn(folder), stdio: 'ignore', detached: true });
  const endAll = () => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // They are gone already.
    }
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`the converter took more than ${milliseconds} ms`)), milliseconds);
      child.once('error', reject);
      child.once('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(`the converter ended with ${code ?? signal}`))));
    });
  } finally {
    clearTimeout(timer);
    // soffice is a script that starts the real program, which must not outlive it.
    endAll();
  }
}

/** Only what the converter needs: the keys and addresses of this process are none of a document's business. */
function environmentIn(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    TMPDIR: join(folder, 'tmp'),
    LANG: 'C.UTF-8',
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    SAL_USE_VCLPLUGIN: 'svp',
    // Whatever would still want to reach the network finds nobody.
    http_proxy: 'http://127.0.0.1:9',
    https_proxy: 'http://127.0.0.1:9',
  };
}

/** Settings of the converter: no macros, no links followed, nothing of the network, no recovery files. */
const profile = (() => {
  const item = (path: string, name: string, value: string) =>
    `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    item('Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'),
    item('Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'),
    item('Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'),
    item('Office.Common/Security/Scripting', 'DisableActiveContent', 'true'),
    item('Office.Writer/Content/Update', 'Link', '0'),
    item('Office.Calc/Content/Update', 'Link', '1'),
    item('Inet/Settings', 'ooInetProxyType', '1'),
    item('Office.Recovery/AutoSave', 'Enabled', 'false'),
    '</oor:items>',
  ].join('\n');
})();

/**
 * The fonts that official documents name, with what stands in for them where they are not installed: a serif for 宋体, 仿宋 and 小标宋, a sans serif for
 * 黑体. Without it everything would come out as one sans serif.
 */
function fontSubstitutes(folder: string): string {
  const serif = ['Noto Serif CJK SC', 'Source Han Serif SC', 'Noto Serif SC', 'AR PL UMing CN'];
  const sans = ['Noto Sans CJK SC', 'Source Han Sans SC', 'Noto Sans SC', 'WenQuanYi Zen Hei'];
  const song = ['宋体', 'SimSun', 'NSimSun', '新宋体', '华文宋体', 'STSong', '华文中宋', 'STZhongsong'];
  const title = ['方正小标宋简体', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05', 'FZXiaoBiaoSong-B05S', '小标宋'];
  const fangsong = ['仿宋', '仿宋_GB2312', 'FangSong', 'FangSong_GB2312', '方正仿宋简体', '方正仿宋_GBK', '华文仿宋', 'STFangsong'];
  const kai = ['楷体', '楷体_GB2312', 'KaiTi', 'KaiTi_GB2312', '方正楷体简体', '方正楷体_GBK', '华文楷体', 'STKaiti'];
  const hei = ['黑体', 'SimHei', '方正黑体简体', '方正黑体_GBK', '华文黑体', 'STHeiti', '微软雅黑', 'Microsoft YaHei', '等线', 'DengXian'];
  const alias = (names: readonly string[], instead: readonly string[]) =>
    names.map(
      (name) =>
        `<alias binding="same"><family>${name}</family><accept>${instead.map((one) => `<family>${one}</family>`).join('')}</accept></alias>`,
    );
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    ...alias(song, serif),
    ...alias(title, serif),
    ...alias(fangsong, ['STFangsong', 'FangSong', ...serif]),
    ...alias(kai, ['KaiTi', 'AR PL UKai CN', ...serif]),
    ...alias(hei, sans),
    `<cachedir>${join(folder, 'tmp', 'fonts')}</cachedir>`,
    '</fontconfig>',
  ].join('\n');
}
