import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { keepSecret } from './secrets.ts';

/** Where the data lies: a server of our own out of the npm package, or one that an administrator runs. */
export type DatabaseSettings =
  | { readonly kind: 'embedded'; readonly port: number | null }
  | { readonly kind: 'external'; readonly url: string; readonly appUrl: string | null; readonly workerUrl: string | null };

/** Where uploaded files lie: a folder, or an S3 bucket. */
export type FileSettings =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly prefix: string;
      readonly endpoint: string;
      readonly region: string;
      readonly accessKey: string;
      readonly secretKey: string;
    };

/** Short messages: `log` writes them to the log (development, demo), `http` posts them to a gateway. */
export type SmsSettings =
  | { readonly kind: 'log' }
  | { readonly kind: 'http'; readonly url: string; readonly token: string; readonly signature: string };

/** Speech to text: `none` promises nothing; `http` sends recordings to a service (src/platform/server/speech/transcriber.ts). */
export type TranscriptionSettings = { readonly kind: 'none' } | { readonly kind: 'http'; readonly url: string; readonly key: string };

export interface PushSettings {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly subject: string;
}

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
}

/** Where maps come from. The demo city brings its own; elsewhere pages ask for the place in words where nothing is set. */
export interface MapSettings {
  /** A MapLibre style: a file, or its address. */
  readonly style: string | null;
  /** A GeoJSON file with the outlines of the lower regions, for the wall. */
  readonly outline: string | null;
  /** Origins that the style's tiles, fonts and pictures come from; browsers load from nowhere else. */
  readonly origins: readonly string[];
}

/** Everything an operator decides; the table of variables stands in docs/operations.md. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** How browsers reach us: scheme, host and port, without a trailing slash. */
  readonly publicUrl: string;
  /** Absolute folder of everything this installation keeps on disk. */
  readonly dataDir: string;
  readonly database: DatabaseSettings;
  /** Seed of every derived secret: database passwords, session keys, signatures of codes. Never leaves the server. */
  readonly secret: string;
  readonly demo: boolean;
  readonly logLevel: (typeof logLevels)[number];
  /** Addresses of the proxies in front of us, whose word about the caller's address is taken; empty where browsers reach us directly. */
  readonly trustProxy: readonly string[];
  readonly files: FileSettings;
  /** How much one body may keep, in bytes: usually, and bodies by their id for which it is another. */
  readonly fileQuota: { readonly usual: number; readonly of: Readonly<Record<string, number>> };
  /** Of whom a second factor is demanded when they sign in (等保 2.0 level 3). */
  readonly secondFactor: 'administrators' | 'everyone' | 'off';
  readonly sms: SmsSettings;
  /** Web push; null means that phones are reached by live updates and short messages only. */
  readonly push: PushSettings | null;
  /** Signing in through an OpenID Connect provider; null where none is set. */
  readonly oidc: OidcSettings | null;
  /** 浙政钉's browser sign-in (DOMAIN §8.8). */
  readonly zhezhengding: {
    readonly gateway: string;
    readonly loginUrl: string;
    readonly appKey: string;
    readonly appSecret: string;
  } | null;
  readonly map: MapSettings;
  readonly transcription: TranscriptionSettings;
  /** The program that turns docx, xlsx and pptx into PDF (LibreOffice): its path, `auto` where it is looked for on PATH, `off` for none. */
  readonly officeConverter: string;
}

/** The environment is wrong; `faults` has one Chinese sentence per variable that says what to write. */
export class SettingsError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`配置有误，请修改后再启动：\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'SettingsError';
    this.faults = faults;
  }
}

/**
 * Reads the settings out of environment variables. Throws {@link SettingsError} naming every variable that is wrong.
 * With the embedded database and no SECRET the secret is made once and kept in `DATA_DIR/secrets.json`.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = variables.safeParse(present);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`);
  faults.push(...missingCompanions(present));
  const secret = readSecret(present, faults);
  if (faults.length > 0 || !parsed.success) throw new SettingsError(faults);
  return assemble(parsed.data, secret ?? keepSecret(parsed.data.DATA_DIR));
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const port = z.coerce
  .number({ error: '应为 1 到 65535 之间的端口号' })
  .int('应为整数端口号')
  .min(1, '端口号应大于 0')
  .max(65_535, '端口号不能超过 65535');
const onOff = z
  .enum(['on', 'off', 'true', 'false', '1', '0'], { error: '应为 on 或 off' })
  .transform((word) => ['on', 'true', '1'].includes(word));
const webUrl = z
  .string()
  .refine((value) => /^https?:\/\/[^/]+/.test(value) && URL.canParse(value), '应为以 http:// 或 https:// 开头的网址')
  .transform((value) => value.replace(/\/+$/, ''));
