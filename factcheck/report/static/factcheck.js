// Puts each side's article in the place of its quotation, scrolled to the sentence; without this the quotations stay.
"use strict";
(() => {
  const texts = new Map();
  for (const text of document.querySelectorAll(".article .text")) texts.set(text.dataset.text, text);

  const among = (list, wanted) => (list || "").split(" ").includes(wanted);

  const marked = (text, finding) => {
    for (const mark of text.querySelectorAll("mark")) {
      if (!among(mark.dataset.clashing, finding)) mark.replaceWith(...mark.childNodes);
    }
    for (const part of text.querySelectorAll("[data-stated]")) {
      if (among(part.dataset.stated, finding)) part.classList.add("now");
    }
    for (const named of text.querySelectorAll("[id]")) named.removeAttribute("id");
    return text;
  };

  const fill = (pane) => {
    const source = texts.get(pane.dataset.article);
    if (!source || pane.classList.contains("filled")) return;
    const text = marked(source.cloneNode(true), pane.dataset.finding);
    const outlet = pane.closest(".side").getAttribute("aria-label");
    pane.append(text);
    pane.classList.add("filled");
    pane.tabIndex = 0;
    pane.setAttribute("role", "group");
    pane.setAttribute("aria-label", `Article of ${outlet}, finding ${pane.dataset.finding}`);
    const place = text.querySelector(`.place[data-side="${pane.dataset.side}"]`);
    if (place) pane.scrollTop = place.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 4;
  };

  const panes = document.querySelectorAll(".sides.two .pane");
  if (!texts.size || !panes.length) return;
  document.documentElement.classList.add("scripted");
  const near = new IntersectionObserver((seen) => {
    for (const entry of seen) {
      if (entry.isIntersecting) {
        near.unobserve(entry.target);
        fill(entry.target);
      }
    }
  }, { rootMargin: "800px" });
  for (const pane of panes) near.observe(pane);
})();
