// The two portals that are looked at: the sample site as it is, and an official one with pages that are hard to lay out.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { load, run } from './tools.mjs';

const home = process.env.LOA_HOME;
// What is new, expired or due depends on the day: the suite's day.
const TODAY = '2026-11-22';

async function build(folder, out) {
  await run(process.env.LOA, ['--today', TODAY, '--quiet', '-C', folder, 'build', '--out', out]);
  return open(join(out, 'portal'));
}

/** The sample site of the repository. */
export const sample = (scratch) => build(home, join(scratch, 'sample'));

/**
 * The sample site as a ward would have it: official, no square brackets left, and with the pages of `pages/`.
 * Neither its banner nor its `noindex` can be seen on a sample site.
 */
export async function official(scratch) {
  const folder = join(scratch, 'official-source');
  mkdirSync(folder, { recursive: true });
  for (const part of ['content', 'themes']) cpSync(join(home, part), join(folder, part), { recursive: true });
  cpSync(join(home, 'tests/browser/pages'), join(folder, 'content'), { recursive: true });
  const filled = (text) =>
    text
      .replace(/^(base_url = ).*$/m, '$1"https://phuongmau.invalid.gov.vn/"')
      .replace(/^sample = true$/m, 'official = true')
      .replace(/^(phone = )"\[.*\]"$/gm, '$1"113"')
      .replace(/^(email = )"\[.*\]"$/gm, '$1"phuong@phuongmau.invalid.gov.vn"')
      .replace(/"\[([^\]"]*)\]"/g, '"$1"');
  for (const file of ['loa.toml', 'content/_data/contacts.toml']) {
    writeFileSync(join(folder, file), filled(readFileSync(join(home, file), 'utf8')));
  }
  writeFileSync(join(folder, 'content/thu/bai-rat-dai.md'), long(join(home, 'content')));
  return build(folder, join(scratch, 'official'));
}

/** What another site does not show already: the pages that it lacks, and one of each kind. */
export function alone(site, other) {
  const shown = new Set(other.pages.map((page) => page.path));
  site.own = site.pages.filter((page) => !shown.has(page.path) || site.kinds.includes(page));
}

/** An article of 5,000 words, joined from the articles of the sample site. */
function long(content) {
  let body = '';
  for (const file of walk(content).sort()) {
    if (!file.endsWith('.md') || file.endsWith('_index.md')) continue;
    const text = readFileSync(join(content, file), 'utf8').split(/^\+\+\+$/m).slice(2).join('');
    // Links to neighbours would lead nowhere from another folder; their words stay.
    const plain = text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/^\[\^.*$/gm, '').replace(/\[\^[^\]]*\]/g, '');
    body += `\n## ${file}\n${plain.replace(/^## /gm, '### ')}\n`;
    if (body.split(/\s+/).length > 5000) break;
  }
  return `+++\ntitle = "Bài năm nghìn chữ"\ndate = 2026-11-09\ndescription = "Nối từ các bài của trang mẫu."\nkind = "article"\n+++\n${body}`;
}

function walk(folder, below = folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name), below) : [relative(below, join(folder, entry.name)).split(sep).join('/')],
  );
}

async function open(folder) {
  const parse5 = load('parse5');
  const files = walk(folder).sort();
  const pages = files
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({ file, path: `/${file.replace(/(^|\/)index\.html$/, '$1')}`, html: readFileSync(join(folder, file), 'utf8') }))
    // A redirect is never seen: the links check follows it.
    .filter((page) => !/<meta http-equiv="?refresh/i.test(page.html));
  for (const page of pages) {
    page.tree = flat(parse5.parse(page.html, { sourceCodeLocationInfo: false }));
    page.kind = kind(folder, page);
  }
  return { folder, files, pages, kinds: samples(pages), own: pages };
}

/** All elements of a document in order, templates included. */
function flat(node, all = []) {
  if (node.tagName) {
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
    all.push({ tag: node.tagName, at: attributes, text: () => words(node) });
  }
  for (const child of [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])]) flat(child, all);
  return all;
}

const words = (node) => (node.nodeName === '#text' ? node.value : (node.childNodes ?? []).map(words).join(''));

/** The kind of a page: what its JSON copy says, or what its address says. */
function kind(folder, { file, path }) {
  const copy = join(folder, file.replace(/\.html$/, '.json'));
  if (file.endsWith('index.html') && existsSync(copy)) {
    const of = JSON.parse(readFileSync(copy, 'utf8')).kind;
    if (of) return of;
  }
  if (path === '/') return 'home';
  if (path.endsWith('/ban-doc/')) return 'transcript';
  const [first, second] = path.split('/').filter(Boolean);
  if (['chu-de', 'doi-tuong', 'the'].includes(first)) return second ? 'term' : 'taxonomy';
  if (existsSync(join(home, 'content', first, '_index.md')) || existsSync(join(home, 'tests/browser/pages', first, '_index.md'))) return 'section';
  return first.replace(/\.html$/, '');
}

/** One page for each kind: the one with the most in it. */
function samples(pages) {
  const best = new Map();
  for (const page of pages) {
    if (!best.has(page.kind) || best.get(page.kind).html.length < page.html.length) best.set(page.kind, page);
  }
  return [...best.values()];
}
