// Keys, the dialog that lists them, and panes that show the sentence they are about; everything also works without this.
"use strict";
(() => {
  const typing = (element) => element.matches("input, select, textarea") || element.isContentEditable;

  const rows = () => [...document.querySelectorAll(".queue .row")];

  const step = (by) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (next) next.focus();
    return Boolean(next);
  };

  const open = (id) => {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  };

  const press = (element) => {
    if (element.dataset.opens) open(element.dataset.opens);
    else if (typing(element)) element.focus();
    else element.click();
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if ((event.key === "j" || event.key === "k") && step(event.key === "j" ? 1 : -1)) {
      event.preventDefault();
      return;
    }
    if (event.repeat) return; // a key that is held down answers for no finding that nobody has read
    const wanted = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === event.key);
    if (wanted) {
      event.preventDefault();
      press(wanted);
    } else if (event.key === "/") {
      const queue = document.querySelector('[data-key="g"]');
      if (queue) window.location.assign(`${queue.href}#rule`);
    }
  });

  for (const pane of document.querySelectorAll(".pane[data-side]")) {
    const place = pane.querySelector(`.place[data-side="${CSS.escape(pane.dataset.side)}"]`);
    if (place) pane.scrollTop = place.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 4;
  }
  if (window.location.hash === "#rule") document.getElementById("rule")?.focus();
})();
