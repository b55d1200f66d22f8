/* Dragging a card of the board onto a station takes the step that its menu offers for that station; without this file the menu does it. */
(() => {
  "use strict";
  const board = document.querySelector("[data-kim-board]");
  if (!board) return;
  let card = null;
  const columnOf = (event) => event.target.closest("[data-kim-drop]");
  const steps = (column) => card ? [...card.querySelectorAll(`[data-kim-station="${CSS.escape(column.dataset.kimDrop)}"]`)] : [];
  const unmark = (name, but) => board.querySelectorAll(`.${name}`).forEach((column) => column !== but && column.classList.remove(name));

  function refuse() {
    const said = document.querySelector("[data-kim-board-not]").content.firstElementChild.cloneNode(true);
    const offered = Array.from(card.querySelectorAll("[data-kim-station]"), (each) => each.textContent.trim());
    said.querySelector("[data-kim-which]").textContent = card.querySelector("a").textContent;
    said.querySelector("[data-kim-where]").textContent = `${offered.join(", ")}.`;
    document.getElementById("kim-toasts").replaceChildren(said);
  }

  function choose(found) { // two working groups stand at one station: the card's own menu asks which
    card.querySelector("details").open = true;
    (found[0].querySelector("button") ?? found[0]).focus();
  }
  function take(found) {
    if (found.length > 1) choose(found);
    else if (found[0].tagName === "FORM") found[0].requestSubmit();
    else found[0].click();
  }

  board.addEventListener("dragstart", (event) => {
    card = event.target.closest("[data-kim-card]");
    if (!card) return;
    card.classList.add("is-dragged");
    board.querySelectorAll("[data-kim-drop]").forEach((column) => column.classList.toggle("is-open", steps(column).length > 0));
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  board.addEventListener("dragend", () => {
    card?.classList.remove("is-dragged");
    unmark("is-over");
    unmark("is-open");
    card = null;
  });
  board.addEventListener("dragover", (event) => {
    const column = columnOf(event);
    unmark("is-over", column);
    if (!column || !card) return;
    event.preventDefault();
    if (steps(column).length) column.classList.add("is-over");
  });
  board.addEventListener("drop", (event) => {
    const column = columnOf(event);
    if (!column || !card) return;
    event.preventDefault();
    const found = steps(column);
    if (found.length) take(found);
    else if (!column.contains(card)) refuse();
  });
})();
