// Feeds, site map, calendars and copies are read by libraries that know nothing of Loa.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, run } from '../lib/tools.mjs';

export default async function feeds({ sites, report }) {
  const tools = {
    Rss: load('rss-parser'),
    sieve: load('feedsmith'),
    ical: load('ical.js').default ?? load('ical.js'),
  };
  for (const site of Object.values(sites)) {
    const at = (file) => ({ page: `${site.name}/${file}` });
    const read = (file) => readFileSync(join(site.folder, file), 'utf8');
    const base = canonical(site.pages.find((page) => page.path === '/'));
    const known = new Set(site.pages.map(canonical).filter(Boolean));
    report.expect(base, { ...at(''), rule: 'canonical', what: 'the front page has no canonical address' });
    for (const page of site.pages) {
      // What is read aloud of a page names that page: to a search machine the two are one.
    const path = page.path.slice(1).replace(/(?<=\/)ban-doc\/$/, '');
    const own = page.file === '404.html' || canonical(page) === base + path;
      report.expect(own, { ...at(page.file), rule: 'canonical', what: `${canonical(page)} is not the page's own address` });
      linked(site, page, base, report);
      described(page, { page: `${site.name}${page.path}` }, report);
    }

    const xml = site.files.filter((file) => file.endsWith('.xml') || file.endsWith('.svg'));
    await run('xmllint', ['--noout', '--nonet', ...xml.map((file) => join(site.folder, file))]).then(
      () => report.looked(xml.length),
      (error) => report.wrong({ ...at('*.xml'), rule: 'xmllint', what: error.message }),
    );
    const atoms = site.files.filter((file) => /(^|\/)(feed|atom)\.xml$/.test(file));
    report.expect(atoms.length, { ...at(''), rule: 'atom', what: 'there is no Atom feed' });
    for (const file of atoms) await atom(tools, read(file), at(file), known, report);
    const jsons = site.files.filter((file) => /(^|\/)feed\.json$/.test(file));
    report.expect(jsons.length, { ...at(''), rule: 'json feed', what: 'there is no JSON feed' });
    for (const file of jsons) json(tools, read(file), at(file), known, report);
    await map(site, base, known, report);
    for (const file of site.files.filter((file) => file.endsWith('.ics'))) calendar(tools, read(file), at(file), report);
    manifest(site, report);
  }
}

const canonical = (page) => page?.tree.find(({ tag, at }) => tag === 'link' && at.rel === 'canonical')?.at.href;

const when = (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text ?? '') && !Number.isNaN(Date.parse(text));

async function atom({ Rss, sieve }, text, at, known, report) {
  const bad = (what) => report.wrong({ ...at, rule: 'atom', what });
  try {
    const one = await new Rss().parseString(text);
    const two = sieve.parseAtomFeed(text);
    report.looked(2);
    const title = two.title?.value ?? two.title;
    if (!one.title || one.title !== title) bad(`the title reads ${JSON.stringify([one.title, title])}`);
    if (one.items.length !== (two.entries?.length ?? 0)) bad('two libraries see another number of entries');
    if (!when(two.updated)) bad(`updated reads ${two.updated}`);
    if (!two.links?.some((link) => link.rel === 'self' && link.href)) bad('there is no link to itself');
    const ids = new Set();
    for (const entry of two.entries ?? []) {
      report.looked();
      if (!entry.id || ids.has(entry.id)) bad(`the id ${entry.id} is missing or stands twice`);
      ids.add(entry.id);
      if (!entry.title || !when(entry.updated)) bad(`an entry lacks its title or date: ${entry.id}`);
      const link = entry.links?.find((link) => !link.rel || link.rel === 'alternate')?.href;
      if (!known.has(link)) bad(`an entry leads to no page: ${link}`);
    }
  } catch (error) {
    bad(`cannot be read: ${error.message}`);
  }
}

function json({ sieve }, text, at, known, report) {
  const bad = (what) => report.wrong({ ...at, rule: 'json feed', what });
  try {
    const feed = sieve.parseJsonFeed(JSON.parse(text));
    report.looked();
    if (!/^https:\/\/jsonfeed\.org\/version\/1(\.1)?$/.test(JSON.parse(text).version)) bad('says no version');
    if (!feed.title || !feed.items) bad('lacks its title or items');
    const ids = new Set();
    for (const item of feed.items ?? []) {
      report.looked();
      if (!item.id || ids.has(item.id)) bad(`the id ${item.id} is missing or stands twice`);
      ids.add(item.id);
      if (!known.has(item.url)) bad(`an item leads to no page: ${item.url}`);
      if (item.content_html === undefined && item.content_text === undefined) bad(`an item has no content: ${item.url}`);
      if (item.date_published && !when(item.date_published)) bad(`a date reads ${item.date_published}`);
    }
  } catch (error) {
    bad(`cannot be read: ${error.message}`);
  }
}

