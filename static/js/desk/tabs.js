/* A form in tabs, by the WAI-ARIA pattern. Without scripts the parts stand one below the other. */
(() => {
  const start = () => {
    const list = document.querySelector(".desk-tabs");
    if (!list) return;
    const tabs = [...list.querySelectorAll("a")];
    const panelOf = (tab) => document.getElementById(`panel-${tab.dataset.panel}`);
    const memory = `desk-tab:${location.pathname}`;

    const show = (chosen, { focus = false } = {}) => {
      for (const tab of tabs) {
        const on = tab === chosen;
        tab.setAttribute("aria-selected", String(on));
        tab.tabIndex = on ? 0 : -1;
        panelOf(tab).hidden = !on;
      }
      if (focus) chosen.focus();
      sessionStorage.setItem(memory, chosen.dataset.panel);
    };

    list.setAttribute("role", "tablist");
    document.documentElement.classList.add("desk-tabbed");
    for (const tab of tabs) {
      const panel = panelOf(tab);
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        show(tab);
      });
    }
    list.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(event.target.closest("a"));
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (event.key === " ") {
        event.preventDefault();
        event.target.click();
      } else if (to !== undefined) {
        event.preventDefault();
        show(tabs[(to + tabs.length) % tabs.length], { focus: true });
      }
    });

    const named = (name) => tabs.find((tab) => tab.dataset.panel === name);
    const wrong = tabs.find((tab) => tab.querySelector(".desk-tab-errors"));
    const asked = named(location.hash.replace("#panel-", ""));
    const fresh = location.pathname.endsWith("/add/") && !document.querySelector(".errornote");
    show(wrong ?? asked ?? (fresh ? tabs[0] : named(sessionStorage.getItem(memory))) ?? tabs[0]);
  };
  document.addEventListener("DOMContentLoaded", start);
})();
