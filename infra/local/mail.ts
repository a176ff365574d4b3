/** Mail on one machine: the SES engine on loopback, a mailbox of what it took, and what SES would refuse where the engine does not. */
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import * as z from 'zod';
import type { Call, Refusal } from './calls.ts';
import { addressOf } from './demands.ts';
import type { Model } from './model.ts';

export interface Mail {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string | null;
  readonly text: string | null;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly configurationSet: string | null;
  /** Instant (ISO UTC) when it was taken. */
  readonly at: string;
}

/** What was sent; in memory only, gone with the runner. */
export interface Mailbox {
  /** Newest first; `to` keeps those for one address, in any case. */
  list(to?: string): readonly Mail[];
  empty(): void;
  add(mail: Mail): void;
}

export interface MailEngine {
  /** Where SES listens, and shows its inbox to a browser. */
  readonly url: string;
  /** Ends and begins again on the same port: for tests of an outage. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

type Start = (config: { host: string; port: number }) => Promise<Server>;

/** The engine is CommonJS with a default export, which importers see differently; asking for it the old way is the same for all. */
function loadEngine(): Start {
  const module: { default: Start } = createRequire(import.meta.url)('aws-ses-v2-local');
  return module.default;
}

const host = '127.0.0.1';

/** Starts the engine on a free port of the loopback interface. */
export async function startMail(): Promise<MailEngine> {
  const start = loadEngine();
  let server: Server | undefined = await start({ host, port: 0 });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const pause = async (): Promise<void> => {
    const running = server;
    server = undefined;
    if (running === undefined) return;
    const closed = new Promise((resolve) => running.close(resolve));
    running.closeAllConnections();
    await closed;
  };
  return {
    url: `http://${host}:${port}`,
    pause,
    async resume() {
      server ??= await start({ host, port });
    },
    stop: pause,
  };
}

/** An empty mailbox. */
export function createMailbox(): Mailbox {
  let mails: Mail[] = [];
  return {
    list(to) {
      const wanted = to?.trim().toLowerCase();
      const fits = ({ to: all }: Mail) =>
        wanted === undefined || all.some((one) => addressOf(one).toLowerCase() === wanted);
      return mails.filter(fits);
    },
    empty() {
      mails = [];
    },
    add(mail) {
      mails = [mail, ...mails];
    },
  };
}

const part = z.object({ Data: z.string() }).optional();
const sendSchema = z.object({
  FromEmailAddress: z.string(),
  ConfigurationSetName: z.string().optional(),
  Destination: z.object({
    ToAddresses: z.array(z.string()).default([]),
    CcAddresses: z.array(z.string()).default([]),
    BccAddresses: z.array(z.string()).default([]),
  }),
  Content: z.object({
    Simple: z.object({
      Subject: z.object({ Data: z.string() }),
      Body: z.object({ Html: part, Text: part }),
      Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
    }),
  }),
});
const answerSchema = z.object({ MessageId: z.string() });

/** The mail of a call that the engine took, with its answer. */
export function readMail(body: unknown, answer: string, at: Date): Mail {
  const { FromEmailAddress, ConfigurationSetName, Destination, Content } = sendSchema.parse(body);
  const { Subject, Body, Headers } = Content.Simple;
  return {
    messageId: answerSchema.parse(JSON.parse(answer)).MessageId,
    from: FromEmailAddress,
    to: [...Destination.ToAddresses, ...Destination.CcAddresses, ...Destination.BccAddresses],
    subject: Subject.Data,
    html: Body.Html?.Data ?? null,
    text: Body.Text?.Data ?? null,
    headers: Object.fromEntries(Headers.map(({ Name, Value }) => [Name.toLowerCase(), Value])),
    configurationSet: ConfigurationSetName ?? null,
    at: at.toISOString(),
  };
}

const bad = (message: string): Refusal => ({ status: 400, type: 'BadRequestException', message });
/** Everything from the space to the tilde: what may stand in a header as it is. */
const plain = /^[\x20-\x7e]*$/;

/** What SES refuses and the engine does not: another kind of content, letters that headers cannot carry, a configuration set that is not there. */
export function refusalOfMail(model: Model, call: Call): Refusal | undefined {
  if (call.service !== 'ses') return undefined;
  const parsed = sendSchema.safeParse(call.body);
  if (!parsed.success) return bad(`only simple content runs here: ${z.prettifyError(parsed.error)}`);
  const { FromEmailAddress, ConfigurationSetName, Destination, Content } = parsed.data;
  const recipients = [...Destination.ToAddresses, ...Destination.CcAddresses, ...Destination.BccAddresses];
  if (recipients.length === 0) return bad('a mail needs a recipient');
  const odd = [FromEmailAddress, ...recipients].find((one) => !plain.test(one) || !addressOf(one).includes('@'));
  if (odd !== undefined) return bad(`Local address contains control or whitespace, or is not ASCII: ${odd}`);
  const header = Content.Simple.Headers.find(({ Name, Value }) => !plain.test(`${Name}${Value}`));
  if (header !== undefined) return bad(`the header ${header.Name} is not ASCII`);
  if (ConfigurationSetName === undefined) return undefined;
  const sets = model.find('AWS::SES::ConfigurationSet').map(({ logicalId }) => model.attribute(logicalId));
  if (sets.includes(ConfigurationSetName)) return undefined;
  const message = `Configuration set <${ConfigurationSetName}> does not exist.`;
  return { status: 404, type: 'NotFoundException', message };
}
