import io

import pytest
from PIL import Image

from guests.social_images.drawing import HEIGHT, WIDTH, draw

TEAL, OCHRE = (0, 128, 128), (200, 140, 40)
GROUND = "#201810"


def drawn(title="The lamp room", *, cover=TEAL, faces=0, below="Inês Carvalho"):
    square = Image.new("RGB", (500, 500), cover) if cover else None
    made = draw(
        title=title,
        above="Slack Water",
        below=below,
        ground=GROUND,
        cover=square,
        faces=[Image.new("RGB", (90, 90), OCHRE)] * faces,
    )
    image = Image.open(io.BytesIO(made))
    assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
    return image


def near(found, wanted):
    return all(abs(one - other) < 24 for one, other in zip(found, wanted, strict=True))


def inked(image, box):
    """Whether something light is in that part."""
    return image.crop(box).convert("L").getextrema()[1] > 200


def test_the_cover_is_on_the_left_and_words_beside_it():
    image = drawn()
    assert near(image.getpixel((300, 300)), TEAL)
    assert inked(image, (660, 100, 1160, 400))
    assert not inked(image, (1150, 0, 1200, 630))


def test_what_is_read_from_right_to_left_is_mirrored():
    image = drawn("البحر الهادئ")
    assert near(image.getpixel((900, 300)), TEAL)
    assert inked(image, (300, 100, 530, 400))


def test_faces_stand_in_a_row_at_the_foot():
    image = drawn(faces=2)
    assert near(image.getpixel((728, 532)), OCHRE)
    assert near(image.getpixel((832, 532)), OCHRE)
    assert not near(image.getpixel((936, 532)), OCHRE)


@pytest.mark.parametrize("title", ["A", "Word " * 60, "A" * 300, "海" * 200, "", "हिन्दी", "\n\t"])
@pytest.mark.parametrize("cover", [TEAL, None])
def test_any_title_stays_in_its_column(title, cover):
    image = drawn(title, cover=cover, faces=4, below="Name, " * 30)
    assert not inked(image, (1155, 0, 1200, 630))
    assert not inked(image, (600 if cover is None else 632, 590, 680, 630))
