// Internal links and fragments lead somewhere: from a web server, from a sub-path, from disk; three clicks reach every page.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const CLICKS = 3;

export default async function links({ sites, report }) {
  for (const site of Object.values(sites)) {
    const ids = new Map(site.pages.map((page) => [page.file, targets(page)]));
    for (const page of site.pages) check(site, page, ids, report);
    styles(site, report);
    clicks(site, report);
    listed(site, report);
  }
}

/** What a fragment may name. */
function targets(page) {
  return new Set(page.tree.flatMap(({ tag, at }) => [at.id, tag === 'a' ? at.name : undefined]).filter(Boolean));
}

/** Every address in a page, with the attribute it stands in. */
export function addresses(page) {
  const all = [];
  for (const { tag, at } of page.tree) {
    // `canonical` and `alternate` of languages are absolute by rule; the feeds check reads them.
    if (tag === 'link' && /\b(canonical|preconnect|dns-prefetch)\b/.test(at.rel ?? '')) continue;
    for (const name of ['href', 'src', 'action', 'poster', 'data']) {
      if (at[name] !== undefined && !(tag === 'meta')) all.push({ tag, name, value: at[name], at });
    }
    for (const part of (at.srcset ?? '').split(',').map((part) => part.trim().split(/\s+/)[0]).filter(Boolean)) {
      all.push({ tag, name: 'srcset', value: part, at });
    }
  }
  return all;
}

function check(site, page, ids, report) {
  // 404.html is served at any address, so its links begin at the root and cannot work from disk.
  const anywhere = page.file === '404.html';
  const base = pathToFileURL(join(site.folder, page.file)).href;
  const root = pathToFileURL(`${site.folder}/`).href;
  for (const { tag, name, value } of addresses(page)) {
    const where = `${tag}[${name}="${value}"]`;
    const wrong = (rule, what, example) => report.wrong({ page: `${site.name}${page.path}`, rule, where, what, example });
    report.looked();
    if (/^(https?:)?\/\//i.test(value)) {
      if (tag !== 'a' && tag !== 'link') wrong('outside', 'loads from another host');
      continue;
    }
    if (/^(tel|mailto|sms):/i.test(value)) {
      if (!/^(tel:\+?[\d().-]+|sms:\+?[\d().-]+([?&].*)?|mailto:[^@\s]*(@[^@\s]+)?(\?.*)?)$/i.test(value)) wrong('address', 'is not a number or an e-mail address');
      continue;
    }
    if (/^data:/i.test(value)) {
      if (tag !== 'img') wrong('address', 'data: is for pictures only');
      continue;
    }
    if (/^[a-z][a-z0-9+.-]*:/i.test(value)) {
      wrong('address', 'an unknown kind of address');
      continue;
    }
    if (value.startsWith('/') && !anywhere) {
      wrong('relative', 'begins at the root: broken from disk and below a sub-path');
      continue;
    }
    const url = new URL(anywhere ? value.replace(/^\//, '') || './' : value || page.file.split('/').pop(), base);
    if (!url.href.startsWith(root)) {
      wrong('broken', 'leads out of the portal');
      continue;
    }
    const fragment = decodeURIComponent(url.hash.slice(1));
    url.hash = '';
    url.search = '';
    let path = fileURLToPath(url);
    if (existsSync(path) && statSync(path).isDirectory()) {
      // From disk a folder shows a list of files, not its page.
      if (!anywhere) wrong('folder', 'leads to a folder, which is no page from disk');
      path = join(path, 'index.html');
    }
    if (!existsSync(path)) {
      wrong('broken', 'leads nowhere');
      continue;
    }
    const file = path.slice(site.folder.length + 1);
    if (fragment && ids.has(file) && !ids.get(file).has(fragment)) wrong('fragment', 'no such id', `in /${file}`);
  }
}

/** What a style sheet loads lies beside it. */
function styles(site, report) {
  for (const file of site.files.filter((file) => file.endsWith('.css'))) {
    const text = readFileSync(join(site.folder, file), 'utf8').replace(/\/\*[^]*?\*\//g, '');
    for (const [, value] of text.matchAll(/(?:url\(\s*["']?|@import\s+["'])([^"')]+)/g)) {
      if (value.startsWith('data:')) continue;
      const there = !/^([a-z]+:|\/)/i.test(value) && existsSync(join(site.folder, file, '..', value.replace(/[?#].*$/, '')));
      report.expect(there, { page: `${site.name}/${file}`, rule: 'broken', where: `url(${value})`, what: 'is not a file beside the style sheet' });
    }
  }
}

/** How many clicks each page is from the front page. */
function clicks(site, report) {
  const far = new Map([['index.html', 0]]);
  const queue = ['index.html'];
  const by = new Map(site.pages.map((page) => [page.file, page]));
  while (queue.length) {
    const file = queue.shift();
    const base = pathToFileURL(`/${file}`);
    for (const { tag, value } of addresses(by.get(file))) {
      if (tag !== 'a' || /^[a-z]+:|^\/\//i.test(value)) continue;
      let next = decodeURIComponent(new URL(value, base).pathname).slice(1);
      if (!next || next.endsWith('/')) next += 'index.html';
      if (by.has(next) && !far.has(next)) {
        far.set(next, far.get(file) + 1);
        queue.push(next);
      }
    }
  }
  for (const page of site.pages) {
    if (page.file === '404.html') continue;
    const steps = far.get(page.file) ?? Infinity;
    report.expect(steps <= CLICKS, {
      page: `${site.name}${page.path}`,
      rule: 'three clicks',
      what: steps === Infinity ? 'no link leads there' : `is ${steps} clicks from the front page`,
    });
  }
}

/** Redirects lead to a page. */
function listed(site, report) {
  const shown = new Set(site.pages.map((page) => page.file));
  for (const file of site.files.filter((file) => file.endsWith('.html') && !shown.has(file))) {
    const [, to] = readFileSync(join(site.folder, file), 'utf8').match(/http-equiv="?refresh"?[^>]*url=([^">]+)/i) ?? [];
    let path = to === undefined ? '' : decodeURIComponent(new URL(to, pathToFileURL(`/${file}`)).pathname).slice(1);
    if (!path || path.endsWith('/')) path += 'index.html';
    report.expect(to !== undefined && shown.has(path), { page: `${site.name}/${file}`, rule: 'redirect', what: `leads to ${to}, which is no page` });
  }
}
