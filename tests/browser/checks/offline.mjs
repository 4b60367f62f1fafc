// From disk, below a sub-path and with scripts off: the style is there, links lead on, all words can be read, nothing is dead.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { address as online, watch, WIDTHS } from '../lib/browser.mjs';
import { serve } from '../lib/server.mjs';

export default async function offline({ sites, browser, report }) {
  for (const site of Object.values(sites)) {
    await walk(site, browser, report, 'from disk', (page) => pathToFileURL(join(site.folder, page.file)).href);
    const below = await serve(site.folder, '/phuong/mau/');
    await walk(site, browser, report, 'below a sub-path', (page) => below.url + page.path.slice(1), below.url);
    below.close();
    await silent(site, browser, report);
  }
}

/** Fonts that are fetched: faces made of the machine's own fonts fail where it has none of them, and the next stands in. */
function fonts(site) {
  const styles = site.files.filter((file) => file.endsWith('.css')).map((file) => readFileSync(join(site.folder, file), 'utf8'));
  const faces = styles.join('').match(/@font-face\s*\{[^}]*\}/g) ?? [];
  return faces.filter((face) => face.includes('url(')).map((face) => face.match(/font-family:\s*"?([^";}]+)"?/)[1]);
}

/** Opens each kind of page, and follows a link from it. */
async function walk(site, browser, report, view, address, root) {
  const fetched = fonts(site);
  const context = await browser.newContext({ viewport: WIDTHS[320] });
  for (const page of site.kinds) {
    // It is made for the root of a server: its links cannot be relative.
    if (page.file === '404.html') continue;
    const at = { page: `${site.name}${page.path}`, view };
    const tab = await context.newPage();
    const heard = await watch(tab, () => tab.goto(address(page), { waitUntil: 'load' }));
    for (const line of [...heard.failed, ...heard.said]) report.expect(false, { ...at, rule: 'loads', what: line });
    if (root) for (const request of heard.requests) report.expect(request.startsWith(root) || request.startsWith('data:'), { ...at, rule: 'leaves the sub-path', where: request });
    const seen = await tab.evaluate((fetched) => ({
      styled: getComputedStyle(document.body).marginTop === '0px' && document.styleSheets.length > 0,
      scripted: ![...document.querySelectorAll('[data-do]')].some((one) => one.closest('[hidden]')),
      fonts: [...document.fonts]
        .filter((font) => font.status === 'error')
        .map((font) => font.family.replace(/"/g, ''))
        .filter((family) => fetched.includes(family)),
    }), fetched);
    report.expect(seen.styled, { ...at, rule: 'style', what: 'the style sheet is not in force' });
    report.expect(seen.scripted, { ...at, rule: 'script', what: 'the script did not run' });
    report.expect(!seen.fonts.length, { ...at, rule: 'font', what: seen.fonts.join() });
    const link = tab.locator('main a[href]:not([href^="http"]):not([href^="#"]):not([href^="tel:"]):not([href^="mailto:"]):not([download])').first();
    if (await link.count()) {
      const words = await link.innerText();
      await Promise.all([tab.waitForNavigation({ timeout: 5000 }).catch(() => {}), link.click({ timeout: 5000 }).catch(() => {})]);
      const there = await tab.evaluate(() => ({ heading: document.querySelector('h1')?.textContent, address: location.href }));
      report.expect(there.heading && there.address !== address(page), { ...at, rule: 'link', what: `“${words}” does not lead on`, example: there.address });
    }
    await tab.close();
  }
  await context.close();
}

/** With scripts off. */
async function silent(site, browser, report) {
  const context = await browser.newContext({ viewport: WIDTHS[320], javaScriptEnabled: false });
  const with_scripts = await browser.newContext({ viewport: WIDTHS[320] });
  for (const page of site.kinds) {
    const at = { page: `${site.name}${page.path}`, view: 'scripts off' };
    const tab = await context.newPage();
    await tab.goto(online(site, page));
    const seen = await tab.evaluate(() => {
      const shown = (one) => one.checkVisibility({ visibilityProperty: true });
      const dead = [...document.querySelectorAll('button, input, select, textarea, [role=button]')].filter((one) => {
        const form = one.form ?? one.closest('form');
        return shown(one) && !(form && form.getAttribute('action')) && !one.matches(':disabled') && !one.closest('audio, video') && !(one.matches('input[type=checkbox], input[type=radio]') && one.dataset.css !== undefined);
      });
      // What the style sheet shows when a link leads to it.
      const opened = (one) => one.id && document.querySelector(`a[href$="#${CSS.escape(one.id)}"]`);
      const idle = [...document.querySelectorAll('a[href="#"], a:not([href])')].filter(shown);
      return {
        words: document.querySelector('main').innerText,
        dead: [...dead, ...idle].map((one) => one.outerHTML.slice(0, 120)),
        // What nobody can ever open: hidden by the style sheet until a script would show it.
        closed: [...document.querySelectorAll('main :is(p, li, td, dd, h2, h3)')].filter((one) => !shown(one) && !one.closest('details, .tools, [hidden], .print-only, [role=status]') && !opened(one)).map((one) => one.outerHTML.slice(0, 120)),
      };
    });
    report.expect(!seen.dead.length, { ...at, rule: 'dead control', what: seen.dead[0] });
    report.expect(!seen.closed.length, { ...at, rule: 'hidden words', what: seen.closed[0] });
    await tab.close();
    const other = await with_scripts.newPage();
    await other.goto(online(site, page), { waitUntil: 'load' });
    const lines = await other.evaluate(() => [...document.querySelectorAll('main :is(p, li, td, th, dd, dt, h1, h2, h3)')].filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.tools, [role=status]')).map((one) => one.innerText.replace(/\s+/g, ' ').trim()).filter(Boolean));
    const words = seen.words.replace(/\s+/g, ' ');
    // A list of contents may stand open only where a script saw a wide window.
    const lost = lines.filter((line) => !words.includes(line));
    report.expect(!lost.length, { ...at, rule: 'words only by script', what: lost[0] });
    await other.close();
  }
  await context.close();
  await with_scripts.close();
}
