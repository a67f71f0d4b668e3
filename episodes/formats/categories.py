"""The categories that Apple Podcasts knows, and every directory with it: 19, of which 15 have parts, 110 in all."""

_PARTS: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "History": (),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": (
        "Animation & Manga",
        "Automotive",
        "Aviation",
        "Crafts",
        "Games",
        "Hobbies",
        "Home & Garden",
        "Video Games",
    ),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": (
        "Business News",
        "Daily News",
        "Entertainment News",
        "News Commentary",
        "Politics",
        "Sports News",
        "Tech News",
    ),
    "Religion & Spirituality": ("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"),
    "Science": (
        "Astronomy",
        "Chemistry",
        "Earth Sciences",
        "Life Sciences",
        "Mathematics",
        "Natural Sciences",
        "Nature",
        "Physics",
        "Social Sciences",
    ),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": (
        "Baseball",
        "Basketball",
        "Cricket",
        "Fantasy Sports",
        "Football",
        "Golf",
        "Hockey",
        "Rugby",
        "Running",
        "Soccer",
        "Swimming",
        "Tennis",
        "Volleyball",
        "Wilderness",
        "Wrestling",
    ),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
    "Technology": (),
    "True Crime": (),
}

_SEPARATOR = " > "

CATEGORIES: tuple[str, ...] = tuple(
    name for category, parts in _PARTS.items() for name in (category, *(category + _SEPARATOR + part for part in parts))
)
"""Every category as it is chosen and stored: `Technology`, `Arts > Design`."""


def split(name: str) -> tuple[str, str]:
    """`Arts > Design` → (`Arts`, `Design`); the second is empty for a category as a whole."""
    category, _, part = name.partition(_SEPARATOR)
    return category, part


def joined(category: str, part: str) -> str:
    """(`Arts`, `Design`) → `Arts > Design`; the inverse of `split`."""
    return category + _SEPARATOR + part if part else category


# What Apple gave up in 2019, and where it belongs now.
_FORMER = {
    "Games & Hobbies": "Leisure",
    "Government & Organizations": "Government",
    "News & Politics": "News",
    "Science & Medicine": "Science",
    "Sports & Recreation": "Sports",
}


def nearest(category: str, part: str) -> tuple[str, str] | None:
    """The category of today that is meant by one of any day, as a pair; None where there is none like it."""
    category = _FORMER.get(category, category)
    if category not in _PARTS:
        return None
    if part in _PARTS[category]:
        return category, part
    # Some parts have become categories of their own: Society & Culture > History.
    return (part, "") if part in _PARTS else (category, "")
