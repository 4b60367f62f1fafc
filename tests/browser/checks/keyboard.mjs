// Without a mouse: every control is reached in order, can be seen when it is reached, and lets go again.
import { address, WIDTHS } from '../lib/browser.mjs';

// A page with more is walked up to here and said so: the long plans have hundreds of links of one kind.
const MOST = 400;

export default async function keyboard({ sites, browser, report }) {
  for (const site of [sites.sample, sites.official]) {
    for (const width of [320, 1280]) {
      const context = await browser.newContext({ viewport: WIDTHS[width], reducedMotion: 'reduce' });
      const tab = await context.newPage();
      for (const page of site.kinds) {
        const at = { page: `${site.name}${page.path}`, view: `${width}` };
        const open = () => tab.goto(address(site, page), { waitUntil: 'load' });
        await open();
        await walk(tab, at, report);
        await open();
        await skip(tab, at, report);
        if (page.kind === 'home') {
          await open();
          await menu(tab, at, report);
          await seen(tab, open, at, report);
        }
      }
      await context.close();
    }
  }
}

/** Presses Tab through the page, opening what can be opened, and back again. */
async function walk(tab, at, report) {
  await tab.evaluate(prepare);
  const forward = [];
  for (let step = 0; step < MOST; step++) {
    await tab.keyboard.press('Tab');
    const now = await tab.evaluate(look);
    if (!now || (forward.length && now.id === forward[0].id)) break;
    if (forward.at(-1)?.id === now.id) {
      // Players have several stops inside; anything else that keeps the focus is a trap.
      if (!now.player) {
        report.wrong({ ...at, rule: 'trap', where: now.name });
        return;
      }
      continue;
    }
    forward.push(now);
    report.looked();
    if (!now.marked) report.wrong({ ...at, rule: 'focus not visible', where: now.name });
    else if (now.ratio < 3) report.wrong({ ...at, rule: 'focus hard to see', where: now.name, what: `its mark stands out from what is around it by ${now.ratio.toFixed(1)} to 1, less than 3` });
    if (now.away) report.wrong({ ...at, rule: 'focus out of sight', where: now.name });
    if (now.covered) report.wrong({ ...at, rule: 'focus covered', where: now.name, what: `by ${now.covered}` });
    if (now.small) report.wrong({ ...at, rule: 'target 44', where: now.name, what: now.small });
    if (now.summary) {
      const before = await tab.evaluate(() => document.activeElement.parentElement.open);
      await tab.keyboard.press('Enter');
      const after = await tab.evaluate(() => document.activeElement.parentElement.open);
      report.expect(before !== after, { ...at, rule: 'cannot be opened', where: now.name });
      // Left open, so that what is inside is walked too.
      if (!after) await tab.keyboard.press('Enter');
    }
  }
  const expected = await tab.evaluate(reachable);
  const reached = forward.map((one) => one.id);
  report.expect(expected.length, { ...at, rule: 'nothing to reach' });
  if (forward.length >= MOST) report.note(`${at.page} (${at.view}): more than ${MOST} controls, walked so far`);
  const wanted = expected.slice(0, forward.length >= MOST ? MOST : undefined);
  for (const { id, name } of wanted) report.expect(reached.includes(id), { ...at, rule: 'not reached', where: name });
  const order = reached.filter((id) => expected.some((one) => one.id === id));
  const sorted = expected.map((one) => one.id).filter((id) => order.includes(id));
  const first = order.findIndex((id, index) => id !== sorted[index]);
  report.expect(first < 0, { ...at, rule: 'order', what: 'the focus does not follow the page', where: forward[first]?.name });

  // Back from the last stop: the same stops the other way round.
  if (forward.length < 2 || forward.length >= MOST) return;
  await tab.evaluate((id) => window.stops.get(id)?.focus(), reached.at(-1));
  const back = [];
  for (let step = 0; step < Math.min(12, reached.length - 1); step++) {
    await tab.keyboard.press('Shift+Tab');
    back.push((await tab.evaluate(look))?.id);
  }
  const mirror = reached.slice(0, -1).reverse().slice(0, back.length);
  const players = forward.some((one) => one.player);
  report.expect(players || back.join() === mirror.join(), { ...at, rule: 'order', what: 'going back is not the way forth' });
}

