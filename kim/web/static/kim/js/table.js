/* The head of a long table stays in sight: under the bar where the table fits its column, else inside its own scrolling. */
(() => {
  "use strict";
  const seen = new WeakSet();
  function settle(scroll) {
    const table = scroll.querySelector("table");
    if (!table) return;
    scroll.classList.remove("is-fitting", "is-wide");
    const wide = table.offsetWidth > scroll.clientWidth + 1;
    scroll.classList.add(wide ? "is-wide" : "is-fitting");
  }
  const watch = new ResizeObserver((entries) => entries.forEach((entry) => settle(entry.target)));
  function find(within) {
    for (const table of within.querySelectorAll("[data-kim-table]")) {
      const scroll = table.closest(".kim-scroll");
      if (!scroll || seen.has(scroll)) continue;
      seen.add(scroll);
      settle(scroll);
      watch.observe(scroll);
    }
  }
  // "All that fit" goes out when a single tick is taken back, so that nobody acts on more than they see ticked.
  document.addEventListener("change", (event) => {
    const group = event.target.dataset?.kimPick ?? event.target.dataset?.kimAll;
    if (group === undefined || event.target.checked) return;
    for (const bar of document.querySelectorAll(`[data-kim-bulk="${CSS.escape(group)}"]`)) {
      const every = bar.querySelector('input[name="all"]');
      if (every) every.checked = false;
    }
  });
  document.addEventListener("htmx:load", (event) => find(event.detail.elt));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => find(document));
  else find(document);
})();
