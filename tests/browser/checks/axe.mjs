// Every page, narrow and wide, light and dark: axe finds nothing, targets are large, link words say where, headings in order.
import { readFileSync } from 'node:fs';
import { address, visit, WIDTHS } from '../lib/browser.mjs';
import { inside } from '../lib/tools.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
// Rules that axe leaves out unless asked.
const ASKED = ['target-size', 'color-contrast-enhanced', 'identical-links-same-purpose', 'label-content-name-mismatch', 'p-as-heading', 'td-has-header', 'focus-order-semantics'];
// What axe cannot judge and leaves to people; a page of this portal must not need that.
const UNSURE = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block', 'target-size', 'duplicate-id-aria', 'aria-allowed-attr'];
// CSS pixels: Target Size (Enhanced), WCAG 2.2, 2.5.5.
const TARGET = 44;

export default async function axe({ sites, browser, report }) {
  const source = readFileSync(inside('axe-core/axe.min.js'), 'utf8');
  for (const site of Object.values(sites)) {
    const context = await browser.newContext();
    await visit(context, site.own, async (tab, page) => {
      const at = (view) => ({ page: `${site.name}${page.path}`, view });
      await tab.setViewportSize(WIDTHS[320]);
      await tab.goto(address(site, page), { waitUntil: 'load' });
      // The driver's own door, which no policy of the page closes.
      await tab.evaluate(source);
      const unsure = new Map();
      for (const width of [320, 1280]) {
        await tab.setViewportSize(WIDTHS[width]);
        for (const scheme of ['light', 'dark']) {
          await tab.emulateMedia({ colorScheme: scheme });
          const found = await tab.evaluate(judge, { TAGS, ASKED });
          report.looked();
          tell(report, at(`${width}, ${scheme}`), found.violations);
          unsure.set(`${width}, ${scheme}`, found.incomplete.filter((one) => UNSURE.includes(one.id)));
        }
        const own = await tab.evaluate(measure, TARGET);
        const wrong = (finding) => report.wrong({ ...at(`${width}`), ...finding });
        report.expect(own.over <= 0, { ...at(`${width}`), rule: 'sideways', where: own.widest, what: `the page is ${own.over} px too wide` });
        for (const { where, size } of own.small) wrong({ rule: `target ${TARGET}`, where, example: size });
        for (const { words, to } of own.same) wrong({ rule: 'link purpose', where: `“${words}”`, what: `leads to ${to.join(' and ')}`.replaceAll(site.server.url, '/') });
        report.expect(own.mains === 1, { ...at(`${width}`), rule: 'headings', what: `there are ${own.mains} h1` });
        for (const step of own.skips) wrong({ rule: 'headings', ...step });
      }
      for (const scheme of ['light', 'dark']) {
        const wide = unsure.get(`1280, ${scheme}`);
        tell(report, at(`1280, ${scheme}`), wide, ' (unsure)');
        // What is scrolled out of a narrow window cannot be judged there, and was judged in the wide one.
        for (const one of unsure.get(`320, ${scheme}`)) {
          const targets = one.nodes.map((node) => node.target);
          const only_narrow = await tab.evaluate((all) => all.filter((target) => !document.querySelector(target)?.checkVisibility()), targets);
          tell(report, at(`320, ${scheme}`), [{ ...one, nodes: one.nodes.filter((node) => only_narrow.includes(node.target)) }], ' (unsure)');
        }
      }
    });
    await context.close();
  }
  await contrast(sites.official, browser, source, report);
}

/** The reader's own high contrast, and a system that forces colours. */
async function contrast(site, browser, source, report) {
  const context = await browser.newContext({ viewport: WIDTHS[320] });
  await visit(context, site.kinds, async (tab, page) => {
    await tab.goto(address(site, page), { waitUntil: 'load' });
    const button = tab.locator('[data-do=contrast]').first();
    if (!(await button.count())) return;
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
    await tab.evaluate(source);
    const found = await tab.evaluate(judge, { TAGS: [], ASKED: ['color-contrast-enhanced'] });
    report.looked();
    tell(report, { page: `${site.name}${page.path}`, view: 'high contrast' }, found.violations);
  });
  await context.close();
}

