/** Keeps what sign-in must remember across restarts: who signed up, sessions, codes and refresh tokens, and the keys. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import * as z from 'zod';

/** Names in the data folder. */
export const signInFile = 'sign-in.db';
export const keyFile = 'sign-in-keys.json';

const keysSchema = z.object({
  jwk: z.object({ kid: z.string() }).catchall(z.unknown()),
  cookieKeys: z.array(z.string()),
});
export type SignInKeys = z.infer<typeof keysSchema>;

/** The signing key (RS256, private JWK) and cookie keys of the data folder; made the first time. */
export function loadKeys(dataDir: string): SignInKeys {
  const path = join(dataDir, keyFile);
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = {
      ...privateKey.export({ format: 'jwk' }),
      kid: randomBytes(8).toString('hex'),
      alg: 'RS256',
      use: 'sig',
    };
    writeFileSync(path, JSON.stringify({ jwk, cookieKeys: [randomBytes(32).toString('hex')] }), { mode: 0o600 });
  }
  return keysSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

export interface SignInStore {
  memberOf(sub: string): string | undefined;
  addMember(sub: string, member: string): void;
  /** The store of one kind of artifact, in the form that oidc-provider asks for. */
  adapter(model: string): Adapter;
  close(): void;
}

const schema = `
CREATE TABLE IF NOT EXISTS people (sub TEXT PRIMARY KEY, member TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS artifacts (
  model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, expires_at INTEGER,
  PRIMARY KEY (model, id)
);
CREATE INDEX IF NOT EXISTS artifacts_grant ON artifacts(grant_id);
CREATE INDEX IF NOT EXISTS artifacts_uid ON artifacts(model, uid);
`;

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** Opens the store in the data folder. */
export function openSignInStore(dataDir: string): SignInStore {
  const database = new DatabaseSync(join(dataDir, signInFile));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec(schema);
  database.prepare('DELETE FROM artifacts WHERE expires_at < ?').run(nowSeconds());
  const insert = database.prepare('INSERT OR REPLACE INTO artifacts VALUES (?, ?, ?, ?, ?, ?)');
  const select = database.prepare(
    'SELECT payload FROM artifacts WHERE model = ? AND id = ? AND (expires_at IS NULL OR expires_at >= ?)',
  );
  const selectUid = database.prepare(
    'SELECT payload FROM artifacts WHERE model = ? AND uid = ? AND (expires_at IS NULL OR expires_at >= ?)',
  );
  const remove = database.prepare('DELETE FROM artifacts WHERE model = ? AND id = ?');
  const removeGrant = database.prepare('DELETE FROM artifacts WHERE grant_id = ?');
  const consume = database.prepare(
    "UPDATE artifacts SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?",
  );
  const read = (row: Record<string, unknown> | undefined): AdapterPayload | undefined =>
    typeof row?.payload === 'string' ? JSON.parse(row.payload) : undefined;

  return {
    memberOf(sub) {
      const row = database.prepare('SELECT member FROM people WHERE sub = ?').get(sub);
      return typeof row?.member === 'string' ? row.member : undefined;
    },
    addMember(sub, member) {
      database.prepare('INSERT OR IGNORE INTO people VALUES (?, ?)').run(sub, member);
    },
    adapter: (model) => ({
      async upsert(id, payload, expiresIn) {
        const until = typeof expiresIn === 'number' ? nowSeconds() + expiresIn : null;
        insert.run(model, id, JSON.stringify(payload), payload.grantId ?? null, payload.uid ?? null, until);
      },
      find: async (id) => read(select.get(model, id, nowSeconds())),
      findByUid: async (uid) => read(selectUid.get(model, uid, nowSeconds())),
      findByUserCode: async () => undefined,
      async consume(id) {
        consume.run(nowSeconds(), model, id);
      },
      async destroy(id) {
        remove.run(model, id);
      },
      async revokeByGrantId(grantId) {
        removeGrant.run(grantId);
      },
    }),
    close: () => database.close(),
  };
}
