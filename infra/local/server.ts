/** The few things that every HTTP server here shares: listening on loopback only, and reading a bounded body. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { StartRefused } from './refused.ts';

/** Listens on 127.0.0.1 and answers the port. Port 0 takes any that is free. Throws `StartRefused` for a taken one. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return reject(error);
      const why = error.code === 'EACCES' ? 'may not be used by you' : 'is taken by another program';
      reject(
        new StartRefused(`port ${port} ${why}. Stop that program, or choose another port: PORT=${port + 1} npm start`),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** The whole body, or undefined as soon as it is larger than `limit` bytes (the rest is read and dropped). */
export async function readBody(message: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? undefined : Buffer.concat(chunks, size);
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown, type = 'application/json'): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** Answers with an RFC 9457 problem. */
export function sendProblem(
  response: ServerResponse,
  status: number,
  code: string,
  title: string,
  detail: string,
): void {
  sendJson(response, status, { type: `/problems/${code}`, title, status, code, detail }, 'application/problem+json');
}

/** Answers with a page. */
export function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(html);
}

/** Text as it may stand in HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
