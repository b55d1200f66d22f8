/* Dragging a card of the board onto a station takes the step that its menu offers for that station; without this file the menu does it. */
(() => {
  "use strict";
  const board = document.querySelector("[data-kim-board]");
  if (!board) return;
  const said = document.querySelector("[data-kim-board-said]");
  let card = null;
  const target = (event) => event.target.closest("[data-kim-drop]");

  board.addEventListener("dragstart", (event) => {
    card = event.target.closest("[data-kim-card]");
    if (!card) return;
    card.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  board.addEventListener("dragend", () => {
    card?.classList.remove("is-dragged");
    board.querySelectorAll(".is-over").forEach((column) => column.classList.remove("is-over"));
    card = null;
  });
  const step = (station) => card?.querySelector(`[data-kim-station="${CSS.escape(station)}"]`);
  board.addEventListener("dragover", (event) => {
    const column = target(event);
    board.querySelectorAll(".is-over").forEach((other) => other !== column && other.classList.remove("is-over"));
    if (!column || !card) return;
    event.preventDefault();
    if (step(column.dataset.kimDrop)) column.classList.add("is-over");
  });
  board.addEventListener("drop", (event) => {
    const column = target(event);
    if (!column || !card) return;
    event.preventDefault();
    const found = step(column.dataset.kimDrop);
    if (!found) { if (!column.contains(card)) said.textContent = board.dataset.kimNot; }
    else if (found.tagName === "FORM") found.requestSubmit();
    else found.click();
  });
})();
