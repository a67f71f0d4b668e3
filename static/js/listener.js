/**
 * All that the public pages do, in the order in which it wakes: each part looks for what is its own on the page.
 * `collectstatic` makes one file of it (podcast_site/joining.py).
 */

import "./installing.js";
import "./site.js";
import "./episode.js";
import "./copyable.js";
import "./search.js";
