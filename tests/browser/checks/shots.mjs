// A picture of every kind of page, for people to look at: three widths, light and dark, and on paper.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { address, visit, WIDTHS } from '../lib/browser.mjs';
import { run } from '../lib/tools.mjs';

// Pixels: a long article goes on as it began.
const HIGHEST = 4000;

export default async function shots({ sites, browser }, folder) {
  mkdirSync(folder, { recursive: true });
  let taken = 0;
  for (const site of Object.values(sites)) {
    // On the official site, each page that was written because it is hard to lay out.
    const pages = site.name === 'sample' ? site.kinds : site.own;
    for (const colorScheme of ['light', 'dark']) {
      const context = await browser.newContext({ colorScheme });
      await visit(context, pages, async (tab, page) => {
        const name = site.name === 'sample' ? page.kind : page.path.split('/').filter(Boolean).join('-') || 'home';
        for (const [width, viewport] of Object.entries(WIDTHS)) {
          await tab.setViewportSize(viewport);
          await tab.goto(address(site, page), { waitUntil: 'load' });
          const height = await tab.evaluate(() => document.documentElement.scrollHeight);
          const clip = { x: 0, y: 0, width: viewport.width, height: Math.min(height, HIGHEST) };
          await tab.screenshot({ path: join(folder, `${site.name}-${name}-${width}-${colorScheme}.png`), fullPage: true, clip });
          taken++;
        }
        if (colorScheme === 'dark') return;
        const pdf = join(folder, `${site.name}-${name}.pdf`);
        writeFileSync(pdf, await tab.pdf({ preferCSSPageSize: true }));
        await run('pdftoppm', ['-r', '60', '-l', '3', '-png', pdf, pdf.replace(/\.pdf$/, '-print')]);
      });
      await context.close();
    }
  }
  console.log(`${taken} pictures and the first three printed sheets of each page are in ${folder}`);
}
