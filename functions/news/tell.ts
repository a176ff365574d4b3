/** Tells people: one message is one country, in which somebody waits for a mail at once or for the digest. */
import { queueJob } from '#kit/job.ts';
import { tellingMessage } from '#kit/telling-queue.ts';
import { tellCountry } from './tell-country.ts';
import { tellDeps } from './tell-deps.ts';

export const handler = queueJob('tell', tellingMessage, tellCountry, tellDeps);
