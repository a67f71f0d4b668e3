"""Pages of show notes in different habits; people, shows and addresses are invented."""
# ruff: noqa: E501 - a paragraph is a line

PAGE = """\
Open water: charts, trust, and who owns the tide table
In this episode of Slack Water, host Inês Carvalho is joined by Idrīs Benhaddou, a cartographer at the port authority of Vila do Mar. They ask what a chart is worth that anybody may correct.
Idrīs tells how he came to maps, and what he thinks of those who sell them. They speak of old ledgers and new soundings, and of the harbours that would rather draw their own.
Questions we answer in this episode:
- Who pays for a tide table?
- What is a chart that anybody may correct worth?
- Why does the harbour want its own?
The conversation goes on to the sand that moves under every chart, to the boats that measure it, and to what a correction costs.
Key Takeaways:
- An open chart is corrected within a day
- A closed one is printed on better paper
- Whoever keeps the table keeps the harbour
Whether you sail, draw or only look at the sea, there is something in it for you.
Links & Notes
- The harbour's open chart
- A paper on soundings
- The ledger of 1911
- Tide tables for amateurs
- The sand lab
- Crew of the black buoy
- A paper on sovereignty
- A book nobody sells
- Learn more about Kettle & Sons
- Got a question? Ask us here!
- (00:04) - Welcome to the harbour
- (00:55) - Meet Idrīs Benhaddou
- (03:17) - Working with sand
- (04:29) - Charts and openness
- (10:31) - Approach
- (14:38) - Sovereignty
- (18:20) - Soundings
- (20:47) - The black buoy
- (30:10) - Weighing the differences
- (35:09) - Timeline
- (40:39) - Finding Idrīs
- (42:06) - Communities
- (44:49) - Wrap up"""

MARKDOWN = """\
# The lamp that would not go out

Three keepers on one rock, and what they wrote in the log. An hour about **light**, oil and patience.

**Host:** Maeve Tully
**Guests:** Bo Li, keeper of the Skerry lamp; Ana-Rita de Sá (engineer)

## What we talk about

* The log of 1911
    * Its last page
* Oil, and what came after

| lamp | range |
|------|-------|
| Skerry | 18 nm |

## Chapters

* 0:00 Intro
* 12:30 The log
* 1:02:03 The end

## Links

* [The log](https://log.example/1911)
* [Skerry trust](https://skerry.example/)
"""

GERMAN = """\
Ebbe im Watt

Heute spricht Anke Petersen mit Jörn von der Heide, Professor für Küstenschutz an der Universität Husum, über das Watt.

Fragen der Folge:
• Wie viel Sand braucht eine Insel?
• Wem gehört das Watt?

Kapitelmarken
00:00:00 Begrüßung
00:04:10 Das Watt
00:31:55 Abschied

Links:
Die Karte: https://karte.example/watt
Nationalpark https://park.example

Werbung: Tee Ohlsen – https://tee.example
Fragen? Schreibt uns: moin@ebbe.example
"""

FRENCH = """\
Titre : Le phare et la dune

Résumé : Une dune avance de trois mètres par an. Que fait le gardien du phare ?

Présenté par : Élodie Marchand
Invité : Karim Haddad, ingénieur à la station de Sète

Chapitres
00:00 Bonjour
05:12 La dune
41:00 Au revoir

Liens
- Le plan du phare : https://phare.example/plan
"""

SPANISH = """\
La barca roja

Lucía Ferrer conversa con Tomás Ibáñez, profesor de náutica en el puerto de Laxe, sobre la barca que volvió sola.

Enlaces
- El diario de a bordo - https://diario.example
- El museo

Patrocinado por Café Marea https://cafe.example
"""

PORTUGUESE = """\
A maré de sete horas

Neste episódio, a apresentadora Rita Nóvoa conversa com João Lobo, engenheiro do porto, e Marta Reis.

Capítulos:
0:00 – Olá
7:00 – A maré
"""

ITALIAN = """\
Il faro spento

Conduce: Chiara Monti
Ospiti: Paolo De Luca, Sara Bini e Ugo Neri

Una storia di luce e di sale, raccontata da chi c'era quella notte.

Risorse
1. Il registro: https://registro.example
2. La mappa
"""

DUTCH = """\
Het licht van Terherne

Presentatie: Femke de Vries
Gast: Bram Kuiper, oprichter van de Lichtwacht

Een avond over mist, hoorns en de laatste wachter van het eiland.

Hoofdstukken
0.00 Welkom
"""

JAPANESE = """\
灯台の夜
概要
海の音と、灯台守の三十年について話します。
司会：佐藤花子
ゲスト：山田太郎（灯台守）
チャプター
00:00 はじめに
12:40 灯台の仕事
45:00 おわりに
参考リンク
- 灯台の地図 https://todai.example/map
"""

