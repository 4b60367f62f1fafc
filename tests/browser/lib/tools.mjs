// The tools that `run` has put in place: packages of npm outside the checkout, and programs of the system.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const folder = process.env.LOA_TOOLS;
const find = createRequire(join(folder, 'package.json'));

/** A package of npm; Node looks beside the checkout's files only, so it is found by its folder. */
export const load = (name) => find(name);

/** A package that is a module of ECMAScript alone. */
export const load_module = (name) => import(pathToFileURL(find.resolve(name)).href);

/** The path of a file inside a package. */
export const inside = (path) => join(folder, 'node_modules', path);

const start = promisify(execFile);

/** Runs a program to its end; gives back what it printed, and throws with its last words when it fails. */
export async function run(program, args, { timeout = 120_000, codes = [0] } = {}) {
  try {
    return await start(program, args, { timeout, maxBuffer: 1 << 28 });
  } catch (error) {
    if (codes.includes(error.code)) return { stdout: error.stdout, stderr: error.stderr };
    throw new Error(`${program}: ${error.killed ? 'took too long' : (error.stderr || error.message).slice(-2000)}`);
  }
}
