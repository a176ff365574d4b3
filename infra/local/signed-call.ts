/** Calls AWS through the policed endpoint in the name of a function, as Lambda's pollers do. */
import { Agent, request } from 'node:http';

export interface SignedClient {
  /** One call; `target` as in X-Amz-Target. Answers the parsed JSON; throws with what the service said otherwise. */
  call(target: string, body: object, signal?: AbortSignal): Promise<unknown>;
  close(): void;
}

/** A client of one service (`sqs`, `dynamodb`) that has the access key id of the function `functionId`. */
export function createSignedClient(
  endpoint: string,
  functionId: string,
  region: string,
  service: string,
): SignedClient {
  const agent = new Agent({ keepAlive: true });
  return {
    call(target, body, signal) {
      const text = JSON.stringify(body);
      const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
      const scope = `${day}/${region}/${service}/aws4_request`;
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        'x-amz-date': `${day}T000000Z`,
        'content-length': Buffer.byteLength(text),
        authorization: `AWS4-HMAC-SHA256 Credential=${functionId}/${scope}, SignedHeaders=host, Signature=local`,
      };
      return new Promise((resolve, reject) => {
        const outgoing = request(endpoint, { agent, method: 'POST', headers, signal }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const content = Buffer.concat(chunks).toString('utf8');
            if (answer.statusCode === 200) resolve(content === '' ? {} : JSON.parse(content));
            else reject(new Error(`${target}: ${content}`));
          });
        });
        outgoing.on('error', reject);
        outgoing.end(text);
      });
    },
    close: () => agent.destroy(),
  };
}
