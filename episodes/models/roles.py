"""Who does what on an episode: the roles of the Podcasting 2.0 taxonomy (podcast-namespace `taxonomy.json`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from episodes.querysets import ON_AIR_ROLES


class Role(models.TextChoices):
    """A slug for each of the 63 roles; `label` is what a listener reads."""

    # Creative Direction
    DIRECTOR = "director", _("Director")
    ASSISTANT_DIRECTOR = "assistant-director", _("Assistant Director")
    EXECUTIVE_PRODUCER = "executive-producer", _("Executive Producer")
    SENIOR_PRODUCER = "senior-producer", _("Senior Producer")
    PRODUCER = "producer", _("Producer")
    ASSOCIATE_PRODUCER = "associate-producer", _("Associate Producer")
    DEVELOPMENT_PRODUCER = "development-producer", _("Development Producer")
    CREATIVE_DIRECTOR = "creative-director", _("Creative Director")
    # Cast
    HOST = "host", _("Host")
    CO_HOST = "co-host", _("Co-Host")
    GUEST_HOST = "guest-host", _("Guest Host")
    GUEST = "guest", _("Guest")
    VOICE_ACTOR = "voice-actor", _("Voice Actor")
    NARRATOR = "narrator", _("Narrator")
    ANNOUNCER = "announcer", _("Announcer")
    REPORTER = "reporter", _("Reporter")
    # Writing
    AUTHOR = "author", _("Author")
    EDITORIAL_DIRECTOR = "editorial-director", _("Editorial Director")
    CO_WRITER = "co-writer", _("Co-Writer")
    WRITER = "writer", _("Writer")
    SONGWRITER = "songwriter", _("Songwriter")
    GUEST_WRITER = "guest-writer", _("Guest Writer")
    STORY_EDITOR = "story-editor", _("Story Editor")
    MANAGING_EDITOR = "managing-editor", _("Managing Editor")
    SCRIPT_EDITOR = "script-editor", _("Script Editor")
    SCRIPT_COORDINATOR = "script-coordinator", _("Script Coordinator")
    RESEARCHER = "researcher", _("Researcher")
    EDITOR = "editor", _("Editor")
    FACT_CHECKER = "fact-checker", _("Fact Checker")
    TRANSLATOR = "translator", _("Translator")
    TRANSCRIBER = "transcriber", _("Transcriber")
    LOGGER = "logger", _("Logger")
    # Audio Production
    STUDIO_COORDINATOR = "studio-coordinator", _("Studio Coordinator")
    TECHNICAL_DIRECTOR = "technical-director", _("Technical Director")
    TECHNICAL_MANAGER = "technical-manager", _("Technical Manager")
    AUDIO_ENGINEER = "audio-engineer", _("Audio Engineer")
    REMOTE_RECORDING_ENGINEER = "remote-recording-engineer", _("Remote Recording Engineer")
    POST_PRODUCTION_ENGINEER = "post-production-engineer", _("Post Production Engineer")
    # Audio Post-Production
    AUDIO_EDITOR = "audio-editor", _("Audio Editor")
    SOUND_DESIGNER = "sound-designer", _("Sound Designer")
    FOLEY_ARTIST = "foley-artist", _("Foley Artist")
    COMPOSER = "composer", _("Composer")
    THEME_MUSIC = "theme-music", _("Theme Music")
    MUSIC_PRODUCTION = "music-production", _("Music Production")
    MUSIC_CONTRIBUTOR = "music-contributor", _("Music Contributor")
    # Administration
    PRODUCTION_COORDINATOR = "production-coordinator", _("Production Coordinator")
    BOOKING_COORDINATOR = "booking-coordinator", _("Booking Coordinator")
    PRODUCTION_ASSISTANT = "production-assistant", _("Production Assistant")
    CONTENT_MANAGER = "content-manager", _("Content Manager")
    MARKETING_MANAGER = "marketing-manager", _("Marketing Manager")
    SALES_REPRESENTATIVE = "sales-representative", _("Sales Representative")
    SALES_MANAGER = "sales-manager", _("Sales Manager")
    # Visuals
    GRAPHIC_DESIGNER = "graphic-designer", _("Graphic Designer")
    COVER_ART_DESIGNER = "cover-art-designer", _("Cover Art Designer")
    # Community
    SOCIAL_MEDIA_MANAGER = "social-media-manager", _("Social Media Manager")
    # Misc.
    CONSULTANT = "consultant", _("Consultant")
    INTERN = "intern", _("Intern")
    # Video Production
    CAMERA_OPERATOR = "camera-operator", _("Camera Operator")
    LIGHTING_DESIGNER = "lighting-designer", _("Lighting Designer")
    CAMERA_GRIP = "camera-grip", _("Camera Grip")
    ASSISTANT_CAMERA = "assistant-camera", _("Assistant Camera")
    # Video Post-Production
    VIDEO_EDITOR = "video-editor", _("Video Editor")
    ASSISTANT_EDITOR = "assistant-editor", _("Assistant Editor")


# What a listener comes for; everybody else is named in the small print.
def role_name(role: str) -> str:
    """What a listener reads of a role; a slug that is none stands for itself."""
    return str(Role(role).label) if role in Role._value2member_map_ else role


ON_AIR = tuple(map(Role, ON_AIR_ROLES))

GROUPS: dict[str, tuple[Role, ...]] = {
    "Creative Direction": (
        Role.DIRECTOR,
        Role.ASSISTANT_DIRECTOR,
        Role.EXECUTIVE_PRODUCER,
        Role.SENIOR_PRODUCER,
        Role.PRODUCER,
        Role.ASSOCIATE_PRODUCER,
        Role.DEVELOPMENT_PRODUCER,
        Role.CREATIVE_DIRECTOR,
    ),
    "Cast": (
        Role.HOST,
        Role.CO_HOST,
        Role.GUEST_HOST,
        Role.GUEST,
        Role.VOICE_ACTOR,
        Role.NARRATOR,
        Role.ANNOUNCER,
        Role.REPORTER,
    ),
    "Writing": (
        Role.AUTHOR,
        Role.EDITORIAL_DIRECTOR,
        Role.CO_WRITER,
        Role.WRITER,
        Role.SONGWRITER,
        Role.GUEST_WRITER,
        Role.STORY_EDITOR,
        Role.MANAGING_EDITOR,
        Role.SCRIPT_EDITOR,
        Role.SCRIPT_COORDINATOR,
        Role.RESEARCHER,
        Role.EDITOR,
        Role.FACT_CHECKER,
        Role.TRANSLATOR,
        Role.TRANSCRIBER,
        Role.LOGGER,
    ),
    "Audio Production": (
        Role.STUDIO_COORDINATOR,
        Role.TECHNICAL_DIRECTOR,
        Role.TECHNICAL_MANAGER,
        Role.AUDIO_ENGINEER,
        Role.REMOTE_RECORDING_ENGINEER,
        Role.POST_PRODUCTION_ENGINEER,
    ),
    "Audio Post-Production": (
        Role.AUDIO_EDITOR,
        Role.SOUND_DESIGNER,
        Role.FOLEY_ARTIST,
        Role.COMPOSER,
        Role.THEME_MUSIC,
        Role.MUSIC_PRODUCTION,
        Role.MUSIC_CONTRIBUTOR,
    ),
    "Administration": (
        Role.PRODUCTION_COORDINATOR,
        Role.BOOKING_COORDINATOR,
        Role.PRODUCTION_ASSISTANT,
        Role.CONTENT_MANAGER,
        Role.MARKETING_MANAGER,
        Role.SALES_REPRESENTATIVE,
        Role.SALES_MANAGER,
    ),
    "Visuals": (Role.GRAPHIC_DESIGNER, Role.COVER_ART_DESIGNER),
    "Community": (Role.SOCIAL_MEDIA_MANAGER,),
    "Misc.": (Role.CONSULTANT, Role.INTERN),
    "Video Production": (Role.CAMERA_OPERATOR, Role.LIGHTING_DESIGNER, Role.CAMERA_GRIP, Role.ASSISTANT_CAMERA),
    "Video Post-Production": (Role.VIDEO_EDITOR, Role.ASSISTANT_EDITOR),
}
"""The groups of the taxonomy, as it calls them."""