LINKS_ALONE = """\
https://one.example/
- [Two](https://two.example/a_(b))
Three: https://three.example/page?x=1
www.four.example
"""

TRANSCRIPT = """\
[00:00] Mara: Good evening, and welcome to the harbour.
[00:04] Tom: Good evening. I have brought the ledger.
[00:09] Mara: Then let us open it.
[00:15] Tom: Page one, the winter of 1911.
"""

TALK = """\
Mara: Good evening, and welcome to the harbour at night.
Tom: Good evening. I have brought the ledger, as you see.
Mara: Then let us open it, and read what stands on the first page.
"""

NO_TIMES = """\
Rope

Knots, and why they hold. A quiet half-hour with the rope maker's daughter, in the long shed.

We walked the length of the shed twice. At 7 in the morning the light comes in low.
"""

TWO_LISTS = """\
A day on the ferry

Ten crossings, one captain, and a dog that knows the timetable better than anybody.

The ferry leaves at:
07:10 Inner quay
09:40 Outer quay
07:10 Back again

Chapters
0:00 On board
3:15 The captain
21:40 The dog
40:02 Off again
"""

WINDOWS = PAGE.replace("\n", "\r\n")

WALL = (
    "This week Ada Quill talks to Jon Marsh, an engineer at the lock, and it goes on and on. "
    + "The water rises and the gate stays shut, and nobody says a word about the price of it. " * 40
)

MAIL = """\
From: Petra
Subject: The salt road

Hi Emil,

here are the notes for Friday. We follow the old salt road from the pans to the town, on foot.

Guest: Noor Aziz, historian
Cut: Sam Oduya

Best,
Petra
"""

SCATTERED = """\
The night shift

What a harbour does while the town sleeps, hour by hour, told by those who are awake.

00:30 The gates
Two keepers and a kettle.

12:00 The tug
It is warm in the engine room.

31:15 The bread van
Four in the morning.
"""

SETEXT = """\
Drift ice
=========

How ice finds its way past the cape, and what the birds make of it each spring.

Guests
------
- Siv Aalto, ornithologist
- Per Lund

In short
--------
Ice moves with water, not with wind. That is all we know for sure.
"""

BOLD = """\
**Bells**

An old bell, cast twice, and rung by three generations of one family in the same tower.

**Takeaways**

1) Bronze is patient
2) Ropes are not

Featuring our guest Cleo Marr. Thanks to The Bell Trust and to everybody at the tower.
"""

CODE_AND_QUOTE = """\
Signals at sea

Flags, lamps and a code that fits on one page, explained by two people who still use it.

> Keep it short.

```
# not a heading
- not a list
```

---
"""

SPONSORED = """\
Sea glass

This episode is brought to you by Kettle & Sons: https://kettle.example/slack
Where the colours come from, and why green is worth nothing at all on our beach.

Contact: https://slackwater.example/ask
Learn more about nothing in particular: a sentence with so many words that no label has room for it, which is why it stays where it is and nobody takes it for a link of a sponsor, however it begins; it goes on for quite a while, past every limit that a label may have, until it ends here at last.
"""

LONG_SUMMARY = "Fog\n\n" + "Fog is a cloud that has come down to see for itself. " * 20 + "\n\nMore.\n"

LINKED_SUMMARY = "Salt\n\nSalt, as told by [the pan keepers](https://pans.example/) of the northern marsh.\n"

DOCUMENT = """\
<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr"><span>Under the pier</span></h1>
<p dir="ltr"><span style="font-size:11pt">Host Lena Ruiz is joined by Otis Vane, a diver at the harbour works. They count the planks.</span></p>
<h2><span>Questions</span></h2><ul><li dir="ltr"><p><span>Who counts the planks?</span></p></li><li><p>Who <b>pays</b>?</p></li></ul>
<h2>Links</h2><ul><li><a href="https://www.google.com/url?q=https://pier.example/plan&amp;sa=D">The plan</a></li><li>The old pier</li></ul>
<p>(00:00) Hello<br>(02:10) Planks<br>(31:00) Goodbye</p></b>
"""

HTML_MAIL = """\
<html><head><style>p.MsoNormal {margin:0}</style><title>x</title></head><body lang=EN>
<table><tr><td><div class="MsoNormal">Grit and gravel<o:p></o:p></div></td></tr>
<tr><td><p class="MsoNormal">A road of gravel, a man with a shovel, and forty years between the two of them.</p></td></tr></table>
<p class="MsoListParagraph">·&nbsp;&nbsp; <a href="https://gravel.example/">Gravel</a></p>
<p class="MsoListParagraph">·&nbsp;&nbsp; <a href="https://road.example/">Road</a></p>
<script>alert(1)</script><!-- gone --></body></html>
"""

