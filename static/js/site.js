/** Every page of the site: what plays goes on while the listener moves around, and what is kept on this device is shown. */

import { setUpNavigation } from "./navigation.js";
import { setUpDeck } from "./player/deck.js";
import { setUpListings } from "./player/listings.js";
import { setUpQueueSheet } from "./player/queue-sheet.js";
import { playTheNext } from "./player/tuning.js";

setUpDeck(document.querySelector("[data-deck]"));
setUpQueueSheet(document.querySelector("[data-queue]"));
setUpListings();
playTheNext();
setUpNavigation();
