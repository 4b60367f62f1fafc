// Drives a browser on a copy of the sample site while its files change. Every wait is for something; nothing sleeps.
"use strict";
const { chromium } = require("playwright-core");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const SOON = 15000;
const site = process.env.SITE;
let failed = 0;

function check(what, well, seen) {
  console.log((well ? "ok    " : "WRONG ") + what + (well ? "" : ": " + JSON.stringify(seen)));
  if (!well) { failed += 1; }
}

const file = (name) => path.join(site, name);
const read = (name) => fs.readFileSync(file(name), "utf8");

// As editors save: a second file, then a rename.
function save(name, text) {
  fs.mkdirSync(path.dirname(file(name)), { recursive: true });
  fs.writeFileSync(file(name) + "~", text);
  fs.renameSync(file(name) + "~", file(name));
}

function start() {
  const opened = path.join(site, "mo-ra.txt");
  const editor = `sh -c 'echo "$0:$1:$2" > "${opened}"' {file} {line} {column}`;
  const words = ["--today", "2026-11-22", "watch", "--port", "0", "--json", "--editor", editor];
  const child = spawn(process.env.LOA, words, { cwd: site, stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (piece) => {
      said += piece;
      const found = /"address":"([^"]+)"/.exec(said);
      if (found) { resolve({ child, address: found[1], opened }); }
    });
    child.on("exit", (code) => reject(new Error("loa watch ended with " + code)));
  });
}