PICTURES = """\
How we rebuilt a lighthouse from bricks — ft. Marta Okonkwo

Marta Okonkwo spent four years building a working lighthouse out of toy bricks. We talk about lenses, glue, and patience.

👉 Marta's site: https://marta.example/
👉 Her book: https://books.example/bricks

⏱️ Timestamps
0:00 Intro
1:12 Why a lighthouse?
14:05 The lens
1:02:33 Glue or no glue

🎙️ Hosted by Jonas Weber
🎧 Subscribe: https://show.example/feed
#lighthouse #bricks
"""

MAIL_WITH_LABELS = """\
Subject: Ep 47 notes - Salt Roads

Hi Tom,

here are the notes for next week's episode.

Title: The Salt Roads
Guests: Dr. Amina Yusuf (University of Khartum), Pelle Lindqvist

Summary: Why a spoon of salt once cost a day's wage, and who carried it.

Chapters:
00:00:00 Start
00:04:10 What salt was worth
00:33:00 Camels, carts, barges

Links:
Amina's paper: https://papers.example/salt
The map we talk about (https://maps.example/salt)

Cheers,
Lena
"""

HEAD_OF_FACTS = """\
---
title: "Tides, explained badly"
date: 2026-10-01
guests:
  - Noor de Vries
tags: [sea, moon]
---

# Tides, explained badly

Noor de Vries explains why there are two high tides a day, and gets it right on the third try.

## In this episode

* 00:00 – Hello
* 02:30 – The moon
* 09:45 – The *other* bulge

## Mentioned

* [Tide tables](https://tides.example)
* *The Other Shore*, Wilma Grote
"""

TIMES_LAST = """\
Episode 12: The Quiet Machines

We visit a factory that makes no sound. With engineer Sofía Delgado and host Hugo Martin.

1. Arrival (00:00)
2. The first hall (03:40)
3. Rubber, felt, patience (17:22)
4. Leaving (41:09)

Resources
https://quiet.example
https://felt.example/how
"""

SPEAKERS = """\
The Night Market

Speakers
Ling Zhao — chef, Night Market Collective
Ben Adeyemi — host

Timecode	Topic
00:00	Cold open
01:15	Who runs a night market?
22:40	The permit problem

Show notes
Night Market Collective, https://night.example
Permit FAQ, https://city.example/permits
"""

ONE_PARAGRAPH = """\
This week Priya Raman talks to Oskar Lund about bees. Oskar is a beekeeper and the author of Forty Hives. They discuss swarms, winter and why honey never spoils. Find Oskar at https://oskar.example or as @oskar@bees.example. Sponsor: Wax & Co https://wax.example?ref=pod. 0:00 intro 5:20 swarms 18:40 winter 30:02 goodbye.
"""

BOLD_LABELS = """\
**Episode title:** What the River Took
**Episode number:** 31
**Host:** Ada Brennan
**Guest:** Samuel Ofori – hydrologist, River Basin Trust
**Recorded:** 12 May

**Description:**
A river moved four hundred metres overnight. Samuel Ofori measured it the next morning.

**Topics:**
- Meanders
- Levees
- Who owns new land?

**Timestamps:**
- **00:00** Introduction
- **06:30** The night of the flood
- **28:15** New land

**Links:**
- River Basin Trust - https://river.example
- Follow Samuel - https://social.example/samuel

**Credits:**
Produced by Mina Kovač. Music by Trio Ebbe.
"""

PRIMES = """\
Épisode 5 : Le pain de demain

Avec Claire Fontaine, boulangère à Lyon, et Youssef Amrani, meunier.

Au sommaire :
0'00 Générique
2'15 Le levain
18'40 Les farines anciennes
37'05 La recette

À écouter / à lire
- Le site de Claire : https://pain.example
- « Levains », éd. du Four
"""

ARROWS = """\
TITLE: Ghost signs
HOST: Elif Kaya
GUEST: Rosa Lindgren (sign painter)
SUMMARY: Painted adverts outlive the shops. Rosa Lindgren reads them for us.

Q: What's a ghost sign?
Q: Who paints them now?

00:00 > intro
02:10 > a wall in brick
15:55 > lead paint
31:00 > outro

CTA: Leave us a review!
ghost signs archive -> https://ghost.example
Rosa's pictures -> https://gram.example/rosa
"""

HOURS = """\
A última barca

Com Teresa Falcão (barqueira) e Rui Prates.

00h00 Abertura
00h03m20 O rio
00h27m45 A última viagem
"""
