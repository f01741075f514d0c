import { readFileSync, existsSync } from 'node:fs';
import multipart from '@fastify/multipart';
import fastify from 'fastify';
import { Database } from '#platform/server/database.ts';
import { answerFailures, registerRoutes } from '#platform/server/http/register.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { makeCity, makeStaff, makeMember, making } from '#modules/directory/server/factory.ts';
import { profileModule, publishRules } from '../server/index.ts';
import { profilePolicies } from '../server/policy.ts';
const isolated = await isolatedDatabase();
const database = new Database({ appUrl: isolated.appUrl, workerUrl: isolated.workerUrl, connections: 4 });
const made = await making(database, async (tx) => {
  const city = await makeCity(tx);
  await publishRules(tx, city.congress.id, { validFrom: '2024-03-01', departures: {}, note: '', publishedBy: '温亦秋' });
  await publishRules(tx, city.congress.id, { validFrom: '2025-03-12', departures: { feedbackPeriod: { amount: 20, unit: 'workingDay' } }, note: '代表法修订', publishedBy: '温亦秋' });
  await publishRules(tx, city.congress.id, { validFrom: '2026-01-01', departures: { unitReceiptPeriod: { amount: 2, unit: 'workingDay' } }, note: '', publishedBy: '温亦秋' });
  return { city, leader: (await makeStaff(tx, city.congress, ['officeLeader', 'clerk'], { name: '岳简' })).actor, cppcc: (await makeStaff(tx, city.cppcc, ['officeLeader'], { name: '林澈' })).actor, deputy: (await makeMember(tx, city.congress)).actor };
});
let actor = made.leader;
const server = fastify();
await server.register(multipart);
answerFailures(server);
registerRoutes(server, { database, modules: [profileModule], publicOrigin: 'http://127.0.0.1:8199', authenticate: async () => actor });
server.get('/me', async () => ({
  person: { id: actor.personId, name: actor.name }, phone: '', seats: [], theme: actor.bodyId === made.city.cppcc.id ? 'cppcc' : 'congress',
  seat: { id: actor.seatId, title: '代表工委', kind: 'post', roles: actor.roles, organisation: { id: actor.bodyId, kind: 'congress', name: '明州市人大', shortName: actor.bodyId === made.city.cppcc.id ? '明州市政协' : '明州市人大' } },
  permissions: Object.entries(profilePolicies).filter(([, rule]) => rule(actor)).map(([name]) => name),
}));
server.get('/as/:who', async (request) => { actor = made[(request.params as { who: 'leader' }).who]; return 'ok'; });
server.get('/api/alive', async () => ({}));
const page = (path: string) => readFileSync(`/tmp/pv-dist${path}`);
server.get('/assets/*', async (request, reply) => reply.type(request.url.endsWith('.css') ? 'text/css' : 'text/javascript').send(page(request.url)));
for (const url of ['/', '/rules', '/calendar']) server.get(url, async (_, reply) => reply.type('text/html').send(page('/index.html')));
await server.listen({ port: 8199, host: '127.0.0.1' });
console.log('up');
process.on('SIGTERM', async () => { await server.close(); await database.close(); await isolated.drop(); process.exit(0); });
