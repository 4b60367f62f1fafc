// Every case of cases.txt on the sample site with the pages of tests/search/pages; then the size of the index.
'use strict';
const fs = require('fs');
const path = require('path');
const zlib = require('zlib');
const { build, repository, search } = require('./site.js');

const [loa, work] = process.argv.slice(2);
const folder = path.join(work, 'sample');
fs.mkdirSync(folder, { recursive: true });
fs.cpSync(path.join(repository, 'content'), path.join(folder, 'content'), { recursive: true });
fs.cpSync(path.join(repository, 'loa.toml'), path.join(folder, 'loa.toml'));
fs.cpSync(path.join(repository, 'themes'), path.join(folder, 'themes'), { recursive: true });
const pages = path.join(repository, 'tests', 'search', 'pages');
for (const name of fs.readdirSync(pages)) fs.copyFileSync(path.join(pages, name), path.join(folder, 'content', name));

const { find, shards } = search(build(loa, folder));
let passed = 0;
let failed = 0;
for (const line of fs.readFileSync(path.join(__dirname, 'cases.txt'), 'utf8').split('\n')) {
  if (!line.includes('⇒') || line.startsWith('#')) continue;
  const [query, wanted] = line.split('⇒').map((part) => part.trim());
  for (const form of ['NFC', 'NFD']) {
    const found = find(query.normalize(form)).map((one) => `/${one.page[0]}`);
    if ((found[0] || '-') === wanted) {
      passed += 1;
    } else {
      failed += 1;
      console.log(`${query} (${form}): ${wanted} is wanted first; found ${found.slice(0, 4).join(' ') || '-'}`);
    }
  }
}

/** Bytes of the index for 300 pages, at most: what a phone loads before it can search. */
const MOST = 30 * 1024;
const bytes = zlib.gzipSync(Buffer.concat(shards), { level: 9 }).length;
const entries = JSON.parse(shards[0].toString('utf8').slice('loaTim('.length, -2)).pages.length;
console.log(`index of the sample: ${entries} entries, ${bytes} bytes gzipped`);

// Three hundred pages of the sample's own paragraphs, headings and titles, parted anew: as long as pages of wards are.
const many = path.join(work, 'many');
fs.mkdirSync(path.join(many, 'content'), { recursive: true });
fs.cpSync(path.join(repository, 'loa.toml'), path.join(many, 'loa.toml'));
fs.cpSync(path.join(repository, 'themes'), path.join(many, 'themes'), { recursive: true });
fs.cpSync(path.join(repository, 'content', '_data'), path.join(many, 'content', '_data'), { recursive: true });
const config = fs.readFileSync(path.join(many, 'loa.toml'), 'utf8').replace(/\[\[menu\]\][^[]*/g, '');
fs.writeFileSync(path.join(many, 'loa.toml'), config);
const titles = [];
const texts = [];
for (const entry of fs.readdirSync(path.join(repository, 'content'), { recursive: true, withFileTypes: true })) {
  if (!entry.name.endsWith('.md')) continue;
  const text = fs.readFileSync(path.join(entry.parentPath || entry.path, entry.name), 'utf8');
  const [, front, body] = text.split(/^\+\+\+$/m);
  titles.push(/^title = "(.*)"$/m.exec(front)[1]);
  for (const part of body.split(/\n\s*\n/)) {
    if (/^#+ /.test(part)) titles.push(part.replace(/^#+ /, '').replace(/[{}"\\:]/g, ''));
    else if (!/[:[\]|<>*+]{2}|\]\(/.test(part) && part.length > 120) texts.push(part.trim());
  }
}
let draw = 7;
const below = (limit) => { draw = (draw * 48271) % 2147483647; return draw % limit; };
for (let number = 0; number < 300; number += 1) {
  const title = `${titles[below(titles.length)].slice(0, 70)} ${number}`;
  const body = Array.from({ length: 8 }, () => texts[below(texts.length)]).join('\n\n');
  const page = `+++\ntitle = "${title}"\ndate = 2026-${String(number % 10 + 1).padStart(2, '0')}-10\nkind = "page"\n+++\n\n${body}\n`;
  fs.writeFileSync(path.join(many, 'content', `bai-viet-ve-mot-viec-${number}.md`), page);
}
const large = search(build(loa, many));
const weight = large.shards.reduce((sum, shard) => sum + zlib.gzipSync(shard, { level: 9 }).length, 0);
console.log(`index of 300 pages: ${weight} bytes gzipped`);
if (weight <= MOST) {
  passed += 1;
} else {
  failed += 1;
  console.log(`the index of 300 pages has ${weight} bytes; ${MOST} are allowed`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
