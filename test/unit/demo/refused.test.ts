/** A demo that is refused: who asked for what, why not, and what the person at the terminal can do. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadOnce } from '../../../infra/local/first-load.ts';
import { StartRefused } from '../../../infra/local/refused.ts';

const seedFile = fileURLToPath(new URL('../../../infra/demo/seed.ts', import.meta.url));
const lead = 'lead@muster.local';
const refused = {
  type: '/problems/facility.unknown',
  title: 'A facility is not known',
  status: 422,
  code: 'facility.unknown',
  detail: 'See errors.',
  errors: [{ pointer: '/suppliedBy', code: 'facility.unknown', detail: 'UG-STORE is no store.' }],
};
let server: Server;
let api = '';
let dataDir = '';

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'muster-refused-'));
  server = createServer((request, response) => {
    request.resume();
    const isFacility = request.url?.startsWith('/facilities/') === true;
    const status = !isFacility ? 200 : request.method === 'GET' ? 404 : 422;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(refused));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  api = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterEach(() => {
  server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function said(token: () => Promise<string>): Promise<string> {
  const urls = { api, openapi: '', issuer: '', control: '', inbox: '' };
  const local = { urls, token, runSchedule: async () => undefined };
  const error: unknown = await loadOnce(local, { seedFile, dataDir, lead, report: () => undefined }).catch((e) => e);
  expect(error).toBeInstanceOf(StartRefused);
  expect(existsSync(join(dataDir, 'demo.json'))).toBe(false);
  return error instanceof Error ? error.message : '';
}

test('a refused call is told by its step, its address, its member and its reason, without the raw answer', async () => {
  const message = await said(async () => 'token');
  expect(message).toContain(`The demo could not be loaded into ${dataDir}.\nIt stopped at "stores": PUT /facilities/`);
  expect(message).toContain(
    `as ${lead} was refused with 422 facility.unknown:\n  /suppliedBy: UG-STORE is no store.\n`,
  );
  for (const way of ['npm start -- --no-demo', 'npm start -- --fresh']) expect(message).toContain(way);
  expect(message).not.toContain('{');
});

test('somebody who cannot sign in is named', async () => {
  const message = await said(async () => Promise.reject(new Error('Ask a programme lead to add this mail address.')));
  expect(message).toContain(`${lead} cannot sign in: Ask a programme lead`);
});