async function map(site, base, known, report) {
  const at = { page: `${site.name}/sitemap.xml`, rule: 'sitemap' };
  if (!existsSync(join(site.folder, 'sitemap.xml'))) {
    report.expect(false, { ...at, what: 'there is no site map' });
    return;
  }
  const Sitemapper = load('sitemapper').default;
  const { sites: found, errors } = await new Sitemapper({ url: `${site.server.url}sitemap.xml`, timeout: 15_000 }).fetch();
  report.expect(!errors?.length && found.length, { ...at, what: `cannot be read: ${JSON.stringify(errors)}` });
  report.expect(new Set(found).size === found.length, { ...at, what: 'an address stands twice' });
  for (const url of found) report.expect(known.has(url), { ...at, what: `leads to no page: ${url}` });
  for (const page of site.pages) {
    const [hidden] = page.tree.filter(({ tag, at }) => tag === 'meta' && at.name === 'robots' && /noindex/.test(at.content));
    // A sample site is hidden as a whole, so only content counts there.
    if (page.file === '404.html' || (hidden && site.name !== 'sample') || !/^(article|faq|guide|law|plan|warning|notice|section|home)$/.test(page.kind)) continue;
    report.expect(found.includes(canonical(page)), { ...at, what: `lacks ${page.path}` });
  }
}

function calendar({ ical }, text, at, report) {
  const bad = (what) => report.wrong({ ...at, rule: 'calendar', what });
  try {
    const events = new ical.Component(ical.parse(text)).getAllSubcomponents('vevent').map((event) => new ical.Event(event));
    report.expect(events.length, { ...at, rule: 'calendar', what: 'has no event' });
    for (const event of events) {
      report.looked();
      if (!event.uid || !event.summary || !event.startDate) bad(`an event lacks its id, name or time: ${event.uid}`);
      if (event.endDate && event.endDate.compare(event.startDate) < 0) bad(`an event ends before it begins: ${event.uid}`);
    }
    if (text.split('\r\n').some((line) => Buffer.byteLength(line) > 75)) bad('a line is longer than 75 bytes');
  } catch (error) {
    bad(`cannot be read: ${error.message}`);
  }
}

/** What a page says of itself to machines. */
function described(page, at, report) {
  for (const { tag, at: attributes, text } of page.tree) {
    if (tag !== 'script' || attributes.type !== 'application/ld+json') continue;
    report.looked();
    try {
      const data = JSON.parse(text());
      const parts = Array.isArray(data) ? data : (data['@graph'] ?? [data]);
      if (!parts.every((part) => part['@type'])) report.wrong({ ...at, rule: 'json-ld', what: 'a part has no @type' });
      if (!JSON.stringify(data).includes('schema.org')) report.wrong({ ...at, rule: 'json-ld', what: 'has no @context of schema.org' });
    } catch (error) {
      report.wrong({ ...at, rule: 'json-ld', what: `cannot be read: ${error.message}` });
    }
  }
  const meta = (name) => page.tree.find(({ tag, at }) => tag === 'meta' && (at.property === name || at.name === name))?.at.content;
  for (const name of ['og:title', 'og:url', 'og:type']) {
    report.expect(meta(name), { ...at, rule: 'open graph', where: name, what: 'is missing' });
  }
}

/** Alternates, pictures for sharing and languages: each absolute address of the site itself is a file. */
function linked(site, page, base, report) {
  const at = { page: `${site.name}${page.path}`, rule: 'own address' };
  const own = (value) => {
    if (!value?.startsWith(base)) return;
    const path = decodeURIComponent(value.slice(base.length)).replace(/[?#].*$/, '');
    const file = !path || path.endsWith('/') ? `${path}index.html` : path;
    report.expect(site.files.includes(file), { ...at, what: `there is no ${value}` });
  };
  for (const { tag, at: attributes } of page.tree) {
    if (tag === 'meta' && /^(og|twitter):(image|audio|video)/.test(attributes.property ?? attributes.name ?? '')) {
      if (/:(image|audio|video)(:url|:secure_url)?$/.test(attributes.property ?? attributes.name)) {
        report.expect(/^https:\/\//.test(attributes.content), { ...at, what: `a picture for sharing needs a whole address: ${attributes.content}` });
        own(attributes.content);
      }
    }
    if (tag === 'link' && page.file !== '404.html') own(attributes.href);
  }
}

function manifest(site, report) {
  const file = site.files.find((file) => /manifest.*\.(webmanifest|json)$|\.webmanifest$/.test(file));
  const at = { page: `${site.name}/${file ?? ''}`, rule: 'manifest' };
  report.expect(file, { ...at, what: 'there is no web app manifest' });
  if (!file) return;
  try {
    const text = JSON.parse(readFileSync(join(site.folder, file), 'utf8'));
    for (const key of ['name', 'short_name', 'start_url', 'display', 'icons', 'lang']) {
      report.expect(text[key]?.length, { ...at, what: `lacks ${key}` });
    }
    for (const icon of text.icons ?? []) {
      const path = decodeURIComponent(new URL(icon.src, `http://x/${file}`).pathname).slice(1);
      report.expect(site.files.includes(path), { ...at, what: `there is no icon ${icon.src}` });
      if (!site.files.includes(path) || icon.type !== 'image/png') continue;
      const bytes = readFileSync(join(site.folder, path));
      const size = `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
      report.expect(size === icon.sizes, { ...at, what: `${icon.src} is ${size}, not ${icon.sizes}` });
    }
  } catch (error) {
    report.wrong({ ...at, what: `cannot be read: ${error.message}` });
  }
}
