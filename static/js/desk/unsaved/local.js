/* What this browser keeps while the server cannot: for one person and one form, a piece for each tab. */
const PREFIX = "desk-unsaved";
// After that the server alone has it.
const KEPT_MS = 7 * 24 * 3600 * 1000;

export class Local {
  constructor(owner, form) {
    this.start = `${PREFIX}:${owner}:${form}:`;
  }

  put(tab, fields) {
    try {
      localStorage.setItem(this.start + tab, JSON.stringify({ fields, typed_at: new Date().toISOString() }));
      return true;
    } catch {
      return false; // full, or forbidden
    }
  }

  drop(tab) {
    try {
      localStorage.removeItem(this.start + tab);
    } catch {
      /* forbidden: then there is nothing either */
    }
  }

  /** @returns {{tab: string, fields: string[][], typed_at: string}[]} */
  all() {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(this.start)) continue;
        try {
          const kept = JSON.parse(localStorage.getItem(key));
          if (Date.now() - Date.parse(kept.typed_at) > KEPT_MS) localStorage.removeItem(key);
          else if (Array.isArray(kept.fields)) found.push({ ...kept, tab: key.slice(this.start.length) });
        } catch {
          localStorage.removeItem(key);
        }
      }
    } catch {
      /* forbidden */
    }
    return found;
  }
}