const databaseUrl = z
  .string()
  .refine((value) => /^postgres(ql)?:\/\/[^/]*\/[^/?]+/.test(value), '应形如 postgres://用户:密码@主机:5432/数据库名');
const place = z.string().refine((value) => !value.includes('://') || value.startsWith('s3://'), '应为一个文件夹，或 s3://桶名/前缀');

const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(5170),
  PUBLIC_URL: webUrl.optional(),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((path) => resolve(path)),
  DATABASE_URL: databaseUrl.optional(),
  APP_DATABASE_URL: databaseUrl.optional(),
  WORKER_DATABASE_URL: databaseUrl.optional(),
  DATABASE_PORT: port.optional(),
  DEMO: onOff.optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `应为 ${logLevels.join('、')} 之一` }).default('info'),
  TRUST_PROXY: z
    .string()
    .regex(/^[\w.:/, -]+$/, '应为反向代理的地址，逗号分隔，如 127.0.0.1 或 10.0.0.0/8')
    .optional(),
  FILES: place.optional(),
  FILE_QUOTA_GB: z
    .string()
    .regex(/^\d+(\.\d+)?(\s*,\s*[0-9a-f-]{36}=\d+(\.\d+)?)*$/, '应为每个机构可用的空间（GB），个别机构另定的写在后面，如 100, 机构编号=500')
    .default('100'),
  SECOND_FACTOR: z.enum(['administrators', 'everyone', 'off'], { error: '应为 administrators、everyone 或 off' }).default('administrators'),
  S3_ENDPOINT: webUrl.optional(),
  S3_REGION: z.string().default('auto'),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  SMS_URL: webUrl.optional(),
  SMS_TOKEN: z.string().optional(),
  SMS_SIGNATURE: z.string().default('履职通'),
  VAPID_PUBLIC_KEY: z.string().optional(),
  VAPID_PRIVATE_KEY: z.string().optional(),
  VAPID_SUBJECT: z
    .string()
    .refine((value) => /^(mailto:|https:)/.test(value), '应为 mailto: 邮箱或 https:// 网址')
    .default('mailto:admin@localhost'),
  OIDC_ISSUER: webUrl.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().default('统一身份认证'),
  ZHEZHENGDING_GATEWAY: webUrl.optional(),
  ZHEZHENGDING_LOGIN_URL: webUrl.optional(),
  ZHEZHENGDING_APP_KEY: z.string().optional(),
  ZHEZHENGDING_APP_SECRET: z.string().optional(),
  TRANSCRIPTION_URL: webUrl.optional(),
  TRANSCRIPTION_KEY: z.string().optional(),
  OFFICE_CONVERTER: z
    .string()
    .refine((value) => ['auto', 'off'].includes(value) || value.startsWith('/'), '应为 auto、off，或 soffice 程序的完整路径')
    .default('auto'),
  MAP_STYLE: z.string().optional(),
  MAP_OUTLINE: z.string().optional(),
  MAP_ORIGINS: z
    .string()
    .transform((value) => value.split(',').map((origin) => origin.trim()))
    .refine(
      (origins) => origins.every((origin) => /^https?:\/\/[\w.:*-]+$/.test(origin)),
      '应为地图服务的来源，逗号分隔，如 https://tiles.example.cn',
    )
    .optional(),
});
type Variables = z.output<typeof variables>;

/** Variables that mean nothing without their companions. */
const companions: readonly (readonly [string, readonly string[]])[] = [
  ['APP_DATABASE_URL', ['DATABASE_URL']],
  ['WORKER_DATABASE_URL', ['DATABASE_URL']],
  ['SMS_URL', ['SMS_TOKEN']],
  ['TRANSCRIPTION_URL', ['TRANSCRIPTION_KEY']],
  ['VAPID_PUBLIC_KEY', ['VAPID_PRIVATE_KEY']],
  ['VAPID_PRIVATE_KEY', ['VAPID_PUBLIC_KEY']],
  ['OIDC_ISSUER', ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']],
  ['ZHEZHENGDING_GATEWAY', ['ZHEZHENGDING_LOGIN_URL', 'ZHEZHENGDING_APP_KEY', 'ZHEZHENGDING_APP_SECRET']],
];

function missingCompanions(env: Readonly<Record<string, string | undefined>>): string[] {
  const needed = companions.filter(([name]) => env[name]);
  const ofBucket = env['FILES']?.startsWith('s3://') ? [['FILES', ['S3_ENDPOINT', 'S3_ACCESS_KEY', 'S3_SECRET_KEY']] as const] : [];
  return [...needed, ...ofBucket].flatMap(([name, others]) =>
    others.filter((other) => !env[other]).map((other) => `${other}：已设置 ${name}，还需要设置 ${other}`),
  );
}

/** The secret given by the operator; null where one is to be kept in the data folder. */
function readSecret(env: Readonly<Record<string, string | undefined>>, faults: string[]): string | null {
  const given = env['SECRET'] ?? (env['SECRET_FILE'] ? readSecretFile(env['SECRET_FILE'], faults) : undefined);
  if (given !== undefined) {
    if (given !== '' && given.length < 32) faults.push('SECRET：至少 32 个字符，可用 openssl rand -base64 48 生成');
    return given;
  }
  if (env['DATABASE_URL'])
    faults.push('SECRET：使用外部数据库时必须设置 SECRET 或 SECRET_FILE（至少 32 个字符，可用 openssl rand -base64 48 生成）');
  return null;
}

function readSecretFile(path: string, faults: string[]): string {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    if (secret === '') faults.push(`SECRET_FILE：文件 ${path} 是空的`);
    return secret;
  } catch {
    faults.push(`SECRET_FILE：读不到文件 ${path}`);
    return '';
  }
}

