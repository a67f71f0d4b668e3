/* One upload: pieces of a file to one address, from where the server has it, for as long as it takes.
   A line that breaks, a server that restarts and a session that ends are waited for; only the server's own
   refusal or a cancel ends it. */
import { fingerprint } from "./fingerprint.js";

const PIECE = 4 << 20;
const PATIENCE = [500, 1000, 2000, 4000, 8000];
const OFFSET_TYPE = "application/offset+octet-stream";

export class Refusal extends Error {}

const csrf = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ??
  document.querySelector("input[name=csrfmiddlewaretoken]")?.value ??
  "";

const pause = (ms, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
    signal.addEventListener("abort", done);
  });

/* An XMLHttpRequest, because fetch does not say how much of a piece is on its way. */
const request = (method, address, { body, headers = {}, signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open(method, address);
    xhr.setRequestHeader("X-CSRFToken", csrf());
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    if (onProgress) xhr.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    xhr.addEventListener("load", () => {
      let answer = null;
      try {
        answer = JSON.parse(xhr.responseText);
      } catch {
        // a page of a proxy, or nothing: what counts then is the status
      }
      resolve({ status: xhr.status, answer });
    });
    for (const type of ["error", "abort", "timeout"]) xhr.addEventListener(type, () => reject(new Error(type)));
    signal?.addEventListener("abort", () => xhr.abort(), { once: true });
    if (signal?.aborted) reject(new Error("abort"));
    else xhr.send(body);
  });

export const forget = (address) => request("DELETE", address, {});

export const list = async (addresses) => {
  const { status, answer } = await request("GET", addresses, {});
  return status === 200 ? (answer?.unfinished ?? []) : [];
};

/* Sends `file`; resolves with what the server knows of it once it has all of it, or with null when cancelled.
   `onState` hears `{state, offset, sentence}`: "running", "broken" (it is waited), "checking". Throws Refusal. */
export const upload = async (file, { addresses, episode, signal, onState }) => {
  const known = await opened(file, { addresses, episode, signal, onState });
  if (!known || known.result) return known;
  onState({ state: "running", offset: known.offset, resumed: known.offset > 0, address: known.address });
  let { offset } = known;
  let tries = 0;
  while (!signal.aborted) {
    const last = offset >= file.size;
    if (last) onState({ state: "checking", offset });
    const outcome = await piece(file, known.address, offset, { signal, onState });
    if (signal.aborted) return null;
    if (outcome.known?.result) return outcome.known;
    if (outcome.offset !== undefined) {
      tries = outcome.offset > offset ? 0 : tries + 1;
      offset = outcome.offset;
      if (tries === 0) continue;
    } else {
      tries += 1;
      onState({ state: outcome.busy ? "checking" : "broken", offset, sentence: outcome.sentence });
    }
    await pause(PATIENCE[Math.min(tries, PATIENCE.length) - 1], signal);
    if (!outcome.busy) offset = await whereItIs(known.address, offset, { signal, onState });
  }
  return null;
};

const opened = async (file, { addresses, episode, signal, onState }) => {
  const body = new FormData();
  body.append("name", file.name);
  body.append("size", file.size);
  body.append("fingerprint", await fingerprint(file));
  body.append("episode", episode);
  for (let tries = 0; !signal.aborted; tries += 1) {
    const { status, answer } = await request("POST", addresses, { body, signal }).catch(() => ({ status: 0 }));
    if (status === 201) return answer;
    if (isRefusal(status, answer)) throw new Refusal(answer.sentence);
    if (!signal.aborted) onState({ state: "broken", offset: 0, sentence: answer?.sentence });
    await pause(PATIENCE[Math.min(tries, PATIENCE.length - 1)], signal);
  }
  return null;
};

/* What was sent of the piece that broke is not known here: the server says how much of it came. */
const whereItIs = async (address, offset, { signal, onState }) => {
  const { status, answer } = await request("GET", address, { signal }).catch(() => ({ status: 0 }));
  if (status === 404 && answer) throw new Refusal(answer.sentence);
  if (status !== 200 || !answer) return offset;
  onState({ state: "running", offset: answer.offset, resumed: true });
  return answer.offset;
};

const piece = async (file, address, offset, { signal, onState }) => {
  const body = file.slice(offset, offset + PIECE);
  const headers = { "Content-Type": OFFSET_TYPE, "Upload-Offset": String(offset) };
  const onProgress = (loaded) => onState({ state: "running", offset: offset + Math.min(loaded, body.size) });
  let sent;
  try {
    sent = await request("PATCH", address, { body, headers, signal, onProgress: body.size ? onProgress : null });
  } catch {
    return {};
  }
  const { status, answer } = sent;
  if (status === 200 && answer) return { known: answer, offset: answer.offset };
  if (status === 409 && answer) return { offset: answer.offset };
  if (status === 423) return { busy: true };
  if (isRefusal(status, answer)) throw new Refusal(answer.sentence);
  return { sentence: answer?.sentence };
};

/* 401 is a session that ended, and is waited for like a broken line; so is anything that is not our own answer. */
const isRefusal = (status, answer) => Boolean(answer?.sentence) && [400, 403, 404, 415, 422].includes(status);
