/** Serves the built console as its bucket and CDN do: hashed files for ever, the page and the service worker asked for anew, strict headers. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};
const compressed: ReadonlySet<string> = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.wasm']);

/**
 * What the page may do: load and call its own origin, nothing else. No inline script, no inline style. Compiling
 * WebAssembly (the scanner's) is no evaluating of text.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const security = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
};

interface File {
  readonly changed: number;
  readonly etag: string;
  readonly plain: Buffer;
  readonly zipped: Buffer | undefined;
}

/** Whether the build named a file by its content, so that it never changes. */
const isHashed = (path: string): boolean => path.startsWith('/assets/');

/** The file that an address means: itself, or the page for an address of a screen. Undefined for what climbs out. */
function fileOf(url: string): string | undefined {
  let path: string;
  try {
    path = normalize(decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/'));
  } catch {
    return undefined;
  }
  if (!path.startsWith('/') || path.includes('\0') || path.includes('\\')) return undefined;
  return extname(path) in types ? path : '/index.html';
}

/** Handles GET and HEAD of everything that is neither the API nor the control surface. `folder`: what the build wrote. */
export function createConsoleFiles(
  folder: string,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const known = new Map<string, File>();

  async function read(path: string): Promise<File | undefined> {
    const from = join(folder, path);
    try {
      const { mtimeMs } = await stat(from);
      const before = known.get(path);
      if (before?.changed === mtimeMs) return before;
      const plain = await readFile(from);
      const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
      const zipped = compressed.has(extname(path)) ? gzipSync(plain) : undefined;
      const file = { changed: mtimeMs, etag, plain, zipped };
      known.set(path, file);
      return file;
    } catch {
      return undefined;
    }
  }

  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...security, allow: 'GET, HEAD' }).end();
      return;
    }
    const path = fileOf(request.url ?? '/');
    const file = path === undefined ? undefined : await read(path);
    if (path === undefined || file === undefined) {
      response.writeHead(404, { ...security, 'content-type': 'text/plain; charset=utf-8' }).end('Not found');
      return;
    }
    const headers = {
      ...security,
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'cache-control': isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: file.etag,
      vary: 'accept-encoding',
    };
    if (request.headers['if-none-match'] === file.etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const zip = file.zipped !== undefined && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const body = zip && file.zipped !== undefined ? file.zipped : file.plain;
    response.writeHead(200, {
      ...headers,
      ...(zip ? { 'content-encoding': 'gzip' } : {}),
      'content-length': body.length,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}
