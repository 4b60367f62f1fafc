// The A–Z list of many made titles against ICU's order of Vietnamese, which Node has.
'use strict';
const fs = require('fs');
const path = require('path');
const { build } = require('./site.js');

const [loa, work] = process.argv.slice(2);
const collator = new Intl.Collator('vi');
if (collator.resolvedOptions().locale !== 'vi') {
  console.log('this Node has no Vietnamese order; the list was not compared');
  process.exit(0);
}
const HEADS = ['', 'b', 'c', 'ch', 'd', 'đ', 'g', 'gi', 'h', 'k', 'kh', 'l', 'm', 'n', 'ng', 'nh', 'ph', 'q', 'r', 's', 't', 'th', 'tr', 'v', 'x', 'f', 'w', 'z'];
const VOWELS = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y', 'ươ', 'iê', 'oa', 'uy'];
const TONES = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const TAILS = ['', 'n', 'ng', 'm', 'i', ' giang', ', hai', ': một', ' – 2', ' (phần 1)', '/a', ' 10', ' 9', '-b'];
let draw = 11;
const pick = (list) => { draw = (draw * 48271) % 2147483647; return list[draw % list.length]; };
const titles = new Set();
while (titles.size < 900) {
  let title = (pick(HEADS) + pick(VOWELS) + pick(TONES) + pick(TAILS)).normalize('NFC');
  if (pick([0, 1, 2]) === 0) title = title.charAt(0).toUpperCase() + title.slice(1);
  if (pick([0, 1, 2, 3]) === 0) title += ' ' + (pick(HEADS) + pick(VOWELS) + pick(TONES)).normalize('NFC');
  titles.add(title);
}
const folder = path.join(work, 'a-z');
fs.mkdirSync(path.join(folder, 'content'), { recursive: true });
fs.writeFileSync(path.join(folder, 'loa.toml'), 'base_url = "https://thu.example/"\ntitle = "Thử"\nsample = true\n[unit]\nname = "Thử"\n');
let number = 0;
for (const title of titles) {
  fs.writeFileSync(path.join(folder, 'content', `bai-${number}.md`), `+++\ntitle = "${title}"\ndate = 2026-01-02\nkind = "page"\n+++\n`);
  number += 1;
}
const portal = build(loa, folder);
const root = fs.readFileSync(path.join(portal, 'a-z', 'index.html'), 'utf8');
const leaves = [...root.matchAll(/<li><a href="([^"#]+)\/index\.html">[^<]/g)].map((match) => match[1]).filter((part) => /^[a-z]+(\/\d+)?$/.test(part));
let failed = 0;
let passed = 0;
const seen = [];
for (const leaf of leaves) {
  const html = fs.readFileSync(path.join(portal, 'a-z', leaf, 'index.html'), 'utf8');
  const links = [...html.matchAll(/<li><a href="[^"]*\/(bai-\d+)\/index\.html">([^<]*)<\/a>/g)].map((match) => match[2].replace(/&#x2F;/g, '/'));
  seen.push(...links);
  for (let at = 1; at < links.length; at += 1) {
    if (collator.compare(links[at - 1], links[at]) <= 0) passed += 1;
    else { failed += 1; console.log(`“${links[at]}” stands after “${links[at - 1]}”`); }
  }
}
if (new Set(seen).size !== titles.size) { failed += 1; console.log(`${new Set(seen).size} of ${titles.size} titles are in the list`); }
console.log(`A–Z against ICU ${process.versions.icu}: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