function assemble(given: Variables, secret: string): Settings {
  const database: DatabaseSettings = given.DATABASE_URL
    ? { kind: 'external', url: given.DATABASE_URL, appUrl: given.APP_DATABASE_URL ?? null, workerUrl: given.WORKER_DATABASE_URL ?? null }
    : { kind: 'embedded', port: given.DATABASE_PORT ?? null };
  return {
    host: given.HOST,
    port: given.PORT,
    publicUrl: given.PUBLIC_URL ?? `http://localhost:${given.PORT}`,
    dataDir: given.DATA_DIR,
    database,
    secret,
    demo: given.DEMO ?? database.kind === 'embedded',
    logLevel: given.LOG_LEVEL,
    trustProxy: (given.TRUST_PROXY ?? '')
      .split(',')
      .map((address) => address.trim())
      .filter(Boolean),
    files: filesOf(given),
    fileQuota: quotaOf(given.FILE_QUOTA_GB),
    secondFactor: given.SECOND_FACTOR,
    sms: given.SMS_URL ? { kind: 'http', url: given.SMS_URL, token: given.SMS_TOKEN!, signature: given.SMS_SIGNATURE } : { kind: 'log' },
    push: given.VAPID_PUBLIC_KEY
      ? { publicKey: given.VAPID_PUBLIC_KEY, privateKey: given.VAPID_PRIVATE_KEY!, subject: given.VAPID_SUBJECT }
      : null,
    oidc: given.OIDC_ISSUER
      ? { issuer: given.OIDC_ISSUER, clientId: given.OIDC_CLIENT_ID!, clientSecret: given.OIDC_CLIENT_SECRET!, name: given.OIDC_NAME }
      : null,
    zhezhengding: given.ZHEZHENGDING_GATEWAY
      ? {
          gateway: given.ZHEZHENGDING_GATEWAY,
          loginUrl: given.ZHEZHENGDING_LOGIN_URL!,
          appKey: given.ZHEZHENGDING_APP_KEY!,
          appSecret: given.ZHEZHENGDING_APP_SECRET!,
        }
      : null,
    map: { style: given.MAP_STYLE ?? null, outline: given.MAP_OUTLINE ?? null, origins: given.MAP_ORIGINS ?? [] },
    transcription: given.TRANSCRIPTION_URL
      ? { kind: 'http', url: given.TRANSCRIPTION_URL, key: given.TRANSCRIPTION_KEY! }
      : { kind: 'none' },
    officeConverter: given.OFFICE_CONVERTER,
  };
}

/** `100, ID=500`: what bodies may keep usually, then those with another limit. */
function quotaOf(words: string): Settings['fileQuota'] {
  const [usual, ...others] = words.split(',').map((one) => one.trim());
  const bytes = (gigabytes: string) => Number(gigabytes) * 2 ** 30;
  return { usual: bytes(usual!), of: Object.fromEntries(others.map((one) => [one.slice(0, 36), bytes(one.slice(37))])) };
}

function filesOf(given: Variables): FileSettings {
  if (!given.FILES?.startsWith('s3://')) return { kind: 'folder', path: resolve(given.FILES ?? `${given.DATA_DIR}/files`) };
  const [bucket, ...rest] = given.FILES.slice('s3://'.length).split('/');
  return {
    kind: 's3',
    bucket: bucket!,
    prefix: rest.filter(Boolean).join('/'),
    endpoint: given.S3_ENDPOINT!,
    region: given.S3_REGION,
    accessKey: given.S3_ACCESS_KEY!,
    secretKey: given.S3_SECRET_KEY!,
  };
}
