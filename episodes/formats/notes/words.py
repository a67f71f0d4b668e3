"""The words by which show notes say what follows, in the languages that people write them in.

English, German, French, Spanish, Portuguese, Italian, Dutch and Japanese; all in lower case.
"""

TITLE = frozenset(
    {
        *("title", "titel", "titre", "título", "titulo", "titolo", "タイトル"),
        *("episode title", "title of the episode", "working title", "titel der folge", "titre de l'épisode"),
        *("título del episodio", "título do episódio", "titolo dell'episodio", "titel van de aflevering"),
    }
)
# What a mail is called, where nothing in it is called a title.
SUBJECT = frozenset({"subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "件名"})

SUMMARY = frozenset(
    {
        *("summary", "description", "about this episode", "zusammenfassung", "beschreibung", "résumé", "resumé"),
        *("descripción", "resumen", "descrição", "resumo", "descrizione", "riassunto", "samenvatting"),
        *("beschrijving", "概要", "あらすじ"),
    }
)

CHAPTERS = frozenset(
    {
        *("chapters", "chapter markers", "timestamps", "time stamps", "timecodes", "timeline", "kapitel"),
        *("timecode", "timestamp", "chapter list", "in this episode", "in dieser folge", "dans cet épisode"),
        *("en este episodio", "neste episódio", "in questo episodio", "in deze aflevering", "sommaire", "au sommaire"),
        *(
            "kapitelmarken",
            "zeitmarken",
            "sprungmarken",
            "zeitstempel",
            "chapitres",
            "minutage",
            "capítulos",
            "marcas de tiempo",
            "capitoli",
        ),
        *("minutaggio", "hoofdstukken", "tijdstempels", "チャプター", "目次", "タイムスタンプ"),
    }
)

# A heading of at most six words with one of these is one of links.
LINKS = frozenset(
    {
        *("links", "link", "resources", "ressourcen", "weblinks", "liens", "ressources", "enlaces", "recursos"),
        *("mentioned", "mentioned in this episode", "show notes", "further reading", "read more", "zum weiterlesen"),
        *(
            "pour aller plus loin",
            "à lire",
            "à écouter",
            "à écouter / à lire",
            "para saber más",
            "para saber mais",
            "per approfondire",
            "meer lezen",
        ),
        *("ligações", "risorse", "collegamenti", "bronnen", "リンク", "参考リンク", "関連リンク", "shownotes"),
    }
)

SPONSOR_LABELS = frozenset(
    {
        *("sponsor", "sponsors", "our sponsor", "werbung", "anzeige", "partner", "sponsoren", "partenaire"),
        *("patrocinador", "patrocinadores", "patrocínio", "スポンサー", "提供"),
    }
)
SPONSOR_STARTS = (
    *("sponsored by", "this episode is sponsored by", "this episode is brought to you by", "brought to you by"),
    *("learn more about", "diese folge wird unterstützt von", "unterstützt von", "gesponsert von"),
    *("cet épisode est sponsorisé par", "sponsorisé par", "patrocinado por", "este episodio está patrocinado por"),
    *("com o apoio de", "offerto da", "sponsorizzato da", "gesponsord door", "mede mogelijk gemaakt door"),
)

CONTACT_LABELS = frozenset(
    {
        *("contact", "feedback", "contact us", "kontakt", "nous contacter", "contacto", "contato", "contatti"),
        *("e-mail", "email", "お問い合わせ", "お便り"),
    }
)
CONTACT_STARTS = (
    *("got a question", "have a question", "questions?", "ask us", "write to us", "get in touch", "email us"),
    *("schreib uns", "schreibt uns", "habt ihr fragen", "fragen?", "écrivez-nous", "contactez-nous"),
    *("une question", "escríbenos", "¿tienes", "escreva-nos", "tem perguntas", "scrivici", "hai una domanda"),
    *("schrijf ons", "heb je een vraag"),
)

# What stands before a colon, or is a heading of its own → the role of those who are named.
ROLES = {
    **dict.fromkeys(
        (
            *("host", "hosts", "hosted by", "presented by", "presenter", "presenters", "your host", "your hosts"),
            *("moderation", "moderator", "moderatorin", "gastgeber", "gastgeberin", "animé par", "présenté par"),
            *("présentation", "presentado por", "presenta", "conduce", "apresentação", "apresentado por"),
            *("condotto da", "conduzione", "presentatie", "gastheer", "gastvrouw", "司会", "ホスト", "パーソナリティ"),
        ),
        "host",
    ),
    **dict.fromkeys(("co-host", "co-hosts", "cohost", "co-moderation"), "co-host"),
    **dict.fromkeys(
        (
            *("guest", "guests", "our guest", "our guests", "featuring", "with", "feat.", "ft.", "speakers"),
            *("gast", "gäste", "zu gast", "mit", "im gespräch mit", "invité", "invitée", "invités", "invitées"),
            *("avec", "invitado", "invitada", "invitados", "con", "convidado", "convidada", "convidados", "com"),
            *("ospite", "ospiti", "gasten", "met", "ゲスト", "出演", "出演者"),
        ),
        "guest",
    ),
    **dict.fromkeys(("producer", "produced by", "produktion", "produzione", "producción", "produção"), "producer"),
    **dict.fromkeys(("produit par", "production", "productie", "プロデューサー"), "producer"),
    **dict.fromkeys(("edited by", "audio editor", "schnitt", "montage", "montaje", "montaggio"), "audio-editor"),
    **dict.fromkeys(("music by", "music", "musik", "musique", "música", "musica", "muziek"), "composer"),
    **dict.fromkeys(("theme music", "titelmusik"), "theme-music"),
    **dict.fromkeys(("narrator", "narrated by", "erzähler", "narrateur"), "narrator"),
}

# … and those of them that begin a sentence of nothing but names: “Produced by Ana Sá.”
CREDITED = (
    *("hosted by", "produced by", "edited by", "music by", "narrated by", "animé par", "produit par"),
    *("apresentado por", "condotto da"),
)

# In a sentence: a name follows, of a host or of a guest.
BEFORE_HOST = (
    *("host", "hosts", "hosted by", "presented by", "moderator", "moderatorin", "gastgeber", "gastgeberin"),
    *("animé par", "présenté par", "l'animateur", "l'animatrice", "presentado por", "presentadora", "presentador"),
    *("apresentado por", "apresentadora", "apresentador", "condotto da", "gepresenteerd door", "gastvrouw"),
)
# … and the host's own name stands before it.
BETWEEN_HOST_AND_GUEST = (
    *("is joined by", "are joined by", "joined by", "talks to", "talks with", "speaks to", "speaks with"),
    *("sits down with", "chats with", "interviews", "welcomes", "in conversation with", "spricht mit"),
    *("sprechen mit", "unterhält sich mit", "begrüßt", "im gespräch mit", "reçoit", "accueille"),
    *("s'entretient avec", "discute avec", "conversa con", "habla con", "entrevista a", "charla con"),
    *("conversa com", "fala com", "recebe", "parla con", "incontra", "intervista", "praat met"),
    *("spreekt met", "in gesprek met", "ontvangt"),
)
# “Heute spricht Anke Petersen mit …”
VERBS_BEFORE_HOST = ("spricht", "sprechen", "redet", "plaudert", "praat", "spreekt")
BEFORE_GUEST = (
    *("guest", "guests", "featuring", "interview with", "conversation with", "zu gast ist", "zu gast sind"),
    *("zu gast:", "gast", "interview mit", "entretien avec", "invité", "invitée", "invitado", "invitada"),
    *("entrevista con", "entrevista com", "convidado", "convidada", "ospite", "intervista con", "gesprek met"),
)
COMPANY = ("with", "mit", "avec", "con", "com", "met")
# At the end of a title.
TITLE_WITH = (*COMPANY, "feat.", "ft.", "featuring", "w/")

AND = frozenset({"and", "&", "und", "et", "y", "e", "en", "+"})
ARTICLES = frozenset(
    {
        *("a", "an", "the", "our", "ein", "eine", "der", "die", "das", "un", "une", "le", "la", "les", "el"),
        *("una", "um", "uma", "o", "il", "lo", "een", "de", "het", "l'"),
    }
)
PARTICLES = frozenset(
    {
        *("de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "van", "von", "der"),
        *("den", "ter", "ten", "zu", "y", "e", "bin", "ibn", "bint", "al", "el", "ben", "af", "av"),
    }
)
HONORIFICS = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "frau", "herr", "dra", "mme", "sir"})

# What somebody does: a part of a line with one of these is no name.
JOBS = frozenset(
    {
        *("advocate", "developer", "director", "ceo", "cto", "cfo", "professor", "editor", "head", "author"),
        *("founder", "co-founder", "engineer", "manager", "scientist", "researcher", "journalist", "writer"),
        *("president", "lead", "chief", "architect", "consultant", "designer", "analyst", "officer", "teacher"),
        *("lecturer", "student", "champion", "captain", "keeper", "cartographer", "hydrographer", "pilot"),
        *("autorin", "autor", "leiter", "leiterin", "professorin", "forscherin", "forscher", "ingenieurin"),
        *("ingenieur", "redakteurin", "redakteur", "gründerin", "gründer", "journalistin", "chercheuse"),
        *("chercheur", "directrice", "directeur", "ingénieure", "ingénieur", "fondatrice", "fondateur"),
        *("directora", "ingeniera", "ingeniero", "profesora", "profesor", "periodista", "fundadora", "diretora"),
        *("diretor", "engenheira", "engenheiro", "professora", "jornalista", "direttrice", "direttore"),
        *("ingegnere", "ricercatrice", "ricercatore", "giornalista", "hoogleraar", "onderzoeker", "oprichter"),
    }
)
# Where somebody does it: a later part of a line with one of these is no name.
ORGANISATIONS = frozenset(
    {
        *("trust", "collective", "institute", "university", "inc", "ltd", "llc", "foundation", "museum", "society"),
        *("association", "council", "ministry", "company", "studio", "studios", "network", "laboratory", "agency"),
        *("department", "authority", "commission", "gmbh", "institut", "universität", "hochschule", "stiftung"),
        *("verein", "université", "fondation", "musée", "universidad", "fundación", "museo", "universidade"),
        *("fundação", "museu", "università", "fondazione", "universiteit", "stichting"),
    }
)
PLACES = frozenset(
    {
        *("at", "of", "from", "for", "in", "bei", "beim", "von", "vom", "der", "für", "chez", "de", "du", "à"),
        *("en", "del", "da", "do", "na", "no", "di", "della", "dell'", "presso", "bij", "van", "voor", "who"),
    }
)
# Where what is said of a person ends in a sentence.
AFTER_HEADLINE = (
    *(" to discuss", " to talk", " to explore", " to explain", " to share", " about ", " who ", " über ", " pour "),
    *(" para ", " per ", " over ", " sur ", " sobre ", " su ", " om "),
    *(", and ", ", und ", ", et ", ", y ", ", e ", ", en "),
)
# Capitalised words that begin a sentence, not a name.
NOT_NAMES = frozenset(
    {
        *("in", "this", "today", "join", "the", "our", "episode", "heute", "in dieser", "diese", "dans", "cet"),
        *("en", "este", "esta", "neste", "in questo", "questo", "we", "when", "then", "host", "guest", "and"),
        *("with", "hosted", "deze", "vandaag", "aujourd'hui", "hoy", "hoje", "oggi", "i", "he", "she", "they"),
    }
)
