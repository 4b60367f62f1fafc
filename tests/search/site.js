// Sites in a temporary folder, built by the real program; the published search as an object.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');
const { execFileSync } = require('child_process');

const TODAY = '2026-11-22';
const repository = path.join(__dirname, '..', '..');

exports.repository = repository;

exports.build = function (loa, folder) {
  execFileSync(loa, ['-C', folder, '--today', TODAY, '--quiet', 'build'], { stdio: ['ignore', 'inherit', 'inherit'] });
  return path.join(folder, 'dist', 'portal');
};

/** The script with every shard of the index, in order; `shards` are the bytes as published. */
exports.search = function (portal) {
  const page = fs.readFileSync(path.join(portal, 'tim-kiem', 'index.html'), 'utf8');
  const script = /src="\.\.\/(static\/search\.[^"]+)"/.exec(page)[1];
  let next = /src="([^"]+)" data-index/.exec(page)[1];
  const context = vm.createContext({});
  vm.runInContext(fs.readFileSync(path.join(portal, script), 'utf8'), context);
  const shards = [];
  while (next) {
    const bytes = fs.readFileSync(path.join(portal, 'tim-kiem', next));
    shards.push(bytes);
    vm.runInContext(bytes.toString('utf8'), context);
    next = /"next":"([^"]*)"/.exec(bytes.toString('utf8'))[1];
  }
  return { find: (query) => context.loaTim.search(query), shards };
};
