/** Starts a synthesized assembly on one machine, in order, and stops it in the reverse order. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readAssembly } from './assembly.ts';
import { readKeys } from './authorizer.ts';
import { type Caller, startEndpoint, type Watch } from './aws-endpoint.ts';
import { openCheckpoints } from './checkpoints.ts';
import { createConsoleFiles } from './console-files.ts';
import { createControl } from './control.ts';
import { takeDataFolder } from './data-folder.ts';
import { drain } from './drain.ts';
import { createTables, startDynamoDb } from './dynamodb.ts';
import { createFront, issuerPath } from './front.ts';
import { createGateway } from './gateway.ts';
import { clientOf, createIssuer, type Member } from './issuer.ts';
import { createLambda } from './lambda.ts';
import { createMailbox, type Mail, type MailEngine, readMail, refusalOfMail, startMail } from './mail.ts';
import { comesBack } from './mail-simulator.ts';
import { type Model, readModel } from './model.ts';
import { startPollers } from './pollers.ts';
import { createSchedules } from './schedules.ts';
import { listen } from './server.ts';
import { loadKeys, openSignInStore } from './sign-in-store.ts';
import { startSqs } from './sqs.ts';
import { startStreamPollers } from './stream-pollers.ts';
import { createTopics, type Publication, readPublication } from './topics.ts';
import { createTriggers } from './triggers.ts';

export interface LocalOptions {
  /** Folder with the synthesized assembly. */
  readonly assembly: string;
  /** Folder that keeps the data; one runner at a time. */
  readonly dataDir: string;
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  /** Empties the data folder first. */
  readonly fresh?: boolean;
  /** Whether schedules fire by the clock (the default), or only by hand. */
  readonly clock?: boolean;
  /** Folder of the built console, served at `/`; none without it. */
  readonly site?: string | undefined;
  /** The functions' environment is the template's; it cannot be given here. */
  readonly environment?: never;
  /** Who can sign in, for the page and the control surface. */
  readonly members?: () => Promise<readonly Member[]>;
  /** Takes one line per step, and one per thing that goes wrong later. */
  readonly report?: (line: string) => void;
}

export interface Local {
  /** Origin of the API, `http://localhost:<port>`. */
  readonly url: string;
  readonly urls: {
    readonly api: string;
    readonly control: string;
    readonly issuer: string;
    readonly openapi: string;
    readonly inbox: string;
  };
  /** The DynamoDB engine itself, where no policy is judged; for tests. */
  readonly dynamodb: string;
  /** Logical ids. */
  readonly functions: readonly string[];
  readonly schedules: readonly string[];
  /** An access token of somebody. Throws when a trigger refuses the sign-in. */
  token(member: string): Promise<string>;
  /** Runs a schedule by hand as at `time` (ISO instant; default now) and answers what its function answered. Throws when that failed. */
  runSchedule(name: string, time?: string): Promise<unknown>;
  /** Returns when queues, streams and functions are idle. */
  drain(): Promise<void>;
  /** The mails that were sent since the start, newest first. */
  mailbox(to?: string): readonly Mail[];
  emptyMailbox(): void;
  /** What functions published to topics since the start, newest first. */
  published(): readonly Publication[];
  /** The SES engine, which a test may take away for a while. */
  readonly mailEngine: Pick<MailEngine, 'pause' | 'resume'>;
  stop(): Promise<void>;
}

type Step = { readonly name: string; readonly stop: () => Promise<void> | void };

function callersOf(model: Model): Map<string, Caller> {
  return new Map(
    model.functions.map((one) => {
      const role = model.roles.get(one.roleArn);
      return [
        one.logicalId,
        { functionName: one.name, roleName: role?.name ?? '', statements: role?.statements ?? [] },
      ] as const;
    }),
  );
}

function openLogs(dataDir: string): Step & { readonly write: (functionId: string, text: string) => void } {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true });
  const streams = new Map<string, ReturnType<typeof createWriteStream>>();
  return {
    name: 'logs',
    write(functionId, text) {
      const stream = streams.get(functionId) ?? createWriteStream(join(folder, `${functionId}.log`), { flags: 'a' });
      streams.set(functionId, stream);
      stream.write(text);
    },
    async stop() {
      await Promise.all(
        [...streams.values()].map((stream) => new Promise<void>((resolve) => stream.end(() => resolve()))),
      );
    },
  };
}

