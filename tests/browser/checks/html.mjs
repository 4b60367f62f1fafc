// The Nu HTML checker reads every page and style sheet as the server sends it: no error, no warning.
import { inside, run } from '../lib/tools.mjs';

export default async function html({ sites, report }) {
  const urls = [];
  for (const site of Object.values(sites)) {
    const pages = new Set(site.own.map((page) => page.file));
    const files = site.files.filter((file) => pages.has(file) || (site === sites.sample && /\.css$/.test(file)));
    urls.push(...files.map((file) => site.server.url + file));
  }
  const jar = inside('vnu-jar/build/dist/vnu.jar');
  const checked = await run('java', ['-Xss4m', '-Dnu.validator.servlet.allow-forbidden-hosts=true', '-jar', jar, '--format', 'json', '--also-check-css', ...urls], { timeout: 240_000, codes: [0, 1] });
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
