/* Questions of the enquiry form that hold on some ways in only: the others are hidden and not sent. Without this file all are shown. */
(() => {
  "use strict";
  const limited = document.querySelectorAll("[data-kim-only-on], [data-kim-not-on]");
  const way = document.querySelector("select[name='channel']");
  if (!way || !limited.length) return;

  function fit() {
    for (const field of limited) {
      const { kimOnlyOn: only, kimNotOn: not } = field.dataset;
      const chosen = way.value !== "";
      const asked = only !== undefined ? chosen && only.split(" ").includes(way.value) : !(chosen && not.split(" ").includes(way.value));
      const row = field.closest("fieldset, .kim-field") || field.parentElement;
      row.hidden = !asked;
      field.disabled = !asked;
    }
  }
  way.addEventListener("change", fit);
  fit();
})();
