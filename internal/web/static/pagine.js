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

// A session ends when it is not used: it is said some minutes before. Nothing is
// asked of the service for that, which would keep the session alive.
(() => {
  const place = document.getElementById('avviso-sessione');
  if (!place) return;
  const before = 5 * 60;
  let timers = [];
  const say = (words) => { place.textContent = words; };
  const begin = () => {
    timers.forEach(clearTimeout);
    const seconds = Number(document.body.dataset.session);
    say('');
    timers = [
      setTimeout(say, Math.max(0, seconds - before) * 1000,
        'Fra pochi minuti la sessione scade, se non si fa niente: conviene salvare. Aprire o salvare una pagina la prolunga.'),
      setTimeout(say, seconds * 1000, 'La sessione può essere scaduta. Salvando si chiede di entrare di nuovo, e quello che è scritto non va perso.'),
    ];
  };
  document.addEventListener('htmx:after:request', begin);
  begin();
})();
