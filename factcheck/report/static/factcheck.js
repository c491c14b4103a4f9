// Filters the findings, opens what a link leads to, and shows each side's article at its sentence; everything else works without this.
"use strict";
(() => {
  const among = (list, wanted) => (list || "").split(" ").includes(wanted);
  document.documentElement.classList.add("scripted");

  const texts = new Map();
  for (const text of document.querySelectorAll(".article .text")) texts.set(text.dataset.text, text);

  const marked = (text, finding, kind) => {
    for (const mark of text.querySelectorAll("mark")) {
      if (among(mark.dataset.clashing, finding)) mark.className = kind;
      else mark.replaceWith(...mark.childNodes);
    }
    for (const part of text.querySelectorAll("[data-stated]")) {
      if (among(part.dataset.stated, finding)) part.classList.add("now");
    }
    for (const named of text.querySelectorAll("[id]")) named.removeAttribute("id");
    return text;
  };

  const fill = (pane) => {
    const source = texts.get(pane.dataset.article);
    if (!source || pane.firstElementChild) return;
    const text = marked(source.cloneNode(true), pane.dataset.finding, pane.dataset.kind);
    pane.append(text);
    pane.tabIndex = 0;
    pane.setAttribute("role", "group");
    pane.setAttribute("aria-label", `Article of ${pane.dataset.outlet}, finding ${pane.dataset.finding}`);
    const place = text.querySelector(`.place[data-side="${pane.dataset.side}"]`);
    if (place) pane.scrollTop = place.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 4;
  };
  for (const panes of document.querySelectorAll(".texts")) {
    panes.addEventListener("toggle", () => panes.querySelectorAll(".pane").forEach(fill));
  }

  const reveal = () => {
    const place = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (!place) return;
    let closed = false;
    for (let fold = place.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
      fold.open = true;
      closed = true;
    }
    if (closed) place.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  const kind = document.getElementById("kind");
  const about = document.getElementById("about");
  if (!kind) return;
  const filter = () => {
    const through = (one) => (!kind.value || one.dataset.kind === kind.value) && (!about.value || among(one.dataset.articles, about.value));
    for (const one of document.querySelectorAll("[data-articles]")) one.hidden = !through(one);
    for (const group of document.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-articles]:not([hidden])");
    for (const heading of document.querySelectorAll("[data-heading]")) {
      let next = heading.nextElementSibling;
      while (next && next.hidden) next = next.nextElementSibling;
      heading.hidden = !next || !next.hasAttribute("data-group");
    }
    const all = document.querySelectorAll(".finding").length;
    const left = document.querySelectorAll(".finding:not([hidden])").length;
    document.getElementById("shown").textContent = `${left} of ${all} finding${all === 1 ? "" : "s"}`;
  };
  kind.addEventListener("change", filter);
  about.addEventListener("change", filter);
  filter();
})();