async function main() {
  const { child, address, opened } = await start();
  const browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ["--no-sandbox"] });
  const page = await (await browser.newContext({ viewport: { width: 900, height: 600 } })).newPage();
  page.setDefaultTimeout(SOON);
  const broken = [];
  page.on("console", (message) => { if (message.type() === "error") { broken.push(message.text()); } });
  page.on("pageerror", (error) => broken.push(String(error)));

  const name = "content/canh-bao/anh-gia-thien-tai.md";
  const text = read(name);
  await page.goto(address + "canh-bao/anh-gia-thien-tai/", { waitUntil: "load" });

  // The panel.
  const tab = page.locator("loa-watch .tab");
  await page.waitForFunction(() => /\d:\d\d/.test(document.querySelector("loa-watch").shadowRoot.querySelector(".tab").textContent));
  await tab.click();
  const sheet = page.locator("loa-watch .sheet");
  await sheet.waitFor({ state: "visible" });
  const shown = await sheet.innerText();
  check("the panel tells the time on air at three rates", /nhanh \d+:\d\d · thường \d+:\d\d · chậm \d+:\d\d; \d+ tiếng/.test(shown), shown);
  check("the panel tells the slot", shown.includes("Một buổi dài 5:00–10:00"), shown);
  check("the panel leads to the source", (await sheet.locator(".source a").getAttribute("href")).startsWith("vscode://file/"), shown);
  await sheet.locator(".source a").click();
  await page.waitForTimeout(0);
  for (const end = Date.now() + SOON; !fs.existsSync(opened) && Date.now() < end;) { await page.waitForTimeout(20); }
  const told = fs.existsSync(opened) ? fs.readFileSync(opened, "utf8") : "";
  check("a click opens the editor", told.trim().endsWith(name + ":1:1"), told);

  // A style sheet, without loading the page anew.
  const css = "body { outline: 7px solid rgb(1, 2, 3) }\n";
  await page.evaluate(() => { window.stillHere = true; });
  save("themes/phuong/static/style.css", css);
  await page.waitForFunction(() => getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)");
  check("a style sheet is swapped without loading the page", await page.evaluate(() => window.stillHere === true), "loaded anew");
  await page.waitForFunction(() => document.querySelectorAll("link[rel~=stylesheet]").length === 1);
  fs.rmSync(file("themes"), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.body).outlineColor !== "rgb(1, 2, 3)");
  check("and back", await page.evaluate(() => window.stillHere === true), "loaded anew");

  // The place on the page.
  await page.evaluate(() => window.scrollTo(0, 777));
  await page.waitForFunction(() => Math.abs(window.pageYOffset - 777) < 2);
  save(name, text + "\nMột đoạn mới ở cuối bài.\n");
  await page.waitForFunction(() => document.body.innerText.includes("Một đoạn mới ở cuối bài.") && !window.stillHere);
  await page.waitForFunction(() => Math.abs(window.pageYOffset - 777) < 2).catch(() => {});
  const offset = await page.evaluate(() => window.pageYOffset);
  check("a changed page stays where the reader was", Math.abs(offset - 777) < 2, offset);
  check("the panel stays open", await sheet.isVisible(), "closed");

  // Another page's body is no reason to load this one.
  await page.evaluate(() => { window.stillHere = true; });
  const before = await page.evaluate(() => document.querySelector("script[data-version]").getAttribute("data-version"));
  const other = "content/gioi-thieu.md";
  save(other, read(other) + "\nThêm một câu.\n");
  const later = await page.evaluate((version) => fetch("/__loa/wait?version=" + version).then((answer) => answer.json()), before);
  check("another page's save leaves this one alone", later.version > Number(before) && await page.evaluate(() => window.stillHere === true), later);

  // The overlay.
  await page.evaluate(() => { const link = document.querySelector("a[href]"); link.focus(); window.focused = link; });
  save(name, text.replace(/\n\+\+\+\n/, "\n+++\n\nXem [bài kia](khong-co.md).\n"));
  const overlay = page.locator("loa-watch [role=alertdialog]");
  await overlay.waitFor({ state: "visible" });
  const words = await overlay.innerText();
  check("a mistake is shown with its line", words.includes("L0203") && words.includes("Xem [bài kia]") && words.includes(name + ":"), words);
  check("the last good page is behind it", await page.evaluate(() => document.body.innerText.includes("Một đoạn mới ở cuối bài.")), "");
  const focus = () => page.evaluate(() => { const now = document.querySelector("loa-watch").shadowRoot.activeElement; return now && (now.getAttribute("role") || now.tagName); });
  check("the overlay has the focus", await focus() === "alertdialog", await focus());
  const stops = [];
  for (let press = 0; press < 6; press += 1) { await page.keyboard.press("Tab"); stops.push(await focus()); }
  check("the keyboard stays within it", stops.every((stop) => stop === "A" || stop === "BUTTON"), stops);
  await page.keyboard.press("Escape");
  await overlay.waitFor({ state: "detached" });
  check("Escape closes it and gives the focus back", await page.evaluate(() => document.activeElement === window.focused), "elsewhere");
  await page.waitForFunction(() => document.querySelector("loa-watch").shadowRoot.querySelector(".tab.wrong"));
  await sheet.locator("button").click();
  await overlay.waitFor({ state: "visible" });
  check("the panel opens it again", true);
  save(name, text);
  await overlay.waitFor({ state: "detached" });
  await page.waitForFunction(() => !document.body.innerText.includes("Một đoạn mới ở cuối bài."));
  check("a mended page is shown", true);

  // The radio side, whose own policy forbids scripts.
  await page.goto(address + "__loa/radio/", { waitUntil: "load" });
  await page.waitForFunction(() => window.loaWatch && document.querySelector("loa-watch").shadowRoot.querySelector(".tab"));
  save("loa.toml", read("loa.toml").replace(/station = ".*"/, 'station = "Đài thử trong trình duyệt"'));
  await page.waitForFunction(() => document.title.includes("Đài thử trong trình duyệt"));
  check("the radio side follows", true);
  check("nothing is broken", broken.filter((line) => !line.includes("favicon")).length === 0, broken);

  // A browser has six connections to a server; more pages than that follow all the same.
  const tabs = [];
  for (let count = 0; count < 9; count += 1) {
    const another = await page.context().newPage();
    another.setDefaultTimeout(SOON);
    await another.goto(address + "gioi-thieu/", { waitUntil: "load" });
    tabs.push(another);
  }
  save(other, read(other) + "\nMọi trang đều thấy câu này.\n");
  for (const another of tabs) {
    await another.waitForFunction(() => document.body.innerText.includes("Mọi trang đều thấy câu này."));
  }
  check("nine pages of one browser follow", true);

  await browser.close();
  child.removeAllListeners("exit");
  child.kill("SIGINT");
  await new Promise((resolve) => child.on("exit", resolve));
  process.exitCode = failed ? 1 : 0;
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
