// Dropping files: a zone with a file field takes what is dropped on it. Without script the field alone does the same.
(() => {
  "use strict";
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

  const arm = (zone) => {
    const field = zone.querySelector("input[type=file]");
    const say = zone.querySelector("[data-kim-drop-say]");
    if (!field || field.disabled) return;
    if (say) say.hidden = false;
    let depth = 0;
    const show = (over) => zone.classList.toggle("kim-drop--over", over);
    zone.addEventListener("dragenter", (event) => { if (hasFiles(event)) { depth += 1; show(true); } });
    zone.addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); if (!depth) show(false); });
    zone.addEventListener("dragover", (event) => { if (hasFiles(event)) event.preventDefault(); });
    zone.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      show(false);
      const taken = new DataTransfer();
      const files = [...event.dataTransfer.files];
      for (const file of field.multiple ? files : files.slice(0, 1)) taken.items.add(file);
      field.files = taken.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
  };

  // What is too large is said before it is sent: a connection that the server ends shows nobody a sentence.
  const weigh = (field) => {
    const most = Number(field.dataset.kimMost);
    const say = field.form?.querySelector("[data-kim-too-large]");
    if (!most || !say) return;
    field.addEventListener("change", () => {
      const large = [...field.files].filter((file) => file.size > most).map((file) => file.name);
      say.hidden = large.length === 0;
      say.textContent = large.length ? `${large.join(", ")}: ${say.dataset.kimTooLarge}` : "";
      field.toggleAttribute("aria-invalid", large.length > 0);
    });
    field.form.addEventListener("submit", (event) => {
      if (say.hidden) return;
      event.preventDefault();
      field.focus();
    });
  };

  for (const zone of document.querySelectorAll("[data-kim-drop-zone]")) arm(zone);
  for (const field of document.querySelectorAll("input[type=file][data-kim-most]")) weigh(field);
  // A file dropped beside the zone must not replace the page and with it what was typed.
  if (document.querySelector("[data-kim-drop-zone]")) {
    for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => { if (hasFiles(event)) event.preventDefault(); });
  }
})();
