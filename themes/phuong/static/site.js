/* Cỡ chữ, tương phản, in, chép địa chỉ. Trang đọc được đầy đủ khi không có tệp này. */
(function () {
  'use strict';
  var root = document.documentElement, sizes = 4;
  function load(key) { try { return localStorage.getItem(key); } catch (e) { return null; } }
  function save(key, value) { try { localStorage.setItem(key, value); } catch (e) { /* không lưu được thì thôi */ } }
  function size() { return Math.max(0, Math.min(sizes, parseInt(root.getAttribute('data-size') || '0', 10) || 0)); }
  function contrast() { return root.getAttribute('data-contrast') === 'high'; }
  function set(name, value) { if (value) { root.setAttribute(name, value); } else { root.removeAttribute(name); } }

  /* Các nút có ngay từ lần vẽ đầu, để trang không nhảy. */
  root.className = 'js';
  set('data-size', load('loa-size'));
  set('data-contrast', load('loa-contrast'));

  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function show() {
    each(document.querySelectorAll('[data-do]'), function (button) {
      var what = button.getAttribute('data-do');
      if (what === 'contrast') { button.setAttribute('aria-pressed', String(contrast())); }
      if (what === 'smaller') { button.disabled = size() === 0; }
      if (what === 'larger') { button.disabled = size() === sizes; }
    });
  }
  function address() {
    var link = document.querySelector('link[rel=canonical]');
    return location.protocol === 'file:' && link ? link.href : location.href;
  }
  function share() {
    var place = document.querySelector('.share-text');
    return place ? place.textContent : '';
  }
  // Chép xong thì báo ở chỗ báo cạnh nút vừa bấm, bằng tiếng của trang.
  function copy(button, text) {
    var place = button.parentNode.querySelector('[data-status]'), english = root.lang === 'en';
    function tell(done) {
      if (!place) { return; }
      place.textContent = done ? (english ? 'Copied.' : 'Đã chép.') : (english ? 'Please copy it by hand.' : 'Máy không cho chép, xin chép bằng tay.');
    }
    function old() {
      var field = document.createElement('textarea'), done = false;
      field.value = text;
      document.body.appendChild(field);
      field.select();
      try { done = document.execCommand('copy'); } catch (e) { done = false; }
      document.body.removeChild(field);
      tell(done);
    }
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text).then(function () { tell(true); }, old);
    } else { old(); }
  }
  function act(event) {
    var what = event.currentTarget.getAttribute('data-do'), next;
    if (what === 'print') { window.print(); }
    if (what === 'copy') { copy(event.currentTarget, address()); }
    if (what === 'share') { copy(event.currentTarget, share()); }
    if (what === 'larger' || what === 'smaller') {
      next = Math.max(0, Math.min(sizes, size() + (what === 'larger' ? 1 : -1)));
      set('data-size', next ? String(next) : '');
      save('loa-size', next ? String(next) : '');
    }
    if (what === 'contrast') {
      next = contrast() ? '' : 'high';
      set('data-contrast', next);
      save('loa-contrast', next);
    }
    show();
  }
  // Trang dựng hôm trước mà chưa dựng lại: thông báo quá ngày thì cất đi. Ngày tính theo giờ Việt Nam.
  function past() {
    var today = new Date(Date.now() + 7 * 3600000).toISOString().slice(0, 10);
    each(document.querySelectorAll('[data-until]'), function (banner) {
      if (banner.getAttribute('data-until') < today) { banner.hidden = true; }
    });
  }
  document.addEventListener('DOMContentLoaded', function () {
    past();
    each(document.querySelectorAll('.tools'), function (tools) { tools.hidden = false; });
    each(document.querySelectorAll('[data-do]'), function (button) { button.addEventListener('click', act); });
    /* Không có script thì ô tìm dẫn đến danh sách A–Z; có script thì đến trang tìm kiếm. */
    var find = document.querySelector('link[rel=search]');
    each(document.querySelectorAll('[data-find]'), function (form) {
      if (find) { form.action = find.href; }
    });
    var toc = document.querySelector('.toc details');
    if (toc && window.matchMedia && window.matchMedia('(min-width: 64em)').matches) { toc.open = true; }
    show();
  });
}());
