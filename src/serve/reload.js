// Reloads the page after each build and shows what the last build found wrong.
(function () {
  var script = document.currentScript;
  var version = Number(script.getAttribute("data-version")) || 0;

  function get(path, then, failed) {
    var request = new XMLHttpRequest();
    request.open("GET", path);
    request.onload = function () { then(request.responseText); };
    request.onerror = failed || function () {};
    request.send();
  }

  function show(text) {
    var old = document.getElementById("loa-problems");
    if (old) { old.parentNode.removeChild(old); }
    if (!text) { return; }
    var box = document.createElement("pre");
    box.id = "loa-problems";
    box.setAttribute("role", "alert");
    box.textContent = text;
    var style = box.style;
    style.position = "fixed"; style.left = "0"; style.right = "0"; style.bottom = "0"; style.maxHeight = "60%";
    style.overflow = "auto"; style.margin = "0"; style.padding = "16px"; style.zIndex = "99999";
    style.background = "#2b0b0b"; style.color = "#fff"; style.font = "15px/1.5 monospace"; style.whiteSpace = "pre-wrap";
    style.borderTop = "4px solid #ff6b6b";
    box.title = "Bấm để ẩn";
    box.onclick = function () { show(""); };
    document.body.appendChild(box);
  }

  function wait() {
    get("/__loa/wait?" + version, function (text) {
      var now = Number(text);
      if (now > version) {
        version = now;
        get("/__loa/problems", function (problems) {
          if (problems) { show(problems); wait(); } else { location.reload(); }
        });
      } else {
        wait();
      }
    }, function () { setTimeout(wait, 1000); });
  }

  get("/__loa/problems", show);
  wait();
})();
