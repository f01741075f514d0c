import type { Command } from 'commander';
import { newId } from '#platform/contract/identifiers.ts';
import { recordAct, tables, type Database, type Tx } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { Settings } from '#platform/server/settings.ts';
import { openAccount, openPhoneVault, personOfPhone } from '#modules/identity/server/index.ts';
import { directoryProblem } from '../contract/problems.ts';
import { roles, type Role } from '../contract/seat.ts';
import { levelOfCode } from './level-rules.ts';
import { initialsOf, spell } from './names.ts';
import { loadRegions } from './region-codes.ts';
import { isBody, misplacedRole } from './seat-rules.ts';
import type { DirectoryTables } from './tables.ts';

type Open = () => Promise<{ database: Database; settings: Settings }>;

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Adds `admin add-body` and `admin add-administrator`: how an installation without demo data begins. */
export function directoryCommands(program: Command, open: Open): void {
  const area = program.command('admin').description('机构与管理员');
  area
    .command('add-body')
    .description('新建一个人大或政协（一个租户）')
    .requiredOption('--kind <kind>', 'congress（人大）或 cppcc（政协）')
    .requiredOption('--name <name>', '全称，如 明州市人民代表大会')
    .requiredOption('--short <name>', '简称，如 明州市人大')
    .requiredOption('--region <code>', 'GB/T 2260 区划代码，如 330200；乡镇为 9 位')
    .action(async (given: { kind: string; name: string; short: string; region: string }) => {
      const { database } = await open();
      const id = await database.transact(systemActor, (tx) => addBody(tx, given), { access: 'worker' });
      console.log(`已新建 ${given.name}，编号 ${id}`);
    });
  area
    .command('add-administrator')
    .description('为一个机构登记管理员（系统管理员、安全管理员或审计员）；本人用手机验证码首次登录')
    .requiredOption('--organisation <name>', '机构全称或编号')
    .requiredOption('--name <name>', '姓名')
    .requiredOption('--phone <phone>', '登录手机号')
    .option('--role <role>', 'administrator、securityAdministrator 或 auditor', 'administrator')
    .option('--gender <gender>', 'male 或 female', 'female')
    .action(async (given: { organisation: string; name: string; phone: string; role: string; gender: string }) => {
      const { database, settings } = await open();
      await database.transact(systemActor, (tx) => addAdministrator(tx, settings.secret, given), { access: 'worker' });
      console.log(`已登记 ${given.name} 为 ${given.organisation} 的${roles[given.role as Role]}。`);
    });
}

async function addBody(tx: Tx, given: { kind: string; name: string; short: string; region: string }): Promise<string> {
  if (given.kind !== 'congress' && given.kind !== 'cppcc') throw new Error('--kind 应为 congress（人大）或 cppcc（政协）');
  await loadRegions(tx);
  const region = await db(tx).selectFrom('region').select('code').where('code', '=', given.region).executeTakeFirst();
  if (!region) throw directoryProblem('directory.region-unknown');
  const id = newId(tx.now.getTime());
  await db(tx)
    .insertInto('organisation')
    .values({
      id,
      kind: given.kind,
      name: given.name,
      short_name: given.short,
      initials: initialsOf(given.name, given.short),
      level: levelOfCode(given.region),
      region_code: given.region,
      parent_id: null,
    })
    .execute();
  recordAct(tx, { bodyId: id, act: 'directory.add-body', subjectKind: 'organisation', subjectId: id, detail: { name: given.name } });
  return id;
}

async function addAdministrator(
  tx: Tx,
  secret: string,
  given: { organisation: string; name: string; phone: string; role: string; gender: string },
): Promise<void> {
  if (!['administrator', 'securityAdministrator', 'auditor'].includes(given.role))
    throw new Error('--role 应为 administrator、securityAdministrator 或 auditor');
  if (!/^1\d{10}$/.test(given.phone)) throw new Error('--phone 应为 11 位手机号');
  const organisation = await db(tx)
    .selectFrom('organisation')
    .select(['id', 'kind'])
    .where('status', '=', 'active')
    .where((where) => where.or([where('name', '=', given.organisation), where(where.cast<string>('id', 'text'), '=', given.organisation)]))
    .executeTakeFirst();
  if (!organisation) throw directoryProblem('directory.organisation-not-found');
  const role = given.role as Role;
  if (misplacedRole(organisation.kind, [role])) throw directoryProblem('directory.role-misplaced', { role: roles[role] });
  const personId = await findOrAddPerson(tx, secret, given, organisation.id);
  const id = newId(tx.now.getTime());
  await db(tx)
    .insertInto('post')
    .values({
      organisation_id: organisation.id,
      id,
      person_id: personId,
      in_body: isBody(organisation.kind),
      roles: [role],
      title: roles[role],
      from_day: tx.now.toISOString().slice(0, 10),
      to_day: null,
      end_reason: null,
    })
    .execute();
  recordAct(tx, {
    bodyId: organisation.id,
    act: 'directory.add-administrator',
    subjectKind: 'post',
    subjectId: id,
    detail: { role, personId },
  });
}

async function findOrAddPerson(
  tx: Tx,
  secret: string,
  given: { name: string; phone: string; gender: string },
  organisationId: string,
): Promise<string> {
  const phones = openPhoneVault(secret);
  const holder = await personOfPhone(tx, phones, given.phone);
  if (holder !== null) return holder;
  const id = newId(tx.now.getTime());
  const gender = given.gender === 'male' ? ('male' as const) : ('female' as const);
  await db(tx)
    .insertInto('person')
    .values({ id, name: given.name, ...spell(given.name), gender, added_by: organisationId })
    .execute();
  await db(tx)
    .insertInto('person_private')
    .values({ person_id: id, contact_phone_sealed: phones.seal(given.phone), birth_year: null })
    .execute();
  await openAccount(tx, phones, { personId: id, phone: given.phone });
  return id;
}
