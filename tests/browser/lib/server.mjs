// Serves a built portal as a plain web server would: gzip, the headers of `_headers`, 404.html for what is not there.
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.pdf': 'application/pdf',
};
const PACKED = /^(text|application\/(json|manifest|xml))|svg/;

/** `_headers`: a line with a path, in which `*` is anything, then its headers, each indented. */
function rules(text) {
  const all = [];
  for (const line of text.split('\n')) {
    if (!line.trim() || line.trim().startsWith('#')) continue;
    if (/^\S/.test(line)) {
      const pattern = line.trim().split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
      all.push({ path: new RegExp(`^${pattern}$`), headers: [] });
    } else if (all.length) {
      const [, name, value] = line.match(/^\s+([^:\s]+):\s*(.*)$/) ?? [];
      if (name) all.at(-1).headers.push([name, value.trim()]);
    }
  }
  return all;
}

/** What a visitor receives for a path: status, headers, whole and packed bytes; `undefined` above the folder. */
export function answer(folder, path) {
  let file = normalize(join(folder, decodeURIComponent(path)));
  if (!file.startsWith(normalize(folder))) return undefined;
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
  const status = existsSync(file) ? 200 : 404;
  if (status === 404) file = join(folder, '404.html');
  const whole = existsSync(file) ? readFileSync(file) : Buffer.from('404');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  return { status, type, whole, packed: PACKED.test(type) ? gzipSync(whole) : whole };
}

/** Starts a server of `folder` below `mount`, on a port that is free. */
export async function serve(folder, mount = '/') {
  const list = join(folder, '_headers');
  const extra = existsSync(list) ? rules(readFileSync(list, 'utf8')) : [];
  const kept = new Map();
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://127.0.0.1').pathname;
    if (!path.startsWith(mount)) {
      response.writeHead(404).end();
      return;
    }
    const inner = `/${path.slice(mount.length)}`;
    if (!kept.has(inner)) kept.set(inner, answer(folder, inner));
    const found = kept.get(inner);
    if (!found) {
      response.writeHead(400).end();
      return;
    }
    for (const rule of extra) {
      if (rule.path.test(inner)) for (const [name, value] of rule.headers) response.setHeader(name, value);
    }
    const packed = found.packed !== found.whole && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (packed) response.setHeader('Content-Encoding', 'gzip');
    const body = packed ? found.packed : found.whole;
    response.setHeader('Content-Type', found.type);
    response.setHeader('Content-Length', body.length);
    response.writeHead(found.status);
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: `${origin}${mount}`, headers: extra.length > 0, close: () => server.close() };
}
