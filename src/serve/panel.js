// A small panel for the writer: how long the page at hand is on air and where, what is guessed in it, what is wrong in it.
(function () {
  "use strict";
  var loa = window.loaWatch;
  if (!loa) { return; }
  var OPEN = "loa-panel";
  var words = loa.english ? {
    air: "On air", fast: "fast", likely: "likely", slow: "slow", syllables: "syllables", silent: "This page is not read on air",
    slot: "A programme lasts", programmes: "Programmes with this page", none: "No planned programme has this page",
    script: "script", whole: "whole", fits: "fits", misfits: "does not fit its slot", everywhere: "all loudspeakers",
    doubts: "Guessed readings", messages: "Messages about this page", site: "Whole site", errors: "errors", warnings: "warnings",
    show: "show the errors", source: "Source", radio: "Schedule and scripts"
  } : {
    air: "Trên loa", fast: "nhanh", likely: "thường", slow: "chậm", syllables: "tiếng", silent: "Bài này không đọc trên loa",
    slot: "Một buổi dài", programmes: "Buổi phát có bài này", none: "Chưa buổi nào trong lịch có bài này",
    script: "kịch bản", whole: "cả buổi", fits: "vừa khung", misfits: "lệch khung", everywhere: "mọi cụm loa",
    doubts: "Cách đọc phải đoán", messages: "Thông báo về bài này", site: "Cả trang web", errors: "lỗi", warnings: "cảnh báo",
    show: "xem lỗi", source: "Tệp nguồn", radio: "Lịch phát và kịch bản"
  };
  var make = loa.make;
  var panel = make("section", "panel");
  panel.setAttribute("aria-label", "Loa");
  var button = make("button", "tab", "Loa");
  button.type = "button";
  button.setAttribute("aria-controls", "loa-sheet");
  var sheet = make("div", "sheet");
  sheet.id = "loa-sheet";
  panel.appendChild(sheet);
  panel.appendChild(button);
  loa.root.appendChild(panel);

  function kept() {
    try { return sessionStorage.getItem(OPEN) === "1"; } catch (error) { return false; }
  }

  function set(open) {
    sheet.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  }

  button.onclick = function () {
    var open = sheet.hidden;
    set(open);
    try { sessionStorage.setItem(OPEN, open ? "1" : "0"); } catch (error) { /* closed again on the next page */ }
  };
  sheet.addEventListener("keydown", function (event) {
    if (event.key === "Escape" || event.key === "Esc") { set(false); button.focus(); }
  });

  function link(text, address) {
    var element = make("a", "", text);
    element.href = address;
    return element;
  }

  function line(kind, parts) {
    var element = make("p", kind);
    parts.forEach(function (part) {
      element.appendChild(typeof part === "string" ? document.createTextNode(part) : part);
    });
    return element;
  }

  function times(length) {
    return words.fast + " " + length.low.text + " · " + words.likely + " " + length.likely.text + " · " +
      words.slow + " " + length.high.text;
  }

  function programme(one) {
    var day = one.date.split("-").reverse().join("/");
    var item = make("li", one.fits ? "fits" : "misfits");
    item.appendChild(line("", [day + " " + one.time + ", " + (one.cluster || words.everywhere) + ": ",
      link(words.script, one.script)]));
    item.appendChild(line("small", [words.whole + ": " + times(one.length) + "; " + one.slot.min + "–" + one.slot.max + ": " +
      (one.fits ? words.fits : words.misfits)]));
    return item;
  }

  function group(title, items, draw) {
    if (!items || !items.length) { return; }
    sheet.appendChild(make("h3", "", title + " (" + items.length + ")"));
    items.forEach(function (item) { sheet.appendChild(draw(item)); });
  }

  function draw(page) {
    while (sheet.firstChild) { sheet.removeChild(sheet.firstChild); }
    var tab = ["Loa"];
    if (page.source) {
      sheet.appendChild(make("h2", "", page.title));
      if (page.length) {
        tab.push(page.length.likely.text);
        sheet.appendChild(line("air", [words.air + ": " + times(page.length) + "; " + page.length.syllables + " " + words.syllables]));
        sheet.appendChild(line("small", [words.slot + " " + page.slot.min + "–" + page.slot.max]));
        if (page.programmes.length) {
          sheet.appendChild(make("h3", "", words.programmes));
          var list = make("ul");
          page.programmes.forEach(function (one) { list.appendChild(programme(one)); });
          sheet.appendChild(list);
        } else {
          sheet.appendChild(make("p", "small", words.none));
        }
      } else {
        sheet.appendChild(make("p", "air", words.silent));
      }
      group(words.doubts, page.doubts, loa.message);
      group(words.messages, page.messages, loa.message);
      var from = { link: page.source.link, file: page.source.file, line: 1, column: 1 };
      sheet.appendChild(line("source", [words.source + ": ", loa.source(from, page.source.file)]));
      var doubts = page.doubts.length + page.messages.length;
      if (doubts) { tab.push("⚠ " + doubts); }
    }
    var site = [words.site + ": " + page.errors + " " + words.errors + ", " + page.warnings + " " + words.warnings + " "];
    if (page.errors) {
      tab.push(page.errors + " " + words.errors);
      var reopen = make("button", "", words.show);
      reopen.type = "button";
      reopen.onclick = loa.reopen;
      site.push(reopen, " ");
    }
    site.push(link(words.radio, page.radio));
    sheet.appendChild(line("site", site));
    button.textContent = tab.join(" · ");
    button.className = page.errors ? "tab wrong" : "tab";
  }

  function refresh() { loa.ask("/__loa/page?path=" + encodeURIComponent(location.pathname), draw); }

  set(kept());
  loa.changed = refresh;
  refresh();
})();
