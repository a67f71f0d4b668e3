/* What one person's file is known by when it is dropped again: name, size, date, and its first and last 64 kB. */
const ENDS = 1 << 16;

/* 53 bits of FNV-1a's kind: enough to tell one person's files apart; the server compares whole files by SHA-256. */
const mixed = (bytes) => {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (const byte of bytes) {
    one = Math.imul(one ^ byte, 2654435761);
    two = Math.imul(two ^ byte, 1597334677);
  }
  return (one >>> 0).toString(16).padStart(8, "0") + (two >>> 0).toString(16).padStart(8, "0");
};

export const fingerprint = async (file) => {
  const ends = new Blob([file.slice(0, ENDS), file.slice(Math.max(0, file.size - ENDS))]);
  return `${file.size}-${file.lastModified}-${mixed(new Uint8Array(await ends.arrayBuffer()))}`;
};
