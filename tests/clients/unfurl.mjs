// What unfurl.js, by which chats make previews of links, finds in the head of the page at an address, as JSON.
import { unfurl } from "unfurl.js";

console.log(JSON.stringify(await unfurl(process.argv[2], { oembed: true })));
