/* A picture of the audio, drawn by the browser from the audio itself.
   An MP3 is decoded a piece at a time, so that hours of it need no more memory than a minute; an M4A can only be decoded
   as a whole, so only a short one is. */

const PIECE = 1_000_000;
const LARGEST_MP3 = 200_000_000;
const LARGEST_OTHER = 12_000_000;
const RATE = 8000; // what is decoded is kept in this quality
const PER_SECOND = 10;

export const drawable = (type, bytes) => bytes > 0 && bytes <= (type === "audio/mpeg" ? LARGEST_MP3 : LARGEST_OTHER);

export const sourceOfFile = (file) => ({
  bytes: file.size,
  whole: !/mpeg|mp3/.test(file.type || file.name),
  read: (from, to) => file.slice(from, to).arrayBuffer(),
});

export const sourceOfAddress = (address, { bytes, type }) => ({
  bytes,
  whole: type !== "audio/mpeg",
  read: async (from, to) => {
    const response = await fetch(address, { headers: { Range: `bytes=${from}-${to - 1}` } });
    if (response.status !== 206) throw new Error(`answer ${response.status}`);
    return response.arrayBuffer();
  },
});

const loudest = (samples, from, to) => {
  let most = 0;
  for (let at = from; at < to; at += 1) most = Math.max(most, Math.abs(samples[at]));
  return most;
};

/* Ten peaks a second, between 0 and 1; `show(peaks, share)` is called as they come, `share` being how much is read. */
export const peaksOf = async (source, show, stopped) => {
  const peaks = [];
  const step = source.whole ? source.bytes : PIECE;
  for (let from = 0; from < source.bytes; from += step) {
    const data = await source.read(from, Math.min(from + step, source.bytes));
    if (stopped()) return;
    let samples;
    try {
      samples = (await new OfflineAudioContext(1, 1, RATE).decodeAudioData(data)).getChannelData(0);
    } catch (error) {
      // The cover before the sound, or the tags behind it, are no sound; nothing else may be silence.
      if (source.whole || (from > 0 && from + step < source.bytes)) throw error;
      continue;
    }
    const each = RATE / PER_SECOND;
    for (let at = 0; at < samples.length; at += each) peaks.push(loudest(samples, at, Math.min(at + each, samples.length)));
    show(peaks, Math.min(1, (from + step) / source.bytes));
  }
  if (!peaks.length) throw new Error("no sound");
};

/* `marks` and `now` are in seconds, as is `duration`. */
export const paint = (canvas, { peaks, share, marks, chosen, now, duration }) => {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (!width) return;
  if (canvas.width !== Math.round(width * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const style = getComputedStyle(canvas);
  const colour = (name) => style.getPropertyValue(name);
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const most = Math.max(0.01, peaks.reduce((one, other) => Math.max(one, other), 0));
  const drawn = width * share;
  pen.fillStyle = colour("--desk-soft");
  for (let x = 0; x < drawn; x += 2) {
    const [from, to] = [x, x + 2].map((at) => Math.floor((at / drawn) * peaks.length));
    const tall = Math.max(1, (loudest(peaks, from, Math.max(to, from + 1)) / most) * (height - 8));
    pen.fillRect(x, (height - tall) / 2, 1, tall);
  }
  for (const mark of marks) {
    pen.fillStyle = colour("--desk-accent");
    pen.fillRect((mark / duration) * width - 1, 0, mark === chosen ? 3 : 1.5, height);
  }
  pen.fillStyle = colour("--desk-ink");
  pen.fillRect((now / duration) * width - 1, 0, 2, height);
};
