// Keys, the dialog that lists them, and panes that show the sentence they are about; everything also works without this.
"use strict";
(() => {
  const typing = (element) => element.matches("input, select, textarea") || element.isContentEditable;

  const rows = () => [...document.querySelectorAll(".queue .row, .queue summary")].filter((row) => row.checkVisibility());

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
    else if (typing(element)) {
      const fold = element.closest("details");
      if (fold) fold.open = true;
      element.focus();
    }
    else element.click();
  };

  const shut = () => {
    for (const choice of document.querySelectorAll(".choice[open]")) choice.open = false;
  };

  // On a phone the navigation is wider than the window; the page that one is on is in sight.
  const current = document.querySelector("nav [aria-current]");
  if (current) current.scrollIntoView({ block: "nearest", inline: "center" });

  for (const choice of document.querySelectorAll(".choice")) {
    choice.addEventListener("toggle", () => {
      if (choice.open && !choice.contains(document.activeElement.closest("input"))) choice.querySelector("input:not([type=hidden]), button").focus();
    });
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest(".choice")) shut();
    const opener = event.target.closest("[data-opens]");
    if (opener) open(opener.dataset.opens);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    if (typing(event.target)) {
      if (event.key === "Escape") {
        event.target.blur();
        shut();
      }
      return;
    }
    if (event.key === "Escape") shut();
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
