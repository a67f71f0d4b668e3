// Other people's parsers: `node read.mjs <parser> <file>` prints what the parser made of the file, as JSON.

import { readFileSync } from 'node:fs'

const readers = {
  async feedsmith(text) {
    const { parseRssFeed } = await import('feedsmith')
    return parseRssFeed(text)
  },
  async partytime(text) {
    const { parseFeed } = await import('podcast-partytime')
    return parseFeed(text)
  },
  async webvtt(text, kind) {
    const { default: webvtt } = await import('webvtt-parser')
    const { cues, errors } = new webvtt.WebVTTParser().parse(text, kind)
    return { cues: cues.map((cue) => [cue.startTime, cue.endTime, cue.text]), errors }
  },
  async transcriptator(text, type) {
    const { convertFile } = await import('transcriptator')
    return convertFile(text, type)
  },
}

const [name, file, kind] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await readers[name](readFileSync(file, 'utf8'), kind)))
