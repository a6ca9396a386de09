// What pages do beyond their links and forms. Without it they still work.
'use strict';

// Unsaved changes: the browser asks before a form marked data-unsaved is left.
(() => {
  const changed = new Set();
  document.addEventListener('input', (e) => {
    const form = e.target.closest('form[data-unsaved]');
    if (form) changed.add(form);
  });
  document.addEventListener('submit', (e) => changed.delete(e.target));
  addEventListener('beforeunload', (e) => {
    if (changed.size > 0) e.preventDefault();
  });
})();

// The menu of the account closes with Esc and with a click elsewhere.
(() => {
  const menu = document.querySelector('.account');
  if (!menu) return;
  document.addEventListener('click', (e) => {
    if (!menu.contains(e.target)) menu.open = false;
  });
  menu.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
})();

// The summary of errors takes the focus also when it came without a new page; the
// attribute autofocus does that only when a page is loaded. One that was there
// before leaves the focus where it is.
(() => {
  let known = document.querySelector('.errors');
  document.addEventListener('htmx:after:swap', () => {
    const now = document.querySelector('.errors');
    if (now && now !== known) now.focus();
    known = now;
  });
})();
