/** Each function may do what it needs and nothing more: take one action away, and the request that needs it fails as in AWS. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test, vi } from 'vitest';
import * as z from 'zod';
import { type Local, startLocal } from '../../infra/local/start.ts';
import { done, EVERYTHING, instant, PRISON, type Send, type Sent, seedLuzira, sender } from '../support/luzira.ts';

const folders: string[] = [];
const running: Local[] = [];
afterAll(async () => {
  for (const local of running) await local.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const statement = z.looseObject({ Action: z.union([z.string(), z.array(z.string())]) });
const policy = z.looseObject({
  Properties: z.looseObject({ PolicyDocument: z.looseObject({ Statement: z.array(statement) }) }),
});
const template = z.looseObject({ Resources: z.record(z.string(), z.looseObject({ Type: z.string() })) });

/** The template with one action less in the policies of one function's role; throws where it was not there. */
function without(text: string, functionName: string, action: string): string {
  const parsed = template.parse(JSON.parse(text));
  let taken = 0;
  const take = (actions: string | string[]) => {
    const list = [actions].flat();
    taken += list.filter((each) => each === action).length;
    return list.filter((each) => each !== action);
  };
  const Resources = Object.fromEntries(
    Object.entries(parsed.Resources).map(([id, resource]) => {
      if (resource.Type !== 'AWS::IAM::Policy' || !id.toLowerCase().includes(functionName)) return [id, resource];
      const { Properties, ...rest } = policy.parse(resource);
      const Statement = Properties.PolicyDocument.Statement.map((each) => ({ ...each, Action: take(each.Action) }));
      const PolicyDocument = {
        ...Properties.PolicyDocument,
        Statement: Statement.filter((each) => each.Action.length > 0),
      };
      return [id, { ...rest, Properties: { ...Properties, PolicyDocument } }];
    }),
  );
  if (taken === 0) throw new Error(`${functionName} had no ${action}`);
  return JSON.stringify({ ...parsed, Resources });
}

/** Starts the product with that action taken away; `logs` reads what its functions wrote. */
async function productWithout(functionName: string, action: string) {
  const folder = mkdtempSync(join(tmpdir(), 'muster-less-'));
  folders.push(folder);
  const assembly = join(folder, 'cdk.out');
  cpSync(inject('assembly'), assembly, { recursive: true });
  const file = readdirSync(assembly).find((name) => name.endsWith('.template.json')) ?? '';
  writeFileSync(join(assembly, file), without(readFileSync(join(assembly, file), 'utf8'), functionName, action));
  const dataDir = join(folder, 'data');
  const local = await startLocal({ assembly, dataDir, clock: false });
  running.push(local);
  const logs = () =>
    readdirSync(join(dataDir, 'logs'))
      .map((name) => readFileSync(join(dataDir, 'logs', name), 'utf8'))
      .join('\n');
  return { send: sender(local), logs };
}

const count = { kind: 'count', occurredAt: instant(-1), lines: [{ itemId: 'soap-bar', quantity: 5 }] };
const record = (send: Send): Promise<Sent> =>
  send(EVERYTHING, 'PUT', `/facilities/${PRISON}/stock-events/${crypto.randomUUID()}`, { body: count });
const read = (send: Send): Promise<Sent> => send(EVERYTHING, 'GET', `/facilities/${PRISON}/stock`);

describe('a function without an action that it needs', () => {
  test.each<[string, string, (send: Send) => Promise<Sent>, (send: Send) => Promise<Sent>]>([
    ['stock', 'dynamodb:ConditionCheckItem', record, read],
    ['stock', 'dynamodb:UpdateItem', record, read],
    ['stock', 'dynamodb:Query', read, record],
    ['overview', 'dynamodb:Query', (send) => send(EVERYTHING, 'GET', '/overview?country=UG'), read],
  ])(
    '%s without %s: 500 for the caller, AccessDenied in the log, everything else works',
    async (name, action, fails, works) => {
      const { send, logs } = await productWithout(name, action);
      await seedLuzira(send);
      const sent = await fails(send);
      expect([sent.status, sent.body.code]).toEqual([500, 'internal']);
      expect(JSON.stringify(sent.body)).not.toMatch(/AccessDenied|dynamodb/);
      await vi.waitFor(() => expect(logs()).toMatch(new RegExp(`AccessDeniedException[\\s\\S]*${action}`)));
      expect((await works(send)).status).toBeLessThan(300);
      await done(send, EVERYTHING, 'GET', '/me');
    },
  );
});
