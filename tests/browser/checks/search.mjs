// The search as a resident uses it: by keyboard, from a server and from disk, with and without marks, told aloud, scripts or not.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { watch, WIDTHS } from '../lib/browser.mjs';

// What is typed, and a part of the address of what must come first. `tests/search` has the long table.
const CASES = [
  ['luat tri tue nhan tao', /phap-luat/],
  ['Luật Trí tuệ nhân tạo', /phap-luat/],
  ['lua dao', /canh-bao/],
  ['lừa đảo', /canh-bao/],
  ['lúa đạo ôn', /benh-lua-dao-on/],
  ['dich vu cong', /dich-vu-cong/],
  ['duong dang ky thuong tru', /dang-ky-thuong-tru/],
  ['đăng ký thường trú', /dang-ky-thuong-tru/],
];
const BOX = 'form[role=search] input[name=q]';

export default async function search({ sites, browser, report }) {
  const site = sites.official;
  const front = site.pages.find((page) => page.path === '/');
  const found = front.tree.some(({ tag, at }) => tag === 'form' && at.role === 'search');
  report.expect(found, { page: 'official/', rule: 'search', what: 'the front page has no form with the role search' });
  if (!found) return;
  for (const [view, address] of [
    ['from a server', site.server.url],
    ['from disk', pathToFileURL(join(site.folder, 'index.html')).href],
  ]) {
    const context = await browser.newContext({ viewport: WIDTHS[320] });
    const tab = await context.newPage();
    const at = { page: 'official/', view };
    const heard = await watch(tab, async () => {
      for (const form of ['NFC', 'NFD']) {
        for (const [typed, wanted] of CASES) await ask(tab, address, typed.normalize(form), wanted, { ...at, view: `${view}, ${form}` }, report);
      }
      await nothing(tab, address, at, report);
    });
    // Who leaves a page gives up what it was still loading.
    const failed = heard.failed.filter((line) => !line.endsWith('net::ERR_ABORTED'));
    for (const line of [...failed, ...heard.said]) report.expect(false, { ...at, rule: 'console', what: line });
    await context.close();

    const silent = await browser.newContext({ viewport: WIDTHS[320], javaScriptEnabled: false });
    const page = await silent.newPage();
    await page.goto(address);
    await page.locator(BOX).first().fill('lừa đảo');
    await Promise.all([page.waitForURL(/q=/, { timeout: 5000 }).catch(() => {}), page.locator(BOX).first().press('Enter')]);
    const there = { heading: await page.locator('h1').textContent(), links: await page.locator('main a').count() };
    report.expect(page.url() !== address && there.links > 5, { ...at, view: `${view}, scripts off`, rule: 'search', what: `leads to “${there.heading}”, which lists ${there.links} links` });
    await silent.close();
  }
}

/** Types into the box of the front page, sends it, and goes to the first that is found; by keyboard alone. */
async function ask(tab, address, typed, wanted, at, report) {
  const wrong = (what) => report.wrong({ ...at, rule: 'search', where: typed.normalize('NFC'), what });
  report.looked();
  await tab.goto(address, { waitUntil: 'load' });
  await tab.locator(BOX).first().focus();
  await tab.keyboard.insertText(typed);
  await Promise.all([tab.waitForURL(/q=/, { timeout: 5000 }).catch(() => {}), tab.keyboard.press('Enter')]);
  const said = tab.locator('[role=status], [aria-live]').filter({ hasText: /\S/ }).first();
  if (!(await said.waitFor({ timeout: 5000 }).then(() => true, () => false))) return wrong('nothing is told to a screen reader');
  const kept = await tab.locator(BOX).first().inputValue();
  if (kept !== typed) wrong(`the box holds “${kept}” when the results are shown`);
  const first = await tab.locator('main [role=status] ~ :is(ol, ul) a[href]').first().getAttribute('href').catch(() => '');
  if (!wanted.test(first)) return wrong(`${first} comes first`);
  await tab.locator(BOX).first().focus();
  for (let step = 0; step < 6; step++) {
    await tab.keyboard.press('Tab');
    const here = await tab.evaluate(() => document.activeElement.getAttribute('href'));
    if (here !== first) continue;
    const target = await tab.evaluate(() => document.activeElement.href);
    await Promise.all([tab.waitForURL(target, { timeout: 5000 }).catch(() => {}), tab.keyboard.press('Enter')]);
    if (tab.url() !== target || !(await tab.locator('h1').count())) wrong(`Enter on the first result led to ${tab.url()}`);
    return undefined;
  }
  return wrong('the first result is not among the next six stops of the keyboard');
}

/** What nobody has written is answered too. */
async function nothing(tab, address, at, report) {
  await tab.goto(address, { waitUntil: 'load' });
  await tab.locator(BOX).first().fill('xyzzy');
  await Promise.all([tab.waitForURL(/q=/, { timeout: 5000 }).catch(() => {}), tab.locator(BOX).first().press('Enter')]);
  const said = await tab.locator('[role=status], [aria-live]').filter({ hasText: /xyzzy|[Kk]hông/ }).first().waitFor({ timeout: 5000 }).then(() => true, () => false);
  report.expect(said, { ...at, rule: 'search', where: 'xyzzy', what: 'that nothing was found is not told' });
}
