/* Parts of a file on one line: brings the current one into the middle of what can be seen, in either direction of writing. */
(() => {
  "use strict";
  function show(tabs) {
    const line = tabs.querySelector("ul");
    const current = tabs.querySelector("[aria-current]");
    if (!line || !current || line.scrollWidth <= line.clientWidth) return;
    const [whole, part] = [line.getBoundingClientRect(), current.getBoundingClientRect()];
    line.scrollLeft += part.left + part.width / 2 - whole.left - whole.width / 2;
  }
  const showAll = () => { for (const tabs of document.querySelectorAll("[data-kim-tabs]")) show(tabs); };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", showAll);
  else showAll();
})();
