import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
import markdownx.models
from django.conf import settings
from django.db import migrations, models

import episodes.models.check
import episodes.models.episode
import episodes.models.feed_fields
import episodes.models.looks
import episodes.models.preview_link
import episodes.models.show
import episodes.models.upload
import guests.pictures


class Migration(migrations.Migration):
    replaces = [
        ("episodes", "0001_shows_and_episodes"),
        ("episodes", "0002_groups"),
        ("episodes", "0003_feed"),
        ("episodes", "0004_feed_rights"),
        ("episodes", "0005_episode_season_publication"),
        ("episodes", "0006_episode_audio_has_type"),
        ("episodes", "0007_uploads"),
        ("episodes", "0008_where_to_subscribe"),
        ("episodes", "0009_listing_rights"),
        ("episodes", "0010_websub"),
        ("episodes", "0011_feed_places_and_rules"),
        ("episodes", "0012_outgoing_audio"),
        ("episodes", "0013_transcript_remarks"),
        ("episodes", "0014_show_templates"),
        ("episodes", "0015_standing_link_rights"),
        ("episodes", "0016_nothing_is_lost"),
        ("episodes", "0017_was_public"),
        ("episodes", "0018_comments"),
        ("episodes", "0019_search"),
        ("episodes", "0020_membership"),
        ("episodes", "0021_roles_by_show"),
        ("episodes", "0022_transcripts_and_addresses_looked_up"),
        ("episodes", "0023_preview_links"),
        ("episodes", "0024_schedule"),
        ("episodes", "0025_mail"),
        ("episodes", "0026_notes_as_html"),
        ("episodes", "0027_questions"),
        ("episodes", "0028_looks"),
        ("episodes", "0029_told_and_listed"),
        ("episodes", "0030_imported"),
        ("episodes", "0031_followed_show"),
        ("episodes", "0032_media_errands"),
        ("episodes", "0033_archived_copies"),
        ("episodes", "0034_version_of_a_merge"),
        ("episodes", "0035_start_here_and_coming_up"),
        ("episodes", "0036_import_runs"),
        ("episodes", "0037_ownership_codes"),
        ("episodes", "0038_import_conflicts"),
        ("episodes", "0039_own_licence_and_funding"),
        ("episodes", "0040_search_lines"),
        ("episodes", "0041_own_domain"),
        ("episodes", "0042_import_documents_and_archives"),
    ]

    initial = True

    dependencies = [
        ("auth", "__first__"),
        ("guests", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AddressCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("url", models.URLField(max_length=2000)),
                ("alive", models.BooleanField(null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("note", models.TextField(blank=True)),
                ("looked_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["due_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Asking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeskVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("looked_at", models.DateTimeField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MailChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("muted", models.JSONField(blank=True, default=list)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_choice",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OpenForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=60)),
                ("tab", models.CharField(max_length=40)),
                ("opened_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("typed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("fields", models.JSONField(blank=True, default=list)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-seen_at", "-pk"],
                "indexes": [models.Index(fields=["form", "seen_at"], name="open_form_seen")],
                "constraints": [models.UniqueConstraint(fields=("owner", "form", "tab"), name="open_form_unique")],
            },
        ),
        migrations.CreateModel(
            name="OutgoingFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255, unique=True)),
                ("delete_after", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name": "copy of audio",
                "verbose_name_plural": "copies of audio",
            },
        ),
        migrations.CreateModel(
            name="OwnershipCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=32)),
                ("owner", models.EmailField(max_length=254)),
                ("digest", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ends_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "code for an owner",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["about", "sent_at"], name="ownership_code_about"),
                    models.Index(fields=["sent_at"], name="ownership_code_sent"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=32)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "revision",
            },
        ),
        migrations.CreateModel(
            name="Show",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "category_1",
                    models.CharField(
                        blank=True,
                        choices=episodes.models.feed_fields.category_choices,
                        help_text="Where directories list the show; none takes a show without. Apple looks at this one only.",
                        max_length=64,
                        verbose_name="category",
                    ),
                ),
                (
                    "category_2",
                    models.CharField(
                        blank=True,
                        choices=episodes.models.feed_fields.category_choices,
                        max_length=64,
                        verbose_name="second category",
                    ),
                ),
                (
                    "category_3",
                    models.CharField(
                        blank=True,
                        choices=episodes.models.feed_fields.category_choices,
                        max_length=64,
                        verbose_name="third category",
                    ),
                ),
                (
                    "owner_name",
                    models.CharField(
                        blank=True,
                        help_text="Whom directories may write to. Apps do not show it.",
                        max_length=255,
                        verbose_name="owner",
                    ),
                ),
                (
                    "owner_email",
                    models.EmailField(
                        blank=True,
                        help_text="Everybody can read it in the feed. Directories send a code to it when somebody claims the show; it can be taken away after that.",
                        max_length=254,
                        verbose_name="owner's address",
                    ),
                ),
                (
                    "copyright",
                    models.CharField(
                        blank=True,
                        help_text="The name alone: “Net Loft Radio”, without “Copyright”, © or a year.",
                        max_length=255,
                        verbose_name="rights held by",
                    ),
                ),
                (
                    "license",
                    models.CharField(
                        blank=True,
                        help_text="What others may do with the show: an SPDX name such as “CC-BY-4.0”, or a name of your own.",
                        max_length=128,
                        verbose_name="licence",
                    ),
                ),
                (
                    "license_url",
                    models.URLField(
                        blank=True,
                        help_text="Where it can be read; needed for a name of your own.",
                        max_length=2000,
                        verbose_name="text of the licence",
                    ),
                ),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("podcast", "Podcast: people talking"),
                            ("music", "Music: an album or a series of songs"),
                            ("audiobook", "Audiobook: a book in chapters"),
                            ("course", "Course: lessons that build on each other"),
                        ],
                        default="podcast",
                        help_text="Apps sort it onto another shelf, and play music without skipping silence.",
                        max_length=10,
                        verbose_name="medium",
                    ),
                ),
                (
                    "location_name",
                    models.CharField(
                        blank=True,
                        help_text="Only for a show about a place: “Lisbon, Portugal”. Apps find it on a map.",
                        max_length=128,
                        verbose_name="place",
                    ),
                ),
                (
                    "location_geo",
                    models.CharField(
                        blank=True,
                        help_text="Latitude and longitude: “geo:38.7223,-9.1393”.",
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^geo:-?[0-9]{1,2}(\\.[0-9]+)?,-?[0-9]{1,3}(\\.[0-9]+)?$",
                                "Give latitude and longitude as in “geo:38.7223,-9.1393”.",
                            )
                        ],
                        verbose_name="coordinates of the place",
                    ),
                ),
                (
                    "update_frequency",
                    models.CharField(
                        blank=True,
                        help_text="In words: “Every second Tuesday”. Apps show it beside the title. Left empty, it is the cadence.",
                        max_length=128,
                        verbose_name="how often",
                    ),
                ),
                (
                    "update_rule",
                    models.CharField(
                        blank=True,
                        help_text="By RFC 5545: “FREQ=WEEKLY;BYDAY=TU;BYHOUR=6” is every Tuesday at 06:00. Choosing above writes it; for another one choose “by the rule below”. Apps get it too, and look for the next one then.",
                        max_length=255,
                        validators=[episodes.models.feed_fields.is_rule],
                        verbose_name="how often, as a rule",
                    ),
                ),
                (
                    "update_from",
                    models.DateField(
                        blank=True,
                        help_text="For “every second week”: the day of one of them.",
                        null=True,
                        verbose_name="counted from",
                    ),
                ),
                (
                    "complete",
                    models.BooleanField(
                        default=False,
                        help_text="There will never be another episode. Apps stop looking for new ones.",
                        verbose_name="complete",
                    ),
                ),
                (
                    "block",
                    models.BooleanField(
                        default=False,
                        help_text="Directories take the show off their pages. Who has the feed's address still hears it.",
                        verbose_name="keep out of directories",
                    ),
                ),
                (
                    "blocked_services",
                    models.CharField(
                        blank=True,
                        help_text="Their short names in the podcast namespace, with spaces between: “amazon youtube”. Those take the show off their pages; all others keep it.",
                        max_length=1000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+( [a-z0-9]+)*$",
                                "Give the short names of services with spaces between them, as in “amazon youtube”.",
                            )
                        ],
                        verbose_name="keep out of single services",
                    ),
                ),
                (
                    "locked",
                    models.BooleanField(
                        default=False,
                        help_text="Other hosts must refuse to bring the show in. Take it off to move away.",
                        verbose_name="locked",
                    ),
                ),
                (
                    "feed_size",
                    models.PositiveIntegerField(
                        default=300,
                        help_text="The newest ones; the others follow on further pages, which few apps read.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10000),
                        ],
                        verbose_name="episodes in the feed",
                    ),
                ),
                (
                    "audio_prefix",
                    models.URLField(
                        blank=True,
                        help_text="Somebody else's counter, such as “https://op3.dev/e/”: every download then passes there first.",
                        max_length=500,
                        validators=[
                            django.core.validators.URLValidator(schemes=["https"]),
                            django.core.validators.RegexValidator("/$", "A prefix ends with a slash."),
                        ],
                        verbose_name="prefix of audio addresses",
                    ),
                ),
                (
                    "new_feed_url",
                    models.URLField(
                        blank=True,
                        help_text="Where the show has moved to, or has just come to. Apps subscribe there from then on.",
                        max_length=2000,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="new address of the feed",
                    ),
                ),
                (
                    "redirect_feed",
                    models.BooleanField(
                        default=False,
                        help_text="Our feed answers with the new address and nothing else. Once the show has moved away; not after it came.",
                        verbose_name="send everybody there",
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        blank=True,
                        help_text="In place of the colour that is taken from the cover: “#9c2f16”. It is darkened on light pages, and lightened on dark ones, as far as it must be to be read.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}\\Z", "Give the colour as “#” and six digits from 0 to f: “#9c2f16”."
                            )
                        ],
                        verbose_name="accent",
                    ),
                ),
                (
                    "logo",
                    guests.pictures.PictureField(
                        blank=True,
                        height_field="logo_height",
                        help_text="In place of the site's name at the head of the show's pages. Wide rather than high; transparent, if it is to stand on light and dark pages. It is made at most 960 × 240 pixels.",
                        upload_to=guests.pictures.Unguessable("images"),
                        verbose_name="logo",
                        width_field="logo_width",
                    ),
                ),
                ("logo_width", models.PositiveIntegerField(editable=False, null=True)),
                ("logo_height", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "scheme",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "As the listener's device is set"),
                            ("light", "Always light"),
                            ("dark", "Always dark"),
                        ],
                        default="",
                        max_length=5,
                        verbose_name="light or dark",
                    ),
                ),
                (
                    "header_text",
                    models.CharField(
                        blank=True,
                        help_text="A line beside the name at the head of the show's pages: “New every Thursday”.",
                        max_length=120,
                        verbose_name="words at the head",
                    ),
                ),
                (
                    "footer_links",
                    models.TextField(
                        blank=True,
                        help_text="One a line, words and address: “Imprint – https://example.org/imprint”.",
                        validators=[episodes.models.looks.named_links],
                        verbose_name="links at the foot",
                    ),
                ),
                (
                    "own_css",
                    models.TextField(
                        blank=True,
                        help_text="CSS for the pages of this show, after the site's own. It can fetch nothing but pictures uploaded here, and nothing checks whether its colours can be read. docs/themes.md lists the variables that it can set.",
                        validators=[episodes.models.looks.own_style],
                        verbose_name="own stylesheet",
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(
                        help_text="The first part of every address of the show. A former slug keeps leading here.",
                        max_length=100,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "domain",
                    models.CharField(
                        blank=True,
                        help_text="The name of a host on which this show is at home: “tides.example”. From then on the addresses of its pages and its feed begin with it, and the former ones lead there. Whoever runs the site sets it up first.",
                        max_length=253,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$",
                                "Give the name of the host alone, in small letters: of “https://tides.example/” it is “tides.example”.",
                            )
                        ],
                        verbose_name="domain of its own",
                    ),
                ),
                ("tagline", models.CharField(blank=True, max_length=160, verbose_name="tagline")),
                (
                    "description",
                    markdownx.models.MarkdownxField(blank=True, help_text="Markdown.", verbose_name="description"),
                ),
                (
                    "author",
                    models.CharField(
                        blank=True,
                        help_text="Who makes it, as podcast apps name them.",
                        max_length=255,
                        verbose_name="author",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="BCP 47 tag of the language spoken: “en”, “de”, “pt-BR”.",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
                                "Give the language as a BCP 47 tag such as “en”, “de” or “pt-BR”.",
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        choices=episodes.models.show.time_zones,
                        default="UTC",
                        help_text="Where the editors' clock hangs: every hour of this show is typed and shown in it.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("episodic", "Episodic: newest first, hear any"),
                            ("serial", "Serial: in order, from the first"),
                        ],
                        default="episodic",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "explicit",
                    models.BooleanField(
                        default=False,
                        help_text="Not for children. Apps show a mark beside the title.",
                        verbose_name="explicit",
                    ),
                ),
                (
                    "cover",
                    guests.pictures.PictureField(
                        blank=True,
                        help_text="Square, 1400 to 3000 pixels, JPEG or PNG. The show's colour is taken from it.",
                        upload_to=guests.pictures.Unguessable("images"),
                        verbose_name="cover",
                    ),
                ),
                ("cover_alt", models.CharField(blank=True, max_length=250, verbose_name="cover in words")),
                (
                    "apple_id",
                    models.CharField(
                        blank=True,
                        help_text="The digits after “id” in the show's address there. The page “Subscribe” leads to it.",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]+$", "Give the digits alone: of “…/id1234567890” it is 1234567890."
                            )
                        ],
                        verbose_name="number at Apple Podcasts",
                    ),
                ),
                (
                    "spotify_url",
                    models.URLField(
                        blank=True,
                        help_text="As in “https://open.spotify.com/show/…”. Spotify cannot be led there by a feed.",
                        max_length=500,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^https://open\\.spotify\\.com/show/[A-Za-z0-9]+",
                                "Give the show's page, as in https://open.spotify.com/show/….",
                            )
                        ],
                        verbose_name="address at Spotify",
                    ),
                ),
                (
                    "title_pattern",
                    models.CharField(
                        blank=True,
                        help_text="What a new episode is called before anybody types: “Season {season}, week {week}: ”. {number}, {season}, {season_name}, {week}, {month}, {year} and {date} are filled in.",
                        max_length=120,
                        validators=[episodes.models.show.check_title_pattern],
                        verbose_name="titles begin with",
                    ),
                ),
                (
                    "notes_template",
                    markdownx.models.MarkdownxField(
                        blank=True,
                        help_text="Markdown. The headings and lines that every episode has.",
                        verbose_name="notes begin with",
                    ),
                ),
                (
                    "podcast_guid",
                    models.UUIDField(
                        blank=True,
                        editable=False,
                        help_text="Follows the show for ever, through every move.",
                        null=True,
                        unique=True,
                        verbose_name="podcast GUID",
                    ),
                ),
                (
                    "kept_xml",
                    models.TextField(blank=True, editable=False, validators=[episodes.models.feed_fields.whole_xml]),
                ),
                (
                    "must_have",
                    models.JSONField(
                        blank=True,
                        default=episodes.models.check.default_must_haves,
                        help_text="An episode without one of these is not approved. The others only warn. Audio is always needed.",
                        validators=[episodes.models.check.known_checks],
                        verbose_name="must-haves",
                    ),
                ),
                (
                    "takes_questions",
                    models.BooleanField(
                        default=False,
                        help_text="The pages of the show and its episodes lead to a form. What is asked comes to the desk.",
                        verbose_name="takes questions",
                    ),
                ),
                (
                    "in_llms_txt",
                    models.BooleanField(
                        default=False,
                        help_text="/llms.txt lists the public episodes, with the addresses of their transcripts, for programs.",
                        verbose_name="listed for language models",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "show",
                "verbose_name_plural": "shows",
                "ordering": ["title", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("feed_size__gte", 1), ("feed_size__lte", 10000)),
                        name="show_feed_size_in_bounds",
                        violation_error_message="A feed has at least one episode, and at most 10,000 to a page.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("domain", ""), _negated=True),
                        fields=("domain",),
                        name="show_domain_unique",
                        violation_error_message="Another show has this domain.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("redirect_feed", False), models.Q(("new_feed_url", ""), _negated=True), _connector="OR"
                        ),
                        name="show_redirect_has_address",
                        violation_error_message="Give the new address of the feed before you send everybody there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sweep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=32, unique=True)),
                ("state", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "sweep",
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="slug")),
                ("description", models.CharField(blank=True, max_length=300, verbose_name="description")),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Unindexed",
            fields=[
                ("episode_id", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="FeedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        help_text="As the one who asked for it calls it: “verify”, “applepodcastsverify”.",
                        max_length=128,
                        verbose_name="purpose",
                    ),
                ),
                ("value", models.CharField(max_length=4000, verbose_name="text")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feed_texts",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "text for machines",
                "verbose_name_plural": "texts for machines",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FollowedShow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=2000, verbose_name="address of the feed")),
                (
                    "new_episodes",
                    models.CharField(
                        choices=[("drafts", "as drafts"), ("public", "public, as they are there")],
                        default="drafts",
                        max_length=6,
                        verbose_name="new episodes",
                    ),
                ),
                ("etag", models.CharField(blank=True, max_length=500)),
                ("last_modified", models.CharField(blank=True, max_length=100)),
                ("due_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("looked_at", models.DateTimeField(blank=True, null=True, verbose_name="last looked at")),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="last changed")),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                (
                    "show",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="followed", to="episodes.show"
                    ),
                ),
            ],
            options={
                "verbose_name": "followed show",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("address", ""), _negated=True), name="followed_show_has_address"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "label",
                    models.CharField(
                        help_text="What apps write on the button: “Support the show”.",
                        max_length=128,
                        verbose_name="words on the button",
                    ),
                ),
                ("url", models.URLField(max_length=2000, verbose_name="address")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="funding_links",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "funding link",
                "verbose_name_plural": "funding",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "show",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: for every show.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holidays",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "holiday",
                "verbose_name_plural": "holidays",
                "ordering": ["day", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("show", "day"),
                        name="holiday_unique_in_show",
                        violation_error_message="The show has a holiday on this day already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("show__isnull", True)),
                        fields=("day",),
                        name="holiday_unique",
                        violation_error_message="There is a holiday on this day already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HubPing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("claim", models.CharField(blank=True, max_length=32)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "show",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hub_ping",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "ping of the hub",
                "verbose_name_plural": "pings of the hub",
                "indexes": [models.Index(fields=["due_at"], name="hub_ping_due")],
            },
        ),
        migrations.CreateModel(
            name="ImportedShow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fields", models.JSONField(blank=True, default=dict)),
                ("link", models.CharField(blank=True, max_length=2000, verbose_name="former address")),
                ("first_at", models.DateTimeField(auto_now_add=True, verbose_name="first brought in")),
                ("last_at", models.DateTimeField(auto_now=True, verbose_name="last brought in")),
                ("address", models.CharField(blank=True, max_length=2000, verbose_name="address of the feed")),
                ("ownership", models.TextField(blank=True, verbose_name="ownership")),
                (
                    "show",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imported", to="episodes.show"
                    ),
                ),
            ],
            options={
                "verbose_name": "imported show",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("claim", models.CharField(blank=True, max_length=32)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "being read"),
                            ("locked", "locked"),
                            ("refused", "refused"),
                            ("planned", "planned"),
                            ("writing", "being brought in"),
                            ("stopped", "stopped"),
                            ("done", "brought in"),
                        ],
                        default="reading",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=2000, verbose_name="address of the feed")),
                ("file_name", models.CharField(blank=True, max_length=255, verbose_name="file")),
                ("archive", models.CharField(blank=True, max_length=32)),
                ("with_media", models.BooleanField(default=True)),
                ("ownership", models.TextField(blank=True, verbose_name="ownership")),
                ("owner", models.EmailField(blank=True, max_length=254)),
                ("sentence", models.TextField(blank=True)),
                ("title", models.CharField(blank=True, max_length=255)),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("begun_from", models.PositiveIntegerField(default=0)),
                ("worker", models.CharField(blank=True, max_length=120)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "show",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_runs",
                        to="episodes.show",
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "ordering": ("-asked_at", "-pk"),
                "default_permissions": (),
                "indexes": [models.Index(fields=["due_at"], name="import_run_due")],
            },
        ),
        migrations.CreateModel(
            name="IndexPing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("claim", models.CharField(blank=True, max_length=32)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "show",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="index_ping",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "ping of IndexNow",
                "verbose_name_plural": "pings of IndexNow",
                "indexes": [models.Index(fields=["due_at"], name="index_ping_due")],
            },
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "label",
                    models.CharField(
                        help_text="As its makers call it: “Fyyd”.", max_length=60, verbose_name="directory or app"
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        help_text="The page of this show there.",
                        max_length=2000,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^https?://", "Give the address of a page, beginning with https://."
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listings",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "further place",
                "verbose_name_plural": "further places",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("producer", "Producer"), ("editor", "Editor")],
                        default="producer",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="given")),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "ordering": ["show", "user"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "show"),
                        name="membership_unique",
                        violation_error_message="This account is on the team already: change its role there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["producer", "editor"])), name="membership_role_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendedFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("guid", models.UUIDField(help_text="The “podcast:guid” of its feed.", verbose_name="podcast GUID")),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="address of its feed")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommended_feeds",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "recommended podcast",
                "verbose_name_plural": "recommended podcasts",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("show", "guid"),
                        name="recommended_feed_unique",
                        violation_error_message="This podcast is recommended already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetiredAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100)),
                ("guid", models.CharField(blank=True, max_length=500)),
                ("was_public", models.BooleanField(default=False)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retired_addresses",
                        to="episodes.show",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("show", "slug"), name="retired_address_unique")],
            },
        ),
        migrations.CreateModel(
            name="Season",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("name", models.CharField(blank=True, max_length=128, verbose_name="name")),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seasons",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "season",
                "verbose_name_plural": "seasons",
                "ordering": ["show", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("show", "number"),
                        name="season_number_unique",
                        violation_error_message="The show has a season of this number already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gt", 0)),
                        name="season_number_positive",
                        violation_error_message="Seasons are numbered from 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShowAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100, verbose_name="former slug")),
                ("left_at", models.DateTimeField(auto_now_add=True, verbose_name="left")),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_addresses", to="episodes.show"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("slug",), name="show_address_slug_unique")],
            },
        ),
        migrations.CreateModel(
            name="StandingCredit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("director", "Director"),
                            ("assistant-director", "Assistant Director"),
                            ("executive-producer", "Executive Producer"),
                            ("senior-producer", "Senior Producer"),
                            ("producer", "Producer"),
                            ("associate-producer", "Associate Producer"),
                            ("development-producer", "Development Producer"),
                            ("creative-director", "Creative Director"),
                            ("host", "Host"),
                            ("co-host", "Co-Host"),
                            ("guest-host", "Guest Host"),
                            ("guest", "Guest"),
                            ("voice-actor", "Voice Actor"),
                            ("narrator", "Narrator"),
                            ("announcer", "Announcer"),
                            ("reporter", "Reporter"),
                            ("author", "Author"),
                            ("editorial-director", "Editorial Director"),
                            ("co-writer", "Co-Writer"),
                            ("writer", "Writer"),
                            ("songwriter", "Songwriter"),
                            ("guest-writer", "Guest Writer"),
                            ("story-editor", "Story Editor"),
                            ("managing-editor", "Managing Editor"),
                            ("script-editor", "Script Editor"),
                            ("script-coordinator", "Script Coordinator"),
                            ("researcher", "Researcher"),
                            ("editor", "Editor"),
                            ("fact-checker", "Fact Checker"),
                            ("translator", "Translator"),
                            ("transcriber", "Transcriber"),
                            ("logger", "Logger"),
                            ("studio-coordinator", "Studio Coordinator"),
                            ("technical-director", "Technical Director"),
                            ("technical-manager", "Technical Manager"),
                            ("audio-engineer", "Audio Engineer"),
                            ("remote-recording-engineer", "Remote Recording Engineer"),
                            ("post-production-engineer", "Post Production Engineer"),
                            ("audio-editor", "Audio Editor"),
                            ("sound-designer", "Sound Designer"),
                            ("foley-artist", "Foley Artist"),
                            ("composer", "Composer"),
                            ("theme-music", "Theme Music"),
                            ("music-production", "Music Production"),
                            ("music-contributor", "Music Contributor"),
                            ("production-coordinator", "Production Coordinator"),
                            ("booking-coordinator", "Booking Coordinator"),
                            ("production-assistant", "Production Assistant"),
                            ("content-manager", "Content Manager"),
                            ("marketing-manager", "Marketing Manager"),
                            ("sales-representative", "Sales Representative"),
                            ("sales-manager", "Sales Manager"),
                            ("graphic-designer", "Graphic Designer"),
                            ("cover-art-designer", "Cover Art Designer"),
                            ("social-media-manager", "Social Media Manager"),
                            ("consultant", "Consultant"),
                            ("intern", "Intern"),
                            ("camera-operator", "Camera Operator"),
                            ("lighting-designer", "Lighting Designer"),
                            ("camera-grip", "Camera Grip"),
                            ("assistant-camera", "Assistant Camera"),
                            ("video-editor", "Video Editor"),
                            ("assistant-editor", "Assistant Editor"),
                        ],
                        default="host",
                        max_length=32,
                        verbose_name="role",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_credits",
                        to="guests.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_credits",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "standing credit",
                "verbose_name_plural": "standing credits",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("show", "person", "role"),
                        name="standing_credit_unique",
                        violation_error_message="This person has this role already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=255, verbose_name="label")),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                (
                    "sponsored",
                    models.BooleanField(
                        default=False,
                        help_text="Paid for. Every new episode says so, to people and to search engines.",
                        verbose_name="sponsored",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_links",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "standing link",
                "verbose_name_plural": "standing links",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TopicAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100, verbose_name="former slug")),
                ("left_at", models.DateTimeField(auto_now_add=True, verbose_name="left")),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="episodes.topic",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("slug",), name="topic_address_slug_unique")],
            },
        ),
        migrations.CreateModel(
            name="Episode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[("full", "Full episode"), ("trailer", "Trailer"), ("bonus", "Bonus")],
                        default="full",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Without the number and without the name of the show.",
                        max_length=255,
                        verbose_name="title",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The last part of the address. Left empty, it is made from the title. A former slug keeps leading here.",
                        max_length=100,
                        verbose_name="slug",
                    ),
                ),
                (
                    "guid",
                    models.CharField(
                        default=episodes.models.episode.new_guid,
                        editable=False,
                        help_text="What podcast apps know the episode by; it never changes.",
                        max_length=500,
                        verbose_name="GUID",
                    ),
                ),
                ("guid_is_permalink", models.BooleanField(default=False, editable=False)),
                (
                    "kept_xml",
                    models.TextField(blank=True, editable=False, validators=[episodes.models.feed_fields.whole_xml]),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences of plain text, for lists, search engines and apps.",
                        max_length=600,
                        verbose_name="summary",
                    ),
                ),
                (
                    "notes",
                    markdownx.models.MarkdownxField(
                        blank=True, help_text="Markdown. Pictures can be pasted or dropped in.", verbose_name="notes"
                    ),
                ),
                (
                    "cover",
                    guests.pictures.PictureField(
                        blank=True,
                        help_text="Only where the episode has a cover of its own. Square, 1400 to 3000 pixels.",
                        upload_to=guests.pictures.Unguessable("images"),
                        verbose_name="cover",
                    ),
                ),
                ("cover_alt", models.CharField(blank=True, max_length=250, verbose_name="cover in words")),
                ("explicit", models.BooleanField(default=False, verbose_name="explicit")),
                (
                    "block",
                    models.BooleanField(
                        default=False,
                        help_text="Directories and some apps leave the episode out. On this site it is public all the same.",
                        verbose_name="keep out of directories",
                    ),
                ),
                (
                    "license",
                    models.CharField(
                        blank=True,
                        help_text="Only where it is another than the show's: “CC-BY-4.0”. Apps say what others may do with it.",
                        max_length=128,
                        verbose_name="licence",
                    ),
                ),
                (
                    "license_url",
                    models.URLField(
                        blank=True,
                        help_text="Where it can be read; needed for a name of your own.",
                        max_length=2000,
                        verbose_name="text of the licence",
                    ),
                ),
                (
                    "funding_url",
                    models.URLField(
                        blank=True,
                        help_text="Only for a collection of this episode's own. Apps show a button that leads there.",
                        max_length=2000,
                        verbose_name="where to give",
                    ),
                ),
                (
                    "funding_label",
                    models.CharField(
                        blank=True,
                        help_text="“Help us mend the boat”.",
                        max_length=128,
                        verbose_name="what the button says",
                    ),
                ),
                (
                    "social_url",
                    models.URLField(
                        blank=True,
                        help_text="The address of the post whose answers apps show as comments.",
                        max_length=2000,
                        verbose_name="where it is discussed",
                    ),
                ),
                (
                    "social_account",
                    models.CharField(
                        blank=True,
                        help_text="Who wrote it: “@radio@social.example”. Apps show the name beside the comments.",
                        max_length=255,
                        verbose_name="account of the post",
                    ),
                ),
                (
                    "social_protocol",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("activitypub", "Mastodon and others (ActivityPub)"),
                            ("atproto", "Bluesky (AT Protocol)"),
                            ("nostr", "Nostr"),
                            ("matrix", "Matrix"),
                            ("twitter", "X, formerly Twitter"),
                            ("disabled", "No comments"),
                        ],
                        help_text="“No comments” asks apps to show none at all, not even their own.",
                        max_length=12,
                        verbose_name="kind of post",
                    ),
                ),
                (
                    "location_name",
                    models.CharField(
                        blank=True,
                        help_text="Only for an episode about a place: “Dún Laoghaire, Ireland”. Apps find it on a map.",
                        max_length=128,
                        verbose_name="place",
                    ),
                ),
                (
                    "location_geo",
                    models.CharField(
                        blank=True,
                        help_text="Latitude and longitude: “geo:53.2945,-6.1336”.",
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^geo:-?[0-9]{1,2}(\\.[0-9]+)?,-?[0-9]{1,3}(\\.[0-9]+)?$",
                                "Give latitude and longitude as in “geo:38.7223,-9.1393”.",
                            )
                        ],
                        verbose_name="coordinates of the place",
                    ),
                ),
                (
                    "number_label",
                    models.CharField(
                        blank=True,
                        help_text="What apps show in place of the number: “Part three”.",
                        max_length=32,
                        verbose_name="number in words",
                    ),
                ),
                (
                    "audio_file",
                    models.FileField(
                        blank=True,
                        help_text="MP3 or M4A.",
                        max_length=255,
                        upload_to=guests.pictures.Unguessable("audio"),
                        verbose_name="audio file",
                    ),
                ),
                (
                    "audio_url",
                    models.URLField(
                        blank=True,
                        help_text="Where the audio is kept elsewhere: its https address. Give its type and size as well.",
                        max_length=2000,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="audio at another address",
                    ),
                ),
                (
                    "audio_type",
                    models.CharField(
                        blank=True,
                        choices=[("audio/mpeg", "MP3 (audio/mpeg)"), ("audio/x-m4a", "M4A (audio/x-m4a)")],
                        max_length=40,
                        verbose_name="audio type",
                    ),
                ),
                (
                    "audio_size",
                    models.PositiveBigIntegerField(
                        blank=True, help_text="In bytes.", null=True, verbose_name="audio size"
                    ),
                ),
                (
                    "duration_ms",
                    models.PositiveBigIntegerField(
                        blank=True, help_text="In milliseconds.", null=True, verbose_name="duration"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("approved", "Approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "publish_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="An approved episode is public from this moment on.",
                        null=True,
                        verbose_name="publication",
                    ),
                ),
                (
                    "announced",
                    models.BooleanField(
                        default=False,
                        help_text="Once it is scheduled, its show's page says its title and its day. Nothing else of it is public.",
                        verbose_name="announce it",
                    ),
                ),
                ("was_public", models.BooleanField(default=False, editable=False)),
                ("deleted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="deleted")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "deleted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="episodes",
                        to="episodes.season",
                        verbose_name="season",
                    ),
                ),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="episodes",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, related_name="episodes", to="episodes.topic", verbose_name="topics"
                    ),
                ),
            ],
            options={
                "verbose_name": "episode",
                "verbose_name_plural": "episodes",
                "ordering": [models.OrderBy(models.F("publish_at"), descending=True, nulls_first=True), "-pk"],
                "permissions": [
                    ("submit_episode", "Can submit episodes for review"),
                    ("approve_episode", "Can approve, schedule and withdraw episodes"),
                ],
                "indexes": [
                    models.Index(fields=["state", "publish_at"], name="episode_publication"),
                    models.Index(fields=["show", "state", "-publish_at", "-id"], name="episode_show_publication"),
                    models.Index(fields=["season", "state", "publish_at"], name="episode_season_publication"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("show", "slug"),
                        name="episode_slug_unique",
                        violation_error_message="The show has an episode at this address already. Choose another slug.",
                    ),
                    models.UniqueConstraint(fields=("show", "guid"), name="episode_guid_unique"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("deleted_at__isnull", True),
                            ("kind", "full"),
                            ("number__isnull", False),
                            ("season__isnull", False),
                        ),
                        fields=("season", "number"),
                        name="episode_number_unique_in_season",
                        violation_error_message="The season has an episode of this number already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("deleted_at__isnull", True),
                            ("kind", "full"),
                            ("number__isnull", False),
                            ("season__isnull", True),
                        ),
                        fields=("show", "number"),
                        name="episode_number_unique_in_show",
                        violation_error_message="The show has an episode of this number already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            ("publish_at__isnull", False),
                            _connector="OR",
                        ),
                        name="episode_approved_has_moment",
                        violation_error_message="An approved episode needs the moment of its publication.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audio_file", ""), ("audio_url", ""), _connector="OR"),
                        name="episode_one_audio",
                        violation_error_message="Give an audio file or an address elsewhere, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("audio_file", ""), ("audio_url", "")),
                            models.Q(("audio_type", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="episode_audio_has_type",
                        violation_error_message="Say which type the audio is.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deleted_at__isnull", True),
                            models.Q(("state", "approved"), _negated=True),
                            _connector="OR",
                        ),
                        name="episode_deleted_is_not_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "approved", "withdrawn"])),
                        name="episode_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__isnull", True), ("number__gt", 0), _connector="OR"),
                        name="episode_number_positive",
                        violation_error_message="Episodes are numbered from 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duration_ms__isnull", True), ("duration_ms__gt", 0), _connector="OR"),
                        name="episode_duration_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("social_protocol__in", ["", "disabled"]), ("social_url", "")),
                            models.Q(
                                models.Q(("social_protocol__in", ["", "disabled"]), _negated=True),
                                models.Q(("social_url", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="episode_social_whole",
                        violation_error_message="Give both the address of the post and its kind, or neither.",
                    ),
                    models.CheckConstraint(condition=models.Q(("slug", ""), _negated=True), name="episode_slug_given"),
                    models.CheckConstraint(condition=models.Q(("guid", ""), _negated=True), name="episode_guid_given"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRunItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=500)),
                ("verdict", models.CharField(max_length=8)),
                ("is_needed", models.BooleanField(default=False)),
                ("has_conflict", models.BooleanField(default=False)),
                ("facts", models.JSONField(default=dict)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("written", "brought in"), ("failed", "did not come")], max_length=7
                    ),
                ),
                ("said", models.TextField(blank=True)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="episodes.importrun"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["run", "verdict"], name="import_run_item_verdict")],
                "constraints": [models.UniqueConstraint(fields=("run", "number"), name="import_run_item_once")],
            },
        ),
        migrations.CreateModel(
            name="ImportRunPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked", models.CharField(blank=True, max_length=2000)),
                ("found_at", models.CharField(blank=True, max_length=2000)),
                ("body", models.BinaryField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="episodes.importrun"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Chapter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start_ms", models.PositiveBigIntegerField(help_text="In milliseconds.", verbose_name="start")),
                (
                    "end_ms",
                    models.PositiveBigIntegerField(
                        blank=True, help_text="In milliseconds.", null=True, verbose_name="end"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="link")),
                (
                    "image",
                    guests.pictures.PictureField(
                        blank=True, upload_to=guests.pictures.Unguessable("images"), verbose_name="image"
                    ),
                ),
                (
                    "hidden",
                    models.BooleanField(default=False, help_text="Not listed (“toc: false”).", verbose_name="hidden"),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chapters",
                        to="episodes.episode",
                        verbose_name="episode",
                    ),
                ),
            ],
            options={
                "verbose_name": "chapter",
                "verbose_name_plural": "chapters",
                "ordering": ["start_ms", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("episode", "start_ms"),
                        name="chapter_start_unique",
                        violation_error_message="Two chapters cannot start at the same time.",
                    ),
                    models.CheckConstraint(condition=models.Q(("start_ms__gte", 0)), name="chapter_start_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_ms__isnull", True), ("end_ms__gt", models.F("start_ms")), _connector="OR"
                        ),
                        name="chapter_end_after_start",
                        violation_error_message="A chapter ends after it starts.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("told_at", models.DateTimeField(blank=True, db_index=True, editable=False, null=True)),
                ("text", models.TextField(max_length=5000, verbose_name="comment")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="episodes.episode",
                        verbose_name="episode",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "ordering": ["at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("director", "Director"),
                            ("assistant-director", "Assistant Director"),
                            ("executive-producer", "Executive Producer"),
                            ("senior-producer", "Senior Producer"),
                            ("producer", "Producer"),
                            ("associate-producer", "Associate Producer"),
                            ("development-producer", "Development Producer"),
                            ("creative-director", "Creative Director"),
                            ("host", "Host"),
                            ("co-host", "Co-Host"),
                            ("guest-host", "Guest Host"),
                            ("guest", "Guest"),
                            ("voice-actor", "Voice Actor"),
                            ("narrator", "Narrator"),
                            ("announcer", "Announcer"),
                            ("reporter", "Reporter"),
                            ("author", "Author"),
                            ("editorial-director", "Editorial Director"),
                            ("co-writer", "Co-Writer"),
                            ("writer", "Writer"),
                            ("songwriter", "Songwriter"),
                            ("guest-writer", "Guest Writer"),
                            ("story-editor", "Story Editor"),
                            ("managing-editor", "Managing Editor"),
                            ("script-editor", "Script Editor"),
                            ("script-coordinator", "Script Coordinator"),
                            ("researcher", "Researcher"),
                            ("editor", "Editor"),
                            ("fact-checker", "Fact Checker"),
                            ("translator", "Translator"),
                            ("transcriber", "Transcriber"),
                            ("logger", "Logger"),
                            ("studio-coordinator", "Studio Coordinator"),
                            ("technical-director", "Technical Director"),
                            ("technical-manager", "Technical Manager"),
                            ("audio-engineer", "Audio Engineer"),
                            ("remote-recording-engineer", "Remote Recording Engineer"),
                            ("post-production-engineer", "Post Production Engineer"),
                            ("audio-editor", "Audio Editor"),
                            ("sound-designer", "Sound Designer"),
                            ("foley-artist", "Foley Artist"),
                            ("composer", "Composer"),
                            ("theme-music", "Theme Music"),
                            ("music-production", "Music Production"),
                            ("music-contributor", "Music Contributor"),
                            ("production-coordinator", "Production Coordinator"),
                            ("booking-coordinator", "Booking Coordinator"),
                            ("production-assistant", "Production Assistant"),
                            ("content-manager", "Content Manager"),
                            ("marketing-manager", "Marketing Manager"),
                            ("sales-representative", "Sales Representative"),
                            ("sales-manager", "Sales Manager"),
                            ("graphic-designer", "Graphic Designer"),
                            ("cover-art-designer", "Cover Art Designer"),
                            ("social-media-manager", "Social Media Manager"),
                            ("consultant", "Consultant"),
                            ("intern", "Intern"),
                            ("camera-operator", "Camera Operator"),
                            ("lighting-designer", "Lighting Designer"),
                            ("camera-grip", "Camera Grip"),
                            ("assistant-camera", "Assistant Camera"),
                            ("video-editor", "Video Editor"),
                            ("assistant-editor", "Assistant Editor"),
                        ],
                        default="guest",
                        max_length=32,
                        verbose_name="role",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credits",
                        to="guests.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="credits",
                        to="episodes.episode",
                        verbose_name="episode",
                    ),
                ),
            ],
            options={
                "verbose_name": "credit",
                "verbose_name_plural": "people",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("episode", "person", "role"),
                        name="credit_unique",
                        violation_error_message="This person has this role on the episode already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EpisodeAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=100, verbose_name="former slug")),
                ("left_at", models.DateTimeField(auto_now_add=True, verbose_name="left")),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="episodes.episode",
                    ),
                ),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="episodes.show"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("show", "slug"), name="episode_address_slug_unique")],
            },
        ),
        migrations.CreateModel(
            name="EpisodeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("before", "As it was before"),
                            ("saved", "Saved"),
                            ("restored", "Taken back to an earlier version"),
                            ("merged", "Two profiles of one person were merged"),
                        ],
                        default="saved",
                        max_length=8,
                    ),
                ),
                ("content", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="episodes.episode"
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportedEpisode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fields", models.JSONField(blank=True, default=dict)),
                ("link", models.CharField(blank=True, max_length=2000, verbose_name="former address")),
                ("first_at", models.DateTimeField(auto_now_add=True, verbose_name="first brought in")),
                ("last_at", models.DateTimeField(auto_now=True, verbose_name="last brought in")),
                (
                    "audio_url",
                    models.CharField(blank=True, max_length=2000, verbose_name="former address of the audio"),
                ),
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                ("chapters_from", models.CharField(blank=True, max_length=8)),
                ("remarks", models.JSONField(blank=True, default=list)),
                ("documents", models.JSONField(blank=True, default=dict)),
                ("documents_at", models.DateTimeField(blank=True, null=True)),
                (
                    "episode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imported", to="episodes.episode"
                    ),
                ),
            ],
            options={
                "verbose_name": "imported episode",
                "default_permissions": (),
                "indexes": [models.Index(fields=["publish_at"], name="imported_episode_waiting")],
            },
        ),
        migrations.CreateModel(
            name="MediaErrand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("claim", models.CharField(blank=True, max_length=32)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("key", models.CharField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("audio", "audio"),
                            ("cover", "cover"),
                            ("portrait", "portrait"),
                            ("chapter", "picture of a chapter"),
                        ],
                        max_length=8,
                    ),
                ),
                ("start_ms", models.PositiveBigIntegerField(null=True)),
                ("url", models.CharField(max_length=2000)),
                ("length", models.PositiveBigIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, db_index=True, max_length=64)),
                ("stored_name", models.CharField(blank=True, max_length=255)),
                ("worker", models.CharField(blank=True, max_length=120)),
                (
                    "episode",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="media_errands",
                        to="episodes.episode",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="media_errands",
                        to="guests.person",
                    ),
                ),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="media_errands", to="episodes.show"
                    ),
                ),
            ],
            options={
                "verbose_name": "file to be brought",
                "default_permissions": (),
                "indexes": [models.Index(fields=["due_at"], name="media_errand_due")],
            },
        ),
        migrations.CreateModel(
            name="NotesHtml",
            fields=[
                (
                    "episode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="episodes.episode",
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("html", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="OutgoingAudio",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=255)),
                ("file", models.CharField(max_length=255, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "episode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outgoing",
                        to="episodes.episode",
                        verbose_name="episode",
                    ),
                ),
            ],
            options={
                "verbose_name": "audio that goes out",
                "verbose_name_plural": "audio that goes out",
            },
        ),
        migrations.CreateModel(
            name="OutgoingErrand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("claim", models.CharField(blank=True, max_length=32)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "episode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outgoing_errand",
                        to="episodes.episode",
                        verbose_name="episode",
                    ),
                ),
            ],
            options={
                "verbose_name": "writing of audio that goes out",
                "verbose_name_plural": "writing of audio that goes out",
                "indexes": [models.Index(fields=["due_at"], name="outgoing_errand_due")],
            },
        ),
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=120, verbose_name="for whom")),
                (
                    "nonce",
                    models.CharField(
                        default=episodes.models.preview_link.new_nonce, editable=False, max_length=16, unique=True
                    ),
                ),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("openings", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preview_links",
                        to="episodes.episode",
                        verbose_name="episode",
                    ),
                ),
            ],
            options={
                "verbose_name": "preview link",
                "verbose_name_plural": "preview links",
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=3000, verbose_name="question")),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, editable=False, verbose_name="asked"
                    ),
                ),
                ("ticket", models.CharField(editable=False, max_length=32, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "New"), ("answered", "Answered"), ("spam", "Spam")],
                        default="new",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("told_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("settled_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("answer", models.TextField(blank=True, max_length=10000, verbose_name="answer")),
                (
                    "episode",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="questions",
                        to="episodes.episode",
                        verbose_name="episode",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="episodes.episode",
                        verbose_name="taken into",
                    ),
                ),
                (
                    "show",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="episodes.show",
                        verbose_name="show",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["-at", "-pk"],
                "default_permissions": ("view", "change", "delete"),
            },
        ),
        migrations.CreateModel(
            name="ResourceLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=255, verbose_name="label")),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                (
                    "sponsored",
                    models.BooleanField(
                        default=False,
                        help_text="Paid for. The page says so, to people and to search engines.",
                        verbose_name="sponsored",
                    ),
                ),
                (
                    "archived_url",
                    models.URLField(
                        blank=True,
                        help_text="Where a copy of the page is kept. Listeners get it beside the link once the page is gone.",
                        max_length=2000,
                        verbose_name="archived copy",
                    ),
                ),
                ("is_dead", models.BooleanField(default=False, editable=False)),
                (
                    "site",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Substr(
                            django.db.models.functions.text.Replace(
                                django.db.models.functions.text.Concat(
                                    models.Value("//"),
                                    django.db.models.functions.text.Lower(
                                        django.db.models.functions.text.Left(
                                            django.db.models.functions.text.Replace(
                                                django.db.models.functions.text.Replace(
                                                    django.db.models.functions.text.Substr(
                                                        "url",
                                                        django.db.models.expressions.CombinedExpression(
                                                            django.db.models.functions.text.StrIndex(
                                                                "url", models.Value("//")
                                                            ),
                                                            "+",
                                                            models.Value(2),
                                                        ),
                                                    ),
                                                    models.Value("?"),
                                                    models.Value("/"),
                                                ),
                                                models.Value("#"),
                                                models.Value("/"),
                                            ),
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.functions.text.StrIndex(
                                                    django.db.models.functions.text.Concat(
                                                        django.db.models.functions.text.Replace(
                                                            django.db.models.functions.text.Replace(
                                                                django.db.models.functions.text.Substr(
                                                                    "url",
                                                                    django.db.models.expressions.CombinedExpression(
                                                                        django.db.models.functions.text.StrIndex(
                                                                            "url", models.Value("//")
                                                                        ),
                                                                        "+",
                                                                        models.Value(2),
                                                                    ),
                                                                ),
                                                                models.Value("?"),
                                                                models.Value("/"),
                                                            ),
                                                            models.Value("#"),
                                                            models.Value("/"),
                                                        ),
                                                        models.Value("/"),
                                                    ),
                                                    models.Value("/"),
                                                ),
                                                "-",
                                                models.Value(1),
                                            ),
                                        )
                                    ),
                                ),
                                models.Value("//www."),
                                models.Value("//"),
                            ),
                            3,
                        ),
                        output_field=models.CharField(max_length=2000),
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resource_links",
                        to="episodes.episode",
                        verbose_name="episode",
                    ),
                ),
            ],
            options={
                "verbose_name": "resource link",
                "verbose_name_plural": "links",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "episode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_document",
                        serialize=False,
                        to="episodes.episode",
                    ),
                ),
                ("title", models.TextField(blank=True)),
                ("names", models.TextField(blank=True)),
                ("texts", models.TextField(blank=True)),
                ("speech", models.TextField(blank=True)),
                ("chapters", models.JSONField(default=list)),
                ("version", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchPassage",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=20)),
                ("lines", models.JSONField()),
                ("counts", models.JSONField(default=list)),
                ("words", models.TextField()),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_passages",
                        to="episodes.episode",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Soundbite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start_ms", models.PositiveBigIntegerField(verbose_name="start")),
                ("duration_ms", models.PositiveBigIntegerField(verbose_name="duration")),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, apps show the episode's own.",
                        max_length=128,
                        verbose_name="title",
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="soundbites",
                        to="episodes.episode",
                        verbose_name="episode",
                    ),
                ),
            ],
            options={
                "verbose_name": "soundbite",
                "verbose_name_plural": "soundbites",
                "ordering": ["start_ms", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("duration_ms__gt", 0)),
                        name="soundbite_duration_positive",
                        violation_error_message="A soundbite lasts longer than nothing.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StartHere",
            fields=[
                (
                    "episode",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="start_here",
                        serialize=False,
                        to="episodes.episode",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("approved", "Approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("approved", "Approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                ("publish_at_before", models.DateTimeField(blank=True, null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("note", models.TextField(blank=True)),
                ("told_at", models.DateTimeField(blank=True, db_index=True, editable=False, null=True)),
                ("out_told_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "cause",
                    models.CharField(
                        blank=True, choices=[("asked", "changes asked for"), ("lost", "lost a must-have")], max_length=8
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="state_changes", to="episodes.episode"
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="undone_by",
                        to="episodes.statechange",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Transcript",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "language",
                    models.CharField(
                        default="en",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
                                "Give the language as a BCP 47 tag such as “en”, “de” or “pt-BR”.",
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                ("webvtt", models.TextField(verbose_name="WebVTT")),
                ("remarks", models.JSONField(blank=True, default=list, editable=False, verbose_name="remarks")),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transcripts",
                        to="episodes.episode",
                        verbose_name="episode",
                    ),
                ),
            ],
            options={
                "verbose_name": "transcript",
                "verbose_name_plural": "transcripts",
                "ordering": ["language"],
                "constraints": [
                    models.UniqueConstraint(fields=("episode", "language"), name="transcript_language_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="TranscriptText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("webvtt", models.TextField()),
                (
                    "episode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="episodes.episode"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("episode", "digest"), name="transcript_text_unique")],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(default=episodes.models.upload.new_token, max_length=32, unique=True)),
                ("title", models.CharField(max_length=255, verbose_name="name of the file")),
                ("fingerprint", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveBigIntegerField(verbose_name="size")),
                ("stored_name", models.CharField(blank=True, max_length=255)),
                ("media_type", models.CharField(blank=True, max_length=40)),
                ("duration_ms", models.PositiveBigIntegerField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("offers", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                (
                    "episode",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="episodes.episode",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "upload",
                "verbose_name_plural": "uploads",
                "ordering": ["-pk"],
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["owner", "fingerprint"], name="upload_fingerprint"),
                    models.Index(fields=["stored_name"], name="upload_stored_name"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", True),
                            models.Q(
                                models.Q(("stored_name", ""), _negated=True), models.Q(("sha256", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="upload_finished_is_stored",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wanted", models.CharField(max_length=64)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("claim", models.CharField(blank=True, max_length=32)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("subject_line", models.CharField(max_length=300)),
                ("body", models.TextField()),
                ("address", models.EmailField(blank=True, max_length=254)),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                (
                    "episode",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="episodes.episode"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="episodes.question"
                    ),
                ),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "default_permissions": (),
                "indexes": [models.Index(fields=["due_at"], name="letter_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recipient", None), models.Q(("address", ""), _negated=True)),
                            models.Q(("recipient__isnull", False), ("address", "")),
                            _connector="OR",
                        ),
                        name="letter_to_staff_or_to_a_listener",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="episode",
            name="people",
            field=models.ManyToManyField(
                related_name="episodes", through="episodes.Credit", to="guests.person", verbose_name="people"
            ),
        ),
        migrations.AddField(
            model_name="show",
            name="hosts",
            field=models.ManyToManyField(related_name="shows", through="episodes.StandingCredit", to="guests.person"),
        ),
    ]
