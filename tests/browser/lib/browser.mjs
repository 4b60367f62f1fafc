// Debian's Chromium, without any way to another host.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from './tools.mjs';

export const WIDTHS = { 320: { width: 320, height: 640 }, 768: { width: 768, height: 1024 }, 1280: { width: 1280, height: 900 } };

/** Starts Chromium; `flags` are added to those that keep it from talking to its makers. */
export async function launch(flags = []) {
  const { chromium } = load('playwright-core');
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A page that asks another host would be told at once that there is none; the request is seen all the same.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...flags,
    ],
  });
}

/** Everything that a page asked for and said while `work` went on. */
export async function watch(page, work) {
  const heard = { requests: [], failed: [], said: [] };
  const on = {
    request: (request) => heard.requests.push(request.url()),
    // A picture of the page before may be given up when this one is opened.
    requestfailed: (request) => heard.requests.includes(request.url()) && heard.failed.push(`${request.url()}: ${request.failure()?.errorText}`),
    response: (response) => response.status() >= 400 && heard.failed.push(`${response.url()}: ${response.status()}`),
    console: (message) => ['error', 'warning'].includes(message.type()) && heard.said.push(message.text()),
    pageerror: (error) => heard.said.push(String(error)),
  };
  for (const [event, act] of Object.entries(on)) page.on(event, act);
  await work();
  for (const [event, act] of Object.entries(on)) page.off(event, act);
  return heard;
}

/** What a visitor asks for to see a page; what is not there shows 404.html. */
export const address = (site, page) => (page.file === '404.html' ? `${site.server.url}khong/co/trang-nay/` : site.server.url + page.path.slice(1));

/** Does `work` in a tab for each item; as many tabs as there are cores. */
export async function visit(context, items, work) {
  const queue = [...items];
  const worker = async () => {
    const tab = await context.newPage();
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(tab, item);
    await tab.close();
  };
  await Promise.all(Array.from({ length: Math.max(2, Math.min(4, cpus().length)) }, worker));
}

/** A folder that is gone when the program ends. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'loa-browser-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
