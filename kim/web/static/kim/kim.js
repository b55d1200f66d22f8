/* What KIM does in the browser beyond plain pages. Each part works alone and on content that
   arrives later; without this file every page still does its job. */
(() => {
  "use strict";
  const root = document.documentElement;
  const on = (type, handler, options) => document.addEventListener(type, handler, options);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  root.classList.add("kim-js");

  // Forms: sent once, however often the button is pressed -----------------------------------------
  const submitters = (form) => [...form.elements].filter((element) => element.type === "submit");
  function release(form) {
    delete form.dataset.kimBusy;
    for (const button of submitters(form)) button.removeAttribute("aria-disabled");
  }
  on("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if ("kimBusy" in form.dataset) { event.preventDefault(); return; }
    if ("kimAgain" in form.dataset || form.target === "_blank") return;
    form.dataset.kimBusy = "";
    setTimeout(() => submitters(form).forEach((button) => button.setAttribute("aria-disabled", "true")));
  });
  addEventListener("pageshow", () => all("form[data-kim-busy]").forEach(release));

  // Dialogs ---------------------------------------------------------------------------------------
  function openDialog(id) {
    const dialog = document.getElementById(id);
    if (!dialog?.showModal) return false;
    if (!dialog.open) dialog.showModal();
    return true;
  }

  // Menus and tips: one open at a time, closed by Escape or a click beside ------------------------
  const openMenus = () => all("details[data-kim-menu][open]");
  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = openMenus().find((item) => item.contains(event.target)) || openMenus()[0];
    if (menu) { menu.open = false; one("summary", menu).focus(); }
    else if (location.hash === "#areas") location.hash = "content";
  });

  // Ticking rows ----------------------------------------------------------------------------------
  const picks = (group) => all(`[data-kim-pick="${CSS.escape(group)}"]`);
  function showPicked(group) {
    const boxes = picks(group);
    const count = boxes.filter((box) => box.checked).length;
    for (const bar of all(`[data-kim-bulk="${CSS.escape(group)}"]`)) {
      bar.hidden = count === 0;
      one("[data-kim-count]", bar).textContent = String(count);
    }
    for (const box of all(`[data-kim-all="${CSS.escape(group)}"]`)) {
      box.checked = count > 0 && count === boxes.length;
      box.indeterminate = count > 0 && count < boxes.length;
    }
  }
  function tickAll(group, checked) {
    for (const box of picks(group)) box.checked = checked;
    showPicked(group);
  }
  on("change", (event) => {
    const { kimAll, kimPick } = event.target.dataset || {};
    if (kimAll !== undefined) tickAll(kimAll, event.target.checked);
    if (kimPick !== undefined) showPicked(kimPick);
  });

  // Days: 2026-11-23, 3.4.26 and 03042026 become 03.04.2026 ---------------------------------------
  function asDay(text) {
    const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
    const local = /^\s*(\d{1,2})[.\s]\s*(\d{1,2})[.\s]\s*(\d{4}|\d{2})\s*$/.exec(text) || /^\s*(\d{2})(\d{2})(\d{4})\s*$/.exec(text);
    if (!iso && !local) return null;
    const [day, month, written] = iso ? [iso[3], iso[2], iso[1]] : local.slice(1);
    const soon = (new Date().getFullYear() % 100) + 10;
    const year = written.length === 2 ? Number(written) + (Number(written) <= soon ? 2000 : 1900) : Number(written);
    const date = new Date(Date.UTC(year, month - 1, day));
    if (year < 1000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== Number(day)) return null;
    return `${day.padStart(2, "0")}.${month.padStart(2, "0")}.${year}`;
  }
  on("focusout", (event) => {
    if (!event.target.matches?.("[data-kim-date]")) return;
    event.target.value = asDay(event.target.value) || event.target.value;
  });

  // Clicks, in one place --------------------------------------------------------------------------
  on("click", (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    for (const menu of openMenus()) if (!menu.contains(target)) menu.open = false;
    const opener = target.closest("[data-kim-dialog]");
    if (opener && openDialog(opener.dataset.kimDialog)) event.preventDefault();
    const closer = target.closest("[data-kim-close]");
    if (closer) {
      closer.closest("dialog")?.close();
      if (!closer.getAttribute("target")) event.preventDefault();
    }
    if (target.matches("dialog.kim-dialog")) target.close(); // the backdrop belongs to the dialog
    const dismissed = target.closest("[data-kim-dismiss]");
    if (dismissed) dismissed.closest("[data-kim-toast]").remove();
    if (target.closest("[data-kim-print]")) window.print();
    const none = target.closest("[data-kim-none]");
    if (none) tickAll(none.dataset.kimNone, false);
    const note = one("[data-kim-note-text]");
    if (note && target.closest("[data-kim-quick-note]")) { event.preventDefault(); note.focus(); }
  });

  on("htmx:afterRequest", (event) => { const form = event.detail.elt.closest("form"); if (form) release(form); });

  // What arrives: the page, and fragments after it ------------------------------------------------
  function leave(toast) {
    toast.classList.add("is-leaving");
    setTimeout(() => toast.remove(), 300);
  }
  function greet(within) {
    one("[data-kim-errors]", within)?.focus();
    for (const toast of all('[data-kim-toast="success"]', within)) {
      setTimeout(() => { if (!toast.matches(":hover, :focus-within")) leave(toast); }, 10000);
    }
    for (const box of all("[data-kim-pick]:checked", within)) showPicked(box.dataset.kimPick);
  }
  on("htmx:load", (event) => { if (event.detail.elt !== document.body) greet(event.detail.elt); });
  if (document.readyState === "loading") on("DOMContentLoaded", () => greet(document));
  else greet(document);
})();
