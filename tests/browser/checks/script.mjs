// Scripts are understood by old browsers: ECMAScript 5, unless a file's first comment names a later edition.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../lib/tools.mjs';

export default async function script({ sites, report }) {
  const acorn = load('acorn');
  for (const site of Object.values(sites)) {
    for (const file of site.files.filter((file) => /\.m?js$/.test(file))) {
      const text = readFileSync(join(site.folder, file), 'utf8');
      // A later edition must be loaded as a module, which the browsers that lack it do not load.
      const [, named] = text.match(/^\/\*[^]*?ECMAScript (\d{4})[^]*?\*\//) ?? [];
      const modules = site.pages.filter((page) => page.tree.some(({ tag, at }) => tag === 'script' && at.src?.endsWith(file.split('/').pop()) && at.type !== 'module'));
      const at = { page: `${site.name}/${file}`, rule: 'script' };
      if (named) report.expect(!modules.length, { ...at, what: `is ECMAScript ${named} and is loaded by old browsers too, as in ${modules[0]?.path}` });
      try {
        acorn.parse(text, { ecmaVersion: named ? Number(named) : 5, sourceType: named ? 'module' : 'script' });
        report.looked();
      } catch (error) {
        report.expect(false, { ...at, what: `is not ECMAScript ${named ?? 5}: ${error.message}: ${text.slice(error.pos, error.pos + 60)}` });
      }
      // What a browser of 2015 has not got, or what the policy of the portal forbids.
      for (const [, word] of text.matchAll(/(\beval\b|new Function|document\.write|\.innerHTML\s*\+?=(?!=)(?!\s*'')|\.outerHTML\s*=|insertAdjacentHTML)/g)) {
        report.expect(false, { ...at, what: `uses ${word}` });
      }
    }
  }
}