/** The first stop leads past the head of the page. */
async function skip(tab, at, report) {
  await tab.keyboard.press('Tab');
  const link = await tab.evaluate(() => {
    const one = document.activeElement;
    const box = one.getBoundingClientRect();
    return { to: one.getAttribute('href') ?? '', seen: box.left >= 0 && box.top >= 0 && box.width > 40 && box.height > 20 };
  });
  report.expect(/^#./.test(link.to) && link.seen, { ...at, rule: 'skip link', what: 'the first stop is no visible link into the page' });
  if (!/^#./.test(link.to)) return;
  await tab.keyboard.press('Enter');
  await tab.keyboard.press('Tab');
  const inside = await tab.evaluate(() => {
    const main = document.querySelector('main');
    const one = document.activeElement;
    // A page whose content has no control: the next stop is the first one after it.
    const after = main.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    return main.contains(one) || (after && !main.querySelector('a[href], button, summary, input'));
  });
  report.expect(inside, { ...at, rule: 'skip link', what: 'the next stop is not in the content' });
}

/** The menu: open already, or opened by its control, and then its links are the next stops. */
async function menu(tab, at, report) {
  const nav = tab.locator('nav[aria-label*="enu"]').first();
  report.expect(await nav.count(), { ...at, rule: 'menu', what: 'there is no nav with “menu” in its label' });
  if (await nav.locator('a').first().isVisible()) {
    await nav.locator('a').nth(1).focus();
  } else {
    const door = tab.locator(':is(a, button, summary):text-matches("^\\\\s*menu\\\\s*$", "i")').first();
    report.expect(await door.isVisible().catch(() => false), { ...at, rule: 'menu', what: 'is closed, and no visible control is called Menu' });
    if (!(await door.count())) return;
    await door.focus();
    await tab.keyboard.press('Enter');
    await tab.waitForTimeout(100);
    let found = false;
    for (let step = 0; step < 3 && !found; step++) {
      await tab.keyboard.press('Tab');
      found = await tab.evaluate(() => document.activeElement.matches('nav a') && document.activeElement.checkVisibility());
    }
    report.expect(found, { ...at, rule: 'menu', what: 'after Enter on Menu the next stops are not its links' });
  }
  const target = await tab.evaluate(() => document.activeElement.href);
  await Promise.all([tab.waitForURL(target ?? '', { timeout: 5000 }).catch(() => {}), tab.keyboard.press('Enter')]);
  report.expect(target && tab.url().startsWith(target), { ...at, rule: 'menu', what: `Enter on a link led to ${tab.url()}, not to ${target}` });
}

/** By the pixels: one control of each look, with and without the focus. */
async function seen(tab, open, at, report) {
  for (const scheme of ['light', 'dark']) {
    await tab.emulateMedia({ colorScheme: scheme });
    await open();
    await tab.evaluate(prepare);
    const looks = new Map();
    for (const { id, name } of await tab.evaluate(reachable)) if (!looks.has(name)) looks.set(name, id);
    for (const [name, id] of looks) {
      const box = await tab.evaluate((which) => {
        const one = window.stops.get(which);
        one.scrollIntoView({ block: 'center' });
        document.activeElement.blur();
        const { x, y, width, height } = one.getBoundingClientRect();
        return { x: Math.max(0, x - 8), y: Math.max(0, y - 8), width: width + 16, height: height + 16 };
      }, id);
      if (box.x + box.width <= 20 || box.y < 0) continue; // out of sight without the focus: the skip link
      const clip = { ...box, width: Math.min(box.width, 1280 - box.x), height: Math.min(box.height, 640) };
      const before = await tab.screenshot({ clip, caret: 'hide' });
      // The keyboard's own focus: a script's focus may be shown otherwise.
      await tab.evaluate((which) => window.stops.get(which).focus({ focusVisible: true, preventScroll: true }), id);
      const after = await tab.screenshot({ clip, caret: 'hide' });
      const changed = await tab.evaluate(differ, [before, after].map((picture) => picture.toString('base64')));
      // Focus Appearance, WCAG 2.2, 2.4.13: as much as a line of two pixels around it.
      const least = 2 * 2 * (clip.width - 16 + clip.height - 16);
      report.expect(changed >= least, { ...at, view: `${at.view}, ${scheme}`, rule: 'focus hard to see', where: name, what: `changes ${changed} pixels, fewer than ${Math.round(least)}` });
    }
  }
  await tab.emulateMedia({ colorScheme: 'light' });
}

/** In a page: how many pixels of two pictures differ by 3 to 1. */
async function differ(pictures) {
  const [one, two] = await Promise.all(
    pictures.map(async (picture) => {
      const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const paint = canvas.getContext('2d');
      paint.drawImage(bitmap, 0, 0);
      return paint.getImageData(0, 0, bitmap.width, bitmap.height).data;
    }),
  );
  const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = (data, at) => 0.2126 * part(data[at]) + 0.7152 * part(data[at + 1]) + 0.0722 * part(data[at + 2]);
  let changed = 0;
  for (let at = 0; at < one.length; at += 4) {
    const [a, b] = [light(one, at), light(two, at)];
    if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) >= 3) changed++;
  }
  return changed;
}

