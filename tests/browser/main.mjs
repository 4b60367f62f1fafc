// Carries out the checks that were asked for, one after another, and tells what they found.
import { Report } from './lib/report.mjs';
import { launch, scratch } from './lib/browser.mjs';
import { alone, official, sample } from './lib/site.mjs';
import { serve } from './lib/server.mjs';

// In the order of `all`: what is quick first.
const CHECKS = ['links', 'feeds', 'script', 'html', 'weight', 'offline', 'keyboard', 'search', 'print', 'zoom', 'axe', 'lighthouse'];

const asked = process.argv.slice(2);
const shots = asked[0] === 'shots';
const chosen = !asked.length || asked.includes('all') ? CHECKS : CHECKS.filter((name) => asked.includes(name));
const unknown = asked.filter((name) => !shots && name !== 'all' && !CHECKS.includes(name));
if (unknown.length || (shots && asked.length !== 2)) {
  console.error(`usage: bash tests/browser/run [all|${CHECKS.join('|')}]... | shots FOLDER`);
  process.exit(2);
}

const folder = scratch();
const sites = { sample: await sample(folder), official: await official(folder) };
alone(sites.official, sites.sample);
for (const [name, site] of Object.entries(sites)) {
  site.name = name;
  site.server = await serve(site.folder);
}
const browser = await launch();
const context = { sites, browser, folder, report: new Report() };
let good = true;
try {
  if (shots) {
    const { default: take } = await import('./checks/shots.mjs');
    await take(context, asked[1]);
  } else {
    for (const name of chosen) {
      const { default: check } = await import(`./checks/${name}.mjs`);
      context.report.begin(name);
      try {
        await check(context);
      } catch (error) {
        context.report.wrong({ page: '-', rule: 'broke off', what: error.stack });
      }
      context.report.end();
    }
    good = context.report.close(process.env.LOA_REPORT);
  }
} finally {
  await browser.close();
  for (const site of Object.values(sites)) site.server.close();
}
process.exit(good ? 0 : 1);
