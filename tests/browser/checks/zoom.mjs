// Text twice as large, and text set wider apart: nothing is cut off and nothing runs out of the page.
import { address, launch, visit, WIDTHS } from '../lib/browser.mjs';

// WCAG 2.2, 1.4.12: what a reader may set.
const SPACED = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

export default async function zoom({ sites, browser, report }) {
  // The size that a reader has set in the browser, twice the usual 16 px.
  const large = await launch(['--blink-settings=defaultFontSize=32,defaultFixedFontSize=26']);
  try {
    for (const site of Object.values(sites)) {
      for (const width of [320, 640, 1280]) await look(site, large, width, 'text 200 %', report, 31);
      // A page zoomed to 400 % in a window of 1,280 is as wide as one of 320: `axe` looks at those. This is spacing.
      for (const width of [320, 1280]) await look(site, browser, width, 'text spaced', report, 0, SPACED);
    }
  } finally {
    await large.close();
  }
}

async function look(site, browser, width, view, report, least, style) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: Boolean(style) });
  await visit(context, site.kinds, async (tab, page) => {
    const at = { page: `${site.name}${page.path}`, view: `${width}, ${view}` };
    await tab.goto(address(site, page), { waitUntil: 'load' });
    if (style) await tab.addStyleTag({ content: style });
    const seen = await tab.evaluate(cut);
    report.expect(seen.over <= 0, { ...at, rule: 'sideways', where: seen.widest, what: `the page is ${seen.over} px too wide`, example: seen.example });
    for (const where of seen.cut) report.wrong({ ...at, rule: 'cut off', where });
    for (const where of seen.overlaps) report.wrong({ ...at, rule: 'overlap', where });
    report.expect(seen.size >= least, { ...at, rule: 'text size', what: `the text stays at ${seen.size} px: the size of the browser is not heeded` });
  });
  await context.close();
}

/** In the page: words that are cut off, or that lie on each other. */
function cut() {
  const name = (one) => one.tagName.toLowerCase() + (one.id ? `#${one.id}` : '') + [...one.classList].map((part) => `.${part}`).join('');
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const root = document.documentElement;
  const over = root.scrollWidth - root.clientWidth;
  const beyond = (one) => [...one.childNodes].some((node) => {
    if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) return false;
    // Words for screen readers alone take no room.
    if (one.querySelector('.vh')) return [one.getBoundingClientRect()];
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect().right > root.clientWidth + 1;
  });
  const out = over > 0 ? [...document.body.querySelectorAll('*')].filter((one) => !one.closest('.table, pre') && (one.getBoundingClientRect().right > root.clientWidth + 1 || beyond(one))) : [];
  const clips = (style) => ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY);
  const cut = [...document.body.querySelectorAll('*')]
    .filter((one) => clips(getComputedStyle(one)) && one.clientWidth > 1 && one.textContent.trim() && shown(one))
    .filter((one) => one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 2)
    .map(name);
  // Controls and headings that lie on each other: neither holds the other, and they share more than a hair.
  const blocks = [...document.querySelectorAll('a, button, summary, input, h1, h2, h3, p, li > span')].filter((one) => {
    const box = one.getBoundingClientRect();
    return shown(one) && one.textContent.trim() && box.width > 4 && box.right > 0 && box.bottom + scrollY > 0;
  });
  const overlaps = [];
  // Of the words alone: a block may lie under what stands in its padding.
  const lines = (one) => {
    // Words for screen readers alone take no room.
    if (one.querySelector('.vh')) return [one.getBoundingClientRect()];
    const range = document.createRange();
    range.selectNodeContents(one);
    return [...range.getClientRects()];
  };
  const boxes = blocks.map((one) => ({ one, rects: lines(one), inline: getComputedStyle(one).display === 'inline' }));
  for (let a = 0; a < boxes.length; a++) {
    for (let b = a + 1; b < Math.min(boxes.length, a + 12); b++) {
      const [first, second] = [boxes[a], boxes[b]];
      if (first.one.contains(second.one) || second.one.contains(first.one)) continue;
      // Lines of text may touch each other's leading.
      const spare = first.inline || second.inline ? 12 : 4;
      const meet = first.rects.some((r) => second.rects.some((s) => Math.min(r.right, s.right) - Math.max(r.left, s.left) > 4 && Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top) > spare));
      if (meet) overlaps.push(`${name(first.one)} “${first.one.textContent.trim().slice(0, 30)}” and ${name(second.one)} “${second.one.textContent.trim().slice(0, 30)}”`);
    }
  }
  return { over, widest: out.length ? `${name(out.at(-1).parentElement)} > ${name(out.at(-1))}` : '', example: out.at(-1)?.textContent.trim().slice(0, 60) ?? '', cut, overlaps, size: parseFloat(getComputedStyle(document.querySelector('main')).fontSize) };
}
