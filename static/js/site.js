/** Every page of the site: what plays goes on while the listener moves around. */

import { setUpNavigation } from "./navigation.js";
import { setUpDeck } from "./player/deck.js";

setUpDeck(document.querySelector("[data-deck]"));
setUpNavigation();
