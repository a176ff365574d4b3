/** Remembers how far each feed has read its stream, so that a runner that was stopped or killed goes on where it was. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface Checkpoints {
  /** The last sequence number that was done with; undefined before the first. */
  get(feed: string, shard: string): string | undefined;
  set(feed: string, shard: string, sequence: string): void;
  close(): void;
}

/** Name of the file in the data folder. */
export const checkpointFile = 'streams.db';

/** Opens the file. What was written survives the end of the process; what an end of power takes is only read once more. */
export function openCheckpoints(dataDir: string): Checkpoints {
  const database = new DatabaseSync(join(dataDir, checkpointFile));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec(
    'CREATE TABLE IF NOT EXISTS checkpoints (feed TEXT, shard TEXT, sequence TEXT NOT NULL, PRIMARY KEY (feed, shard))',
  );
  const read = database.prepare('SELECT sequence FROM checkpoints WHERE feed = ? AND shard = ?');
  const write = database.prepare('INSERT OR REPLACE INTO checkpoints (feed, shard, sequence) VALUES (?, ?, ?)');
  return {
    get(feed, shard) {
      const row = read.get(feed, shard);
      return row === undefined ? undefined : String(row.sequence);
    },
    set: (feed, shard, sequence) => void write.run(feed, shard, sequence),
    close: () => database.close(),
  };
}