/** In the page, before walking: how everything looks without the focus. */
function prepare() {
  window.stops = new Map();
  const number = new WeakMap();
  window.numbered = (one) => {
    if (!number.has(one)) {
      number.set(one, window.stops.size + 1);
      window.stops.set(window.stops.size + 1, one);
    }
    return number.get(one);
  };
  window.named = (one) => {
    const mark = (node) => node.tagName.toLowerCase() + (node.id ? `#${node.id}` : [...node.classList].map((part) => `.${part}`).join(''));
    const parts = [];
    for (let node = one; node && node !== document.body && parts.length < 3; node = node.parentElement) parts.unshift(mark(node));
    return parts.join(' > ');
  };
  window.marks = (one) => {
    const style = getComputedStyle(one);
    const ring = style.outlineStyle === 'none' ? '0px' : style.outlineWidth;
    return { ring, color: style.outlineColor, shadow: style.boxShadow, back: style.backgroundColor, style: style.outlineStyle };
  };
  window.plain = new Map();
  for (const one of document.querySelectorAll('a, button, summary, input, select, textarea, audio, video, [tabindex]')) window.plain.set(one, window.marks(one));
}

/** In the page: what has the focus now, and whether that can be seen. */
function look() {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return undefined;
  const now = window.marks(one);
  const plain = window.plain.get(one) ?? { ring: '0px', shadow: 'none', back: now.back };
  const ringed = parseFloat(now.ring) >= 2 && now.ring !== plain.ring;
  const shadowed = now.shadow !== plain.shadow && now.shadow !== 'none';
  const filled = now.back !== plain.back;
  const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = (color) => {
    const [red, green, blue] = (color.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  let around = 'rgb(255, 255, 255)';
  for (let node = one.parentElement; node; node = node.parentElement) {
    const back = getComputedStyle(node).backgroundColor;
    if (!/, 0\)$|transparent/.test(back)) {
      around = back;
      break;
    }
  }
  const colors = [ringed && now.style !== 'auto' && now.color, shadowed && now.shadow.match(/rgba?\([^)]*\)/)?.[0], filled && now.back].filter(Boolean);
  const box = one.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, innerHeight / 2)];
  const top = document.elementFromPoint(x, y);
  const away = box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth || box.width < 1;
  const covered = !away && top && !one.contains(top) && !top.contains(one) && one.getClientRects().length === 1 ? window.named(top) : '';
  const small = one.matches('.skip') && (box.width < 44 || box.height < 43.9) ? `${box.width} × ${box.height}` : '';
  return {
    id: window.numbered(one),
    name: window.named(one),
    marked: ringed || shadowed || filled,
    // The browser's own ring has two colours and is always seen.
    ratio: ringed && now.style === 'auto' ? 21 : Math.max(0, ...colors.map((color) => ratio(color, around))),
    away,
    covered,
    small,
    player: one.matches('audio, video'),
    summary: one.matches('summary'),
  };
}

/** In the page: all that a keyboard must reach, in the order of the page. */
function reachable() {
  const list = [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select, textarea, audio[controls], video[controls], [tabindex="0"], iframe')];
  return list
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0)
    .filter((one) => !(one.type === 'radio' && one.name && one !== (document.querySelector(`input[type=radio][name="${one.name}"]:checked`) ?? document.querySelector(`input[type=radio][name="${one.name}"]`))))
    .map((one) => ({ id: window.numbered(one), name: window.named(one) }));
}
