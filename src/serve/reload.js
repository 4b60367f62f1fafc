// Follows the builds: a changed style sheet is swapped, a changed page is loaded anew where the reader was, and what
// keeps a page from being published is shown above its last good form. Old browsers too: no arrow, no promise.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || window.loaWatch) { return; }

  var given = function (name) { return script.getAttribute("data-" + name) || ""; };
  var version = Number(given("version"));
  var assets = Number(given("assets"));
  var page = given("page");
  var token = given("token");
  var words = given("lang") === "en" ? {
    title: "Not published", behind: "Behind this is the page as it was before.", close: "Close", help: "help",
    more: "more of the same", trouble: "Machine trouble"
  } : {
    title: "Chưa đăng được", behind: "Phía sau là trang của lần dựng tốt gần nhất.", close: "Đóng", help: "cách sửa",
    more: "lỗi nữa, xem trong cửa sổ lệnh", trouble: "Lỗi máy"
  };
  var PLACE = "loa-place";

  function ask(path, then, failed) {
    var request = new XMLHttpRequest();
    request.open("GET", path);
    request.onload = function () {
      var answer;
      try { answer = JSON.parse(request.responseText); } catch (error) { answer = null; }
      if (request.status === 200 && answer) { then(answer); } else if (failed) { failed(); }
    };
    request.onerror = failed || null;
    request.send();
    return request;
  }

  function make(name, kind, text) {
    var element = document.createElement(name);
    if (kind) { element.className = kind; }
    if (text) { element.textContent = text; }
    return element;
  }

  // A root of its own, so that neither the page's style sheets nor ours reach the other.
  var host = document.createElement("loa-watch");
  var root = host.attachShadow ? host.attachShadow({ mode: "open" }) : host;
  var style = make("link");
  style.rel = "stylesheet";
  style.href = "/__loa/loa.css";
  host.style.display = "none";
  style.onload = function () { host.style.display = ""; };
  root.appendChild(style);
  (document.body || document.documentElement).appendChild(host);

  // --- the page where the reader was

  function remember() {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, window.pageXOffset, window.pageYOffset]));
    } catch (error) { /* a browser that keeps nothing begins at the top */ }
  }

  function restore() {
    var place;
    try {
      place = JSON.parse(sessionStorage.getItem(PLACE) || "null");
      sessionStorage.removeItem(PLACE);
    } catch (error) { place = null; }
    if (!place || place[0] !== location.pathname) { return; }
    var go = function () {
      // A page that scrolls smoothly must not glide there at every save.
      try { window.scrollTo({ left: place[1], top: place[2], behavior: "instant" }); }
      catch (error) { window.scrollTo(place[1], place[2]); }
    };
    go();
    window.addEventListener("load", go);
  }

  function reload() {
    remember();
    location.reload();
  }

  // Puts the new style sheets beside the old ones, which leave when the new ones are there: no flash between.
  function swap(styles) {
    var links = document.querySelectorAll("link[rel~='stylesheet'][href]");
    if (links.length !== styles.length) { return false; }
    Array.prototype.forEach.call(links, function (old, at) {
      if (old.getAttribute("href") === styles[at]) { return; }
      var fresh = old.cloneNode(false);
      fresh.setAttribute("href", styles[at]);
      fresh.onload = function () { if (old.parentNode) { old.parentNode.removeChild(old); } };
      fresh.onerror = reload;
      old.parentNode.insertBefore(fresh, old.nextSibling);
    });
    return true;
  }

  // --- the editor

  // A link that opens a source: in the editor of the command line where there is one, else as the browser opens it.
  function source(message, text) {
    if (!message.link) { return make("span", "place", text); }
    var link = make("a", "place", text);
    link.href = message.link;
    if (token) {
      link.onclick = function (event) {
        event.preventDefault();
        var request = new XMLHttpRequest();
        request.open("POST", "/__loa/open?file=" + encodeURIComponent(message.file) +
          "&line=" + (message.line || 1) + "&column=" + (message.column || 1));
        request.setRequestHeader("x-loa-token", token);
        request.onload = function () { if (request.status !== 204) { location.href = message.link; } };
        request.send();
      };
    }
    return link;
  }

  // One message: what, where, the line itself, what to do.
  function message(one) {
    var item = make("div", "message " + one.severity);
    item.appendChild(make("p", "what", one.code + ": " + one.message));
    if (one.file) { item.appendChild(source(one, one.file + ":" + one.line + ":" + one.column)); }
    if (one.excerpt) {
      var line = make("pre");
      line.appendChild(document.createTextNode(one.excerpt.before));
      line.appendChild(make("mark", "", one.excerpt.marked));
      line.appendChild(document.createTextNode(one.excerpt.after));
      item.appendChild(line);
    }
    one.hints.forEach(function (hint) { item.appendChild(make("p", "hint", words.help + ": " + hint)); });
    return item;
  }

  // --- the overlay

  var overlay = null;
  var shown = "";
  var before = null;

  function close() {
    if (!overlay) { return; }
    root.removeChild(overlay);
    overlay = null;
    if (before && before.focus) { before.focus(); }
    before = null;
  }

  // Stays within the dialog: what is behind it cannot be reached by the keyboard.
  function keys(event) {
    if (event.key === "Escape" || event.key === "Esc") {
      close();
      event.preventDefault();
    } else if (event.key === "Tab") {
      var stops = overlay.querySelectorAll("a[href], button");
      var first = stops[0], last = stops[stops.length - 1];
      var now = root.activeElement || document.activeElement;
      if (event.shiftKey && (now === first || now === overlay)) { last.focus(); event.preventDefault(); }
      else if (!event.shiftKey && now === last) { first.focus(); event.preventDefault(); }
    }
  }

  function show(told) {
    var count = told.problems.length + told.more;
    if (!count && !told.trouble) { shown = ""; close(); return; }
    var text = JSON.stringify([told.problems, told.trouble]);
    // What was read and put away does not come back until it is another.
    if (text === shown) { return; }
    shown = text;
    open(told, count);
  }

  function open(told, count) {
    var again = overlay;
    if (again) { root.removeChild(again); } else { before = document.activeElement; }
    overlay = make("div", "overlay");
    overlay.setAttribute("role", "alertdialog");
    overlay.setAttribute("aria-modal", "true");
    overlay.setAttribute("aria-labelledby", "loa-title");
    overlay.setAttribute("aria-describedby", "loa-list");
    overlay.tabIndex = -1;
    overlay.addEventListener("keydown", keys);
    var head = make("div", "head");
    var title = make("h2", "", told.trouble ? words.trouble : words.title + " (" + count + ")");
    title.id = "loa-title";
    var button = make("button", "", words.close);
    button.type = "button";
    button.onclick = close;
    head.appendChild(title);
    head.appendChild(button);
    overlay.appendChild(head);
    var list = make("div", "list");
    list.id = "loa-list";
    list.appendChild(make("p", "behind", words.behind));
    if (told.trouble) { list.appendChild(make("pre", "", told.trouble)); }
    told.problems.forEach(function (one) { list.appendChild(message(one)); });
    if (told.more) { list.appendChild(make("p", "", told.more + " " + words.more)); }
    overlay.appendChild(list);
    root.appendChild(overlay);
    overlay.focus();
  }

  function problems() { ask("/__loa/problems", show); }

  // --- the wait

  var request = null;

  function told(news) {
    request = null;
    var newer = news.version !== version;
    version = news.version;
    if (news.assets !== assets || (news.page && news.page !== page)) { reload(); return; }
    if (news.styles && !swap(news.styles)) { reload(); return; }
    if (newer) {
      problems();
      if (window.loaWatch.changed) { window.loaWatch.changed(); }
    }
    if (news.pause) { setTimeout(wait, news.pause); } else { wait(); }
  }

  function wait() {
    // A browser has six connections to a server; pages that nobody sees must not take them all.
    if (document.hidden || request) { return; }
    request = ask("/__loa/wait?version=" + version + "&path=" + encodeURIComponent(location.pathname), told, function () {
      // The server is gone; the next one counts from the beginning.
      request = null;
      version = 0;
      setTimeout(wait, 500);
    });
  }

  document.addEventListener("visibilitychange", function () {
    if (document.hidden && request) { request.abort(); request = null; } else { wait(); }
  });

  window.loaWatch = {
    root: root, ask: ask, make: make, message: message, source: source, english: given("lang") === "en", changed: null,
    reopen: function () { shown = ""; problems(); }
  };
  restore();
  problems();
  wait();
  var panel = make("script");
  panel.src = "/__loa/panel.js";
  (document.body || document.documentElement).appendChild(panel);
})();
