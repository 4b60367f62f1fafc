// What was looked at and what was found wrong, told once for all pages that share it.
import { writeFileSync } from 'node:fs';

export class Report {
  constructor() {
    this.checks = [];
  }

  /** Begins a check; what follows is counted under its name. */
  begin(name) {
    this.now = { name, looked: 0, findings: [], notes: [], started: Date.now() };
    this.checks.push(this.now);
  }

  /** Something was looked at. A check that looked at nothing has failed. */
  looked(times = 1) {
    this.now.looked += times;
  }

  /**
   * Something is wrong: on which page, in which view (width, scheme), against which rule, at which element.
   * `where` and `what` are the same for all pages that share a mistake of the theme; `example` is of this page alone.
   */
  wrong({ page, view = '', rule, where = '', what = '', example = '' }) {
    this.now.findings.push({ page, view, rule, where: where.slice(0, 200), what: what.slice(0, 400), example: example.slice(0, 200) });
  }

  /** Looks and tells in one. */
  expect(good, finding) {
    this.looked();
    if (!good) this.wrong(finding);
  }

  /** A figure for people, no verdict. */
  note(text) {
    this.now.notes.push(text);
  }

  end() {
    const check = this.now;
    if (!check.looked) this.wrong({ page: '-', rule: 'empty', what: 'this check looked at nothing' });
    check.seconds = ((Date.now() - check.started) / 1000).toFixed(1);
    const groups = new Map();
    for (const finding of check.findings) {
      const key = `${finding.rule}\n${finding.where}\n${finding.what}`;
      groups.set(key, [...(groups.get(key) ?? []), finding]);
    }
    check.wrong = groups.size;
    console.log(`\n-- ${check.name}: ${check.looked} looked at, ${groups.size} wrong (${check.seconds} s)`);
    for (const note of check.notes) console.log(`   ${note}`);
    const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
    for (const group of sorted.slice(0, 60)) {
      const [{ rule, where, what, example }] = group;
      const pages = [...new Set(group.map((one) => `${one.page}${one.view ? ` (${one.view})` : ''}`))];
      const more = pages.length > 3 ? `, and ${pages.length - 3} more` : '';
      console.log(`   ${rule}${where ? `  ${where}` : ''}${what || example ? `\n      ${what}${what && example ? ': ' : ''}${example}` : ''}\n      on ${pages.slice(0, 3).join(', ')}${more}`);
    }
    if (sorted.length > 60) console.log(`   and ${sorted.length - 60} more`);
  }

  /** The last lines; true when nothing is wrong. */
  close(file) {
    if (file) writeFileSync(file, JSON.stringify(this.checks, null, 1));
    const bad = this.checks.filter((check) => check.wrong);
    console.log(`\n${bad.length ? `wrong: ${bad.map((check) => `${check.name} (${check.wrong})`).join(', ')}` : 'all well'}`);
    console.log(`browser checks: ${this.checks.length - bad.length} well, ${bad.length} wrong`);
    return !bad.length;
  }
}
