// The Nu HTML checker reads every page, style sheet and picture as the server sends it: no error, no warning.
import { inside, run } from '../lib/tools.mjs';

export default async function html({ sites, report }) {
  const urls = [];
  for (const site of Object.values(sites)) {
    const shared = new Set(sites.sample === site ? [] : sites.sample.files);
    // The official site repeats the style sheet and most pages' words; its own pages and its front page are enough.
    const files = site.files.filter((file) => /\.(html|css|svg)$/.test(file) && (!shared.has(file) || file === 'index.html'));
    urls.push(...files.map((file) => site.server.url + file));
  }
  const jar = inside('vnu-jar/build/dist/vnu.jar');
  const checked = await run('java', ['-Xss4m', '-jar', jar, '--format', 'json', '--also-check-css', '--also-check-svg', ...urls], { timeout: 240_000, codes: [0, 1] });
  report.looked(urls.length);
  for (const one of JSON.parse(checked.stderr || checked.stdout).messages) {
    // A bare `info` is a remark; one with a subtype is a warning.
    if (one.type === 'info' && one.subType !== 'warning') continue;
    const site = Object.values(sites).find((site) => one.url?.startsWith(site.server.url));
    const page = site ? `${site.name}/${one.url.slice(site.server.url.length)}` : (one.url ?? '-');
    report.wrong({
      page: `${page}:${one.lastLine ?? ''}`,
      rule: one.subType ?? one.type,
      // Names with a fingerprint or a neighbour's path would hide that it is one mistake.
      what: one.message.replace(/“[^”]*\/([^”/]+)”/g, '“…/$1”'),
      where: one.type === 'non-document-error' ? one.message : '',
    });
  }
}
