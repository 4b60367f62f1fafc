// The first view of a page: how heavy it is, whom it asks, what it leaves behind, and that nothing stands inline.
import { answer } from '../lib/server.mjs';
import { address, visit, watch, WIDTHS } from '../lib/browser.mjs';

// Bytes of all files that a first view loads; a kilobyte is 1,000.
const WHOLE = 100_000;
const PACKED = 60_000;
const PACKED_BUT_FONTS = 22_000;
// An article has up to so many words; a longer one may weigh so much more.
const LONG = 3_000;
const LONGER = 3_000;

export default async function weight({ sites, browser, report }) {
  const heaviest = { whole: [0], packed: [0], plain: [0] };
  for (const site of Object.values(sites)) {
    const { url } = site.server;
    report.note(`${site.name}: ${site.server.headers ? 'served with its _headers' : 'there is no _headers'}`);
    const context = await browser.newContext({ viewport: WIDTHS[320] });
    await context.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    await visit(context, site.own, async (tab, page) => {
      const at = { page: `${site.name}${page.path}` };
      const missing = page.file === '404.html';
      let main;
      const heard = await watch(tab, async () => {
        main = await tab.goto(address(site, page), { waitUntil: 'load' });
        await tab.waitForTimeout(50);
      });
      report.expect(main.status() === (missing ? 404 : 200), { ...at, rule: 'status', what: `is ${main.status()}` });
      for (const request of heard.requests) {
        report.expect(request.startsWith(url) || request.startsWith('data:'), { ...at, rule: 'another host', where: request });
      }
      // That the page itself is missing is told as a failure too.
      const expected = (line) => missing && (line.startsWith(`${address(site, page)}: 404`) || /status of 404/.test(line));
      for (const line of heard.failed) report.expect(expected(line), { ...at, rule: 'failed request', what: line.replace(url, '/') });
      for (const line of heard.said) report.expect(expected(line), { ...at, rule: 'console', what: line.replaceAll(url, '/') });
      for (const line of await tab.evaluate(() => window.violations)) report.wrong({ ...at, rule: 'policy', what: line.replaceAll(url, '/') });
      report.expect(!(await tab.evaluate(() => document.cookie)), { ...at, rule: 'cookie' });
      // From the server too, where it says how to serve.
      if (site.server.headers) {
        const sent = main.headers()['content-security-policy'] ?? '';
        report.expect(strict(sent), { ...at, rule: 'policy', what: `by a header: ${sent || 'there is none'}` });
      }
      report.expect(!main.headers()['set-cookie'], { ...at, rule: 'cookie', what: 'by a header' });

      const files = new Set(heard.requests.filter((request) => request.startsWith(url)).map((request) => request.slice(url.length - 1).replace(/[?#].*$/, '')));
      // Real browsers ask for these too; headless Chromium does not.
      for (const { tag, at: attributes } of page.tree) {
        if (tag === 'link' && /\b(icon|manifest)\b/.test(attributes.rel ?? '') && attributes.href) {
          files.add(new URL(attributes.href, url + page.path.slice(1)).href.slice(url.length - 1));
        }
      }
      // The index of the search has a bound of its own, which tests/search/run holds.
      const index = page.tree.filter(({ tag, at: attributes }) => tag === 'script' && 'data-index' in attributes).map(({ at: attributes }) => new URL(attributes.src, url + page.path.slice(1)).href.slice(url.length - 1));
      const found = [...files].filter((path) => !index.includes(path)).map((path) => ({ path, ...answer(site.folder, path) }));
      const sum = (of, those = found) => those.reduce((all, file) => all + file[of].length, 0);
      const sizes = { whole: sum('whole'), packed: sum('packed'), plain: sum('packed', found.filter((file) => !file.type.startsWith('font/'))) };
      for (const [name, size] of Object.entries(sizes)) if (size > heaviest[name][0]) heaviest[name] = [size, at.page];
      report.expect(sizes.whole <= WHOLE, { ...at, rule: 'weight', what: `${sizes.whole} bytes in all, more than ${WHOLE}` });
      report.expect(sizes.packed <= PACKED, { ...at, rule: 'weight', what: `${sizes.packed} bytes packed, more than ${PACKED}` });
      // The bound is one of an article; the words of one that is read for longer than ten minutes come on top.
      const most = PACKED_BUT_FONTS + (await tab.evaluate(() => document.querySelector('main').innerText.split(/\s+/).length) > LONG ? LONGER : 0);
      report.expect(sizes.plain <= most, { ...at, rule: 'weight', what: `${sizes.plain} bytes packed without fonts, more than ${most}` });
      inline(page, at, report);
    });
    const cookies = await context.cookies();
    report.expect(!cookies.length, { page: site.name, rule: 'cookie', what: JSON.stringify(cookies) });
    await context.close();
  }
  report.note(`heaviest: whole ${heaviest.whole.join(' ')}, packed ${heaviest.packed.join(' ')}, packed without fonts ${heaviest.plain.join(' ')}`);
}

/** A policy that lets in nothing but the site's own files. */
const strict = (policy) => /default-src '(self|none)'/.test(policy) && !/unsafe|\*|https?:/.test(policy);

/** Scripts and styles that a strict policy would refuse, and a policy that is not strict. */
function inline(page, at, report) {
  let policy = '';
  for (const { tag, at: attributes, text } of page.tree) {
    const wrong = (rule, what) => report.wrong({ ...at, rule, where: tag, what });
    if (tag === 'style') wrong('inline', 'a style element');
    if (tag === 'script' && attributes.src === undefined && !/json/.test(attributes.type ?? '')) wrong('inline', `a script: ${text().slice(0, 80)}`);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'style') wrong('inline', `style="${value}"`);
      if (/^on/.test(name)) wrong('inline', `${name}="${value}"`);
      if (/^\s*javascript:/i.test(value)) wrong('inline', value);
    }
    if (tag === 'meta' && /^content-security-policy$/i.test(attributes['http-equiv'] ?? '')) policy = attributes.content;
  }
  report.expect(strict(policy), { ...at, rule: 'policy', what: policy || 'there is none in the page' });
}
