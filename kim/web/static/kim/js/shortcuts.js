/* Single keys: "/" searches, "n" writes a note, others lead to a page; "g" waits a moment for a second one.
   Never while somebody types, and not at all for whoever switched them off: then the root names no keys. */
(() => {
  "use strict";
  const listed = document.documentElement.dataset.kimKeys;
  if (listed === undefined) return;
  const pages = new Map(listed.split(" ").filter(Boolean).map((entry) => {
    const cut = entry.indexOf("=", 1);
    return [entry.slice(0, cut), entry.slice(cut + 1)];
  }));
  const typing = "input, textarea, select, [contenteditable], [role='combobox'], dialog[open]";
  let first = "", waiting = 0;

  function search(event) {
    const field = document.getElementById("kim-search");
    if (!field?.checkVisibility?.()) return false;
    event.preventDefault();
    field.focus();
    field.select();
    return true;
  }
  function note(event) {
    const place = document.querySelector("[data-kim-note-text]") || document.querySelector("[data-kim-quick-note]");
    if (!place) return;
    event.preventDefault();
    if (place.matches("textarea")) place.focus(); else place.click();
  }
  function press(key, event) {
    const both = first + key;
    first = "";
    if (pages.has(both)) { event.preventDefault(); location.assign(pages.get(both)); }
    else if (both === "/") search(event);
    else if (both === "n") note(event);
    else if ([...pages.keys()].some((known) => known.length > key.length && known.startsWith(key))) first = key;
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || event.defaultPrevented) return;
    if (event.key.length !== 1 || event.target.closest?.(typing) || document.querySelector("dialog[open]")) return;
    clearTimeout(waiting);
    press(event.key, event);
    waiting = setTimeout(() => { first = ""; }, 1500);
  });
})();