function tell(report, at, found, doubt = '') {
  for (const { id, nodes } of found) {
    for (const { target, why } of nodes) report.wrong({ ...at, rule: id + doubt, where: target, example: why });
  }
}

/** In the page: what axe says. */
async function judge({ TAGS, ASKED }) {
  const run = await window.axe.run(document, {
    resultTypes: ['violations', 'incomplete'],
    preload: false,
    runOnly: TAGS.length ? { type: 'tag', values: [...TAGS, 'experimental'] } : { type: 'rule', values: ASKED },
    rules: TAGS.length ? { ...Object.fromEntries(ASKED.map((id) => [id, { enabled: true }])), 'css-orientation-lock': { enabled: false }, 'hidden-content': { enabled: false } } : {},
  });
  const short = (all) =>
    all.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map((node) => ({
        target: node.target.flat(3).join(' '),
        why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; '),
      })),
    }));
  return { violations: short(run.violations), incomplete: short(run.incomplete) };
}

/** In the page: what axe does not measure. */
function measure(least) {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const name = (one) => {
    const mark = (node) => node.tagName.toLowerCase() + (node.id ? `#${node.id}` : [...node.classList].map((part) => `.${part}`).join(''));
    const parts = [];
    for (let node = one; node && node !== document.body && parts.length < 4; node = node.parentElement) parts.unshift(mark(node));
    return parts.join(' > ');
  };
  const root = document.documentElement;
  const over = root.scrollWidth - root.clientWidth;
  let widest = '';
  if (over > 0) {
    const out = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1);
    widest = out.length ? name(out.at(-1)) : '';
  }

  // A target in a line of text is as high as the line: WCAG leaves it out.
  const inline = (one) => {
    if (getComputedStyle(one).display !== 'inline') return false;
    let block = one.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    const words = block.cloneNode(true);
    for (const target of words.querySelectorAll('a, button, script, .vh')) target.remove();
    return /[\p{L}\p{N}]/u.test(words.textContent);
  };
  const small = [];
  for (const one of document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button], audio[controls]')) {
    if (!shown(one) || one.disabled) continue;
    const box = (one.matches('[type=checkbox], [type=radio]') ? (one.labels?.[0] ?? one) : one).getBoundingClientRect();
    // Out of sight until it has the focus: the skip link. The keyboard check measures it there.
    if (box.right < 0 || box.bottom + scrollY < 0 || inline(one)) continue;
    const [width, height] = [box.width, box.height].map((side) => Math.round(side * 10) / 10);
    if (width < least - 0.1 || height < least - 0.1) small.push({ where: name(one), size: `“${one.textContent.trim().slice(0, 40)}” is ${width} × ${height}` });
  }

  const links = new Map();
  for (const link of document.querySelectorAll('a[href]')) {
    if (!shown(link)) continue;
    const pictures = [...link.querySelectorAll('img[alt]')].map((picture) => picture.alt).join(' ');
    const words = (link.getAttribute('aria-label') ?? `${link.textContent} ${pictures}`).replace(/\s+/g, ' ').trim().toLowerCase();
    if (!links.has(words)) links.set(words, new Set());
    links.get(words).add(link.href);
  }
  const same = [...links].filter(([, to]) => to.size > 1).map(([words, to]) => ({ words, to: [...to].sort() }));

  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(shown);
  const skips = [];
  headings.forEach((heading, index) => {
    const [now, last] = [heading, headings[index - 1]].map((one) => (one ? Number(one.tagName[1]) : 0));
    if (now > last + 1) skips.push({ where: name(heading), what: `h${now} after ${last ? `h${last}` : 'nothing'}` });
  });
  return { over, widest, small, same, mains: headings.filter((one) => one.tagName === 'H1').length, skips };
}
