/* Tìm trong trang: gõ có dấu hay không dấu, dấu dựng sẵn hay tổ hợp đều được. Chạy cả khi mở từ đĩa, không gọi máy nào.
   Chỉ dùng JavaScript mà điện thoại năm 2012 hiểu được. Tệp chỉ mục gọi loaTim({labels, pages, words, next, all}). */
(function (global) {
  'use strict';
  var ROWS = ['aàảãáạ', 'ăằẳẵắặ', 'âầẩẫấậ', 'eèẻẽéẹ', 'êềểễếệ', 'iìỉĩíị', 'oòỏõóọ', 'ôồổỗốộ', 'ơờởỡớợ', 'uùủũúụ', 'ưừửữứự', 'yỳỷỹýỵ'];
  var TONES = '\u0300\u0309\u0303\u0301\u0323', PLAIN = { 'ă': 'a', 'â': 'a', 'ê': 'e', 'ô': 'o', 'ơ': 'o', 'ư': 'u', 'đ': 'd' };
  var SHAPES = { 'a\u0306': 'ă', 'a\u0302': 'â', 'e\u0302': 'ê', 'o\u0302': 'ô', 'o\u031b': 'ơ', 'u\u031b': 'ư' };
  var LETTERS = {}, i, j;
  for (i = 0; i < ROWS.length; i += 1) {
    for (j = 0; j < 6; j += 1) { LETTERS[ROWS[i].charAt(j)] = [ROWS[i].charAt(0), j]; }
  }

  /* Một tiếng thành { marked, plain }: “hòa” và “hoà” là một, dấu thanh đứng cuối. */
  function word(text) {
    var letters = '', tone = '', plain = '', k, c, known, at;
    for (k = 0; k < text.length; k += 1) {
      c = text.charAt(k);
      known = LETTERS[c];
      at = TONES.indexOf(c);
      if (known) {
        letters += known[0];
        if (known[1]) { tone = TONES.charAt(known[1] - 1); }
      } else if (at >= 0) {
        tone = c;
      } else if (SHAPES[letters.slice(-1) + c]) {
        letters = letters.slice(0, -1) + SHAPES[letters.slice(-1) + c];
      } else if (c < '\u0300' || c > '\u036f') {
        letters += c;
      }
    }
    for (k = 0; k < letters.length; k += 1) { plain += PLAIN[letters.charAt(k)] || letters.charAt(k); }
    return { marked: letters + tone, plain: plain };
  }

  function words(text) {
    var found = String(text).toLowerCase().split(/[\u0000-\/:-`{-\u00bf\u2000-\u206f\u3000-\u303f]+/), list = [], k;
    for (k = 0; k < found.length; k += 1) { if (found[k]) { list.push(word(found[k])); } }
    return list;
  }

  var LAST = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&()*+,-./:', MORE = ';<=>?@[]^_`{|}~';

  /* Đọc một tệp chỉ mục. */
  function open(data) {
    var shard = { data: data, pages: [], words: [] }, parts = data.words.match(/[^!-\/:-`{-~]+[!-\/:-`{-~]+/g) || [], k;
    for (k = 0; k < data.pages.length; k += 1) {
      /* Sau tên bài là các tiếng trong địa chỉ, cách ra một chỗ để không liền với tên. */
      var title = words(data.pages[k][1]), name = data.pages[k][0].split('/').slice(-2)[0];
      shard.pages.push({ title: title.length, words: title.concat({ marked: '', plain: '' }, words(name)) });
    }
    for (k = 0; k < parts.length; k += 1) {
      var text = parts[k].match(/^[^!-\/:-`{-~]+/)[0], item = word(text);
      item.where = parts[k].slice(text.length);
      shard.words.push(item);
    }
    return shard;
  }

  function places(where) {
    var list = [], page = 0, more = 0, k, c;
    for (k = 0; k < where.length; k += 1) {
      c = where.charAt(k);
      if (MORE.indexOf(c) >= 0) { more = (MORE.indexOf(c) + 1) * LAST.length; } else {
        page += more + LAST.indexOf(c);
        more = 0;
        list.push(page);
      }
    }
    return list;
  }

  var ASKING = ' lam sao nao gi khong cua muon nhu thi duoc va de ';

  /* 0: khác; 1: chỉ khớp phần đầu; 2: khớp cả tiếng. */
  function same(has, asked, last) {
    if (has.plain === asked.plain) { return 2; }
    return last && asked.plain.length > 1 && has.plain.lastIndexOf(asked.plain, 0) === 0 ? 1 : 0;
  }
  function agrees(has, asked) { return asked.marked === asked.plain || has.marked.lastIndexOf(asked.marked, 0) === 0; }

  /* Cách ghi dấu hay gặp nhất của một tiếng gõ không dấu: gõ “lua dao” thì “lừa đảo” đứng trước “lúa đạo ôn”. */
  function usual(shard, asked) {
    var count = {}, best = asked.marked, p, k;
    function add(has, times) { if (has.plain === asked.plain) { count[has.marked] = (count[has.marked] || 0) + times; } }
    if (asked.marked !== asked.plain) { return best; }
    for (p = 0; p < shard.pages.length; p += 1) {
      for (k = 0; k < shard.pages[p].title; k += 1) { add(shard.pages[p].words[k], 1); }
    }
    for (k = 0; k < shard.words.length; k += 1) { add(shard.words[k], places(shard.words[k].where).length); }
    for (k in count) { if (count.hasOwnProperty(k) && count[k] > (count[best] || 0)) { best = k; } }
    return best;
  }

  /* Chấm điểm trong một tệp chỉ mục: tên bài nặng hơn địa chỉ, địa chỉ nặng hơn chữ trong bài; liền nhau thì thêm. */
  function rank(shard, asked) {
    var total = shard.pages.length, hits = [], results = [], q, p, k, how, list;
    for (q = 0; q < asked.length; q += 1) {
      var hit = {}, last = q === asked.length - 1, count = 0, common = usual(shard, asked[q]);
      for (p = 0; p < total; p += 1) {
        for (k = 0; k < shard.pages[p].words.length; k += 1) {
          how = same(shard.pages[p].words[k], asked[q], last);
          if (how) {
            hit[p] = hit[p] || { at: [], how: 0, exact: false, title: false };
            hit[p].at.push(k);
            hit[p].title = hit[p].title || k < shard.pages[p].title;
            hit[p].how = Math.max(hit[p].how, how * (k < shard.pages[p].title ? 10 : 6));
            hit[p].exact = hit[p].exact || agrees(shard.pages[p].words[k], asked[q]);
            hit[p].usual = hit[p].usual || shard.pages[p].words[k].marked === common;
          }
        }
      }
      for (k = 0; k < shard.words.length; k += 1) {
        how = same(shard.words[k], asked[q], last);
        if (how) {
          list = places(shard.words[k].where);
          for (p = 0; p < list.length; p += 1) {
            var there = hit[list[p]] = hit[list[p]] || { at: [], how: 0, exact: false };
            there.how = Math.max(there.how, how);
            there.exact = there.exact || agrees(shard.words[k], asked[q]);
            there.usual = there.usual || shard.words[k].marked === common;
          }
        }
      }
      for (p in hit) { if (hit.hasOwnProperty(p)) { count += 1; } }
      /* Tiếng không ở đâu có thì không nói lên điều gì; tiếng để hỏi thì nói rất ít. */
      hits.push({ hit: hit, weight: !count ? 0.01 : Math.log(1 + total / (count + 0.5)) * (ASKING.indexOf(' ' + asked[q].plain + ' ') < 0 ? 1 : 0.2) });
    }
    for (p = 0; p < total; p += 1) {
      var found = 0, exact = 0, score = 0, covered = 0, before = null, need = 0, likely = 0;
      for (q = 0; q < asked.length; q += 1) {
        var one = hits[q].hit[p], weight = hits[q].weight;
        need += weight;
        if (one) {
          found += weight;
          exact += one.exact ? weight : 0;
          likely += one.usual ? weight : 0;
          score += weight * one.how;
          if (one.title) { covered += 1; }
          if (before) {
            for (k = 0; k < one.at.length; k += 1) {
              if (before.at.indexOf(one.at[k] - 1) >= 0) { score += weight * 10; break; }
            }
          }
        }
        before = one;
      }
      if (found >= need * 0.5) {
        score += 20 * covered / Math.max(1, shard.pages[p].title);
        results.push({ page: shard.data.pages[p], label: shard.data.labels[shard.data.pages[p][2]], found: found / need, exact: exact > found * 0.999, score: score * found * found / need / need * (0.7 + 0.3 * likely / found) });
      }
    }
    return results;
  }

  /* Gõ có dấu thì bài đúng dấu đứng trước; rồi đến điểm. */
  function order(a, b) { return (b.exact ? 1 : 0) - (a.exact ? 1 : 0) || b.score - a.score || a.at - b.at; }

  function search(shards, query) {
    var asked = words(query).slice(0, 12), results = [], best = 0, k;
    if (!asked.length) { return []; }
    for (k = 0; k < shards.length; k += 1) { results = results.concat(rank(shards[k], asked)); }
    for (k = 0; k < results.length; k += 1) { results[k].at = k; best = Math.max(best, results[k].found); }
    results.sort(order);
    return results.filter(function (one) { return one.found > best - 0.35; });
  }

  var shards = [];
  global.loaTim = function (data) {
    shards.push(open(data));
    if (global.document) { global.document.dispatchEvent ? show() : 0; }
  };
  global.loaTim.search = function (query) { return search(shards, query); };
  if (!global.document) { return; }

  var STEP = 20, shown = STEP, waiting = null, told = '';
  function find(name) { return document.querySelector('[' + name + ']'); }
  function folder() { return find('data-index').src.replace(/[^\/]*$/, ''); }
  function load() {
    var next = shards.length ? shards[shards.length - 1].data.next : '', script;
    if (!next || waiting === next) { return; }
    waiting = next;
    script = document.createElement('script');
    script.src = folder() + next;
    document.head.appendChild(script);
  }
  function show() {
    var box = document.getElementById('tim'), list = find('data-results'), more = find('data-more');
    if (!box || !shards.length) { return; }
    var query = box.value.replace(/^\s+|\s+$/g, ''), results = search(shards, query), root = folder().replace(/[^\/]*\/$/, ''), k;
    list.innerHTML = '';
    for (k = 0; k < results.length && k < shown; k += 1) {
      var item = document.createElement('li'), title = document.createElement('h2'), link = document.createElement('a'), note = document.createElement('p');
      item.className = 'entry';
      title.className = 'entry-title';
      note.className = 'meta';
      link.href = root + results[k].page[0] + 'index.html';
      link.textContent = results[k].page[1];
      note.textContent = results[k].label;
      title.appendChild(link);
      item.appendChild(title);
      item.appendChild(note);
      list.appendChild(item);
    }
    var rest = !!shards[shards.length - 1].data.next, read = 0;
    for (k = 0; k < shards.length; k += 1) { read += shards[k].data.pages.length; }
    more.hidden = !query || (results.length <= shown && !rest);
    tell(!query ? '' : (results.length ? 'Tìm thấy ' + results.length + ' trang' : 'Không tìm thấy trang nào') + ' cho “' + query + '”' +
      (rest ? ', trong ' + read + ' trên ' + shards[0].data.all + ' trang.' : '.'));
    if (query && rest && results.length < 3) { load(); }
  }
  function tell(text) {
    if (text !== told) { find('data-found').textContent = told = text; }
  }
  function again() {
    shown = STEP;
    show();
    try {
      var query = document.getElementById('tim').value;
      history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : location.pathname);
    } catch (e) { /* mở từ đĩa thì thôi */ }
  }
  document.addEventListener('DOMContentLoaded', function () {
    var box = document.getElementById('tim'), asked = /[?&]q=([^&]*)/.exec(location.search), timer = 0;
    if (!box) { return; }
    try { if (asked) { box.value = decodeURIComponent(asked[1].replace(/\+/g, ' ')); } } catch (e) { box.value = ''; }
    box.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(again, 250); });
    box.form.addEventListener('submit', function (event) { event.preventDefault(); clearTimeout(timer); again(); });
    find('data-more').firstElementChild.addEventListener('click', function () {
      var list = find('data-results'), first = list.children.length, link;
      shown += STEP;
      if (search(shards, box.value).length <= first) { load(); }
      show();
      link = list.children[first] && list.children[first].querySelector('a');
      if (link) { link.focus(); }
    });
    show();
  });
}(typeof window === 'undefined' ? globalThis : window));
