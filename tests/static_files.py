"""Static files as they are in production."""


def hashed(storages):
    """`STORAGES` with the storage of production, which knows each file by its content."""
    return {**storages, "staticfiles": {"BACKEND": "podcast_site.storage.StaticStorage"}}
