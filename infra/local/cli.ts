/** `npm start`: synthesizes, starts everything on this machine, loads the demo the first time, and stops cleanly. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { buildConsole } from './console-build.ts';
import { assemblyFolder, refuseIfInUse } from './data-folder.ts';
import { loadOnce } from './first-load.ts';
import type { Member } from './issuer.ts';
import { StartRefused } from './refused.ts';
import { type Local, startLocal } from './start.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const seedFile = join(root, 'infra', 'demo', 'seed.ts');
const help = `npm start                  start; the first time with a small demo programme
npm start -- --fresh       throw the data away and start over
npm start -- --no-demo     start with nothing but one programme-wide lead
npm start -- --verbose     also say what of the template is left out here, and why

PORT=3000                  port of console, API and sign-in
MUSTER_DATA=.muster        folder of the data
MUSTER_LEAD=lead@muster.local   the first programme-wide lead`;

function settings() {
  const options = {
    fresh: { type: 'boolean', default: false },
    'no-demo': { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  const { values } = parseArgs({ options });
  const port = Number(process.env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new StartRefused(`PORT=${process.env.PORT} is no port.`);
  return {
    ...values,
    port,
    dataDir: resolve(process.env.MUSTER_DATA ?? join(root, '.muster')),
    lead: (process.env.MUSTER_LEAD ?? 'lead@muster.local').trim().toLowerCase(),
  };
}

/** Who the mails are from; nothing leaves this machine. */
const mailFrom = 'supplies@muster.local';

/**
 * Synthesizes the stack into `outdir`, without the CDK's command line and without any credentials. Mails link to where
 * this runner will listen (to nowhere with PORT=0, which takes any port).
 */
function synthesize(outdir: string, firstLead: string, port: number): Promise<void> {
  const consoleOrigin = port === 0 ? '' : `http://localhost:${port}`;
  const context = JSON.stringify({ firstLead, mailFrom, consoleOrigin });
  const env = { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: context };
  const child = spawn(process.execPath, [join(root, 'infra', 'app.ts')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((done, refuse) => {
    child.once('error', refuse);
    child.once('exit', (code) => (code === 0 ? done() : refuse(new StartRefused(`synthesizing failed:\n${output}`))));
  });
}

const membersPage = z.object({
  items: z.array(
    z.object({
      memberId: z.string(),
      name: z.string(),
      grants: z.array(z.object({ role: z.string(), scope: z.string() })).default([]),
    }),
  ),
  nextCursor: z.string().nullish(),
});

/** Everybody who is a member, asked through the API in the name of the first lead; only that lead while there is nobody. */
async function readMembers(local: Local, lead: string): Promise<Member[]> {
  const first: Member = { member: lead, name: 'First programme lead', note: 'programme-lead:*' };
  try {
    const headers = { authorization: `Bearer ${await local.token(lead)}` };
    const found: Member[] = [];
    let cursor: string | null | undefined;
    do {
      const query = new URLSearchParams({ limit: '200', ...(cursor ? { cursor } : {}) });
      const response = await fetch(`${local.urls.api}/members?${query}`, { headers });
      const page = membersPage.parse(await response.json());
      for (const { memberId, name, grants } of page.items) {
        const note = grants.map(({ role, scope }) => `${role}:${scope}`).join(' ');
        found.push({ member: memberId, name, ...(note === '' ? {} : { note }) });
      }
      cursor = page.nextCursor;
    } while (cursor);
    return found.length > 0 ? found : [first];
  } catch {
    return [first];
  }
}

function printWho(local: Local, members: readonly Member[]): void {
  const lines = members
    .slice(0, 12)
    .map(({ member, name, note }) => `  ${member.padEnd(36)} ${name}${note === undefined ? '' : ` (${note})`}`);
  console.log(`
console      ${local.url}/
API          ${local.urls.api}
description  ${local.urls.openapi}
sign-in      ${local.urls.issuer}
mail         ${local.urls.inbox}
control      ${local.urls.control}

Who can sign in (a token: curl -s ${local.urls.control}token -d '{"member":"..."}'):
${lines.join('\n')}${members.length > 12 ? `\n  and ${members.length - 12} more: ${local.urls.control}` : ''}

Ctrl-C stops it; the data stays.`);
}

async function main(): Promise<void> {
  const { fresh, help: asked, verbose, port, dataDir, lead, ...rest } = settings();
  if (asked) return console.log(help);
  // Functions in AWS live in UTC.
  process.env.TZ = 'UTC';
  const report = (line: string): void => {
    if (verbose || !line.startsWith('left out')) console.log(line);
  };
  let local: Local | undefined;
  let stoppingSince: number | undefined;
  const stop = async (): Promise<void> => {
    // npm hands on a Ctrl-C that the terminal has already sent to everybody: that is one, not two.
    if (stoppingSince !== undefined && Date.now() - stoppingSince < 500) return;
    if (stoppingSince !== undefined) process.exit(130);
    stoppingSince = Date.now();
    console.log('\nstopping (once more to stop at once)');
    await local?.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  refuseIfInUse(dataDir);
  const assembly = join(dataDir, assemblyFolder);
  console.log(`synthesize  infra/app.ts into ${assembly}`);
  const [site] = await Promise.all([buildConsole(root, report), synthesize(assembly, lead, port)]);
  const members = async (): Promise<Member[]> => (local === undefined ? [] : readMembers(local, lead));
  local = await startLocal({ assembly, dataDir, port, fresh, members, report, site });
  if (!rest['no-demo']) {
    const loaded = loadOnce(local, { seedFile, dataDir, lead, report });
    // Whoever stops it meanwhile knows why it is not loaded.
    await loaded.catch(async (error: unknown) => {
      if (stoppingSince !== undefined) return await new Promise<never>(() => undefined);
      await local?.stop();
      throw error;
    });
  }
  printWho(local, await members());
}

main().catch((error: unknown) => {
  console.error(error instanceof StartRefused ? `\n${error.message}` : error);
  process.exit(1);
});