/**
 * Starts everything. Throws `StartRefused` (a sentence on what to do) for a port or data folder in use, and for
 * anything in the template that does not run here (naming its logical id); what had started by then is stopped again.
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const report = options.report ?? (() => {});
  const steps: Step[] = [];
  const stop = async (): Promise<void> => {
    for (const step of steps.splice(0).reverse()) await step.stop();
  };
  const started = <T extends object>(name: string, part: T, stopPart: (part: T) => Promise<void> | void): T => {
    steps.push({ name, stop: () => stopPart(part) });
    return part;
  };

  try {
    const assembly = readAssembly(options.assembly);
    report(`assembly    ${assembly.stackName}: ${assembly.resources.size} resources from ${assembly.folder}`);
    const front = createFront(report);
    const port = await listen(front.server, options.port ?? 0);
    const closeFront = async (): Promise<void> => {
      const closed = new Promise((resolve) => front.server.close(resolve));
      front.server.closeIdleConnections();
      setTimeout(() => front.server.closeAllConnections(), 2000).unref();
      await closed;
    };
    started('port', front, closeFront);
    const origin = `http://localhost:${port}`;
    const data = started('data folder', takeDataFolder(options.dataDir, options.fresh ?? false), (one) =>
      one.release(),
    );
    report(`data        ${data.path}`);

    const endpoint = started('endpoint', await startEndpoint(assembly.region, report), (one) => one.stop());
    const issuerUrl = `${origin}${issuerPath}`;
    const model = readModel(assembly, { origin, endpoint: endpoint.url, issuer: issuerUrl });
    for (const line of model.leftOut) report(`left out    ${line}`);

    const died = (why: string): void => report(`${why}; stop and start again`);
    const dynamodb = await startDynamoDb(data.path, process.env.AWS_ENDPOINT_URL_DYNAMODB, died);
    started('tables', dynamodb, (one) => one.stop());
    const tables = await createTables(model, dynamodb.url);
    report(`tables      ${tables.join(', ')} (${dynamodb.what})`);
    const sqs = started('queues', await startSqs(data.path, model), (one) => one.stop());
    report(`queues      ${sqs.queues.join(', ') || 'none'}`);
    const mail = started('mail', await startMail(), (one) => one.stop());
    report(`mail        ${mail.url}/ (in memory: empty after the next start)`);

    const logs = openLogs(data.path);
    steps.push(logs);
    const lambda = createLambda(model.functions, {
      region: assembly.region,
      endpoint: endpoint.url,
      report,
      log: logs.write,
    });
    started('functions', lambda, (one) => one.stop());
    const topics = createTopics(model, lambda);
    const mailbox = createMailbox();
    const watch: Watch = {
      before: (call) => refusalOfMail(model, call),
      after({ service, operation, body, answer }) {
        if (service === 'sns' && operation === 'Publish') topics.publish(readPublication(body, new Date()));
        if (service !== 'ses') return;
        const sent = readMail(body, answer, new Date());
        mailbox.add(sent);
        comesBack(model, topics, sent);
      },
    };
    const engines = { dynamodb: dynamodb.url, sqs: sqs.url, sns: sqs.url, ses: mail.url };
    endpoint.open(callersOf(model), engines, watch);
    report(`functions   ${model.functions.map((one) => one.logicalId).join(', ')}`);

    const store = started('sign-in', openSignInStore(data.path), (one) => one.close());
    const keys = loadKeys(data.path);
    const triggers = createTriggers(model, lambda, store, clientOf(model).id);
    const members = options.members ?? (async () => []);
    const issuer = await createIssuer({ issuer: issuerUrl, model, keys, store, triggers, members, report });
    report(`sign-in     ${issuerUrl}`);

    const schedules = started('schedules', createSchedules(model, lambda, report), (one) => one.stop());
    const gateway = createGateway(model, lambda, readKeys(issuer.jwks), report);
    const pollers = started('pollers', startPollers(model, { endpoint: endpoint.url, lambda, report }), (one) =>
      one.stop(),
    );
    const checkpoints = started('checkpoints', openCheckpoints(data.path), (one) => one.close());
    const feeds = startStreamPollers(model, { endpoint: endpoint.url, lambda, checkpoints, report });
    const streams = started('streams', feeds, (one) => one.stop());
    report(`streams     ${streams.functions.join(', ') || 'none'}`);
    if (options.clock ?? true) schedules.start();
    report(`schedules   ${schedules.names.join(', ') || 'none'}`);

    const urls = {
      api: `${origin}/api/v1`,
      control: `${origin}/_local/`,
      issuer: issuerUrl,
      openapi: `${origin}/api/v1/openapi.json`,
      inbox: `${mail.url}/`,
    };
    const functions = model.functions.map((one) => one.logicalId);
    const untilIdle = (): Promise<void> => drain({ lambda, pollers, streams, schedules, sqs });
    const control = createControl({ urls, functions, schedules, issuer, members, drain: untilIdle, mailbox, topics });
    const site = options.site === undefined ? undefined : createConsoleFiles(options.site);
    front.open({ api: gateway, control, issuer: issuer.handle, site });
    // The first to stop: what is under way is finished, and nothing new comes in.
    started('front', front, closeFront);
    report(`ready       ${origin}`);
    return {
      url: origin,
      urls,
      dynamodb: dynamodb.url,
      functions,
      schedules: schedules.names,
      token: issuer.token,
      async runSchedule(name, time) {
        const outcome = await schedules.run(name, time === undefined ? new Date() : new Date(time));
        if (outcome === undefined)
          throw new Error(`there is no schedule ${name}; there are: ${schedules.names.join(', ')}`);
        if (outcome.ok) return JSON.parse(outcome.payload);
        throw new Error(`${outcome.failure.errorType}: ${outcome.failure.errorMessage}`);
      },
      drain: untilIdle,
      mailbox: mailbox.list,
      emptyMailbox: mailbox.empty,
      published: topics.published,
      mailEngine: mail,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
