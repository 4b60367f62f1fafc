// On paper: A4, every word of the page, nothing beyond the edge, dark on white, and nothing that only a screen can use.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { address, visit, WIDTHS } from '../lib/browser.mjs';
import { run } from '../lib/tools.mjs';

// Points: 210 × 297 mm.
const A4 = [595, 842];

export default async function print({ sites, browser, report, folder }) {
  for (const site of Object.values(sites)) {
    // In dark, which a printed page must not take over.
    const context = await browser.newContext({ viewport: WIDTHS[1280], colorScheme: 'dark' });
    await visit(context, site.kinds, async (tab, page) => {
      const at = { page: `${site.name}${page.path}` };
      await tab.goto(address(site, page), { waitUntil: 'load' });
      await tab.emulateMedia({ media: 'print' });
      const shown = await tab.evaluate(printed);
      for (const where of shown.idle) report.wrong({ ...at, rule: 'printed for nothing', where });
      for (const { where, ratio } of shown.pale) report.wrong({ ...at, rule: 'pale on paper', where, what: `${ratio} to 1` });
      await tab.emulateMedia({ media: null });

      const pdf = join(folder, `${site.name}-${page.kind}.pdf`);
      writeFileSync(pdf, await tab.pdf({ preferCSSPageSize: true }));
      const info = (await run('pdfinfo', [pdf])).stdout;
      const [, width, height] = info.match(/^Page size:\s+([\d.]+) x ([\d.]+)/m).map(Number);
      report.expect(Math.abs(width - A4[0]) < 1 && Math.abs(height - A4[1]) < 1, { ...at, rule: 'paper', what: `is ${width} × ${height} points, not A4` });

      const bare = (text) => text.normalize('NFC').replace(/[\s\u00ad\u200b]+/g, '');
      const paper = bare((await run('pdftotext', ['-raw', '-nopgbrk', pdf, '-'])).stdout);
      const lost = shown.words.filter((words) => !found(paper, bare(words)));
      report.looked(shown.words.length);
      for (const words of lost) report.wrong({ ...at, rule: 'not on paper', what: words });
      if (page.tree.some(({ tag }) => tag === 'article')) {
        const own = page.tree.find(({ tag, at }) => tag === 'link' && at.rel === 'canonical').at.href;
        report.expect(paper.includes(bare(own)), { ...at, rule: 'address', what: 'the paper does not say where the page is' });
      }

      const words = (await run('pdftotext', ['-bbox', pdf, '-'])).stdout;
      const out = [...words.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)/g)].filter(
        ([, left, top, right, bottom]) => Number(left) < 0 || Number(top) < 0 || Number(right) > width + 0.5 || Number(bottom) > height + 0.5,
      );
      report.expect(!out.length, { ...at, rule: 'beyond the edge', what: out.slice(0, 3).map((one) => one[5]).join(' ') });
    });
    await context.close();
  }
}

/** Whether the words stand on paper: whole, or in two parts, since a page may end between. */
function found(paper, words) {
  if (paper.includes(words)) return true;
  let end = words.length;
  while (end && !paper.includes(words.slice(0, end))) end--;
  return end > 0 && paper.includes(words.slice(end));
}

/** In the page, as it would be printed: its words, what is too pale, what is of no use on paper. */
function printed() {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const name = (one) => one.tagName.toLowerCase() + (one.id ? `#${one.id}` : '') + [...one.classList].map((part) => `.${part}`).join('');
  const idle = [...document.querySelectorAll('button, input, select, textarea, nav, audio, video')].filter((one) => shown(one) && !one.closest('.content')).map(name);
  const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const pale = [];
  const words = [];
  const blocks = 'p, li, td, th, dt, dd, h1, h2, h3, h4, figcaption, caption, pre, summary';
  for (const one of document.querySelectorAll(`main :is(${blocks})`)) {
    if (!shown(one) || one.querySelector(blocks) || !one.innerText.trim()) continue;
    // Text by text: on paper the addresses of links stand between.
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement, data } = texts.currentNode;
      if (data.trim() && shown(parentElement) && !parentElement.closest('.vh')) words.push(data);
    }
    const [red, green, blue] = getComputedStyle(one).color.match(/[\d.]+/g).map(Number);
    const ratio = 1.05 / (0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue) + 0.05);
    if (ratio < 7) pale.push({ where: name(one), ratio: ratio.toFixed(1) });
  }
  return { idle: [...new Set(idle)], pale, words };
}
